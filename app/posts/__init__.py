"""The post: what people write, in whose voice and in which role."""
