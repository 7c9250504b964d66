"""A question that closed by itself can be opened again for fourteen days from then, whatever is written there meanwhile."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade

from app import create_app
from app.accounts.actors import SYSTEM
from app.extensions import db
from app.kit import clock
from app.kit.clock import now
from app.kit.errors import Refused
from app.questions.actions.accepting import accept, lapse
from app.questions.actions.answering import comment
from app.questions.actions.asking import reopen
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import State
from config import TestSettings
from tests import make
from tests.databases import close
from tests.notifications.mails import Outbox, text_of
from tests.world import World, populate

DAY = timedelta(days=1)


def lapsed(world: World) -> tuple[int, int]:
    """Ann's question with ben's answer, to which she said nothing."""
    with world.acting("ann") as ann:
        question = make.question(ann).id
    with world.acting("ben") as ben:
        posted = make.answer(ben, question_by_id(question)).id
    with world.acting("ada"):
        lapse(SYSTEM, question_by_id(question))
    return question, posted


def commented(world: World, question: int) -> None:
    with world.acting("eve") as eve:
        on = question_by_id(question)
        comment(eve, on, on, body="Mine does the same.")


def test_a_later_comment_moves_nothing(world: World) -> None:
    question, _posted = lapsed(world)
    with clock.at(now() + 13 * DAY):
        commented(world, question)
    with clock.at(now() + 15 * DAY), world.acting("ann") as ann, pytest.raises(Refused, match="more than 14 days ago"):
        reopen(ann, question_by_id(question))
    with clock.at(now() + 13 * DAY), world.acting("ann") as ann:
        reopen(ann, question_by_id(question))
        assert question_by_id(question).lapsed_at is None


def test_the_mail_names_the_same_day_although_somebody_wrote_before_it_went_out(world: World) -> None:
    moment = now()
    question, _posted = lapsed(world)
    with clock.at(moment + 3 * DAY):
        commented(world, question)
        said = " ".join(" ".join(text_of(mail) for mail in Outbox(world.app).to("ann@example.org")).split())
    assert f"You can open it again until {moment + 14 * DAY:%a %-d %b}" in said


def test_solved_after_all_it_counts_from_the_solution(world: World) -> None:
    question, posted = lapsed(world)
    with clock.at(now() + 10 * DAY), world.acting("ann") as ann:
        accept(ann, visible_answer(ann, posted))
        assert question_by_id(question).lapsed_at is None
    with clock.at(now() + 20 * DAY), world.acting("ann") as ann:
        reopen(ann, question_by_id(question))


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_older_version_s_questions_know_it_from_the_log(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    app = create_app(TestSettings(tmp_path, None if kind == "sqlite" else request.getfixturevalue("postgres_url")))
    with app.app_context():
        upgrade()
    world = populate(app)
    question, _posted = lapsed(world)
    with clock.at(now() + 3 * DAY):
        commented(world, question)
    with world.looking():
        before = question_by_id(question).lapsed_at
    with app.app_context():
        downgrade(revision="0005")
        upgrade()
    with world.looking():
        after = question_by_id(question)
        assert after.state is State.LAPSED
        assert before is not None
        assert after.lapsed_at is not None
        assert abs(after.lapsed_at - before) < timedelta(seconds=5)
    with app.app_context():
        db.session.rollback()
    close(app)
