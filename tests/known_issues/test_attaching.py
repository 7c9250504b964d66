"""Questions that belong to a known issue: they wait for its next word, not in the queue; and they can leave it."""

from datetime import timedelta

import pytest

from app.accounts.actors import SYSTEM
from app.cases.models import Case
from app.cases.states import Outcome
from app.extensions import db
from app.jobs.worker import run_all
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid, Refused
from app.known_issues.actions.attaching import attach, detach
from app.known_issues.actions.solving import say_not_solved, say_solved
from app.known_issues.actions.writing import change_issue, reopen_issue, resolve_issue
from app.known_issues.models import IssueQuestion
from app.known_issues.queries import attachments_of, issue_by_id, standing_row
from app.known_issues.states import Attached, IssueOutcome
from app.labels.read import labels_of
from app.questions.actions.accepting import did_not_help
from app.questions.queries import question_by_id
from app.questions.states import Level, Owner, State, Trigger
from tests import make
from tests.known_issues.conftest import facts, issue, version
from tests.world import World


def work(world: World) -> None:
    """What the worker does now."""
    with world.app.app_context():
        run_all()


def ask(world: World, by: str = "ann", **given: object) -> int:
    with world.acting(by) as actor:
        return make.question(actor, **given).id


def test_a_matching_question_is_attached_and_does_not_queue_alone(world: World, opened: int) -> None:
    question_id = ask(world)
    with world.looking():
        question, one = question_by_id(question_id), issue_by_id(opened)
        assert (question.level, question.owner_state, question.trigger) == (
            Level.STAFF,
            Owner.STAFF,
            Trigger.KNOWN_ISSUE,
        )
        assert question.next_due_at == one.next_update_at
        assert db.session.scalar(db.select(Case.id)) is None
        row = standing_row(question_id)
        assert row is not None
        assert (row.issue_id, row.how) == (opened, Attached.MATCHED)
        assert row.because == {"product": "Router X200", "symptoms": ["drops the line every evening"]}
        assert attachments_of(opened).questions == 1


def test_another_problem_is_not_attached(world: World, opened: int) -> None:
    question_id = ask(world, title="How do I change the colour?", body="Of the lights on the front.")
    with world.looking():
        assert standing_row(question_id) is None
        assert question_by_id(question_id).level is Level.COMMUNITY


def test_safety_goes_before_the_known_issue(world: World, opened: int) -> None:
    question_id = ask(
        world, body="It drops the line every evening, and now there is a burning smell and smoke comes out of it."
    )
    with world.looking():
        question = question_by_id(question_id)
        assert question.trigger is Trigger.SAFETY_OR_ACCOUNT
        assert standing_row(question_id) is None
        assert db.session.scalar(db.select(Case.id)) is not None


def test_what_was_asked_before_is_found_when_the_issue_is_opened(world: World) -> None:
    question_id, other_id = ask(world), ask(world, "ben", title="Another thing", body="Of the lights on the front.")
    with world.acting("gus") as gus:
        issue(gus)
    work(world)
    with world.looking():
        assert standing_row(question_id) is not None
        assert standing_row(other_id) is None


def test_the_asker_says_it_is_another_problem_and_gets_a_fresh_window_at_once(world: World, opened: int) -> None:
    question_id = ask(world)
    with world.acting("ann") as ann:
        detach(ann, question_by_id(question_id))
    with world.looking():
        question = question_by_id(question_id)
        assert (question.level, question.owner_state, question.trigger) == (Level.COMMUNITY, Owner.COMMUNITY, None)
        assert question.window_ends_at is not None
        assert question.window_ends_at > now() + timedelta(hours=7)
        assert question.promised_at is not None
        assert standing_row(question_id) is None
    with world.acting("gus") as gus:
        change_issue(gus, issue_by_id(opened), facts(gus), news="Still looking.", seen=1)
    work(world)
    with world.looking():
        assert standing_row(question_id) is None


def test_staff_attach_and_detach_with_a_reason(world: World, opened: int) -> None:
    question_id = ask(world, title="The thing is odd", body="In the evening mostly.")
    with world.acting("gus") as gus:
        question = question_by_id(question_id)
        with pytest.raises(Invalid):
            attach(gus, issue_by_id(opened), question, how=Attached.STAFF)
        attach(gus, issue_by_id(opened), question, how=Attached.STAFF, reason="Same log.")
        with pytest.raises(IllegalMove):
            attach(gus, issue_by_id(opened), question, how=Attached.STAFF, reason="Again.")
        with pytest.raises(Invalid):
            detach(gus, question)
        detach(gus, question, reason="Another log after all.")
    with world.acting("ben") as ben, pytest.raises(Refused):
        attach(ben, issue_by_id(opened), question_by_id(question_id), how=Attached.ASKER)
    with world.acting("ben") as ben, pytest.raises(Refused):
        detach(ben, question_by_id(question_id))


def test_a_case_that_only_queues_leaves_the_queue(world: World, opened: int) -> None:
    from app.escalation.actions import escalate

    question_id = ask(world, title="The thing is odd", body="In the evening mostly.")
    with world.acting("gus") as gus:
        question = question_by_id(question_id)
        case = escalate(SYSTEM, question, trigger=Trigger.PEER_WINDOW_OVER)
        attach(gus, issue_by_id(opened), question, how=Attached.STAFF, reason="Same log.")
        assert (case.is_open, case.outcome) == (False, Outcome.KNOWN_ISSUE)
        assert question.next_due_at == issue_by_id(opened).next_update_at


