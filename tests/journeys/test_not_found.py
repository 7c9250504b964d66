"""Searching, not finding, saying so, and being told when there is an answer."""

from typing import Any

import pytest
from playwright.sync_api import expect

from app.catalogue.models import Product
from app.extensions import db
from tests import make
from tests.journeys import acts
from tests.journeys.looks import look
from tests.journeys.place import Site

pytestmark = pytest.mark.browser


def test_a_gap_is_told_and_answered(site: Site, device: dict[str, Any]) -> None:
    with site.world.acting("ann") as ann:
        for number in range(3):
            make.question(ann, title=f"Router drops the line, case {number}")
        dish = Product(slug="remote-r1", name="Remote R1", place=2)
        db.session.add(dish)
        make.question(ann, title="The remote control drops its line of light", product=dish)
    site.work()

    guest = site.guest(**device)
    acts.search(guest, "drops line", "5 search")
    guest.get_by_role("navigation", name="Narrow the results").get_by_role("link", name="Router X200").click()
    expect(guest.get_by_role("status")).to_contain_text("3 results")
    look(guest, "5 narrowed")
    guest.get_by_role("link", name="Remove: Product: Router X200").click()
    expect(guest.get_by_role("status")).to_contain_text("4 results")

    acts.search(guest, "satellite dish alignment", "5 nothing found")
    guest.get_by_role("link", name="Tell us what is missing").click()
    expect(guest.get_by_label("What did you look for?")).to_have_value("satellite dish alignment")
    guest.get_by_label("Tell us more").fill("I bought one and there is no manual.")
    guest.get_by_label("Your e-mail").fill("rita@example.com")
    look(guest, "5 tell")
    guest.get_by_role("button", name="Tell us").click()
    look(guest, "5 thanks")
    site.work()

    gus = site.person("gus", **device)
    gus.goto("/gaps")
    look(gus, "5 gaps")
    gus.get_by_role("main").get_by_role("link", name="satellite dish alignment").click()
    expect(gus.get_by_text("there is no manual")).to_be_visible()
    gus.get_by_label("What everybody who reported it is told").fill("We do not sell dishes; ask the maker of yours.")
    look(gus, "5 gap")
    gus.get_by_role("button", name="Close it and tell them").click()
    look(gus, "5 gap closed")
    site.work()
    assert "We do not sell dishes" in site.words_of(site.mails_to("rita@example.com")[-1])
