"""Rows of an archive that no honest program writes: each is taken or left out with its sentence, and no page breaks by it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from sqlalchemy import select

from app.extensions import db
from app.imports.articles import rows, tables
from app.imports.discourse import topics
from app.posts.models import Post
from tests.imports.json_forum import answer, question, write
from tests.imports.test_jsonl import run
from tests.visiting import Visitor
from tests.world import World

UNSEEN = "a\x00b\x08c\x1bd\ufffee\ud800f\x85g\u2028h\u202ei"
HOSTILE: list[dict[str, Any]] = [
    {"created": "0001-01-01T00:00:00+14:00"},
    {"created": "9999-12-31T23:59:59-14:00"},
    {"updated": "0001-01-01T00:00:00+14:00"},
    {"updated": "9999-12-31T23:59:59-14:00"},
    {"created": 1e308},
    {"created": -(10**30)},
    {"created": float("nan")},
    {"num_votes": "9" * 30},
    {"num_votes": 10**18},
    {"num_votes": -(10**18)},
    {"num_votes": float("inf")},
    {"id": "../../etc/passwd\x00"},
    {"id": UNSEEN},
    {"title": UNSEEN},
    {"title": "x" * 100_000},
    {"content": f"<p>{UNSEEN}</p>"},
    {"content": "<div>" * 5000},
    {"content": "<script>alert(1)</script><p onclick=x>hello there</p><a href='javascript:x'>y</a>"},
    {"creator": UNSEEN},
    {"creator": {"username": UNSEEN, "display_name": UNSEEN}},
    {"creator": {"username": ["a"]}},
    {"tags": UNSEEN + ";" + UNSEEN},
    {"tags": ";".join(f"t{n}" for n in range(1000))},
    {"product": UNSEEN},
    {"topic": UNSEEN},
    {"locale": UNSEEN},
    {"licence": UNSEEN},
    {"url": "javascript:alert(1)"},
    {"url": UNSEEN},
    {"old_paths": ["//evil.example/x", UNSEEN, "/" + "x" * 5000]},
    {"solution": UNSEEN},
    {"format": UNSEEN},
]


@pytest.mark.parametrize("columns", HOSTILE, ids=lambda columns: "-".join(columns))
def test_one_row_breaks_nothing(world: World, tmp_path: Path, columns: dict[str, Any]) -> None:
    rows = (
        [question(1), question(2, **columns)],
        [answer(100, 1), answer(101, 1, **{k: v for k, v in columns.items() if k not in ("id", "title")})],
    )
    result = run(world.app, *write(tmp_path, *rows))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    assert result.exit_code == 0, result.output
    with world.looking():
        ids = list(db.session.scalars(select(Post.thread_id).distinct()))
        assert ids
    guest = Visitor(world.app)
    for number in filter(None, ids):
        page = guest.get(f"/questions/{number}/x", follow_redirects=True)
        assert page.status_code == 200
        feed = guest.get(f"/feeds/questions/{number}.atom")
        ElementTree.fromstring(feed.get_data())
    ElementTree.fromstring(guest.get("/sitemap-questions-0.xml").get_data())
    assert guest.get("/questions").status_code == 200


@pytest.mark.parametrize("moment_of", [topics.moment_of, rows.moment_of])
def test_nothing_was_written_tomorrow(moment_of: Callable[[str], datetime | None]) -> None:
    """It would be the newest for ever."""
    later = datetime.now(UTC) + timedelta(days=2)
    assert moment_of(later.isoformat()) is None
    assert moment_of((later - timedelta(days=3)).isoformat()) == later - timedelta(days=3)


def test_a_table_has_no_character_that_no_database_takes() -> None:
    assert tables._decoded("a.csv", b"slug,title\nx,a\x00b\x1bc\n") == "slug,title\nx,abc\n"
