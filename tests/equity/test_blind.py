"""What gives out cases knows nothing of the report: neither the queue nor anything else of cases imports it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_cases_import_nothing_of_it() -> None:
    files = list((ROOT / "app" / "cases").rglob("*.py"))
    assert len(files) > 50
    assert [str(path) for path in files if "app.equity" in path.read_text("utf-8")] == []


def test_it_changes_nothing() -> None:
    """No table, action, event, reaction or job: it reads."""
    made = {path.stem for path in (ROOT / "app" / "equity").glob("*.py")}
    assert made.isdisjoint({"models", "actions", "events", "reactions", "jobs"})
