"""The forms of questions, by what they are for."""
