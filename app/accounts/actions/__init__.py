"""Every change to accounts, by what it is about."""
