"""Anybody can report; a moderator decides with a rule and a reason; what was taken away can come back."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests import make
from tests.journeys import acts
from tests.journeys.looks import look
from tests.journeys.place import Site

pytestmark = pytest.mark.browser

SPAM = "Buy a better router at my cousin's shop, best prices."


def test_a_report_hides_and_a_second_look_restores(site: Site, device: dict[str, Any]) -> None:
    with site.world.acting("ann") as ann:
        make.question(ann)
    with site.world.acting("ben") as ben:
        question = make.question(ben, title="Best shop for a router?", body=SPAM)
        number = question.id
    site.work()

    guest = site.guest(**device)
    guest.goto(f"/questions/{number}")
    thread = guest.url
    acts.post_with(guest, SPAM).get_by_role("link", name="Report").click()
    look(guest, "4 report")
    guest.get_by_role("button", name="Send the report").click()
    look(guest, "4 report wrong")
    guest.get_by_label("It is advertising or spam").check()
    guest.get_by_label("Tell us more").fill("It sends people to a shop.")
    guest.get_by_label("Your name").fill("Rita")
    guest.get_by_label("Your e-mail address").fill("rita@example.com")
    guest.get_by_label("What I say here is true").check()
    guest.get_by_role("button", name="Send the report").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("We have your report")
    look(guest, "4 received")
    site.work()

    mia = site.person("mia", **device)
    mia.goto("/moderation")
    mia.get_by_role("link", name="Begin with the first").click()
    expect(mia.get_by_text("It sends people to a shop.")).to_be_visible()
    look(mia, "4 decide")
    mia.get_by_label("Hide it: only its author and moderators see it").check()
    mia.get_by_label("House rule").select_option(label="1 · Be kind")
    mia.get_by_label("Why").fill("Nobody sells here.")
    mia.get_by_role("button", name="Decide").click()
    expect(mia.get_by_text("Decided, and told.")).to_be_visible()
    mia.goto("/moderation/log")
    look(mia, "4 log")
    site.work()

    gone = guest.goto(thread)
    assert gone is not None
    assert gone.status in (404, 410)
    assert SPAM not in guest.content()
    look(guest, "4 gone")

    writer = site.person("ben", **device)
    writer.goto(thread)
    expect(writer.get_by_role("main")).to_contain_text(SPAM)
    look(writer, "4 hidden for its author")
    letter = site.mails_to("ben@example.org")[-1]
    assert "Nobody sells here." in site.words_of(letter)
    writer.goto("/notifications")
    look(writer, "4 notifications")
    expect(writer.get_by_role("main")).to_contain_text("Nobody sells here.")
    writer.get_by_role("link", name="A moderator decided").click()
    expect(writer.get_by_role("main")).to_contain_text("Hidden by a decision")
    writer.get_by_role("link", name="Why, and what you can do").click()
    expect(writer.get_by_role("main")).to_contain_text("Nobody sells here.")
    expect(writer.get_by_role("main")).to_contain_text("Be kind")
    look(writer, "4 decision")
    assert "Rita" not in writer.content()

    mia.goto(f"/moderation/posts/{number}")
    mia.get_by_label("Restore it").check()
    mia.get_by_label("Why").fill("It was a question after all.")
    look(mia, "4 restore")
    mia.get_by_role("button", name="Decide").click()
    site.work()
    back = guest.goto(thread)
    assert back is not None
    assert back.status == 200
    expect(acts.post_with(guest, SPAM)).to_be_visible()
