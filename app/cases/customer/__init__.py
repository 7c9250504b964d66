"""What a case holds of its customer besides words: what they gave, pictures, who else may look, and how it began."""
