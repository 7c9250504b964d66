"""Starting and stopping the server behind the throw-away cluster: found binaries, a folder of its own, no disk flushes."""

import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.services.child import Child, DidNotStart, as_user, unprivileged_user
from tests.services.folders import own_folder, remove_leftovers
from tests.services.ports import free_port

PREFIX = "spintaneo-postgres-"
SUPERUSER = "spintaneo"
START_SECONDS = 30
ATTEMPTS = 4
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",  # it would hold a template just when it is to be copied
    "shared_buffers": "32MB",
    "timezone": "UTC",
}


@dataclass
class Server:
    """A running PostgreSQL. Stopping and starting it again keeps port, password and data."""

    binaries: Path
    folder: Path
    user: str | None
    password: str
    port: int
    child: Child

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return connected(self.port, SUPERUSER, self.password, database)

    def stop(self) -> None:
        # Immediate shutdown: with no disk flushes promised there is nothing to save.
        self.child.stop(signal.SIGQUIT)

    def restart(self) -> None:
        """Breaks every connection and comes back, as after a crash."""
        self.stop()
        self.child = _started(self.binaries, self.folder, self.user, self.port)


@contextmanager
def running_server() -> Iterator[Server]:
    """A server with an empty cluster for the length of a block."""
    binaries = find_binaries()
    user = unprivileged_user("postgres", "nobody")
    remove_leftovers(PREFIX)
    with own_folder(PREFIX, user) as folder:
        password = _new_cluster(binaries, folder, user)
        port, child = _started_on_a_free_port(binaries, folder, user)
        server = Server(binaries, folder, user, password, port, child)
        try:
            yield server
        finally:
            server.stop()


def connected(port: int, user: str, password: str, database: str) -> psycopg.Connection:
    """A connection on this machine that commits each statement by itself."""
    return psycopg.connect(
        host="127.0.0.1",
        port=port,
        user=user,
        password=password,
        dbname=database,
        autocommit=True,
        connect_timeout=START_SECONDS,
    )


def find_binaries() -> Path:
    """The folder of the newest server programs; Debian keeps them out of the path."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin/initdb") if path.parts[4].isdigit()]
    if not versions:
        raise RuntimeError("No PostgreSQL server found. On Debian: apt-get install postgresql")
    return max(versions, key=lambda path: int(path.parts[4])).parent


def _new_cluster(binaries: Path, folder: Path, user: str | None) -> str:
    password = secrets.token_urlsafe(16)
    password_file = folder / "password"
    password_file.write_text(password)
    password_file.chmod(0o600)
    if user:
        shutil.chown(password_file, user)
    arguments = {
        "pgdata": folder / "data",
        "username": SUPERUSER,
        "pwfile": password_file,
        "encoding": "UTF8",
        "locale": "C.UTF-8",
        # The password never leaves the loopback, and hashing it at every connection would cost more than the query.
        "auth": "password",
    }
    command = [str(binaries / "initdb"), "--no-sync", *(f"--{name}={value}" for name, value in arguments.items())]
    made = subprocess.run([*as_user(user), *command], capture_output=True, text=True, cwd=folder, check=False)
    password_file.unlink()
    if made.returncode:
        raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")
    return password


def _started_on_a_free_port(binaries: Path, folder: Path, user: str | None) -> tuple[int, Child]:
    for attempt in range(1, ATTEMPTS + 1):
        port = free_port()
        try:
            return port, _started(binaries, folder, user, port)
        except DidNotStart:
            # Somebody may have taken the port in between.
            if attempt == ATTEMPTS:
                raise
    raise AssertionError


def _started(binaries: Path, folder: Path, user: str | None, port: int) -> Child:
    options = SETTINGS | {"port": str(port), "unix_socket_directories": str(folder)}
    child = Child(
        [
            str(binaries / "postgres"),
            "-D",
            str(folder / "data"),
            *(f"--{name}={value}" for name, value in options.items()),
        ],
        name="PostgreSQL",
        log=folder / "log",
        cwd=folder,
        user=user,
        env=dict(os.environ, LC_ALL="C.UTF-8"),
        orphan_signal="QUIT",
    )
    child.wait_until(lambda: _ready(folder / "data" / "postmaster.pid"), START_SECONDS)
    return child


def _ready(status_file: Path) -> bool:
    # PostgreSQL writes its state into the eighth line of this file, which is what pg_ctl waits for, too.
    try:
        lines = status_file.read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready"
