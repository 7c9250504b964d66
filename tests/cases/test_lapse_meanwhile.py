"""The clock and a person come to the same case at once: both hold the question before the case, so neither blocks the other."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import User
from app.cases.actions.working import reply_as_customer
from app.cases.clocks.models import Alarm, Rings
from app.cases.clocks.ringing import ring
from app.cases.states import CaseState
from app.extensions import db
from app.kit import clock
from app.questions.models import Question
from tests.cases.meanwhile import overtaken
from tests.cases.working import MONDAY, asked_customer, opened, the
from tests.world import World


def test_a_customer_who_writes_while_the_case_lapses(world: World) -> None:
    with clock.at(MONDAY):
        number = opened(world)
        asked_customer(world, number)
    with world.looking():
        lapse = db.session.scalars(select(Alarm).where(Alarm.rings == Rings.LAPSE)).one()
        alarm_id, due = lapse.id, lapse.at

    def rings() -> bool:
        with world.acting("ada"):
            return ring(alarm_id)

    def holds_the_question(_ann: User) -> None:
        query = select(Question.id).where(Question.id == number)
        db.session.execute(query.with_for_update(key_share=True))

    with clock.at(due + timedelta(seconds=1)):
        rang = overtaken(
            world,
            "ann",
            holds_the_question,
            rings,
            then=lambda ann: reply_as_customer(ann, the(number), body="Here it is"),
        )
    assert not rang, "nothing is left to ring for"
    with world.looking():
        assert the(number).state is CaseState.ASSIGNED
