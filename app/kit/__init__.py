"""What every feature builds on and what knows nothing of any of them."""
