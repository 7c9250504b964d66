"""Content gaps: what people look for and do not find, told by them or noted by the search."""

import re
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from app.accounts.actors import SYSTEM, Guest
from app.accounts.models import User
from app.activity.log import record
from app.extensions import db
from app.kit.clock import now
from app.kit.database import changed_by
from app.kit.errors import Invalid, TooMany
from app.kit.texts import N_
from app.knowledge.events import GapEvent
from app.knowledge.gap_words import is_worth_noting, normal_words
from app.knowledge.models import ContentGap, GapReporter
from app.knowledge.states import GapKind, GapState

WORDS_MAX, TEXT_MAX, PAGE_MAX, EMAIL_MAX = 200, 2000, 300, 254
REPORTS_AN_HOUR, AN_HOUR = 10, timedelta(hours=1)
_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,185}\.[^@\s.]{2,}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def report_gap(
    actor: User | Guest,
    *,
    kind: GapKind = GapKind.NOT_FOUND,
    words: str,
    text: str = "",
    page: str = "",
    email: str = "",
    language: str = "en",
) -> ContentGap:
    """Somebody did not find it. The same words again raise the number; whoever leaves an address will be told.

    A person who reports twice is told once; a guest's address counts as one person.
    """
    words = _CONTROL.sub(" ", words).strip()
    if not is_worth_noting(words):
        raise Invalid(N_("Write in a few words what you looked for."), field="words")
    if len(words) > WORDS_MAX:
        raise Invalid(N_("At most %(max)s characters."), field="words", max=WORDS_MAX)
    if len(text) > TEXT_MAX:
        raise Invalid(N_("At most %(max)s characters."), field="text", max=TEXT_MAX)
    _check_rate(actor)
    email = "" if isinstance(actor, User) else email.strip()
    if email and (len(email) > EMAIL_MAX or not _ADDRESS.fullmatch(email)):
        raise Invalid(N_("This does not look like an e-mail address."), field="email")
    gap = _noted(kind, words, language)
    if not _known(gap, actor, email):
        db.session.add(
            GapReporter(
                gap_id=gap.id,
                user_id=actor.id,
                email=email,
                language=language,
                text=text.strip(),
                page=_CONTROL.sub(" ", page)[:PAGE_MAX],
            )
        )
    record(actor, GapEvent.REPORTED, gap, how=kind.value, times=gap.times)
    return gap


def _check_rate(actor: User | Guest) -> None:
    """A member's reports of the last hour; guests are counted by where they come from, before they get here."""
    if actor.id is None:
        return
    query = select(func.count()).where(GapReporter.user_id == actor.id, GapReporter.at > now() - AN_HOUR)
    if (db.session.scalar(query) or 0) >= REPORTS_AN_HOUR:
        raise TooMany(N_("You told us a lot within an hour. Come back a little later."), retry_after=3600)


def record_zero_results(words: str, language: str) -> None:
    """A search that found nothing, noted after the page was made. Says nothing of who searched."""
    words = _CONTROL.sub(" ", words).strip()[:WORDS_MAX]
    if is_worth_noting(words):
        gap = _noted(GapKind.ZERO_RESULTS, words, language)
        record(SYSTEM, GapEvent.REPORTED, gap, how=GapKind.ZERO_RESULTS.value, times=gap.times)


def _noted(kind: GapKind, words: str, language: str) -> ContentGap:
    """The open gap of these words with one more to its number, or a new one; two people at once make one gap."""
    normal = normal_words(words)
    if (gap := _once_more(kind, normal)) is not None:
        return gap
    try:
        with db.session.begin_nested():
            gap = ContentGap(kind=kind, words=words, normal=normal, language=language, times=1)
            db.session.add(gap)
            db.session.flush()
    except IntegrityError:
        known = _once_more(kind, normal)
        if known is None:
            raise
        return known
    return gap


def _once_more(kind: GapKind, normal: str) -> ContentGap | None:
    same = (ContentGap.kind == kind) & (ContentGap.normal == normal) & (ContentGap.state == GapState.OPEN)
    counted = update(ContentGap).where(same).values(times=ContentGap.times + 1, last_at=now())
    if not changed_by(db.session(), counted.execution_options(synchronize_session=False)):
        return None
    return db.session.scalars(select(ContentGap).where(same).execution_options(populate_existing=True)).one()


def _known(gap: ContentGap, actor: User | Guest, email: str) -> bool:
    query = select(GapReporter.id).where(GapReporter.gap_id == gap.id)
    if actor.id is not None:
        return db.session.scalar(query.where(GapReporter.user_id == actor.id)) is not None
    return bool(email) and db.session.scalar(query.where(GapReporter.email == email)) is not None
