"""What a customer reads about their own case: who opened it, when and why, what staff know of them, who else may look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from app.accounts.models import User
from app.cases.customer.experts import all_looks_of
from app.cases.customer.fields import NAMES, given
from app.cases.customer.models import CaseField, CommunityReturn, ExpertLook, Field
from app.cases.customer.returns import waiting_return
from app.cases.going_on import followed_by, over_for_good
from app.cases.models import Case, PrivateDetails
from app.extensions import db
from app.kit.texts import N_, Text
from app.questions.states import Trigger

BY_YOU = N_("You opened it, %(at)s.")
BY_NAME = N_("%(name)s opened it, %(at)s.")
BY_CLOCK = N_("It was opened by itself, %(at)s, when its time with the community ended or its words called for staff.")


@dataclass(frozen=True)
class Story:
    opened: Text
    trigger: Trigger | None
    reason: str
    product: str
    given: list[tuple[Text, str]]
    details: str
    owner: str
    looks: Sequence[ExpertLook]
    back: CommunityReturn | None
    earlier: str
    followed_by: str
    over: bool


def story_of(case: Case, rows: Mapping[Field, CaseField], customer: User) -> Story:
    details = db.session.get(PrivateDetails, case.question_id) if case.question_id else None
    newer = followed_by(case)
    return Story(
        opened=_opened(case, customer),
        trigger=case.trigger,
        reason=case.reason,
        product=case.product.name if case.product else "",
        given=[(Text(NAMES[field]), value) for field, value in given(rows)],
        details=details.text if details else "",
        owner=case.owner.display_name if case.owner else "",
        looks=all_looks_of(case),
        back=waiting_return(case),
        earlier=_reference((Case.id == case.earlier_id) & (Case.customer_id == customer.id)) if case.earlier_id else "",
        followed_by=newer.reference if newer else "",
        over=over_for_good(case),
    )


def _opened(case: Case, customer: User) -> Text:
    at: datetime = case.entered_at
    if case.opened_by_id is None:
        return Text(BY_CLOCK, at=at)
    if case.opened_by_id == customer.id:
        return Text(BY_YOU, at=at)
    name = db.session.scalar(select(User.display_name).where(User.id == case.opened_by_id))
    return Text(BY_NAME, name=name, at=at)


def _reference(which: ColumnElement[bool]) -> str:
    query = select(Case.reference).where(which).order_by(Case.id.desc()).limit(1)
    return db.session.scalar(query) or ""
