"""A rumour is marked at once, a moderator corrects it, and the fact stands first wherever it is met."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys import acts
from tests.journeys.looks import look
from tests.journeys.place import Site

pytestmark = pytest.mark.browser

RUMOUR = "Every X200 of the October lot has a faulty modem chip, support told me."
FACT = "No lot of the X200 has a faulty modem chip. Firmware 4.3 cures the drops."


def test_a_rumour_is_marked_and_corrected(site: Site, device: dict[str, Any]) -> None:
    ben = site.person("ben", **device)
    thread = acts.ask(ben, body=f"Mine fails every night. {RUMOUR}")
    told = acts.post_with(ben, RUMOUR)
    expect(told.locator("p.label")).to_contain_text("Unofficial claim")
    expect(told.get_by_role("note")).to_contain_text("Acme has not confirmed this")
    expect(told.locator(".claim")).to_have_text(RUMOUR)
    look(ben, "3 marked")
    site.work()

    guest = site.guest(**device)
    guest.goto(thread)
    expect(acts.post_with(guest, RUMOUR).get_by_role("note")).to_be_visible()
    look(guest, "3 marked guest")

    mia = site.person("mia", **device)
    mia.goto("/moderation")
    look(mia, "3 moderation")
    mia.get_by_role("navigation", name="What waits for a decision").get_by_role("link").first.click()
    expect(mia.locator(".claim-sentence")).to_have_text(RUMOUR)
    weights = mia.get_by_role("region", name="Why it was marked")
    expect(weights).to_contain_text("Every X200")
    expect(weights).to_contain_text("support told")
    look(mia, "3 claim")
    mia.get_by_label("Correct it: your fact stands first").check()
    mia.get_by_label("The fact, if you correct it").fill(FACT)
    mia.get_by_label("Why", exact=True).fill("Our laboratory looked at forty of that lot.")
    mia.get_by_role("button", name="Decide").click()
    expect(mia.get_by_text("Decided, and told.")).to_be_visible()
    look(mia, "3 decided")
    mia.goto("/moderation/log?kind=claims")
    look(mia, "3 log")

    site.work()
    assert FACT in site.words_of(site.mails_to("ben@example.org")[-1])
    guest.goto(thread)
    corrected = acts.post_with(guest, RUMOUR)
    words = corrected.inner_text()
    assert words.startswith("Acme's correction: " + FACT)
    assert words.index(FACT) < words.index(RUMOUR)
    look(guest, "3 corrected")
    guest.goto("/")
    expect(guest.get_by_role("main")).to_contain_text(FACT)
    look(guest, "3 home")
    hits = acts.search(guest, "faulty modem chip", "3 search")
    found = hits.first.inner_text()
    assert FACT in found
    assert found.index(FACT) < found.index(acts.TITLE)
    feed = guest.request.get("/feeds/new.atom").text()
    assert FACT in feed
    assert feed.index(FACT) < feed.index(RUMOUR)
