"""The pages of known issues, as people without scripts use them."""

from datetime import timedelta

import pytest

from app.extensions import db
from app.kit.clock import now
from app.known_issues.actions.writing import resolve_issue
from app.known_issues.forms import MINUTE, here
from app.known_issues.models import IssueFollower, KnownIssue
from app.known_issues.queries import issue_by_id, standing_row
from app.known_issues.states import IssueOutcome
from app.questions.models import Question
from app.questions.queries import question_by_id
from app.questions.states import Level, State
from tests import make
from tests.known_issues.conftest import SYMPTOM
from tests.visiting import Visitor
from tests.world import World


def typed(hours: float) -> str:
    return (now() + timedelta(hours=hours)).astimezone(here()).strftime(MINUTE)


def form(world: World, **given: str) -> dict[str, str]:
    with world.app.app_context():
        usual = {
            "product": str(make.product().id),
            "versions": "firmware 4.2",
            "lots": "",
            "title": "The line drops in the evening",
            "text": "Routers on **4.2** lose the line.",
            "workaround": "Go back to 4.1.",
            "symptoms": f"{SYMPTOM}\ncade la linea",
            "language": "en",
            "state": "investigating",
            "owner": str(world.ids["gus"]),
            "next_update": typed(5),
            "mode": "normal",
            "slow_minutes": "",
            "mode_until": "",
            "seen": "0",
        }
    return {**usual, **given}


@pytest.fixture
def gus(world: World) -> Visitor:
    return Visitor(world.app).signed_in_as(world.email("gus"))


@pytest.fixture
def ann(world: World) -> Visitor:
    return Visitor(world.app).signed_in_as(world.email("ann"))


def asked(world: World, by: str = "ann", **given: object) -> int:
    with world.acting(by) as actor:
        return make.question(actor, **given).id


def path(world: World, question_id: int) -> str:
    from app.posts.addresses import address_of

    with world.looking():
        return address_of(question_by_id(question_id))


def test_staff_look_first_and_then_publish(world: World, gus: Visitor) -> None:
    asked(world, title="Odd", body=f"My router {SYMPTOM}. It has firmware 4.2.")
    looked = gus.post("/known-issues/new", form(world, step="look"))
    page = looked.get_data(as_text=True)
    assert looked.status_code == 200
    assert "1 question that waits for the community would be attached." in page
    assert "<strong>4.2</strong>" in page
    with world.looking():
        assert db.session.scalar(db.select(KnownIssue.id)) is None
    sent = gus.post("/known-issues/new", form(world))
    assert sent.status_code == 302
    page = gus.text(sent.headers["Location"])
    for said in ("official statement", "We are looking into it", "Go back to 4.1.", "firmware 4.2"):
        assert said in page


def test_the_public_page_says_who_speaks_how_far_it_is_and_when_the_next_word_comes(world: World, opened: int) -> None:
    asked(world)
    page = Visitor(world.app).text("/known-issues/1/the-line-drops-in-the-evening")
    assert page.index("Acme&#39;s official statement") < page.index("Routers on firmware 4.2")
    for said in ("Next word by", "1 question is attached.", SYMPTOM, "Asked by a member", '"@type": "TechArticle"'):
        assert said in page
    assert "Looked after by" not in page
    assert "The line drops" in Visitor(world.app).text("/known-issues")
    assert "The line drops" in Visitor(world.app).text("/")
    assert "The line drops" in Visitor(world.app).text("/products/router-x200")