def test_a_change_moves_the_time_of_every_attached_question(world: World, opened: int) -> None:
    question_id = ask(world)
    later = now() + timedelta(hours=30)
    with world.acting("gus") as gus:
        change_issue(gus, issue_by_id(opened), facts(gus, next_update_at=later), news="Found it.", seen=1)
    with world.looking():
        assert question_by_id(question_id).next_due_at == later


def resolved(world: World, opened: int, by: str = "gus") -> None:
    with world.acting(by) as actor:
        one = issue_by_id(opened)
        resolve_issue(actor, one, outcome=IssueOutcome.FIXED, news="4.2.1 mends it.", seen=one.number)


def test_when_it_is_resolved_the_asker_is_awaited_and_a_yes_solves_the_question(world: World, opened: int) -> None:
    question_id = ask(world)
    with world.acting("ann") as ann, pytest.raises(IllegalMove):
        say_solved(ann, question_by_id(question_id))
    resolved(world, opened)
    with world.acting("ann") as ann:
        question = question_by_id(question_id)
        assert question.owner_state is Owner.ASKER
        say_solved(ann, question)
    with world.looking():
        question = question_by_id(question_id)
        assert question.state is State.SOLVED
        found = attachments_of(opened)
        assert (found.questions, found.solved, found.not_solved) == (1, 1, 0)


def test_whoever_says_no_goes_to_staff_at_once(world: World, opened: int) -> None:
    question_id = ask(world)
    resolved(world, opened)
    with world.acting("ann") as ann:
        say_not_solved(ann, question_by_id(question_id))
        with pytest.raises(IllegalMove):
            say_not_solved(ann, question_by_id(question_id))
    with world.looking():
        question = question_by_id(question_id)
        assert (question.owner_state, question.level) == (Owner.STAFF, Level.STAFF)
        case = db.session.scalars(db.select(Case)).one()
        assert (case.question_id, case.trigger) == (question_id, Trigger.NOT_HELPING)


def test_only_the_asker_says_whether_it_is_solved(world: World, opened: int) -> None:
    question_id = ask(world)
    resolved(world, opened)
    for name in ("ben", "gus"):
        with world.acting(name) as actor, pytest.raises(Refused):
            say_not_solved(actor, question_by_id(question_id))


def test_reopened_those_who_have_not_said_wait_again(world: World, opened: int) -> None:
    silent, solved_id = ask(world), ask(world, "ben")
    resolved(world, opened)
    with world.acting("ben") as ben:
        say_solved(ben, question_by_id(solved_id))
    at = now() + timedelta(hours=2)
    with world.acting("gus") as gus:
        reopen_issue(gus, issue_by_id(opened), news="Not over.", next_update_at=at, seen=2)
    with world.looking():
        assert (question_by_id(silent).owner_state, question_by_id(silent).next_due_at) == (Owner.STAFF, at)
        assert question_by_id(solved_id).state is State.SOLVED


def test_a_peer_answer_that_did_not_help_leads_back_to_the_issue(world: World, opened: int) -> None:
    question_id = ask(world)
    with world.acting("ben") as ben:
        answer_id = make.answer(ben, question_by_id(question_id)).id
    with world.acting("ann") as ann:
        from app.questions.queries import visible_answer

        did_not_help(ann, visible_answer(ann, answer_id))
    with world.looking():
        question = question_by_id(question_id)
        assert question.next_due_at == issue_by_id(opened).next_update_at
        assert db.session.scalar(db.select(Case.id)) is None


def test_an_issue_resolved_while_a_question_is_attached_refuses_it_and_the_question_stays(
    world: World, opened: int
) -> None:
    question_id = ask(world, title="The thing is odd", body="In the evening mostly.")
    resolved(world, opened)
    with world.acting("gus") as gus:
        with pytest.raises(IllegalMove):
            attach(gus, issue_by_id(opened), question_by_id(question_id), how=Attached.STAFF, reason="Same.")
        assert question_by_id(question_id).level is Level.COMMUNITY
        assert db.session.scalar(db.select(IssueQuestion.id)) is None


def test_of_two_issues_the_one_of_the_version_is_chosen(world: World) -> None:
    with world.acting("gus") as gus:
        issue(gus, versions=[version("firmware 4.1")])
        right = issue(gus, versions=[version("firmware 4.2")]).id
        wanted = version("firmware 4.2")
    with world.acting("ann") as ann:
        question = make.question(ann, version=db.session.merge(wanted))
        row = standing_row(question.id)
        assert row is not None
        assert row.issue_id == right


def test_the_company_answer_that_comes_of_a_yes_is_labelled(world: World, opened: int) -> None:
    question_id = ask(world)
    resolved(world, opened)
    with world.acting("ann") as ann:
        say_solved(ann, question_by_id(question_id))
        from app.questions.models import Answer

        posted = db.session.scalars(db.select(Answer).where(Answer.question_id == question_id)).one()
        assert posted.voice.value == "company"
        assert posted.author_id == world.ids["gus"]
        assert labels_of([posted.id])[posted.id].status.value == "staff_verified"
