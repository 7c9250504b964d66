"""The search index in the PostgreSQL database itself: its full-text index finds, and weighs as Whoosh's does."""

from app.search.postgres_backend.index import PostgresBackend

__all__ = ["PostgresBackend"]
