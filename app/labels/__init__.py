"""What a reader sees about a post's standing: who speaks, and how far it is confirmed."""
