"""The real server in a process of its own, for tests that need what no test client has: sockets, workers, a browser."""

import http.client
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.services.child import Child, DidNotStart
from tests.services.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
ATTEMPTS = 4


@contextmanager
def running_site(
    database_url: str,
    instance_dir: Path,
    workers: int = 1,
    *,
    env: Mapping[str, str] | None = None,
    application: str = "wsgi:app",
    folder: Path = ROOT,
) -> Iterator[str]:
    """The address (`http://127.0.0.1:port`) of a site that runs for the length of a block.

    The database must be migrated already. `env` adds settings; whatever else the developer has set is passed on, but
    for the settings given here. The server writes its log to `site.log` in the instance folder.
    """
    settings = {"DATABASE_URL": database_url, "INSTANCE_PATH": str(instance_dir), **(env or {})}
    port, child = _started(settings, instance_dir / "site.log", workers, application, folder)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        child.stop()


def _started(settings: dict[str, str], log: Path, workers: int, application: str, folder: Path) -> tuple[int, Child]:
    for attempt in range(1, ATTEMPTS + 1):
        port = free_port()
        options = {"interface": "wsgi", "host": "127.0.0.1", "port": port, "workers": workers, "blocking-threads": 32}
        child = Child(
            [sys.executable, "-m", "granian", *(f"--{name}={value}" for name, value in options.items()), application],
            name="The site",
            log=log,
            env={**os.environ, **settings, "PORT": str(port)},
            cwd=folder,
        )
        try:
            child.wait_until(lambda port=port: healthy(port), START_SECONDS)
        except DidNotStart:
            # Somebody may have taken the port in between.
            if attempt == ATTEMPTS or "in use" not in log.read_text(errors="replace"):
                raise
        else:
            return port, child
    raise AssertionError


def healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
