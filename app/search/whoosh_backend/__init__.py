"""The search index in a private folder, kept with Whoosh: no server, comfortable to some 50,000 threads."""

from app.search.whoosh_backend.index import WhooshBackend

__all__ = ["WhooshBackend"]
