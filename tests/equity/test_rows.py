"""What is read: who waited how long, and what they had when they asked and not later."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.accounts.models import User
from app.cases.models import Case
from app.cases.severity import Severity
from app.cases.states import CaseState
from app.equity.asking import Asking, Channel, Measure
from app.equity.rows import asked_in
from app.extensions import db
from app.kit import clock
from app.questions.actions.accepting import accept, undo_acceptance
from app.questions.actions.asking import withdraw
from app.questions.actions.following import vote
from app.questions.models import Answer, Question
from tests import make
from tests.cases.waiting import wait
from tests.world import World

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


def desk(*when: int) -> datetime:
    """On the clock of the desk, in a month of its own: May 2030 begins on a Wednesday."""
    return datetime(2030, 5, *when, tzinfo=ZoneInfo("Europe/Rome"))  # type: ignore[misc,arg-type]


SINCE, UNTIL, AT = desk(1), desk(29), desk(30)


@contextmanager
def then(world: World, name: str, moment: datetime) -> Iterator[User]:
    with clock.at(moment), world.acting(name) as person:
        yield person


def asked(world: World, name: str, moment: datetime) -> int:
    with then(world, name, moment) as asker:
        return int(make.question(asker).id)


def answered(world: World, name: str, question: int, moment: datetime) -> int:
    with then(world, name, moment) as person:
        return int(make.answer(person, db.session.get_one(Question, question)).id)


def found(world: World, measure: Measure, since: datetime = SINCE, until: datetime = UNTIL) -> list[Asking]:
    with world.looking():
        return asked_in(measure, since, until, AT)


def whole(span: timedelta) -> int:
    return round(span.total_seconds() / 60)


def test_first_answers_of_others_end_the_wait(world: World) -> None:
    first, own = asked(world, "ann", desk(6, 10)), asked(world, "new", desk(7, 10))
    answered(world, "ben", first, desk(6, 13))
    answered(world, "gus", first, desk(6, 11, 30))
    answered(world, "new", own, desk(7, 11))
    one, other = found(world, Measure.FIRST_ANSWER)
    assert (whole(one.wait), one.over) == (90, True)
    assert not other.over, "one's own answer is none"
    assert whole(other.wait) == whole(AT - desk(7, 10))
    assert one.channel is Channel.PUBLIC
    assert one.stratum == other.stratum


def test_what_is_outside_the_window_is_not_there(world: World) -> None:
    asked(world, "ann", desk(6, 10))
    assert found(world, Measure.FIRST_ANSWER, since=desk(7)) == []
    assert found(world, Measure.FIRST_ANSWER, until=desk(6)) == []
    assert len(found(world, Measure.FIRST_ANSWER)) == 1


def test_an_answer_after_the_report_is_not_known(world: World) -> None:
    answered(world, "ben", asked(world, "ann", desk(6, 10)), AT + HOUR)
    (one,) = found(world, Measure.FIRST_ANSWER)
    assert not one.over


def test_a_question_taken_back_waited_until_then(world: World) -> None:
    question = asked(world, "ann", desk(6, 10))
    with then(world, "ann", desk(6, 15)) as ann:
        withdraw(ann, db.session.get_one(Question, question))
    (one,) = found(world, Measure.FIRST_ANSWER)
    assert (whole(one.wait), one.over) == (300, False)


def test_standing_and_posts_are_those_of_the_moment(world: World) -> None:
    """Ben gets an acceptance and two votes, asks, gets another vote, has the acceptance taken back, and asks again."""
    question = asked(world, "ann", desk(6, 10))
    answer = answered(world, "ben", question, desk(6, 11))
    with then(world, "ann", desk(6, 12)) as ann:
        accept(ann, _loaded(answer))
    for name, hour in (("ann", 13), ("eve", 14), ("new", 17)):
        with then(world, name, desk(6, hour)) as voter:
            vote(voter, _loaded(answer))
    asked(world, "ben", desk(6, 16))
    with then(world, "ann", desk(6, 18)) as ann:
        undo_acceptance(ann, _loaded(answer))
    asked(world, "ben", desk(6, 20))
    ann_then, ben_then, ben_later = found(world, Measure.FIRST_ANSWER)
    assert (ann_then.standing, ann_then.posts) == (0, 0)
    assert (ben_then.standing, ben_then.posts) == (3, 1)
    assert (ben_later.standing, ben_later.posts) == (3, 2)


def _loaded(answer: int) -> Answer:
    loading = db.selectinload(Answer.question)
    return db.session.scalars(db.select(Answer).where(Answer.id == answer).options(loading)).one()


def test_accepting_ones_own_answer_is_no_standing(world: World) -> None:
    question = asked(world, "ann", desk(6, 10))
    own = answered(world, "ann", question, desk(6, 11))
    with then(world, "ann", desk(6, 12)) as ann:
        accept(ann, _loaded(own))
    asked(world, "ann", desk(7, 10))
    assert [one.standing for one in found(world, Measure.FIRST_ANSWER)] == [0, 0]


def test_cases_wait_in_open_time_and_the_gravest_around_the_clock(world: World) -> None:
    with world.acting("ann") as ann:
        _responded(wait(ann.id, entered_at=desk(6, 17), skill="billing"), desk(7, 10))
        _responded(wait(ann.id, entered_at=desk(6, 17), severity=Severity.S1), desk(7, 10))
        wait(ann.id, entered_at=desk(29, 17) - WEEK)
    usual, grave, still = found(world, Measure.STAFF_RESPONSE)
    assert (whole(usual.wait), usual.over, usual.stratum) == (120, True, "S4/billing")
    assert (whole(grave.wait), grave.over, grave.stratum) == (17 * 60, True, "S1/")
    assert (whole(still.wait), still.over) == ((1 + 9 * 5 + 0) * 60, False)
    assert {one.channel for one in (usual, grave, still)} == {Channel.PRIVATE}


def _responded(case: Case, moment: datetime) -> None:
    case.first_response_at = moment


def test_a_case_closed_without_a_word_waited_until_then(world: World) -> None:
    with world.acting("ann") as ann:
        case = wait(ann.id, entered_at=desk(6, 10))
        case.state, case.closed_at, case.next_due_at = CaseState.RESOLVED, desk(6, 12), None
    (one,) = found(world, Measure.STAFF_RESPONSE)
    assert (whole(one.wait), one.over) == (120, False)


def test_channels(world: World) -> None:
    question = asked(world, "ann", desk(6, 10))
    with world.acting("ann") as ann:
        wait(ann.id, entered_at=desk(6, 11)).question_id = question
        db.session.flush()
        guest = User(display_name="Guest", email="g@example.org", created_at=desk(6, 12))
        chose = User(display_name="Chose", email="c@example.org", created_at=desk(6, 12), password_hash="x")
        regular = User(display_name="Other", email="o@example.org", created_at=desk(5, 12), password_hash="x")
        db.session.add_all([guest, chose, regular])
        db.session.flush()
        for person, day in ((guest, 9), (chose, 6), (regular, 6)):
            wait(person.id, entered_at=desk(day, 12), language="it")
    channels = [one.channel for one in found(world, Measure.STAFF_RESPONSE)]
    assert channels == [Channel.PUBLIC, Channel.GUEST, Channel.GUEST, Channel.PRIVATE]
    assert [one.language for one in found(world, Measure.STAFF_RESPONSE)] == ["en", "it", "it", "it"]


def test_age_is_that_of_the_moment(world: World) -> None:
    with world.acting("ann") as ann:
        ann.created_at = desk(1, 10)
    asked(world, "ann", desk(6, 10))
    (one,) = found(world, Measure.FIRST_ANSWER)
    assert whole(one.age) == 5 * 24 * 60
