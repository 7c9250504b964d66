"""A case as an invited expert sees it: the private words redacted, by the lexicon of what says who somebody is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select

from app.accounts.models import User
from app.cases.customer.fields import fields_of, given
from app.cases.customer.files import files_of
from app.cases.customer.greetings import names_in
from app.cases.customer.models import CaseFile
from app.cases.customer.redaction import HIDDEN, redacted
from app.cases.models import Case, CaseNote, PrivateDetails
from app.escalation.safety.identifiers import identifiers
from app.extensions import db
from app.kit.markup import SourceFormat, render
from app.posts.kinds import Standing


@dataclass(frozen=True)
class Line:
    """One thing said, redacted. `own`: the expert's own note, as they wrote it."""

    head: str
    html: Markup
    at: datetime
    own: bool = False
    files: tuple[CaseFile, ...] = ()


@dataclass(frozen=True)
class Seen:
    title: str
    question_id: int | None
    product: str
    lines: list[Line]


def seen_by_expert(case: Case, expert: User, with_pictures: bool) -> Seen:
    people, values = _people(case, expert), _values(case)
    files = files_of(case.id) if with_pictures else {}

    def clean(text: str) -> str:
        return redacted(text, people=people, values=values, finds=_identifiers)

    lines = [
        Line(
            _("The customer") if one.from_customer else _("Staff"),
            Markup(render(clean(one.source), SourceFormat.MARKDOWN).html),
            one.at,
            files=tuple(file for file in files.get(one.id, ()) if file.image.erased_at is None),
        )
        for one in case.messages
    ]
    own = select(CaseNote).where(CaseNote.case_id == case.id, CaseNote.author_id == expert.id, CaseNote.by_expert)
    lines += [Line(_("You, to staff"), Markup(one.html), one.at, own=True) for one in db.session.scalars(own)]
    public = case.question is not None and case.question.standing is Standing.VISIBLE
    title = (case.question.title if case.question else case.title) or ""
    product = case.question.product if case.question else case.product
    return Seen(
        title if public else clean(title),
        case.question_id,
        product.name if product else "",
        sorted(lines, key=lambda one: one.at),
    )


def _people(case: Case, expert: User) -> dict[str, str]:
    """Everybody who spoke in it, and whose it is, the customer last, so that a name of both stands for them. Before a case
    came under another account somebody else may have spoken as its customer; what somebody was called before they changed
    their name, their words say."""
    named = dict.fromkeys(names_in(one.source for one in case.messages), HIDDEN)
    staff = {one.author.display_name: _("[staff]") for one in case.messages if not one.from_customer}
    staff.pop(expert.display_name, None)
    return {**named, **staff, **{one.display_name: _("[the customer]") for one in _customers(case)}}


def _customers(case: Case) -> list[User]:
    return [case.customer, *(one.author for one in case.messages if one.from_customer)]


def _values(case: Case) -> list[str]:
    found = [value for _field, value in given(fields_of(case.id))] + [one.email or "" for one in _customers(case)]
    details = db.session.get(PrivateDetails, case.question_id) if case.question_id else None
    return [*found, case.crm_id] + ([line.strip() for line in details.text.splitlines()] if details else [])


def _identifiers(text: str) -> Iterable[tuple[int, int]]:
    return ((one.start, one.end) for one in identifiers(text))
