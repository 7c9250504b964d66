"""Problems on record: what questions about the same thing are attached to, and what is said while one is looked into."""
