"""Every text that is kept anywhere holds an attack, and every page is looked at by those who see most: none of it acts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Enum, String, update

from app.accounts.models import RoleGrant
from app.accounts.roles import Role
from app.extensions import db
from app.kit.markup import SourceFormat, render
from tests.attack.acting_html import acting
from tests.attack.crawling import addresses
from tests.attack.fixtures import copy_of
from tests.attack.town import Built, Town
from tests.kit.markup.payloads import PAYLOADS
from tests.visiting import Visitor

OURS = {
    "email", "new_email", "slug", "reference", "key", "digest", "token", "password_hash", "locale", "time_zone", "language",
    "theme", "kind", "normal", "result_url", "unique_key", "html", "colour", "logo_type", "image_type", "path",
    "subject_kind", "foreign_id", "form", "content", "address", "number", "skill", "generation",
}  # fmt: skip
"""Made by us, or read by machines; what a person writes is everything else."""
SKIP = {"owed", "page_versions", "attempts", "submissions", "deliveries", "alembic_version", "search_dirty", "teams"}
ROUNDS = 3


def fill(town: Town, first: int) -> int:
    """Puts the attacks, one after the other from `first`, into every text of every row. How many columns were filled."""
    columns, number = 0, first
    with town.app.app_context():
        for table in db.metadata.sorted_tables:
            if table.name in SKIP:
                continue
            keys = list(table.primary_key.columns)
            names = [
                column
                for column in table.columns
                if isinstance(column.type, String) and not isinstance(column.type, Enum)
                and column.name not in OURS and not column.primary_key and not column.foreign_keys
                and not (table.name == "notifications" and column.name == "url")
            ]  # fmt: skip
            columns += len(names)
            for row in db.session.execute(table.select()).mappings().all():
                values: dict[str, str] = {}
                for column in names:
                    if row[column.name] is None:
                        continue
                    number += 1
                    attack = PAYLOADS[number % len(PAYLOADS)].replace("\x00", "")
                    length = getattr(column.type, "length", None)
                    values[column.name] = attack[: length or 400] or "x"
                if "html" in table.columns and row["html"] is not None:
                    source = PAYLOADS[number % len(PAYLOADS)]
                    values["html"] = render(source, SourceFormat.MARKDOWN).html
                if values:
                    where = [column == row[column.name] for column in keys]
                    db.session.execute(update(table).where(*where).values(**values))
        for role in (Role.LEAD, Role.MODERATOR, Role.ADMINISTRATOR):
            db.session.merge(RoleGrant(user_id=town.ids["gus"], role=role))
        db.session.commit()
    return columns


@pytest.fixture(params=range(ROUNDS))
def attacked(request: pytest.FixtureRequest, built: Built, tmp_path: Path) -> Iterator[Town]:
    with copy_of(built, tmp_path / "town") as town:
        assert fill(town, request.param * 41) > 40
        yield town


LAZY = re.compile(r"\b(?:_l|_ln|lazy_gettext|lazy_ngettext)\((?:[^()]|\([^()]*\))*\)", re.S)
CONSTANTS = re.compile(r"\b(min|max|num)=[A-Z0-9_.a-z]+")


def test_lazy_texts_take_no_words_of_anybody() -> None:
    """A lazy text counts as HTML that is safe, so a name put into one would be printed as it is."""
    app = Path(__file__).resolve().parents[2] / "app"
    found = [
        f"{path.relative_to(app)}: {call[:80]}"
        for path in app.rglob("*.py")
        for call in LAZY.findall(path.read_text("utf-8"))
        if re.search(r",\s*\w+=", CONSTANTS.sub("", call))
    ]
    assert found == []


def pages(town: Town) -> Iterator[tuple[str, str]]:
    seen: dict[str, int] = {}
    for endpoint, path in addresses(town):
        seen[endpoint] = seen.get(endpoint, 0) + 1
        if seen[endpoint] <= 3 or endpoint == "more":
            yield endpoint, path


def faults(visitor: Visitor, paths: Iterator[tuple[str, str]]) -> Iterator[str]:
    for endpoint, path in paths:
        answer = visitor.get(path, follow_redirects=endpoint in ("questions.short", "knowledge.short"))
        if answer.status_code >= 500:
            yield f"{path}: {answer.status_code}"
        if answer.mimetype == "text/html":
            yield from (f"{path}: {found}" for found in acting(answer.get_data(as_text=True)))


def test_nothing_stored_acts(attacked: Town) -> None:
    assert len(PAYLOADS) >= 100
    assert list(faults(attacked.browser_of("gus"), pages(attacked))) == []
    public = (
        one for one in pages(attacked) if one[0].startswith(("questions.s", "questions.i", "knowledge.s", "site.h"))
    )
    assert list(faults(attacked.browser_of("guest"), public)) == []


@pytest.mark.parametrize(
    "html",
    ["<script>x</script>", "<a href='java\tscript:x'>", "<img src=x onerror=x>", "<a href=' JavaScript:x'>",
     "<svg onload=x>", "<form action=//evil.example>", "<p style=x>", "<base href=//x>", "<iframe srcdoc=x>"],
)  # fmt: skip
def test_the_reader_sees_what_acts(html: str) -> None:
    assert acting(html)
