"""Articles of a knowledge base with the history of their revisions, from the tables (CSV) that such a system exports."""
