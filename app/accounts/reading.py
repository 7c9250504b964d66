"""Whoever is signed in, read from wide rows: every page begins with it.

The same statement says what else every page needs to know: the site's version, and what later features put beside a person.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, bindparam, select

from app.accounts.models import Expertise, RoleGrant, SignIn, User
from app.activity.kept import site_number, under
from app.extensions import db
from app.kit.database import table_of
from app.kit.rows import Part, asked, spans

READER = Part(User, settled=("roles", "is_staff", "expert_tag_ids"))
GRANT, TOPIC = Part(RoleGrant), Part(Expertise)
PARTS = (READER, GRANT, TOPIC)

_users, _grants, _topics, _signed_in = map(table_of, (User, RoleGrant, Expertise, SignIn))
_FROM = (
    _signed_in.join(_users, _users.c.id == _signed_in.c.user_id)
    .outerjoin(_grants, _grants.c.user_id == _users.c.id)
    .outerjoin(_topics, _topics.c.user_id == _users.c.id)
)
_beside: dict[str, ScalarSelect[Any]] = {}


def read_beside(**columns: ScalarSelect[Any]) -> None:
    """For later features, when they are imported: what every page of a signed-in reader needs of them, by its name in
    `User.beside`. The columns may name those of the users' table."""
    _beside.update(columns)


@cache
def _statement(_names: tuple[str, ...]) -> Select[Any]:
    """Made once, when all that is beside is known."""
    columns = [column for part in PARTS for column in part.columns]
    how = (_signed_in.c.id, _signed_in.c.created_at, _signed_in.c.seen_at, site_number())
    query = select(*columns, *how, *_beside.values()).select_from(_FROM)
    query = query.where(_signed_in.c.digest == bindparam("digest"), _signed_in.c.revoked_at.is_(None))
    return query.where(_signed_in.c.seen_at > bindparam("since"), _users.c.closed_at.is_(None))


def read_signed_in(digest: str, since: datetime) -> tuple[User, int, datetime, datetime] | None:
    """(the person with roles and topics, the sign-in, when it began, when it was last used); for showing alone."""
    rows = asked(db.session(), _statement(tuple(_beside)), {"digest": digest, "since": since}).all()
    if not rows:
        return None
    *_parts, topic = spans(*PARTS)
    sign_in_id, created_at, seen_at, number, *beside = rows[0][topic.stop :]
    under(number)
    return _made(rows, dict(zip(_beside, beside, strict=True))), sign_in_id, created_at, seen_at


def _made(rows: Sequence[Row[Any]], beside: Mapping[str, Any]) -> User:
    """A person has a row for each pair of a role and a topic."""
    person, grant, topic = spans(*PARTS)
    grants = {row[grant]: GRANT.made(row[grant]) for row in rows if row[grant][0] is not None}
    topics = {row[topic]: TOPIC.made(row[topic]) for row in rows if row[topic][0] is not None}
    user = READER.made(rows[0][person], grants=[*grants.values()], expertise=[*topics.values()])
    user.beside = beside
    return user
