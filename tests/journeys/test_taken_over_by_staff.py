"""What peers did not solve in time goes to staff; what is private stays private."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from app.kit import clock
from tests.journeys import acts
from tests.journeys.looks import look
from tests.journeys.place import Site

pytestmark = pytest.mark.browser

SERIAL = "Serial X2-777-31415"
ASKED = "Please tell me the colour of the label under the router."
REPLIED = "The label is turquoise and says batch Q7."
OFFICIAL = "Firmware 4.2 has a fault in the line profile. Install 4.3, which is out today."


def test_staff_take_over_and_answer_officially(site: Site, device: dict[str, Any]) -> None:
    ann = site.person("ann", **device)
    thread = acts.ask(ann, private=SERIAL)
    clock.move(timedelta(hours=8, minutes=1))
    site.work()
    ann.reload()
    expect(acts.status_bar(ann)).to_contain_text("Acme Support")
    look(ann, "2 with staff")

    sam = site.person("sam", **device)
    sam.goto("/workspace")
    look(sam, "2 workspace")
    sam.get_by_role("button", name="Next case").click()
    expect(sam.get_by_role("heading", level=1)).to_have_text(acts.TITLE)
    expect(sam.get_by_text(SERIAL)).to_be_visible()
    look(sam, "2 case")
    sam.get_by_role("link", name="Private reply").click()
    expect(sam.get_by_text("Only Ann, staff and whom they let in will read this.")).to_be_visible()
    sam.get_by_role("textbox", name="Private reply").fill(ASKED)
    sam.get_by_label("What you need from the customer").fill("the colour of the label")
    look(sam, "2 private reply")
    sam.get_by_role("button", name="Send privately").click()
    expect(sam.get_by_text(ASKED)).to_be_visible()
    look(sam, "2 asked privately")

    site.work()
    mail = site.mails_to("ann@example.org")[-1]
    assert ASKED not in site.words_of(mail)
    ann.goto(next(link for link in site.links_in(mail) if "unsubscribe" not in link))
    expect(ann.get_by_text(ASKED)).to_be_visible()
    expect(acts.status_bar(ann)).to_contain_text("Your turn.")
    look(ann, "2 customer case")
    ann.get_by_label("Your reply").fill(REPLIED)
    ann.get_by_role("button", name="Send privately").click()
    expect(ann.get_by_text(REPLIED)).to_be_visible()
    look(ann, "2 customer replied")
    ann.goto("/cases")
    look(ann, "2 my cases")

    sam.reload()
    expect(sam.get_by_text(REPLIED)).to_be_visible()
    sam.get_by_role("link", name="Public answer").click()
    sam.get_by_role("textbox", name="Public answer").fill(OFFICIAL)
    sam.get_by_label("Make it the official answer").check()
    sam.get_by_label("Source document").fill("Release note 4.3")
    look(sam, "2 public answer")
    sam.get_by_role("button", name="Publish the answer").click()
    expect(sam.get_by_text("Published on the thread.")).to_be_visible()
    look(sam, "2 case answered")

    ben = site.person("ben", **device)
    acts.answer(ben, thread, "Restarting helps for an hour.")

    ann.goto(thread)
    acts.post_with(ann, OFFICIAL).get_by_role("button", name="This solved it").click()
    expect(acts.status_bar(ann)).to_contain_text("Solved.")
    look(ann, "2 solved")

    site.work()
    guest = site.guest(**device)
    guest.goto(thread)
    look(guest, "2 guest thread")
    said = acts.labels(guest)
    assert said[0].startswith("Asked by a member")
    assert said[1].startswith("Acme's official answer")
    assert said[2].startswith("Community answer")
    for page in (thread, "/", "/questions", "/search?q=turquoise+label", f"/search?q={SERIAL}"):
        guest.goto(page)
        source = guest.content()
        for secret in ("777-31415", "colour of the label", "turquoise and says"):
            assert page.startswith("/search") or secret not in source, f"{secret} on {page}"
        if page.startswith("/search"):
            expect(guest.get_by_text("Nothing found.")).to_be_visible()
    for mail in site.mails_to("ben@example.org"):
        assert "turquoise" not in mail.as_string()
