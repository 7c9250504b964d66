"""House rules, reports of content, and what was decided, on any subject."""
