"""Articles made from what was solved, their reviews and freshness, and what people look for and do not find."""
