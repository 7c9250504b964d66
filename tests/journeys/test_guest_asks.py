"""Asking without an account: held until the mail's link is followed."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys import acts
from tests.journeys.looks import look
from tests.journeys.place import Site

pytestmark = pytest.mark.browser


def test_a_guest_asks_by_mail(site: Site, device: dict[str, Any]) -> None:
    guest = site.guest(**device)
    guest.goto("/questions/ask")
    look(guest, "6 ask")
    guest.get_by_label("Title").fill("X")
    guest.get_by_label("What happens?").fill("  ")
    guest.get_by_label("Your name").fill("Rita")
    guest.get_by_label("Your e-mail address").fill("rita@example.com")
    guest.get_by_role("button", name="Ask", exact=True).click()
    expect(guest.get_by_role("alert")).to_be_visible()
    look(guest, "6 ask wrong")
    guest.get_by_label("Title").fill(acts.TITLE)
    guest.get_by_label("What happens?").fill(acts.TROUBLE)
    guest.get_by_label("Your name").fill("Rita")
    guest.get_by_label("Your e-mail address").fill("rita@example.com")
    guest.get_by_role("button", name="Ask", exact=True).click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Check your mail")
    look(guest, "6 check mail")

    other = site.guest(**device)
    other.goto("/questions")
    expect(other.get_by_text(acts.TITLE)).to_have_count(0)
    look(other, "6 empty list")

    site.work()
    (letter,) = site.mails_to("rita@example.com")
    guest.goto(next(link for link in site.links_in(letter) if "/held/" in link))
    expect(guest.get_by_role("article")).to_contain_text(acts.TROUBLE)
    look(guest, "6 publish")
    guest.get_by_role("button", name="Publish my question").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text(acts.TITLE)
    look(guest, "6 published")
    other.goto("/questions")
    expect(other.get_by_role("link", name=acts.TITLE)).to_be_visible()
