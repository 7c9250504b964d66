"""What everybody reads as the company's statement is not said by somebody in training; and the asker's word never hangs on
who that was."""

import pytest

from app.cases.coaching.actions import begin_training
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Refused
from app.known_issues.actions.solving import say_solved
from app.known_issues.actions.writing import change_issue, open_issue, reopen_issue, resolve_issue
from app.known_issues.models import KnownIssue
from app.known_issues.queries import issue_by_id
from app.known_issues.states import IssueOutcome
from app.questions.models import Answer
from app.questions.queries import question_by_id
from app.questions.states import State
from tests.known_issues.conftest import facts
from tests.known_issues.test_attaching import ask, resolved
from tests.visiting import Visitor
from tests.world import World


def learns(world: World, name: str) -> None:
    with world.acting("lea") as lea:
        begin_training(lea, world.person(name))


def test_somebody_in_training_says_nothing_for_the_company(world: World, opened: int) -> None:
    learns(world, "gus")
    with world.acting("gus") as gus:
        one = issue_by_id(opened)
        with pytest.raises(Refused, match="in training"):
            open_issue(gus, facts(gus))
        with pytest.raises(Refused, match="in training"):
            change_issue(gus, one, facts(gus), news="Soon.", seen=1)
        with pytest.raises(Refused, match="in training"):
            resolve_issue(gus, one, outcome=IssueOutcome.FIXED, news="Over.", seen=1)
    resolved(world, opened, "lea")
    with world.acting("gus") as gus, pytest.raises(Refused, match="in training"):
        reopen_issue(gus, issue_by_id(opened), news="No.", next_update_at=now(), seen=2)
    with world.looking():
        assert db.session.query(KnownIssue).count() == 1


def test_nor_is_it_offered_to_them(world: World, opened: int) -> None:
    learns(world, "gus")
    gus, sam = (Visitor(world.app).signed_in_as(world.email(name)) for name in ("gus", "sam"))
    here = f"/known-issues/{opened}/the-line-drops-in-the-evening"
    for page, offered in (("/known-issues", "Open a known issue"), (here, "Say what is new")):
        assert offered in sam.text(page)
        assert offered not in gus.text(page)
    refused = gus.get("/known-issues/new")
    assert refused.status_code == 403
    assert "Ask a colleague to say it." in refused.get_data(as_text=True)
    assert "Posts that are held" in gus.text("/known-issues"), "what others wrote they may let out"


def test_the_asker_s_yes_counts_though_whoever_resolved_it_learns_now(world: World, opened: int) -> None:
    question_id = ask(world)
    resolved(world, opened)
    learns(world, "gus")
    ann = Visitor(world.app).signed_in_as(world.email("ann"))
    pressed = ann.post(f"/questions/{question_id}/known-issue/solved")
    assert pressed.status_code == 302
    with world.looking():
        assert question_by_id(question_id).state is State.SOLVED
        said = db.session.query(Answer).one()
        assert said.source == "4.2.1 mends it."
        assert said.author_id != world.ids["gus"]


def test_whoever_resolved_it_says_it_where_they_may(world: World, opened: int) -> None:
    question_id = ask(world)
    resolved(world, opened, "sam")
    with world.acting("ann") as ann:
        say_solved(ann, question_by_id(question_id))
    with world.looking():
        assert db.session.query(Answer.author_id).scalar() == world.ids["sam"]
