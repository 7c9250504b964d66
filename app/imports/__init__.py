"""Archives of other systems, in: reading them, checking them, and carrying them over with their authors and licences."""