def test_an_empty_list_says_what_to_do(visitor: Visitor, world: World) -> None:
    assert "Nothing is known to be wrong" in visitor.text("/known-issues")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"product": "99"}, "Not a valid choice"),
        ({"versions": "firmware 9"}, "Router X200 has no “firmware 9”. It has: firmware 4.1, firmware 4.2."),
        ({"lots": "L1"}, "Router X200 has none on record."),
        ({"title": ""}, "Give it a title"),
        ({"text": "x" * 5001}, "At most 5000 characters"),
        ({"symptoms": "the"}, "would fit nearly every question"),
        ({"next_update": "soon"}, "Write a day and a time"),
        ({"next_update": "0001-01-01T00:00"}, "Write a day and a time"),
        ({"next_update": "2020-01-01T10:00"}, "a time that is still to come"),
        ({"mode": "hold", "incident": "y"}, "Say until when"),
        ({"mode": "slow", "incident": "y", "slow_minutes": "0", "mode_until": "later"}, "Write a day and a time"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_a_sentence(
    world: World, gus: Visitor, given: dict[str, str], said: str
) -> None:
    answer = gus.post("/known-issues/new", form(world, **given))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in page
    assert "Go back to 4.1." in page
    with world.looking():
        assert db.session.scalar(db.select(KnownIssue.id)) is None


def test_two_at_once_the_second_gets_a_409_with_what_was_typed_and_how_it_stands(
    world: World, gus: Visitor, opened: int
) -> None:
    lea = Visitor(world.app).signed_in_as(world.email("lea"))
    first = gus.post(f"/known-issues/{opened}/change", form(world, news="First word.", seen="1", title="Title of gus"))
    assert first.status_code == 302
    second = lea.post(
        f"/known-issues/{opened}/change", form(world, news="Second word.", seen="1", title="Title of lea")
    )
    page = second.get_data(as_text=True)
    assert second.status_code == 409
    for said in ("Somebody changed this", "Second word.", "Title of lea", "As it stands now", "Title of gus"):
        assert said in page
    assert 'name="seen" type="hidden" value="2"' in page
    again = lea.post(f"/known-issues/{opened}/change", form(world, news="Second word.", seen="2", title="Title of lea"))
    assert again.status_code == 302


def test_closing_needs_an_outcome(world: World, gus: Visitor, opened: int) -> None:
    answer = gus.post(f"/known-issues/{opened}/resolution", {"news": "Over.", "seen": "1"})
    assert answer.status_code == 422
    assert "Say how it ended." in answer.get_data(as_text=True)
    done = gus.post(f"/known-issues/{opened}/resolution", {"news": "Over.", "seen": "1", "outcome": "fixed"})
    assert done.status_code == 302
    assert "Fixed" in Visitor(world.app).text("/known-issues")


def test_the_asker_sees_why_and_can_say_that_it_is_another_problem(world: World, ann: Visitor, opened: int) -> None:
    question_id = asked(world)
    page = ann.text(path(world, question_id))
    assert "Matched because of: Router X200, “drops the line every evening”" in page
    assert "It belongs to a known issue." in page
    assert ann.post(f"/questions/{question_id}/known-issue/other").status_code == 302
    with world.looking():
        assert question_by_id(question_id).level is Level.COMMUNITY
    assert "Matched because" not in ann.text(path(world, question_id))


def test_where_the_asker_left_it_open_they_are_asked(world: World, ann: Visitor, gus: Visitor) -> None:
    gus.post("/known-issues/new", form(world))
    question_id = asked(world)
    page = ann.text(path(world, question_id))
    assert "Is it this known issue?" in page
    assert "Is it this known issue?" not in Visitor(world.app).text(path(world, question_id))
    assert ann.post(f"/questions/{question_id}/known-issue/1/mine").status_code == 302
    with world.looking():
        row = standing_row(question_id)
        assert row is not None
        assert row.issue_id == 1


def test_resolved_the_asker_presses_yes_or_no(world: World, ann: Visitor, opened: int) -> None:
    yes, no = asked(world), asked(world)
    with world.acting("gus") as gus:
        resolve_issue(gus, issue_by_id(opened), outcome=IssueOutcome.FIXED, news="4.2.1 mends it.", seen=1)
    assert "Did this solve it for you?" in ann.text(path(world, yes))
    assert ann.post(f"/questions/{yes}/known-issue/solved").status_code == 302
    page = ann.text(path(world, yes))
    assert "4.2.1 mends it." in page
    assert "Solved for whoever asked." in page
    assert ann.post(f"/questions/{no}/known-issue/not-solved").status_code == 302
    with world.looking():
        assert question_by_id(yes).state is State.SOLVED
        assert question_by_id(no).level is Level.STAFF
    assert "Not solved for whoever asked: staff have it." in ann.text(path(world, no))
    assert "1 said" not in page


def test_staff_attach_by_hand_with_a_reason_that_readers_see(world: World, gus: Visitor, opened: int) -> None:
    question_id = asked(world, title="The thing is odd", body="In the evening mostly.")
    where = f"/questions/{question_id}/known-issue"
    assert gus.post(where, {"issue": str(opened), "reason": ""}).status_code == 422
    assert gus.post(where, {"issue": "99", "reason": "Same log."}).status_code == 422
    assert gus.post(where, {"issue": str(opened), "reason": "Same log."}).status_code == 302
    assert "Attached by staff: Same log." in Visitor(world.app).text(path(world, question_id))
    assert gus.get(where).status_code == 302
    assert gus.post(f"{where}/detach", {"reason": "Another log."}).status_code == 302
    with world.looking():
        assert standing_row(question_id) is None


def test_while_asking_what_is_known_is_shown_first(world: World, ann: Visitor, opened: int) -> None:
    with world.looking():
        product = f"p{make.product().id}"
    found = ann.text(f"/questions/similar?q=It+drops+the+line+every+evening&product={product}")
    assert "This is known" in found
    assert "official statement" in found
    assert "I have this too" in found
    assert "This is known" not in ann.text("/questions/similar?q=It+drops+the+line+every+evening&product=x9")
    looked = ann.post(
        "/questions/ask", {"title": "It drops the line every evening", "product": product, "step": "similar"}
    )
    assert "This is known" in looked.get_data(as_text=True)


def test_having_it_too_needs_no_question(world: World, ann: Visitor, opened: int) -> None:
    assert ann.post(f"/known-issues/{opened}/subscription").status_code == 302
    with world.looking():
        assert db.session.scalar(db.select(IssueFollower.user_id)) == world.ids["ann"]
        assert db.session.scalar(db.select(Question.id)) is None
    assert "You are told of changes" in ann.text("/known-issues/1/the-line-drops-in-the-evening")
    assert ann.post(f"/known-issues/{opened}/subscription/undo").status_code == 302
    with world.looking():
        assert db.session.scalar(db.select(IssueFollower.user_id)) is None


def test_staff_pages_do_not_exist_for_others(world: World, ann: Visitor, opened: int) -> None:
    for where in ("new", f"{opened}/change", f"{opened}/resolution", f"{opened}/reopening", "held"):
        assert ann.get(f"/known-issues/{where}").status_code == 404
    assert Visitor(world.app).get("/known-issues/99").status_code == 404


def test_a_kept_page_changes_at_once(world: World, gus: Visitor, opened: int) -> None:
    guest = Visitor(world.app)
    where = "/known-issues/1/the-line-drops-in-the-evening"
    guest.text(where)
    gus.post(f"/known-issues/{opened}/change", form(world, news="We found it.", seen="1", state="identified"))
    page = guest.text(where)
    assert "We found it." in page
    assert "The cause is known" in page
