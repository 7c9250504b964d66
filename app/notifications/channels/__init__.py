"""The ways out of the product."""
