import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.services.folders import remove_leftovers
from tests.services.postgres import Cluster, running_cluster
from tests.services.postgres_server import PREFIX, SUPERUSER

OWNER = """
import signal, sys
from tests.services.postgres import running_cluster
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job inherits that it is ignored
with running_cluster() as cluster:
    print(cluster.server.folder, cluster.server.child.popen.pid, flush=True)
    sys.stdin.read()
"""
ROOT = Path(__file__).resolve().parents[2]


def execute(url: str, statement: str) -> list[tuple]:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return [tuple(row) for row in result] if result.returns_rows else []
    finally:
        engine.dispose()


def databases(cluster: Cluster) -> set[str]:
    return {name for (name,) in execute(cluster.url("postgres"), "SELECT datname FROM pg_database")}


def test_a_database_takes_rows_in_utf8_and_utc(postgres_url: str) -> None:
    execute(postgres_url, "CREATE TABLE words (word text)")
    execute(postgres_url, "INSERT INTO words VALUES ('PERCHÉ')")
    assert execute(postgres_url, "SELECT lower(word), current_setting('timezone') FROM words") == [("perché", "UTC")]


def test_two_databases_share_nothing(postgres_cluster: Cluster) -> None:
    with postgres_cluster.database() as first, postgres_cluster.database() as second:
        execute(first, "CREATE TABLE only_here (id int)")
        assert execute(second, "SELECT to_regclass('only_here')") == [(None,)]


def test_a_database_is_gone_after_its_block_even_while_somebody_is_connected(postgres_cluster: Cluster) -> None:
    with postgres_cluster.database() as url:
        name = url.rsplit("/", 1)[1]
        engine = create_engine(url)
        connection = engine.connect()
        assert name in databases(postgres_cluster)
    assert name not in databases(postgres_cluster)
    connection.invalidate()
    connection.close()
    engine.dispose()


def test_a_template_is_built_once_and_copied(postgres_cluster: Cluster) -> None:
    built = []

    def build(url: str) -> None:
        built.append(url)
        execute(url, "CREATE TABLE schema_version AS SELECT 7 AS number")

    for _ in range(2):
        template = postgres_cluster.template("with_a_table", build)
        with postgres_cluster.database(template) as url:
            assert execute(url, "SELECT number FROM schema_version") == [(7,)]
    assert len(built) == 1


def test_a_template_that_could_not_be_built_is_built_anew(postgres_cluster: Cluster) -> None:
    def fail(url: str) -> None:
        raise LookupError(url)

    with pytest.raises(LookupError):
        postgres_cluster.template("second_try", fail)
    assert postgres_cluster.template("second_try", lambda url: execute(url, "CREATE TABLE done ()") and None)
    with postgres_cluster.database("second_try") as url:
        assert execute(url, "SELECT to_regclass('done') IS NOT NULL") == [(True,)]


def test_the_cluster_answers_only_to_its_password(postgres_cluster: Cluster) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(
            host="127.0.0.1", port=postgres_cluster.server.port, user=SUPERUSER, password="guess", dbname="postgres"
        )


def test_a_restart_keeps_data_and_address() -> None:
    """On a cluster of its own: the one that all tests share would leave those after it with broken connections."""
    with running_cluster() as cluster, cluster.database() as url:
        execute(url, "CREATE TABLE kept AS SELECT 1 AS number")
        execute(url, "CHECKPOINT")
        cluster.server.restart()
        assert execute(url, "SELECT number FROM kept") == [(1,)]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_nothing_stays_behind_when_the_tests_are_ended(sign: signal.Signals) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    with owner:
        assert owner.stdout is not None
        folder, pid = owner.stdout.readline().decode().split()
        server = os.pidfd_open(int(pid))
        try:
            owner.send_signal(sign)
            owner.communicate(timeout=20)
            ended, _, _ = select.select([server], [], [], 20)
        finally:
            os.close(server)
    assert ended, "the server runs on"
    remove_leftovers(PREFIX)
    assert not Path(folder).exists()


def test_the_folder_of_a_living_owner_is_no_leftover(postgres_cluster: Cluster) -> None:
    remove_leftovers(PREFIX)
    assert postgres_cluster.server.folder.exists()
