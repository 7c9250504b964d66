"""The moderators' inbox and their pages."""
