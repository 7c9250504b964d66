"""The log of what happened, and what is owed because of it."""
