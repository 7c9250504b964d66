"""The second level: cases, their queue, and the clocks they are held to."""
