"""Two cases become one: whoever they are of hears it, by mail if they want mails, and finds their words by the old link."""

import pytest

from app.accounts.models import User
from app.cases.actions.merging import merge
from app.cases.actions.privately import Wanted, open_privately
from app.cases.actions.taking import take_next
from app.cases.actions.working import reply
from app.cases.customer.links import case_path
from app.extensions import db
from app.notifications.actions import choose_mails
from app.notifications.states import Wants
from tests.cases.private import called, opened, signed_in
from tests.notifications.mails import Outbox, links
from tests.notifications.telling import told
from tests.visiting import Visitor
from tests.world import World

OTHER = "The invoice once more"


def merged(world: World, name: str = "ann") -> tuple[str, str]:
    """The case that leads on, and the one that is left; gus had both."""
    with world.acting(name) as customer:
        first, second = opened(customer).reference, opened(customer, title=OTHER).reference
    with world.acting("gus") as gus:
        for _time in range(2):
            reply(gus, take_next(gus), body="Hello")
    with world.acting("lea") as lea:
        merge(lea, called(second), into=called(first), reason="SECRET-REASON")
    return second, first


def test_the_customer_and_whoever_had_it_hear_where_it_goes_on(world: World) -> None:
    _old, left = merged(world)
    assert told(world, "ann")[-1] == "case_merged"
    assert told(world, "gus") == ["case_took_in"]
    assert told(world, "lea") == []
    mail = Outbox(world.app).to("ann@example.org")[-1]
    assert str(mail["Subject"]) == "Your private cases are one now"
    assert f"/cases/{left}" in links(mail)
    assert OTHER not in mail.as_string()


def test_who_wants_no_such_mails_reads_it_in_the_app(world: World) -> None:
    with world.acting("ann") as ann:
        choose_mails(ann, wants=Wants.NEEDS_ME)
    merged(world)
    assert told(world, "ann")[-1] == "case_merged"
    assert "Your private cases are one now" not in [str(mail["Subject"]) for mail in Outbox(world.app).all()]


def test_the_conversation_says_it_without_the_reason_among_staff(world: World) -> None:
    _old, left = merged(world)
    page = signed_in(world, "ann").text(f"/cases/{left}")
    assert "put another case together with this one" in page
    assert OTHER in page
    assert "SECRET-REASON" not in page
    assert "put another case together with this one" in signed_in(world, "gus").text(f"/cases/{left}")


@pytest.mark.parametrize("name", ["ann", "gus", "lea"])
def test_the_old_address_leads_on_for_who_may_see_it(world: World, name: str) -> None:
    old, left = merged(world)
    answer = signed_in(world, name).get(f"/cases/{old}")
    assert (answer.status_code, answer.location) == (302, f"/cases/{left}")


def test_and_is_nothing_for_others(world: World) -> None:
    old, _left = merged(world)
    for name in ("ben", "eve", "mia"):
        assert signed_in(world, name).get(f"/cases/{old}").status_code == 404, name
    assert "/sign-in" in Visitor(world.app).get(f"/cases/{old}").location


def test_a_chain_of_three_leads_to_the_last_and_tells_both(world: World) -> None:
    old, left = merged(world)
    with world.acting("ann") as ann:
        third = opened(ann, title="The third").reference
    with world.acting("lea") as lea:
        merge(lea, called(left), into=called(third), reason="x")
    ann_sees = signed_in(world, "ann")
    assert ann_sees.get(f"/cases/{old}").location == f"/cases/{third}"
    assert ann_sees.text(f"/cases/{third}").count("put another case together with this one") == 2


def test_a_guest_comes_by_the_old_link_and_is_led_on(world: World) -> None:
    with world.acting("ann") as ann:
        ann.password_hash = None
        guest: User = ann
        first, second = (
            open_privately(guest, Wanted(title=title, body="Words"))[0].reference for title in ("One", OTHER)
        )
        db.session.flush()
        old = case_path(guest, second)
    with world.acting("lea") as lea:
        merge(lea, called(second), into=called(first), reason="x")
    visitor = Visitor(world.app)
    led = visitor.get(old)
    assert (led.status_code, led.location.startswith("/cases/link/")) == (302, True)
    assert OTHER in visitor.text(led.location)
