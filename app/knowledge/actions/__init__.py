"""Every change of an article and of a content gap."""
