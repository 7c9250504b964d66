"""The whole community as documented files, out of a database and into an empty one, without loss."""
