"""Where an index can be: in a folder, with Whoosh, or in a PostgreSQL database."""

from pathlib import Path

from sqlalchemy import create_engine, text

from app.search.backend import SearchBackend
from app.search.postgres_backend import PostgresBackend
from app.search.whoosh_backend import WhooshBackend

PATIENCE = 30.0


def opened(address: str, patience: float = PATIENCE) -> SearchBackend:
    """Another backend on the same index. Who opens it closes it with `closed`."""
    if address.startswith("postgresql"):
        return PostgresBackend(create_engine(address), patience=patience)
    return WhooshBackend(address, patience=patience)


def closed(backend: SearchBackend) -> None:
    backend.close()
    if isinstance(backend, PostgresBackend):
        backend.engine.dispose()


def generations(address: str) -> list[str]:
    """The built indexes that there are, the one in use and any other."""
    if not address.startswith("postgresql"):
        return sorted(path.name for path in Path(address).glob("generation-*"))
    engine = create_engine(address)
    with engine.connect() as connection:
        names = connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'search_index' AND tablename LIKE 'documents%'")
        )
        found = sorted(names.scalars())
    engine.dispose()
    return found
