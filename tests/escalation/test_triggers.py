"""What sends a question to staff at once, and what the asker is told."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from app.cases.actions.opening import attach_private_details
from app.cases.actions.taking import take_next
from app.cases.queries import case_of
from app.cases.severity import Severity
from app.cases.states import CaseState
from app.catalogue.actions.learning import switch_learning_on
from app.catalogue.models import LearnedWindow
from app.escalation.noticing import promise_while_writing
from app.escalation.queries import promise_of
from app.extensions import db
from app.jobs.worker import run_all
from app.kit import clock
from app.labels.actions.cautioning import dispute
from app.questions.actions.accepting import accept, did_not_help
from app.questions.actions.answering import comment, withdraw
from app.questions.actions.asking import reopen
from app.questions.actions.following import say_needs_staff
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import Level, Owner, Trigger
from app.questions.views.turnbar import turn_bar
from tests import make
from tests.world import World

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock_back() -> object:
    with clock.at(clock.now()):
        yield


def asked(world: World, private: str = "", **given: object) -> int:
    with world.acting("ann") as ann:
        question = make.question(ann, **given)
        attach_private_details(ann, question, text=private)
        return question.id


def work(world: World) -> None:
    with world.app.app_context():
        run_all()


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("The charger burned my hand", "It caught fire in the kitchen."),
        ("Addebito doppio", "Mi avete addebitato due volte il canone."),
        ("Where is it?", "My parcel is lost."),
        ("Slow line", "I'm 12 years old and the line is slow."),
        ("Vado dall'avvocato", "Mi rivolgerò a un avvocato."),
    ],
)
def test_safety_money_law_and_minors_go_to_staff_with_the_question(world: World, title: str, body: str) -> None:
    question_id = asked(world, title=title, body=body)
    with world.looking():
        question, case = question_by_id(question_id), case_of(question_id)
        assert (question.level, question.trigger) == (Level.STAFF, Trigger.SAFETY_OR_ACCOUNT)
        assert question.owner_state is Owner.STAFF
        assert case is not None
        assert (case.state, case.trigger) == (CaseState.QUEUED, Trigger.SAFETY_OR_ACCOUNT)


def test_what_only_staff_read_calls_them_too(world: World) -> None:
    question_id = asked(world, private="My order number is AB-4711-2")
    with world.looking():
        assert question_by_id(question_id).trigger is Trigger.SAFETY_OR_ACCOUNT


def test_an_ordinary_question_stays_with_peers_though_it_comes_with_an_address(world: World) -> None:
    question_id = asked(world, private="Write to ann.rossi@gmail.com or +39 333 123 4567")
    work(world)
    with world.looking():
        question = question_by_id(question_id)
        assert (question.level, question.trigger) == (Level.COMMUNITY, None)


def test_private_words_make_a_case_graver_that_is_there_already(world: World) -> None:
    question_id = asked(
        world, title="My parcel is lost", body="It should be here.", private="The battery in it caught fire."
    )
    with world.looking():
        case = case_of(question_id)
        assert case is not None
        assert (case.trigger, case.severity) == (Trigger.SAFETY_OR_ACCOUNT, Severity.S1)


def taught(world: World, per_mille: int) -> None:
    with world.acting("ada") as ada:
        switch_learning_on(ada, make.category())
        counts = {"questions": 500, "accepted": 200, "rates": [0.1] * 9}
        window = {"minutes": 480, "least_minutes": 480, "most_minutes": 480}
        db.session.add(LearnedWindow(category_id=1, chance_per_mille=per_mille, **counts, **window))


@pytest.mark.parametrize(("per_mille", "trigger"), [(249, Trigger.NO_PEER_EXPECTED), (250, None)])
def test_where_peers_seldom_solve_it_staff_are_called_at_once(
    world: World, per_mille: int, trigger: Trigger | None
) -> None:
    taught(world, per_mille)
    question_id = asked(world)
    work(world)
    with world.looking():
        assert question_by_id(question_id).trigger is trigger


def test_safety_goes_before_an_expectation(world: World) -> None:
    taught(world, 100)
    question_id = asked(world, body="The router caught fire.")
    work(world)
    with world.looking():
        assert question_by_id(question_id).trigger is Trigger.SAFETY_OR_ACCOUNT


def test_peers_may_still_solve_what_staff_were_called_for(world: World) -> None:
    question_id = asked(world, body="My parcel is lost, what do I do?")
    with world.acting("ben") as ben:
        answer_id = make.answer(ben, question_by_id(question_id)).id
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answer_id))
    with world.looking():
        assert case_of(question_id).state is CaseState.RESOLVED  # type: ignore[union-attr]
    with world.acting("gus") as gus:
        assert take_next(gus) is None


def test_two_members_or_one_expert_and_what_the_asker_reads(world: World) -> None:
    question_id = asked(world)
    with world.acting("eve") as eve:
        say_needs_staff(eve, question_by_id(question_id), reason="It needs the line log.")
    with world.looking():
        assert question_by_id(question_id).trigger is Trigger.EXPERT_REQUEST


def test_a_disputed_leading_answer_calls_staff_and_another_does_not(world: World) -> None:
    question_id = asked(world)
    with world.acting("ben") as ben:
        first, second = (make.answer(ben, question_by_id(question_id), body=f"Try number {n}.").id for n in (1, 2))
    with world.acting("sam") as sam:
        dispute(sam, visible_answer(sam, second), evidence="The manual.", update_by=clock.now() + DAY)
    with world.looking():
        assert question_by_id(question_id).level is Level.COMMUNITY
    with world.acting("sam") as sam:
        dispute(sam, visible_answer(sam, first), evidence="The manual.", update_by=clock.now() + DAY)
    with world.looking():
        assert question_by_id(question_id).trigger is Trigger.NOT_HELPING


def test_what_was_taken_back_is_not_counted_among_six(world: World) -> None:
    question_id = asked(world)
    for number in range(6):
        with world.acting("ben") as ben:
            question = question_by_id(question_id)
            posted = comment(ben, question, question, body=f"And then? {number}")
            if number < 2:
                withdraw(ben, posted)
    with world.looking():
        assert question_by_id(question_id).level is Level.COMMUNITY


def test_peers_have_a_question_no_longer_than_staff_need_for_it(world: World) -> None:
    """Answered at once, "did not help" after three weeks: what was left of the window would break the promise."""
    question_id = asked(world)
    with world.acting("ben") as ben:
        answer_id = make.answer(ben, question_by_id(question_id)).id
    clock.move(timedelta(days=6))
    with world.acting("ann") as ann:
        did_not_help(ann, visible_answer(ann, answer_id))
    work(world)
    with world.looking():
        assert question_by_id(question_id).level is Level.COMMUNITY
    with world.acting("ann") as ann:
        question_by_id(question_id).created_at -= timedelta(days=21)
    clock.move(timedelta(minutes=1))
    work(world)
    with world.looking():
        assert question_by_id(question_id).trigger is Trigger.PROMISE_AT_RISK


def test_a_promise_counts_from_when_it_came_back(world: World) -> None:
    question_id = asked(world)
    with world.acting("ben") as ben:
        answer_id = make.answer(ben, question_by_id(question_id)).id
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answer_id))
        question_by_id(question_id).created_at -= timedelta(days=30)
    with world.acting("ann") as ann:
        reopen(ann, question_by_id(question_id))
    work(world)
    with world.looking():
        assert question_by_id(question_id).level is Level.COMMUNITY


@pytest.mark.parametrize("private", [False, True])
def test_what_is_said_before_asking_is_what_happens(world: World, private: bool) -> None:
    words = "My order number is AB-4711-2."
    texts = {"title": "Late", "body": "It is late." if private else words}
    with world.looking():
        said = promise_while_writing(texts["title"], texts["body"], words if private else "", category=make.category())
        assert said.code == "at_once"
    question_id = asked(world, private=words if private else "", **texts)
    with world.looking():
        standing = promise_of(question_by_id(question_id))
        assert standing is not None
        assert said.staff_by is not None
        assert standing.staff_by is not None
        assert abs(standing.staff_by - said.staff_by) < timedelta(minutes=1)


def test_where_peers_seldom_solve_it_that_is_said_before_asking(world: World) -> None:
    for per_mille, code in ((249, "at_once"), (250, "before_asking")):
        with world.acting("ada"):
            db.session.execute(delete(LearnedWindow))
        taught(world, per_mille)
        with world.looking():
            assert promise_while_writing("Slow", "It is slow.", "", category=make.category()).code == code


def test_the_asker_is_told_why_and_nobody_else_in_these_words(world: World) -> None:
    question_id = asked(world, body="My parcel is lost, what do I do?")
    said = {}
    for name in ("ann", "ben"):
        with world.app.test_request_context(), world.app.app_context():
            bar = turn_bar(question_by_id(question_id), world.person(name))
            assert bar is not None
            said[name] = f"{bar.who} {bar.then}"
    assert "safety, money, law or an account" in said["ann"]
    assert "safety" not in said["ben"]
