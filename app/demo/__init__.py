"""A written community to try the product with: its brand, its people and what happened among them."""
