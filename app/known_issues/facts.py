"""What staff say of a known issue at once, and whether it can be taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.accounts.models import User
from app.catalogue.models import Lot, Product, ProductVersion
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.known_issues.matching import too_common
from app.known_issues.models import PHRASE_MAX, PHRASES_MAX, TEXT_MAX, KnownIssue
from app.known_issues.permissions import keeps_issues
from app.known_issues.states import IssueState, Mode
from app.posts.models import TITLE_MAX

SOONEST, LATEST = timedelta(minutes=5), timedelta(days=90)
LONGEST_MODE = timedelta(days=7)
SLOW_MAX = 1440


@dataclass(frozen=True)
class IssueFacts:
    """All of an issue but its history."""

    product: Product
    title: str
    text: str
    symptoms: Sequence[str]
    owner: User
    next_update_at: datetime
    state: IssueState = IssueState.INVESTIGATING
    versions: Sequence[ProductVersion] = ()
    lots: Sequence[Lot] = ()
    workaround: str = ""
    language: str = "en"
    is_incident: bool = False
    everywhere: bool = False
    mode: Mode = Mode.NORMAL
    slow_minutes: int = 0
    mode_until: datetime | None = None


def check(facts: IssueFacts, before: KnownIssue | None = None) -> None:
    """Raises Invalid, naming the field."""
    if not facts.title.strip():
        raise Invalid(N_("Give it a title: one line that says what is wrong."), field="title")
    if len(facts.title) > TITLE_MAX:
        raise Invalid(N_("A title has at most %(max)s characters."), field="title", max=TITLE_MAX)
    check_text(facts.text, field="text")
    if len(facts.workaround) > TEXT_MAX:
        raise Invalid(N_("A text has at most %(max)s characters."), field="workaround", max=TEXT_MAX)
    _check_scope(facts)
    _check_symptoms(facts.symptoms)
    if not keeps_issues(facts.owner) or facts.owner.closed_at is not None or facts.owner.is_suspended:
        raise Invalid(N_("Only staff can have a known issue."), field="owner")
    check_next(facts.next_update_at)
    if facts.state is IssueState.RESOLVED:
        raise Invalid(N_("To resolve it, say how it ended."), field="state")
    _check_incident(facts, before)


def check_text(text: str, *, field: str) -> None:
    if not text.strip():
        raise Invalid(N_("Write something first."), field=field)
    if len(text) > TEXT_MAX:
        raise Invalid(N_("A text has at most %(max)s characters."), field=field, max=TEXT_MAX)


def check_next(at: datetime) -> None:
    """Nobody is left in silence: there is a time for the next word, and it is to come."""
    if at < now() + SOONEST:
        raise Invalid(N_("Say when the next word comes: a time that is still to come."), field="next_update")
    if at > now() + LATEST:
        raise Invalid(N_("The next word comes within %(days)s days."), field="next_update", days=LATEST.days)


def _check_scope(facts: IssueFacts) -> None:
    if any(version.product_id != facts.product.id for version in facts.versions):
        raise Invalid(N_("This version belongs to another product."), field="scope")
    if any(lot.product_id != facts.product.id for lot in facts.lots):
        raise Invalid(N_("This lot belongs to another product."), field="scope")


def _check_symptoms(symptoms: Sequence[str]) -> None:
    if not symptoms:
        raise Invalid(N_("Name at least one symptom, in the words of those who have it."), field="symptoms")
    if len(symptoms) > PHRASES_MAX:
        raise Invalid(N_("At most %(max)s symptoms."), field="symptoms", max=PHRASES_MAX)
    if long := [phrase for phrase in symptoms if len(phrase) > PHRASE_MAX]:
        sentence = N_("A symptom has at most %(max)s characters; “%(phrase)s…” has more.")
        raise Invalid(sentence, field="symptoms", max=PHRASE_MAX, phrase=long[0][:30])
    if common := [phrase for phrase in symptoms if too_common(phrase)]:
        sentence = N_("“%(phrase)s” would fit nearly every question. Say more of what happens.")
        raise Invalid(sentence, field="symptoms", phrase=common[0])


def _check_incident(facts: IssueFacts, before: KnownIssue | None) -> None:
    if facts.everywhere and not facts.is_incident:
        raise Invalid(N_("Only an incident has a banner."), field="everywhere")
    if facts.mode is Mode.NORMAL:
        return
    if not facts.is_incident:
        raise Invalid(N_("Only an incident slows down or holds new posts."), field="mode")
    if facts.mode is Mode.SLOW and not 1 <= facts.slow_minutes <= SLOW_MAX:
        raise Invalid(N_("Between 1 and %(max)s minutes."), field="slow_minutes", max=SLOW_MAX)
    stood = before is not None and before.mode_until == facts.mode_until
    if facts.mode_until is None or (facts.mode_until <= now() and not stood):
        raise Invalid(N_("Say until when: a time that is still to come."), field="mode_until")
    if facts.mode_until > now() + LONGEST_MODE:
        raise Invalid(N_("At most %(days)s days at a time."), field="mode_until", days=LONGEST_MODE.days)
