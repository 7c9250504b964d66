"""The desk: who can take what of the queue, how much at a time, and when they are away."""
