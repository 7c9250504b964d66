"""The search index, keyed by kind and id: what may be found, how it is matched, ranked and shown."""
