"""What every page shares: layout, home, error pages, health, languages."""
