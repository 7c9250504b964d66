"""What questions are about: brand, categories, products with their versions, tags."""
