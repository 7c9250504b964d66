"""What is known already of what a customer can be asked for: nothing they gave or wrote is asked of them again."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select

from app.cases.customer.fields import fields_of, given
from app.cases.customer.models import Field
from app.cases.customer.stated import stated, unnamed
from app.cases.models import Case, CaseMessage, PrivateDetails
from app.extensions import db

EARLIER = 5
LAST = 200
"""As many of their messages in a case, the last ones."""


@dataclass(frozen=True)
class Known:
    """`values`: what they gave by a field or named in words; `unnamed`: numbers of theirs that no word names."""

    values: dict[Field, str]
    unnamed: list[str]


def known_of(case: Case) -> Known:
    """By fields first, in this case and those that it follows; then by their words to staff alone."""
    values: dict[Field, str] = {}
    chain = list(islice(_with_earlier(case), EARLIER))
    for one in chain:
        values = {**dict(given(fields_of(one.id))), **values}
    words = [_their_words(one) for one in chain]
    for said in words:
        values = {**stated(said), **values}
    named = {value.casefold() for value in values.values()}
    return Known(values, [one for one in unnamed(words[0]) if one.casefold() not in named])


def _with_earlier(case: Case) -> Iterator[Case]:
    """The case, and those it follows, as far as they are of the same customer."""
    found: Case | None = case
    while found is not None and found.customer_id == case.customer_id:
        yield found
        found = db.session.get(Case, found.earlier_id) if found.earlier_id else None


def _their_words(case: Case) -> str:
    details = db.session.get(PrivateDetails, case.question_id) if case.question_id else None
    query = select(CaseMessage.source).where(CaseMessage.case_id == case.id, CaseMessage.from_customer)
    query = query.where(CaseMessage.author_id == case.customer_id).order_by(CaseMessage.id.desc()).limit(LAST)
    return "\n".join([*([details.text] if details else []), *db.session.scalars(query)])
