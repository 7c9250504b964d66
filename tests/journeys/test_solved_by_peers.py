"""From a customer's question to an article that the next one finds."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests import make
from tests.journeys import acts
from tests.journeys.looks import look
from tests.journeys.place import Site

pytestmark = pytest.mark.browser


def test_a_question_is_answered_and_becomes_an_article(site: Site, device: dict[str, Any]) -> None:
    with site.world.acting("ben") as ben:
        make.question(ben, title="Connection lost at night on the X200", body="Every night the light turns red.")
    site.work()

    ann = site.person("ann", **device)
    ann.goto("/")
    look(ann, "1 home")
    ann.get_by_role("banner").get_by_role("link", name="Ask", exact=True).click()
    ann.get_by_label("Title").press_sequentially("Router X200 loses the connection")
    expect(ann.get_by_role("link", name="Connection lost at night on the X200")).to_be_visible()
    look(ann, "1 ask similar")
    thread = acts.ask(ann)
    expect(acts.status_bar(ann)).to_contain_text("With the community")
    look(ann, "1 asked")

    ben_ = site.person("ben", **device)
    acts.answer(ben_, thread)
    look(ben_, "1 answered")

    site.work()
    mail = site.mails_to("ann@example.org")[-1]
    assert site.words_of(mail).startswith("Community answer · not reviewed by Acme")
    assert acts.TITLE in str(mail["Subject"])
    assert "not reviewed" not in str(mail["Subject"])

    ann.goto(next(link for link in site.links_in(mail) if "/posts/" in link or "/notifications/" in link))
    expect(acts.post_with(ann, acts.CURE)).to_be_visible()
    ann.get_by_role("button", name="This solved it").click()
    expect(acts.status_bar(ann)).to_contain_text("Solved.")
    expect(acts.post_with(ann, acts.CURE)).to_contain_text("Solved it for the asker · community answer")
    look(ann, "1 solved")

    eve = site.person("eve", **device)
    eve.goto(thread)
    acts.post_with(eve, acts.CURE).get_by_role("link", name="Make an article").click()
    look(eve, "1 make article")
    eve.get_by_label("Why not wait?").fill("Three people wrote to me that it works.")
    eve.get_by_role("button", name="Make the draft").click()
    look(eve, "1 edit draft")
    eve.get_by_label("Title").fill("Stable line profile against drops at night")
    eve.get_by_role("button", name="Save").click()
    look(eve, "1 draft")
    eve.get_by_role("button", name="Hand it in for review").click()
    look(eve, "1 handed in")

    lea = site.person("lea", **device)
    lea.goto("/articles/desk")
    look(lea, "1 desk")
    lea.get_by_role("link", name="Stable line profile against drops at night").click()
    look(lea, "1 review")
    lea.get_by_label("Publish it with my name as reviewer").check()
    lea.get_by_label("Note").fill("Tried on both firmware versions.")
    lea.get_by_role("button", name="Decide").click()
    look(lea, "1 published")

    site.work()
    guest = site.guest(**device)
    hits = acts.search(guest, "stable line profile")
    first = hits.filter(has_text="Stable line profile against drops at night")
    expect(first).to_contain_text("Community article · reviewed by Lea")
    look(guest, "1 found")
    first.get_by_role("link").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Stable line profile against drops at night")
    look(guest, "1 article")
    guest.goto(thread)
    expect(guest.get_by_role("complementary").get_by_role("link", name="Stable line profile")).to_be_visible()
    look(guest, "1 thread with article")
