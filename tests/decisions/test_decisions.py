"""Notices and decisions: what each measure does, who may take it, what is written down."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.actors import Guest
from app.accounts.models import User
from app.activity.models import Event
from app.decisions.actions import Answered, Sender, add_rule, decide, remove_own_data, report, retire_rule
from app.decisions.models import Decision, Ground, HouseRule, Measure, Report
from app.decisions.queries import decision_for, rules_in_force, waiting_reports
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import DomainError, IllegalMove, Invalid, Refused, Unseen
from app.labels.presenting import present_one
from app.posts.kinds import Standing
from app.posts.models import Post, Revision
from app.questions.actions import answering, asking
from app.questions.models import Question
from app.questions.queries import may_read, question_by_id, visible_answer, visible_post, visible_question
from app.questions.states import Owner, State
from tests import make
from tests.world import World

ELSE = {"ground": Ground.SPAM, "text": "Sells codes.", "good_faith": True}


@pytest.fixture
def ids(world: World) -> dict[str, int]:
    """Ann's question and Ben's answer."""
    with world.acting("ann") as ann:
        question = make.question(ann)
        posted = make.answer(world.person("ben"), question, body="Write to me at 555-0199, I sell codes.")
        return {"question": question.id, "answer": posted.id}


def rule() -> HouseRule:
    return db.session.scalars(select(HouseRule)).one()


def the(post_id: int) -> Post:
    return db.session.get_one(Post, post_id)


def test_a_hidden_answer_says_by_which_rule_and_comes_back_as_it_was(world: World, ids: dict[str, int]) -> None:
    with world.acting("mia") as mia:
        made = decide(mia, the(ids["answer"]), measure=Measure.HIDE, rule=rule(), reason="It sells codes.")
        assert made is not None
        decision_id = made.id
        event = db.session.scalars(select(Event).where(Event.kind == "decision:made")).one()
        assert event.data["concerned_id"] == world.ids["ben"]
        assert "codes" not in str(event.data)
    with world.acting("ben") as ben:
        label = present_one(visible_answer(ben, ids["answer"])).label
        assert str(label.text) == "Removed: rule 1, Be kind"
        question = question_by_id(ids["question"])
        assert (question.answers_count, question.state, question.owner_state) == (0, State.OPEN, Owner.COMMUNITY)
        assert decision_for(ben, decision_id).reason == "It sells codes."
    with world.acting("ann") as ann, pytest.raises(Unseen):
        visible_answer(ann, ids["answer"])
    with world.acting("ann") as ann, pytest.raises(Unseen):
        decision_for(ann, decision_id)
    with world.acting("mia") as mia:
        decide(mia, the(ids["answer"]), measure=Measure.RESTORE, reason="I was mistaken.")
    with world.acting("ann") as ann:
        assert str(present_one(visible_answer(ann, ids["answer"])).label.text).startswith("Community answer")
        assert question_by_id(ids["question"]).answers_count == 1


@pytest.mark.parametrize("which", ["question", "answer"])
def test_what_its_author_had_taken_back_is_not_published_by_whoever_restores_it(
    world: World, ids: dict[str, int], which: str
) -> None:
    author = {"question": "ann", "answer": "ben"}[which]
    with world.acting(author) as who:
        take_back(who, visible_post(who, ids[which]))
    with world.acting("mia") as mia:
        decide(mia, the(ids[which]), measure=Measure.HIDE, rule=rule(), reason="It sells codes.")
    with world.acting("mia") as mia:
        decide(mia, the(ids[which]), measure=Measure.RESTORE, reason="I was mistaken.")
    with world.looking():
        assert the(ids[which]).standing is Standing.WITHDRAWN
        assert not may_read(world.person("eve"), the(ids[which]))
        assert question_by_id(ids["question"]).answers_count == (1 if which == "question" else 0)
    with world.acting(author) as who:
        put_back(who, visible_post(who, ids[which]))
    with world.looking():
        assert the(ids[which]).standing is Standing.VISIBLE
        assert question_by_id(ids["question"]).answers_count == 1
    with world.acting("mia") as mia:
        decide(mia, the(ids[which]), measure=Measure.HIDE, rule=rule(), reason="It sells codes.")
        decide(mia, the(ids[which]), measure=Measure.RESTORE, reason="I was mistaken.")
    with world.looking():
        assert the(ids[which]).standing is Standing.VISIBLE, "taken back long ago, and put back since"


def take_back(who: User, post: Post) -> None:
    (asking.withdraw if isinstance(post, Question) else answering.withdraw)(who, post)  # type: ignore[operator]


def put_back(who: User, post: Post) -> None:
    (asking.undo_withdraw if isinstance(post, Question) else answering.undo_withdraw)(who, post)  # type: ignore[operator]


def test_a_hidden_question_ends_and_goes_on_when_restored(world: World, ids: dict[str, int]) -> None:
    with world.acting("mia") as mia:
        decide(mia, the(ids["question"]), measure=Measure.HIDE, rule=rule(), reason="Insults.")
        question = question_by_id(ids["question"])
        assert (question.standing, question.owner_state, question.next_due_at) == (Standing.HIDDEN, None, None)
    with world.acting("gus") as gus, pytest.raises(Unseen):
        visible_question(gus, ids["question"])
    with world.acting("ada") as ada:
        decide(ada, the(ids["question"]), measure=Measure.RESTORE, reason="It stands.")
    with world.acting("ann") as ann:
        assert visible_question(ann, ids["question"]).owner_state is not None


def test_a_suspension_keeps_somebody_from_writing(world: World) -> None:
    with world.acting("mia") as mia:
        ben = world.person("ben")
        made = decide(mia, ben, measure=Measure.SUSPEND, rule=rule(), reason="Again.", until=now() + timedelta(days=7))
        assert made is not None
        assert made.until is not None
    with world.acting("ben") as ben:
        with pytest.raises(Refused):
            make.question(ben)
        report(ben, world.person("ann"), **ELSE)
    with world.acting("mia") as mia:
        decide(mia, world.person("ben"), measure=Measure.LIFT_SUSPENSION, reason="Long enough.")
        assert not world.person("ben").is_suspended


def test_staff_are_suspended_by_two_administrators(world: World) -> None:
    until = now() + timedelta(days=7)
    with world.acting("mia") as mia, pytest.raises(Refused):
        decide(mia, world.person("gus"), measure=Measure.SUSPEND, rule=rule(), reason="No", until=until)
    with world.acting("ada") as ada:
        given = {"measure": Measure.SUSPEND, "rule": rule(), "reason": "Yes", "until": until}
        assert decide(ada, world.person("gus"), **given) is None
        assert db.session.scalars(select(Decision)).all() == []


@pytest.mark.parametrize(("measure", "undo"), [(Measure.LOCK, Measure.UNLOCK)])
def test_a_lead_locks_a_thread(world: World, ids: dict[str, int], measure: Measure, undo: Measure) -> None:
    with world.acting("lea") as lea:
        decide(lea, the(ids["question"]), measure=measure, rule=rule(), reason="It goes in circles.")
        with pytest.raises(IllegalMove):
            decide(lea, the(ids["question"]), measure=measure, rule=rule(), reason="Twice.")
    with world.acting("ben") as ben, pytest.raises(Refused):
        make.answer(ben, question_by_id(ids["question"]))
    with world.acting("lea") as lea:
        decide(lea, the(ids["question"]), measure=undo, reason="Calm again.")


def test_personal_data_is_gone_from_every_text(world: World, ids: dict[str, int]) -> None:
    with world.acting("gus") as gus:
        cuts = ["555-0199"]
        decide(gus, the(ids["answer"]), measure=Measure.REMOVE_PERSONAL_DATA, reason="A number.", cuts=cuts)
    with world.looking():
        post = the(ids["answer"])
        assert "555" not in post.source + post.html + post.text
        texts = db.session.scalars(select(Revision.source).where(Revision.post_id == post.id)).all()
        assert not any("555" in text for text in texts)


def test_one_takes_ones_own_data_out(world: World, ids: dict[str, int]) -> None:
    with world.acting("ben") as ben:
        remove_own_data(ben, the(ids["answer"]), cuts=["555-0199"])
        with pytest.raises(Invalid):
            remove_own_data(ben, the(ids["answer"]), cuts=["not there"])
    with world.acting("ann") as ann, pytest.raises(Unseen):
        remove_own_data(ann, the(ids["answer"]), cuts=["sell"])


REFUSED: list[tuple[str, str, Measure, dict[str, Any], type[DomainError]]] = [
    ("ben", "answer", Measure.HIDE, {}, Unseen),
    ("eve", "answer", Measure.HIDE, {}, Unseen),
    ("gus", "answer", Measure.HIDE, {}, Refused),
    ("lea", "answer", Measure.HIDE, {}, Refused),
    ("mia", "answer", Measure.LOCK, {}, Refused),
    ("mia", "answer", Measure.RESTORE, {}, IllegalMove),
    ("mia", "question", Measure.UNLOCK, {}, IllegalMove),
    ("mia", "answer", Measure.HIDE, {"rule": None}, Invalid),
    ("mia", "answer", Measure.HIDE, {"reason": "  "}, Invalid),
    ("mia", "answer", Measure.HIDE, {"reason": "x" * 1001}, Invalid),
    ("gus", "question", Measure.LOCK, {}, Refused),
    ("gus", "answer", Measure.NO_ACTION, {}, Refused),
]


@pytest.mark.parametrize(("name", "on", "measure", "given", "error"), REFUSED)
def test_who_may_not_decide_what(
    world: World, name: str, on: str, measure: Measure, given: dict[str, Any], error: type[DomainError]
) -> None:
    with world.acting("ann") as ann:
        question = make.question(ann)
        subject = question.id if on == "question" else make.answer(world.person("ben"), question).id
    with world.acting(name) as person:
        usual: dict[str, Any] = {"rule": rule(), "reason": "Because."}
        with pytest.raises(error):
            decide(person, the(subject), measure=measure, **{**usual, **given})
        assert db.session.scalars(select(Decision)).all() == []


def test_nobody_decides_on_their_own_words(world: World) -> None:
    with world.acting("mia") as mia:
        question = make.question(mia)
        for measure in (Measure.HIDE, Measure.LOCK, Measure.NO_ACTION):
            with pytest.raises(Refused):
                decide(mia, question, measure=measure, rule=rule(), reason="Mine.")


def test_the_database_refuses_a_restriction_without_a_rule(world: World, ids: dict[str, int]) -> None:
    with world.acting("mia") as mia:
        db.session.add(Decision(post_id=ids["answer"], measure=Measure.HIDE, reason="Why", by_id=mia.id))
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_a_decision_answers_every_waiting_notice(world: World, ids: dict[str, int]) -> None:
    with world.acting("ann") as ann:
        report(ann, the(ids["answer"]), **ELSE)
        report(world.person("eve"), the(ids["answer"]), **ELSE)
    with world.acting("mia") as mia:
        seen = [waits.id for waits in waiting_reports(mia)]
        assert len(seen) == 2
        answered = Answered(seen)
        decide(mia, the(ids["answer"]), measure=Measure.NO_ACTION, reason="No ad.", answered=answered)
        assert waiting_reports(mia) == []
    with world.acting("ada") as ada, pytest.raises(IllegalMove):
        decide(ada, the(ids["answer"]), measure=Measure.HIDE, rule=rule(), reason="It is one.", answered=Answered(seen))
    with world.acting("gus") as gus:
        assert waiting_reports(gus) == []


def test_notices_of_one_sender_become_one(world: World, ids: dict[str, int]) -> None:
    guest, sender = Guest(), Sender("Zoe", "zoe@example.org")
    with world.acting("ann") as ann:
        for words in ("Sells codes.", "And again.", "And again."):
            report(ann, the(ids["answer"]), ground=Ground.SPAM, text=words, good_faith=True)
            report(guest, the(ids["answer"]), ground=Ground.SPAM, text=words, good_faith=True, sender=sender)
        texts = db.session.scalars(select(Report.text)).all()
        assert texts == ["Sells codes.\n\nAnd again."] * 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": " "}, "text"),
        ({"good_faith": False}, "good_faith"),
        ({"ground": Ground.HOUSE_RULE}, "rule"),
        ({"sender": None}, "name"),
        ({"sender": Sender("Zoe", "nowhere")}, "email"),
    ],
)
def test_what_a_notice_needs(world: World, given: dict[str, Any], field: str) -> None:
    usual: dict[str, Any] = {**ELSE, "sender": Sender("Zoe", "zoe@example.org")}
    with world.acting("ann") as ann:
        question = make.question(ann)
        with pytest.raises(Invalid) as refused:
            report(Guest(), question, **{**usual, **given})
    assert refused.value.field == field


def test_one_does_not_report_oneself(world: World) -> None:
    with world.acting("ann") as ann:
        for subject in (make.question(ann), ann):
            with pytest.raises(Refused):
                report(ann, subject, **ELSE)


def test_rules_have_numbers_that_are_never_used_twice(world: World) -> None:
    with world.acting("ada") as ada:
        made = add_rule(ada, title="No ads", title_it="Niente spot")
        assert made.number == 2
        retire_rule(ada, made)
        with pytest.raises(Invalid):
            add_rule(ada, title="Another", number=2)
        with pytest.raises(IllegalMove):
            retire_rule(ada, made)
        assert [one.number for one in rules_in_force()] == [1]
        assert add_rule(ada, title="Third").number == 3
    with world.acting("mia") as mia, pytest.raises(Unseen):
        add_rule(mia, title="Mine")


def test_a_retired_rule_decides_nothing(world: World) -> None:
    with world.acting("ada") as ada:
        question = make.question(world.person("ann"))
        retire_rule(ada, rule())
        with pytest.raises(Invalid):
            decide(ada, question, measure=Measure.HIDE, rule=rule(), reason="Old rule.")
