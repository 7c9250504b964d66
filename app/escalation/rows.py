"""A question as a row of a list: its label, its state, whose turn it is and by when, in few words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.catalogue.brand import brand_name
from app.escalation.promises import Promise
from app.escalation.queries import promises_of
from app.kit.texts import N_, Text
from app.labels.presenting import Label, labelled
from app.posts.addresses import address_of
from app.questions.lists import how_they_ended
from app.questions.models import Question

SHORT = {
    "community": N_("Community until %(community_until)s"),
    "taking_over": N_("%(brand)s Support by %(staff_by)s"),
    "staff": N_("%(brand)s Support by %(staff_by)s"),
    "known_issue": N_("Known issue: next word by %(staff_by)s"),
    "staff_late": N_("Late: %(brand)s Support missed %(missed)s, new time %(new_time)s"),
    "your_word": N_("Your word until %(asker_until)s"),
    "askers_word": N_("The asker's word until %(asker_until)s"),
}


@dataclass(frozen=True)
class Row:
    id: int
    url: str
    title: str
    label: Label
    state: str
    answers: int
    product: str
    turn: Text | None
    late: bool
    at: datetime
    tags: tuple[str, ...]
    same: int


def short_turn(promise: Promise | None) -> Text | None:
    """Whose turn, by when, as a list says it; None when nobody has it any more."""
    if promise is None:
        return None
    return Text(SHORT[promise.code], brand=brand_name(), **promise.times)


def rows_of(questions: Sequence[Question], reader_id: int | None = None) -> list[Row]:
    """Rows in the same order, in a number of queries that does not grow with them."""
    endings, promises = how_they_ended(questions), promises_of(questions, reader_id)
    rows = []
    for question, label in zip(questions, labelled(questions), strict=True):
        promise = promises[question.id]
        rows.append(
            Row(
                id=question.id,
                url=address_of(question),
                title=question.title or "",
                label=label,
                state=_state(question, endings.get(question.id)),
                answers=question.answers_count,
                product=" ".join(part.name for part in (question.product, question.version) if part),
                turn=short_turn(promise),
                late=promise is not None and promise.late_since is not None,
                at=question.active_at,
                tags=tuple(tag.slug for tag in question.tags),
                same=question.too_count,
            )
        )
    return rows


def _state(question: Question, ended: str | None) -> str:
    """An end goes before the archive, and the archive before a state that nobody works on."""
    if ended:
        return str(ended)
    if question.archived_at is not None and question.state.value == "open":
        return "archived"
    return question.state.value
