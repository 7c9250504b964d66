"""A form changes what it is for: each POST that somebody may send is sent twice, as its page sends it and with the name of every
column of every table besides. Both change the same columns to the same values.

Once as single values, once doubled and as arrays, once as what no column takes. Which database keeps it makes no difference.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kit.clock import now
from app.labels.update_times import update_times
from tests.attack.test_requests import COLUMNS, HUGE
from tests.attack.town import Town, copy_of, town_on
from tests.databases import Databases
from tests.permissions.place import COUNTED, KINDS, PEOPLE, Place, opened
from tests.permissions.rows import ROWS, Ask
from tests.permissions.test_table import expected

Rows = dict[tuple[str, tuple[Any, ...]], dict[str, Any]]
UNTOLD = COUNTED | {
    "submissions",
    "page_versions",
    "search_dirty",
    "deliveries",
    "owed",
    "case_clocks",
    "case_alarms",
    "case_presences",
}
"""What follows from a change, and is made of its time."""
OF_CHANCE = re.compile(r"[0-9a-f]{26}|[\w-]{22,}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)?")
"""References, tokens and moments, which are other ones each time."""


OPTIONAL = frozenset({"title", "body", "reason", "role", "state", "text", "versions", "with_pictures"})
"""Names that are a column's and of a field that some row leaves empty."""
BY_THE_CLOCK = frozenset({"window_left_seconds"})


@pytest.fixture(scope="module")
def place(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    built = town_on("sqlite", databases, tmp_path_factory.mktemp("built"))
    with copy_of(built, tmp_path_factory.mktemp("nothing_more") / "copy") as town, opened(town, databases) as found:
        with town.app.test_request_context():
            found.known["update_by"] = update_times()[1].isoformat()
        yield found


def rows_of(town: Town) -> Rows:
    found: Rows = {}
    with town.app.app_context():
        for table in db.metadata.sorted_tables:
            if table.name in UNTOLD:
                continue
            keys = [column.name for column in table.primary_key.columns]
            for row in db.session.execute(select(table)).mappings():
                key = tuple(row[name] for name in keys if name in row)
                found[table.name, key] = dict(row)
        db.session.rollback()
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return "now" if abs(value - now()) < timedelta(hours=1) else value.date()
    return value if isinstance(value, int) else OF_CHANCE.sub("…", str(value))


def changed(before: Rows, after: Rows) -> dict[str, Any]:
    """What became of each row: the new ones whole, the values that changed of the others."""
    found: dict[str, Any] = {}
    for where, row in after.items():
        old = before.get(where)
        if old != row:
            values = {
                name: _plain(value)
                for name, value in row.items()
                if (old is None or old[name] != value) and name not in BY_THE_CLOCK
            }
            found[OF_CHANCE.sub("…", str(where))] = values
    for where in before.keys() - after.keys():
        found[OF_CHANCE.sub("…", str(where))] = "gone"
    return found


def sendable() -> Iterator[Any]:
    """Each POST of the table by the first who may send it."""
    for action, asks in ROWS.items():
        for number, ask in enumerate(asks):
            may = [kind for kind in KINDS if (not ask.only or kind in ask.only) and expected(action, kind, ask)]
            may = [kind for kind in may if kind != "guest" or not ask.own]
            if ask.method == "POST" and may and not ask.image:
                yield pytest.param(ask, may[0], id=f"{action[:40]}-{number}-{may[0]}")


def more(ask: Ask, place: Place) -> dict[str, dict[str, Any]]:
    """What is sent besides, never under the name of a field that the form has."""
    others = [name for name in COLUMNS if name not in ask.data and name not in OPTIONAL]
    value = str(place.town.ids["ada"])
    return {
        "values": {**dict.fromkeys(others, value), "roles": "administrator"},
        "doubled": {**dict.fromkeys(others, [value, "1"]), **{f"{name}[]": ["1", "2"] for name in others}},
        "odd": dict.fromkeys(others, HUGE),
    }


@pytest.mark.parametrize(("ask", "kind"), list(sendable()))
def test_a_form_changes_what_it_is_for(place: Place, ask: Ask, kind: str) -> None:
    person = dict(ask.by).get(kind, PEOPLE[kind])
    path = place.path(ask.path, kind)
    data = {key: place.path(value, kind) for key, value in ask.data.items()}
    if "/cases//" in path:
        return
    before = rows_of(place.town)
    status, _where, page = place.send(person, "POST", path, data)
    assert status == 302, page[:2000]
    meant = changed(before, rows_of(place.town))
    place.put_back()
    for how, besides in more(ask, place).items():
        status, _where, page = place.send(person, "POST", path, {**besides, **data})
        got = changed(before, rows_of(place.town))
        place.put_back()
        assert status < 500, how
        if status == 302:
            assert got == meant, how
        else:
            assert got == {}, f"{how}: refused with {status}, and yet something changed"
            assert how != "values" or status == 422, page[:500]
