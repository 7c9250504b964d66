"""A PostgreSQL of our own with its usual settings, whose filled databases stay for the next run."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tests.services.child import Child, as_user, unprivileged_user
from tests.services.ports import free_port
from tests.services.postgres_server import connected, find_binaries

SUPERUSER = "bench"
START_SECONDS = 60


@dataclass
class Server:
    port: int
    password: str
    child: Child

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{SUPERUSER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return connected(self.port, SUPERUSER, self.password, database)

    def run(self, statement: str, *names: str) -> None:
        with self.connect() as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def has(self, database: str) -> bool:
        with self.connect() as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            return connection.execute(query, [database]).fetchone() is not None

    def processes_of(self, name: str) -> set[int]:
        """The server processes that work for the connections of this name."""
        with self.connect() as connection:
            query = "SELECT pid FROM pg_stat_activity WHERE application_name = %s"
            return {pid for (pid,) in connection.execute(query, [name])}


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """The server on a folder, which is made at the first time."""
    user, binaries = unprivileged_user("postgres", "nobody"), find_binaries()
    password = folder / "password"
    if not (folder / "data" / "PG_VERSION").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _new(folder, password, binaries, user)
    port = free_port()
    child = Child(
        [*_command(binaries, folder), f"--port={port}"],
        name="PostgreSQL",
        log=folder / "log",
        cwd=folder,
        user=user,
        env=dict(os.environ, LC_ALL="C.UTF-8"),
        orphan_signal="INT",
    )
    server = Server(port, password.read_text(), child)
    child.wait_until(lambda: _answers(server), START_SECONDS)
    try:
        yield server
    finally:
        child.stop()


def _command(binaries: Path, folder: Path) -> list[str]:
    options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": str(folder), "timezone": "UTC"}
    return [
        str(binaries / "postgres"),
        "-D",
        str(folder / "data"),
        *(f"--{name}={value}" for name, value in options.items()),
    ]


def _new(folder: Path, password: Path, binaries: Path, user: str | None) -> None:
    folder.mkdir(mode=0o711)
    password.touch(mode=0o600)
    password.write_text(secrets.token_urlsafe(16))
    if user:
        shutil.chown(folder, user)
        shutil.chown(password, user)
    made = subprocess.run(
        [
            *as_user(user),
            str(binaries / "initdb"),
            f"--pgdata={folder / 'data'}",
            f"--username={SUPERUSER}",
            f"--pwfile={password}",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--auth=scram-sha-256",
        ],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    if made.returncode:
        raise SystemExit(f"initdb failed:\n{made.stdout}{made.stderr}")


def _answers(server: Server) -> bool:
    try:
        server.connect().close()
    except psycopg.OperationalError:
        return False
    return True
