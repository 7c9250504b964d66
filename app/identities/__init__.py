"""Who somebody is behind a name or a report: shown to moderators and administrators with a written reason, which they read."""
