"""Questions and answers as JSON lines, one file each: the plainest archive there is. docs/import.md names the columns."""
