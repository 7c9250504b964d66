"""Writing what an archive says: people, places, posts, threads. Knows no reader."""
