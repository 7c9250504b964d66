"""From the community to staff: levels, triggers, windows, promises."""
