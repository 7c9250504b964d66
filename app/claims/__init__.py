"""Claims: checkable statements about the brand's products, found, kept on record and corrected."""
