"""Staff pages that belong to no single feature."""
