"""An agent's morning without a mouse, and two agents who come to the same case: each sees the other while both are there."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app.cases.presence import STALE
from app.escalation.actions import request_staff
from app.kit import clock
from app.macros.actions import write_macro
from tests import make
from tests.journeys.looks import look
from tests.journeys.place import Site
from tests.journeys.test_keyboard_alone import tab_to

pytestmark = pytest.mark.browser

FIRST, SECOND = "The line drops every evening", "The box shows no picture"
EVERY = 20_000
"""Milliseconds between two questions of an open page."""


@pytest.fixture
def desk(site: Site) -> Site:
    """Two cases that wait, and a text that gus keeps ready."""
    for name, title in (("ann", FIRST), ("ben", SECOND)):
        with site.world.acting(name) as asker:
            request_staff(asker, make.question(asker, title=title), reason="We cannot work")
    with site.world.acting("gus") as gus:
        write_macro(gus, name="Cable", body="Hello {customer}, please change the cable and tell us what you see.")
    return site


def next_turn(page: Page) -> None:
    """The page asks what is new, at once instead of in twenty seconds, and has shown it."""
    with page.expect_response(lambda answer: "/news" in answer.url):
        page.clock.fast_forward(EVERY)


def test_next_case_read_prepared_text_reply_next_with_keys_alone(desk: Site) -> None:
    gus = desk.person("gus")
    gus.goto("/workspace")
    gus.keyboard.press("n")
    expect(gus.get_by_role("heading", level=1)).to_have_text(FIRST)
    gus.keyboard.press("r")
    words = gus.get_by_role("textbox", name="Private reply")
    expect(words).to_be_focused()
    expect(gus.get_by_text("Only Ann, staff and whom they let in will read this.")).to_be_in_viewport()
    look(gus, "9 keyboard reply")
    tab_to(gus, "Prepared texts", "SUMMARY")
    gus.keyboard.press("Enter")
    tab_to(gus, "Prepared text", "SELECT")
    gus.keyboard.type("Cable")
    tab_to(gus, "Put it in", "BUTTON")
    gus.keyboard.press("Enter")
    expect(words).to_have_value("Hello Ann, please change the cable and tell us what you see.")
    tab_to(gus, "Send privately", "BUTTON")
    gus.keyboard.press("Enter")
    expect(gus.get_by_text("Sent to the customer.")).to_be_visible()
    gus.keyboard.press("n")
    expect(gus.get_by_role("heading", level=1)).to_have_text(SECOND)
    gus.keyboard.press("i")
    expect(gus.get_by_role("textbox", name="Internal note")).to_be_focused()
    gus.get_by_role("heading", level=1).click()
    gus.keyboard.press("w")
    expect(gus.get_by_role("textbox", name="Whom it waits for, and why")).to_be_focused()
    expect(gus.get_by_text("Only staff will read this, never the customer. The case waits")).to_be_in_viewport()
    look(gus, "9 keyboard waits inside")


def test_two_in_one_case_see_each_other_come_write_and_leave(desk: Site) -> None:
    gus = desk.person("gus")
    gus.clock.install()
    gus.goto("/workspace")
    gus.get_by_role("button", name="Next case").click()
    here = gus.locator("#others")
    expect(here).to_be_empty()

    lea = desk.person("lea")
    lea.clock.install()
    lea.goto(f"{gus.url}?to=reply")
    expect(lea.locator("#others")).to_have_text("Gus has this case open.")
    next_turn(gus)
    expect(here).to_have_text("Lea has this case open.")
    lea.get_by_role("textbox", name="Private reply").fill("I know this one: ")
    next_turn(lea)
    next_turn(gus)
    expect(here).to_have_text("Lea is writing a reply.")
    look(gus, "9 collision")

    lea.goto("/workspace")
    clock.move(STALE + timedelta(seconds=1))
    next_turn(gus)
    expect(here).to_be_empty()
