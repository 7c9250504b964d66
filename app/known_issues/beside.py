"""What a question's page says of the known issue it belongs to, or may belong to, and what its reader can do about that."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.accounts.actors import Guest
from app.accounts.models import User
from app.known_issues.actions.attaching import has_its_turn
from app.known_issues.matching import Asked, Match, Strength, best
from app.known_issues.permissions import can_detach, can_say_whether_solved, keeps_issues
from app.known_issues.presenting import ShownIssue, shown
from app.known_issues.queries import issue_by_id, left_issue_ids, scopes_to_match, standing_row
from app.questions.models import Question
from app.questions.states import Level, Owner, State

Reader = User | Guest


@dataclass(frozen=True)
class BesideIssue:
    """`attached`: it belongs there; else its asker is asked whether it does. `asks`: whether it is solved is to be said."""

    issue: ShownIssue
    question_id: int
    attached: bool
    because: tuple[str, ...] = ()
    reason: str = ""
    own: bool = False
    leaves: bool = False
    detaches: bool = False
    asks: bool = False
    solved: bool | None = None


def issue_beside(question: Question, reader: Reader, linked: Mapping[str, Collection[int]]) -> BesideIssue | None:
    """`linked` is what was read beside the question: most belong to no issue, which costs no statement of its own."""
    row = standing_row(question.id) if linked["issue"] else None
    if row is None:
        return _perhaps(question, reader)
    own, resolved = reader.id == question.author_id, not row.issue.is_open
    may_leave = not reader.is_guest and question.is_active and bool(can_detach(reader, question))
    asks = own and resolved and row.solved is None and bool(can_say_whether_solved(reader, question))
    return BesideIssue(
        shown(row.issue),
        question.id,
        attached=True,
        because=said(row.because),
        reason=row.reason,
        own=own,
        leaves=own and may_leave,
        detaches=not own and may_leave and keeps_issues(reader),
        asks=asks and question.state is not State.SOLVED and (_waits(question) or question.state is State.LAPSED),
        solved=row.solved,
    )


def _waits(question: Question) -> bool:
    return question.owner_state is Owner.ASKER and has_its_turn(question)


def _perhaps(question: Question, reader: Reader) -> BesideIssue | None:
    """Asked of whoever asked, while the community has it: what they left open decides it."""
    mine = not reader.is_guest and reader.id == question.author_id and question.state is State.OPEN
    if not mine or not question.is_active or question.level is not Level.COMMUNITY:
        return None
    found = likely(f"{question.title}\n{question.text}", question.product_id, question.version_id)
    if found is None or found[0] in left_issue_ids(question.id):
        return None
    because = said(found[1].because)
    return BesideIssue(shown(issue_by_id(found[0])), question.id, attached=False, because=because, own=True)


def likely(text: str, product_id: int | None, version_id: int | None) -> tuple[int, Match] | None:
    """The open issue that a text tells of, surely or perhaps."""
    scopes = scopes_to_match(product_id)
    found = best(scopes, Asked(text, product_id, version_id)) if scopes else None
    return found if found is not None and found[1].strength is not Strength.NO else None


def said(because: dict[str, str | list[str]]) -> tuple[str, ...]:
    """What a match is known by, as it is shown: names, then symptoms in quotation marks."""
    named = [str(because[name]) for name in ("product", "version", "lot") if because.get(name)]
    return (*named, *(f"“{phrase}”" for phrase in because.get("symptoms", ())))
