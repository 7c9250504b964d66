"""With JavaScript off every core job still gets done."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests import make
from tests.journeys import acts
from tests.journeys.place import Site
from tests.world import PASSWORD

pytestmark = pytest.mark.browser


def test_every_core_job_without_scripts(site: Site, device: dict[str, Any]) -> None:
    with site.world.acting("eve") as eve:
        make.question(eve, title="Connection lost at night on the X200", body="Every night the light turns red.")
    site.work()
    plain = {**device, "javascript": False}

    ann = site.guest(**plain)
    ann.goto("/questions/ask")
    ann.get_by_role("link", name="Sign in instead").click()
    ann.get_by_label("E-mail address").fill("ann@example.org")
    ann.get_by_label("Password").fill(PASSWORD)
    ann.get_by_role("button", name="Sign in").click()
    expect(ann.get_by_role("heading", level=1)).to_have_text("Ask a question")

    ann.get_by_label("Title").fill("Connection of my X200 lost")
    ann.get_by_role("button", name="Check for similar questions").click()
    expect(ann.get_by_role("link", name="Connection lost at night on the X200")).to_be_visible()
    expect(ann.get_by_label("Title")).to_have_value("Connection of my X200 lost")
    thread = acts.ask(ann)

    ben = site.person("ben", **plain)
    acts.answer(ben, thread)

    ann.goto(thread)
    acts.post_with(ann, acts.CURE).get_by_role("button", name="This solved it").click()
    expect(acts.status_bar(ann)).to_contain_text("Solved.")
    ann.get_by_text("Comment").first.click()
    ann.get_by_role("textbox", name="Your comment").first.fill("Thank you, all quiet since.")
    ann.get_by_role("button", name="Publish comment").first.click()
    expect(ann.get_by_text("Thank you, all quiet since.")).to_be_visible()

    site.work()
    guest = site.guest(**plain)
    expect(acts.search(guest, "line profile").filter(has_text=acts.TITLE)).to_be_visible()
    guest.goto(thread)
    acts.post_with(guest, acts.CURE).get_by_role("link", name="Report").click()
    guest.get_by_label("It says something wrong about a product").check()
    guest.get_by_label("Tell us more").fill("There is no such profile.")
    guest.get_by_label("Your name").fill("Rita")
    guest.get_by_label("Your e-mail address").fill("rita@example.com")
    guest.get_by_label("What I say here is true").check()
    guest.get_by_role("button", name="Send the report").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("We have your report")

    ann.goto("/")
    ann.get_by_role("banner").get_by_text("Ann").or_(ann.locator("summary")).first.click()
    ann.get_by_role("button", name="Sign out").click()
    expect(ann.get_by_role("link", name="Sign in")).to_be_visible()
