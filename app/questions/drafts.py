"""What somebody is writing, kept as they type, one a person and form. Never what only staff may see."""

import json
import re
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db
from app.images.waiting import looks_for_pictures
from app.kit.clock import now
from app.kit.errors import Invalid, Refused, Unseen
from app.kit.texts import N_
from app.questions.models import Draft

FORM = re.compile(r"[a-z]{1,20}(-[1-9]\d{0,8})?", re.ASCII)
CONTENT_MAX = 120_000
DRAFTS_MAX = 30
NEVER_KEPT = frozenset({"private", "before", "left_in", "csrf_token", "once", "shown", "opened", "step"})
ASKING = "ask"

Values = Mapping[str, Sequence[str]]


def save(actor: User, form: str, values: Values) -> None:
    """Keeps what was typed so far; an empty form is no draft. `form` is `ask`, `answer-12` and the like."""
    _check(form)
    if actor.is_suspended:
        raise Refused(N_("Your account is suspended, so you can read but not write."))
    kept = {name: list(given) for name, given in values.items() if name not in NEVER_KEPT and any(given)}
    content = json.dumps(kept, ensure_ascii=False)
    if len(content) > CONTENT_MAX:
        raise Invalid(N_("This is too long to be kept as a draft."))
    known = db.session.get(Draft, (actor.id, form))
    if not kept:
        if known is not None:
            db.session.delete(known)
    elif known is None:
        _make_room(actor)
        db.session.add(Draft(user_id=actor.id, form=form, content=content))
    else:
        known.content, known.at = content, now()


def _make_room(actor: User) -> None:
    """One more than a person keeps at a time: the oldest goes."""
    query = select(Draft).where(Draft.user_id == actor.id).order_by(Draft.at.desc(), Draft.form)
    for old in db.session.scalars(query.offset(DRAFTS_MAX - 1)):
        db.session.delete(old)


def read(actor: User, form: str) -> dict[str, list[str]]:
    """What was typed, by field; empty when nothing is kept."""
    _check(form)
    known = db.session.get(Draft, (actor.id, form))
    return json.loads(known.content) if known is not None else {}


def forget(actor: User, form: str) -> None:
    _check(form)
    known = db.session.get(Draft, (actor.id, form))
    if known is not None:
        db.session.delete(known)


def _check(form: str) -> None:
    if not FORM.fullmatch(form):
        raise Unseen


@looks_for_pictures
def mentions(owner_id: int, name: str) -> bool:
    """Whether somebody's drafts have one of their pictures in them."""
    query = select(Draft.form).where(Draft.user_id == owner_id, Draft.content.contains(name))
    return db.session.scalar(query.limit(1)) is not None
