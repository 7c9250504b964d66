"""Who waits how long: whether standing, age of an account, language or channel make a difference that they must not make."""
