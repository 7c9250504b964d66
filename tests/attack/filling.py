"""Puts attacks into every text that is kept anywhere, by hand, past every form and every limit.

SQLite alone can hold them: it keeps no VARCHAR to its length and lifts its CHECKs when asked, so one short field of one row
takes a whole handful of attacks at once, and a few rounds take them all. Which database the text came from makes no
difference to a page.
"""

import json
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Column, Enum, String, Table, select, text

from app.accounts.models import Expertise, RoleGrant, Team, User
from app.accounts.roles import Role
from app.activity.models import Owed
from app.cases.desk.models import AgentSkill, DeskRule, SeverityChange, Skill
from app.cases.looking.models import CaseLook
from app.cases.models import Case
from app.cases.severity import Severity
from app.cases.states import CaseState
from app.catalogue.models import Lot, Page, PageKey
from app.extensions import db
from app.identities.models import IdentityLook
from app.kit.clock import now
from app.kit.markup import SourceFormat, render
from app.knowledge.models import ArticleFeedback
from app.questions.models import Reopening
from app.search.models import SynonymGroup
from tests.attack.scripts import ADDRESSES, EVERYWHERE, PAYLOADS
from tests.attack.town import Town
from tests.exports.everything import private_cases, second_readers
from tests.known_issues.furnishing import furnish as known_issues

ROUNDS = 4
OURS = {
    "slug", "reference", "key", "digest", "token", "password_hash", "locale", "time_zone", "language", "languages", "theme", "kind",
    "normal", "result_url", "unique_key", "colour", "logo_type", "logo_digest", "path", "subject_kind", "foreign_id",
    "form", "skill", "stamp", "topics", "put_in",
}  # fmt: skip
"""Made by us from what we know, or read by machines alone; what a person or another site writes is everything else."""
SKIP = {"page_versions", "attempts", "submissions", "deliveries", "search_dirty", "images", "import_batches", "events",
        "scheduled_runs", "author_addresses"}  # fmt: skip
"""Tables without a text of anybody's that a page could show."""
JSON_TEXTS = {
    ("held_questions", "content"): ("title", "body", "private"),
    ("drafts", "content"): ("title", "body"),
    ("held_posts", "content"): ("body",),
    ("held_cases", "content"): ("title", "body"),
}
FOREIGN_ADDRESSES = {("origins", "url"), ("gap_reporters", "page")}


def furnish(town: Town) -> None:
    """What the town has none of, so that no table is without a row; and gus gets every office, to see most."""
    known_issues(town.acting)
    with town.acting("ada"):
        gus = db.session.get_one(User, town.ids["gus"])
        gus.is_spokesperson = True
        article, product = town.posts["kplain"], 1
        skill = Skill(slug="x", name="x", about="x")
        case = db.session.scalars(select(Case.id).where(Case.question_id == town.posts["zcase"])).one()
        db.session.add(skill)
        db.session.flush()
        db.session.add_all(
            [
                *(RoleGrant(user_id=gus.id, role=role) for role in (Role.LEAD, Role.MODERATOR, Role.ADMINISTRATOR)),
                Expertise(user_id=gus.id, tag_id=1, until=now().replace(year=now().year + 1)),
                *(Page(key=key, language="en", source="x", html="<p>x</p>") for key in PageKey),
                Lot(product_id=product, name="x"),
                SynonymGroup(words="lamp, light", former="lamp"),
                Team(name="x"),
                ArticleFeedback(article_id=article, user_id=town.ids["ann"], helped=False, why="x"),
                AgentSkill(user_id=gus.id, skill_id=skill.id),
                DeskRule(category_id=1, skill_id=skill.id),
                Reopening(question_id=town.posts["zcase"], by_id=town.ids["ann"], reason="x"),
                CaseLook(case_id=case, by_id=town.ids["ada"], reason="x", until_at=now() + timedelta(minutes=30)),
                IdentityLook(
                    person_id=town.ids["ann"], by_id=town.ids["ada"], reason="x", until_at=now() + timedelta(minutes=30)
                ),
                SeverityChange(case_id=case, before=Severity.S4, after=Severity.S3, reason="x"),
                Owed(name="x", error="x", tries=5, set_aside_at=now()),
            ]
        )
        private_cases(town.ids)
        waits = db.session.get_one(Case, case)
        waits.state, waits.needed = CaseState.WAITING_CUSTOMER, "x"
        second_readers(town.ids, town.posts)


def columns_of(table: Table) -> list[Column[Any]]:
    """The columns of a table that hold words."""
    if table.name in SKIP:
        return []
    return [
        column
        for column in table.columns
        if isinstance(column.type, String) and not isinstance(column.type, Enum) and column.name not in OURS
        and not column.foreign_keys and not (table.name == "notifications" and column.name == "url")
    ]  # fmt: skip


def chunk(place: int, turn: int) -> list[str]:
    """The attacks of a place in a turn: in ROUNDS turns every one, each time with another at its head."""
    own = PAYLOADS[turn % ROUNDS :: ROUNDS]
    first = (place * 7) % len(own)
    return own[first:] + own[:first]


@cache
def rendered(attack: str, source_format: SourceFormat) -> str:
    return render(attack, source_format).html


def value(table: Table, column: Column[Any], place: int, turn: int, mark: str, old: Any) -> str:
    attacks = chunk(place, turn)
    if column.name.endswith("html"):
        source_format = list(SourceFormat)[(place + turn) % len(SourceFormat)]
        return f"<p>{mark}</p>" + "".join(rendered(attack, source_format) for attack in attacks)
    if (table.name, column.name) in FOREIGN_ADDRESSES:
        return ADDRESSES[(place + turn) % len(ADDRESSES)] + mark
    written = " \n".join([*((EVERYWHERE, attacks[0]) if place % 2 else (attacks[0], EVERYWHERE)), mark, *attacks[1:]])
    if keys := JSON_TEXTS.get((table.name, column.name)):
        content = json.loads(old)
        return json.dumps(content | {key: [written] if isinstance(content.get(key), list) else written for key in keys})
    return written


def fill(town: Town, turn: int) -> dict[str, str]:
    """Mark → the column it is in. Every column with words of every row is filled."""
    marks: dict[str, str] = {}
    place = 0
    with town.app.app_context():
        connection = db.session.connection()
        connection.execute(text("PRAGMA ignore_check_constraints=ON"))
        for table in db.metadata.sorted_tables:
            if not (columns := columns_of(table)):
                continue
            raw = [column.name for column in columns]
            rows = connection.execute(select(text("rowid"), *(table.c[name] for name in raw)).select_from(table)).all()
            assert rows, f"no row in {table.name}, so none of its texts is tried"
            empty = {name for at, name in enumerate(raw, 1) if all(row[at] is None for row in rows)}
            for row in rows:
                values = {}
                for at, column in enumerate(columns, 1):
                    if row[at] is None and column.name not in empty:
                        continue
                    mark = f"zq{place:04d}zq"
                    marks[mark] = f"{table.name}.{column.name}"
                    values[column.name] = value(table, column, place, turn, mark, row[at])
                    place += 1
                connection.execute(
                    text(f'UPDATE "{table.name}" SET ' + ", ".join(f'"{name}" = :{name}' for name in values)  # noqa: S608
                         + " WHERE rowid = :rowid"),
                    {**values, "rowid": row[0]},
                )  # fmt: skip
        db.session.commit()
    return marks
