"""One voice: what the company says officially agrees with what it said before, and somebody else has read it."""
