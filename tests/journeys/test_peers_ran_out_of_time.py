"""A question times out with peers; staff ask for the order number privately, answer officially, and keep what was promised."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.cases.models import Case
from app.cases.states import CaseState, Outcome
from app.extensions import db
from app.kit import clock
from app.questions.models import Question
from app.questions.states import State, Trigger
from tests.journeys import acts
from tests.journeys.looks import look
from tests.journeys.place import Site

pytestmark = pytest.mark.browser

ORDER = "AB-4711-2026"
OFFICIAL = "Firmware 4.2 has a fault in the line profile. Install 4.3, which is out today."
TOLD = (
    "Asked",
    "Handed over to Acme Support",
    "First answer, by Acme Support",
    "Official answer",
    "Solved for the asker",
)


def test_from_peers_to_staff_and_back_in_time(site: Site, device: dict[str, Any]) -> None:
    ann = site.person("ann", **device)
    thread = acts.ask(ann)
    expect(acts.status_bar(ann)).to_contain_text("With the community now.")
    clock.move(timedelta(hours=8))
    site.work()
    ann.reload()
    expect(acts.status_bar(ann)).to_contain_text("With Acme Support now, who reply by")
    expect(acts.status_bar(ann)).to_contain_text("The community had its time and did not solve it.")

    sam = site.person("sam", **device)
    sam.goto("/workspace")
    sam.get_by_role("button", name="Next case").click()
    expect(sam.get_by_role("heading", level=1)).to_have_text(acts.TITLE)
    sam.get_by_role("link", name="Private reply").click()
    sam.get_by_role("textbox", name="Private reply").fill("Which order was it?")
    sam.get_by_role("checkbox", name="Order number").check()
    sam.get_by_role("button", name="Send privately").click()
    expect(sam.get_by_text("Which order was it?")).to_be_visible()

    ann.goto("/cases")
    ann.get_by_role("link", name=acts.TITLE).first.click()
    ann.get_by_label("Order number").fill(ORDER)
    look(ann, "2 order asked")
    ann.get_by_role("button", name="Send privately").click()
    expect(ann.get_by_text(ORDER).first).to_be_visible()

    sam.reload()
    expect(sam.get_by_text(ORDER).first).to_be_visible()
    sam.get_by_role("link", name="Public answer").click()
    sam.get_by_role("textbox", name="Public answer").fill(OFFICIAL)
    sam.get_by_label("Make it the official answer").check()
    sam.get_by_label("Source document").fill("Release note 4.3")
    sam.get_by_role("button", name="Publish the answer").click()
    expect(sam.get_by_text("Published on the thread.")).to_be_visible()

    ann.goto(thread)
    acts.post_with(ann, OFFICIAL).get_by_role("button", name="This solved it").click()
    expect(acts.status_bar(ann)).to_contain_text("Solved.")

    site.work()
    guest = site.guest(**device)
    guest.goto(thread)
    story = " ".join(guest.locator("ol.timeline").inner_text().split())
    assert re.search(".*".join(map(re.escape, TOLD)), story), story
    assert "the community's time was over" in story
    assert "after its time" not in story, "the hand-over came when it was said"
    for page in (thread, site.url, f"{site.url}/questions", f"{site.url}/feeds/new.atom"):
        assert ORDER not in guest.request.get(page).text(), page
    guest.goto(f"/search?q={ORDER}")
    expect(guest.get_by_text("Nothing found.")).to_be_visible()
    with site.app.app_context():
        question = db.session.scalars(select(Question).where(Question.title == acts.TITLE)).one()
        case = db.session.scalars(select(Case).where(Case.question_id == question.id)).one()
        assert (question.state, question.trigger, question.missed_at) == (State.SOLVED, Trigger.PEER_WINDOW_OVER, None)
        assert (case.state, case.outcome, case.missed_at) == (CaseState.RESOLVED, Outcome.OFFICIAL_ANSWER, None)
        assert case.first_response_at is not None
        assert case.promised_at is None or case.first_response_at <= case.deadline
        db.session.rollback()
