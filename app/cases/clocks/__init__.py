"""The clocks of a case at work: what they measure, what they ring for, and that each rings once."""
