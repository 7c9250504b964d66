"""The strings in every stored text at once, each text within its limit, on both databases."""

import json
from functools import cache
from typing import Any

from sqlalchemy import String, Table, select, text, update

from app.extensions import db
from app.kit.forms import tidy
from app.kit.markup import SourceFormat, render
from tests.attack.filling import FOREIGN_ADDRESSES, JSON_TEXTS, columns_of, furnish
from tests.attack.naughty.reading import text_in
from tests.attack.naughty.strings import packs
from tests.attack.town import Town

LONG = 2000


def lift_checks() -> None:
    """A text that is one of a few words by its CHECK takes any here; what the texts look like is what is tried."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA ignore_check_constraints=ON"))
        return
    found = connection.execute(
        text("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0")
    )
    for table, name in found.all():
        connection.execute(text(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"'))


@cache
def rendered(words: str, source_format: SourceFormat) -> str:
    return render(tidy(words), source_format).html


def words_for(table: Table, name: str, place: int, mark: str, old: Any) -> str:
    """What is put there: its mark, then as many strings as there is room for, as a form would have tidied them."""
    kind = table.c[name].type
    limit = min(kind.length or LONG, LONG) if isinstance(kind, String) else LONG
    if (table.name, name) in FOREIGN_ADDRESSES:
        return f"https://elsewhere.example/{mark}"
    room = packs(limit - len(mark) - 1) if limit > 40 else ("",)
    fitting = [one for one in room if len(one) < limit - len(mark)]
    words = fitting[place % len(fitting)]
    if name.endswith("html"):
        return f"<p>{mark}</p>" + rendered(words, list(SourceFormat)[place % 2])
    written = tidy(f"{mark} {words}")
    if keys := JSON_TEXTS.get((table.name, name)):
        content = json.loads(old)
        return json.dumps(content | {key: [written] if isinstance(content.get(key), list) else written for key in keys})
    return written


def fill(town: Town) -> dict[str, tuple[str, str]]:
    """Mark → (column, what a page says of it)."""
    furnish(town)
    marks: dict[str, tuple[str, str]] = {}
    with town.app.app_context():
        lift_checks()
        for table in db.metadata.sorted_tables:
            keys = list(table.primary_key.columns)
            names = [column.name for column in columns_of(table) if column not in keys]
            if not names:
                continue
            rows = db.session.execute(select(table)).mappings().all()
            for row in rows:
                values = {}
                for name in (name for name in names if row[name] is not None):
                    mark = f"zq{len(marks):04d}zq"
                    values[name] = words_for(table, name, len(marks), mark, row[name])
                    said = text_in(values[name]) if name.endswith("html") else values[name]
                    marks[mark] = (f"{table.name}.{name}", said)
                if values:
                    db.session.execute(update(table).where(*(key == row[key.name] for key in keys)).values(values))
        db.session.commit()
    return marks
