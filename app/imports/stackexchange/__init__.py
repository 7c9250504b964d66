"""Reading a Stack Exchange data dump: no database, no web, nothing written anywhere."""
