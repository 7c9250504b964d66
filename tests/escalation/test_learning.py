"""Learned windows: written every night, used where an administrator switched them on and there is enough."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.activity.models import Event
from app.catalogue.actions.learning import switch_learning_off, switch_learning_on
from app.catalogue.learned import ENOUGH_QUESTIONS, learned_of, peer_window
from app.catalogue.models import Category, LearnedWindow
from app.escalation.learning import learn, learn_all
from app.escalation.noticing import promise_while_writing
from app.extensions import db
from app.kit import clock
from app.kit.errors import IllegalMove, Invalid, Unseen
from app.questions.actions.accepting import accept
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.world import World

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _clock_back() -> object:
    with clock.at(clock.now()):
        yield


def taught(
    world: World, tag: str | None = None, *, minutes: int = 120, chance: float = 0.5, questions: int = 500
) -> None:
    """As the night would write it."""
    with world.acting("ada"):
        row = LearnedWindow(
            category_id=make.category().id,
            tag_id=make.tag(tag).id if tag else None,
            minutes=minutes,
            least_minutes=minutes,
            most_minutes=minutes,
            chance_per_mille=round(chance * 1000),
            questions=questions,
            accepted=questions // 2,
            rates=[0.1] * 9,
        )
        db.session.add(row)


def switched_on(world: World, **by: int) -> None:
    with world.acting("ada") as ada:
        switch_learning_on(ada, make.category(), **by)


def window(world: World, *tags: str) -> timedelta:
    with world.looking():
        return peer_window(make.category(), [make.tag(tag) for tag in tags]).window


def test_what_was_learned_counts_once_it_is_switched_on(world: World) -> None:
    taught(world)
    assert window(world) == 8 * HOUR
    switched_on(world)
    assert window(world) == 2 * HOUR
    with world.acting("ann") as ann:
        question = make.question(ann)
        assert abs(question.next_due_at - question.created_at - 2 * HOUR) < HOUR / 60
    with world.acting("ada") as ada:
        switch_learning_off(ada, make.category())
    assert window(world) == 8 * HOUR
    with world.looking():
        kinds = [event.data["what"] for event in db.session.scalars(select(Event).order_by(Event.id)) if event.data]
        assert {"learning_on", "learning_off"} <= set(kinds)


def test_too_little_changes_nothing(world: World) -> None:
    taught(world, questions=ENOUGH_QUESTIONS - 1)
    taught(world, "wifi", minutes=30, questions=ENOUGH_QUESTIONS)
    switched_on(world)
    assert window(world) == window(world, "wifi") == 8 * HOUR


def test_topics_share_their_windows_and_others_go_by_the_category(world: World) -> None:
    taught(world, minutes=120)
    taught(world, "wifi", minutes=60)
    switched_on(world)
    assert window(world, "wifi") == HOUR
    assert window(world, "dsl") == window(world) == 2 * HOUR
    taught(world, "dsl", minutes=240)
    assert window(world, "wifi", "dsl") == 2.5 * HOUR


def test_the_sentence_before_asking_says_the_learned_time(world: World) -> None:
    taught(world, minutes=60)
    switched_on(world)
    with world.looking():
        promised = promise_while_writing("Slow", "It is slow.", "", category=make.category())
        assert promised.community_until is not None
        assert abs(promised.community_until - clock.now() - HOUR) < HOUR / 60


def test_only_administrators_switch_it_and_within_bounds(world: World) -> None:
    for name in ("ann", "gus", "mia", "lea"):
        with pytest.raises(Unseen), world.acting(name) as person:
            switch_learning_on(person, make.category())
    for costs in (0, 1001):
        with pytest.raises(Invalid), world.acting("ada") as ada:
            switch_learning_on(ada, make.category(), answer_costs=costs)
    with pytest.raises(IllegalMove), world.acting("ada") as ada:
        switch_learning_off(ada, make.category())


def test_every_night_it_is_counted_anew(world: World) -> None:
    for hours in (0.25, 3, 20, None, None):
        with world.acting("ann") as ann:
            question_id = make.question(ann).id
        if hours is not None:
            with clock.at(clock.now() + hours * HOUR):
                with world.acting("ben") as ben:
                    answer_id = make.answer(ben, question_by_id(question_id)).id
                with world.acting("ann") as ann:
                    accept(ann, visible_answer(ann, answer_id))
    clock.move(timedelta(days=5))
    for _night in range(2):
        with world.acting("ada"):
            learn_all()
        with world.looking():
            whole, topics = learned_of(make.category())
            assert whole is not None
            assert (whole.questions, whole.accepted, len(topics)) == (5, 3, 1)
            assert topics[0].tag is not None
            assert topics[0].tag.slug == "wifi"
            assert whole.least_minutes <= whole.minutes <= whole.most_minutes
            assert 300 < whole.chance_per_mille < 900


def test_the_price_of_an_answer_moves_the_window(world: World) -> None:
    windows = []
    for question in range(40):
        with world.acting("ann") as ann:
            question_id = make.question(ann, title=f"Question number {question}").id
        with clock.at(clock.now() + question * HOUR / 2):
            with world.acting("ben") as ben:
                answer_id = make.answer(ben, question_by_id(question_id)).id
            with world.acting("ann") as ann:
                accept(ann, visible_answer(ann, answer_id))
        clock.move(timedelta(days=1))
    for costs in (1, 10, 1000):
        switched_on(world, answer_costs=costs)
        with world.acting("ada"):
            assert learn(make.category()) == 40
        with world.looking():
            windows.append(
                db.session.scalars(select(LearnedWindow.minutes).where(LearnedWindow.tag_id.is_(None))).one()
            )
    assert windows == sorted(windows)
    assert windows[0] < windows[-1]


def test_a_category_without_questions_has_nothing(world: World) -> None:
    taught(world)
    with world.acting("ada"):
        assert learn(db.session.scalars(select(Category)).one()) == 0
        assert db.session.scalars(select(LearnedWindow)).all() == []
