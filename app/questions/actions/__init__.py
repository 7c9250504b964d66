"""Every change to a question and its answers: actor first, everything else by name. None of them commits."""
