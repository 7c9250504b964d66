"""A command on a database without tables says what to run first, and that can be run."""

from pathlib import Path

import pytest

from app import create_app
from config import TestSettings
from tests.databases import close


@pytest.mark.parametrize("command", [["queue", "simulate", "--days", "1"], ["escalation", "replay"]])
def test_a_database_without_tables(tmp_path: Path, command: list[str]) -> None:
    app = create_app(TestSettings(tmp_path))
    run = app.test_cli_runner().invoke(args=command)
    close(app)
    assert run.exit_code == 1
    assert run.output == "Error: The database has no tables yet. Run `flask db upgrade` first.\n"


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_the_database_is_brought_up_by_the_command_that_is_named(tmp_path: Path) -> None:
    app = create_app(TestSettings(tmp_path))
    runner = app.test_cli_runner()
    assert "upgrade" in runner.invoke(args=["db", "--help"]).output
    assert runner.invoke(args=["db", "upgrade"]).exit_code == 0
    assert runner.invoke(args=["queue", "simulate", "--days", "1"]).exit_code == 0
    close(app)
