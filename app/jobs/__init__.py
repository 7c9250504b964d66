"""Running what is owed."""
