"""Changes that belong to no single feature."""
