"""A throw-away PostgreSQL cluster, and databases in it by the dozen."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from tests.services.postgres_server import SUPERUSER, Server, running_server

BLANK = "template1"


class Cluster:
    """A running cluster that makes and drops databases. Start one with `running_cluster()`."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._lock = threading.Lock()
        self._connection = server.connect()

    def url(self, name: str) -> str:
        """The SQLAlchemy address of one of its databases."""
        return f"postgresql+psycopg://{SUPERUSER}:{self.server.password}@127.0.0.1:{self.server.port}/{name}"

    def create_database(self, template: str = BLANK, name: str = "") -> str:
        """A new database, empty or a copy of `template` (which nobody may be connected to), as an address."""
        name = name or f"test_{secrets.token_hex(6)}"
        self._run("CREATE DATABASE {} TEMPLATE {}", name, template)
        return self.url(name)

    def template(self, name: str, build: Callable[[str], None]) -> str:
        """The name of a database that `build(url)` filled once; later calls find it ready to be copied."""
        if not self._exists(name):
            unfinished = f"{name}_unfinished"
            self.drop_database(self.url(unfinished))
            self._run("CREATE DATABASE {}", unfinished)
            build(self.url(unfinished))
            self._run("ALTER DATABASE {} RENAME TO {}", unfinished, name)
        return name

    def drop_database(self, url: str) -> None:
        """Ends every connection to the database and removes it; one that is not there is no error."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", url.rsplit("/", 1)[1])

    @contextmanager
    def database(self, template: str = BLANK) -> Iterator[str]:
        """`create_database()` for the length of a block."""
        url = self.create_database(template)
        try:
            yield url
        finally:
            self.drop_database(url)

    def close(self) -> None:
        """Lets go of its own connection; the server lives on."""
        self._connection.close()

    def _exists(self, name: str) -> bool:
        with self._lock:
            found = self._connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return found.fetchone() is not None

    def _run(self, statement: str, *names: str) -> None:
        # A test may have restarted the server since the last call, and with it ended this connection.
        with self._lock:
            if not self._alive():
                self._connection.close()
                self._connection = self.server.connect()
            self._connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _alive(self) -> bool:
        try:
            self._connection.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """A cluster for the length of a block: about a second to start, nothing left afterwards."""
    with running_server() as server:
        cluster = Cluster(server)
        try:
            yield cluster
        finally:
            cluster.close()
