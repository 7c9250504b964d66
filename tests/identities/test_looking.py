"""An address, and who sent a report: seen with a reason alone, for half an hour, and the person concerned reads who and why."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import func, select

from app.accounts.actors import Guest
from app.accounts.models import User
from app.decisions.actions import Sender, report
from app.decisions.models import Ground, Report
from app.extensions import db
from app.identities.actions import look_at_address, look_at_reporter
from app.identities.models import LASTS, REASON_MAX, IdentityLook
from app.kit import clock
from app.kit.clock import now
from app.kit.errors import Invalid, Refused, Unseen
from app.questions.queries import question_by_id
from tests import make
from tests.notifications.mails import Outbox, text_of
from tests.visiting import Visitor
from tests.world import World

WHY = "The police ask whose post it was."
ANN = "ann@example.org"


@pytest.fixture
def reported(world: World) -> int:
    """Ann's report of what Ben wrote."""
    with world.acting("ben") as ben:
        question = make.question(ben, title="Buy at my shop").id
    with world.acting("ann") as ann:
        return report(ann, question_by_id(question), ground=Ground.SPAM, text="It sells.", good_faith=True).id


def looks(world: World) -> int:
    with world.looking():
        return db.session.scalar(select(func.count()).select_from(IdentityLook)) or 0


def mails(world: World, subject: str) -> list[EmailMessage]:
    return [mail for mail in Outbox(world.app).to(ANN) if subject in str(mail["Subject"])]


def one(number: int) -> Report:
    return db.session.get_one(Report, number)


def test_without_a_reason_there_is_no_address(world: World, visitor: Visitor) -> None:
    path = f"/admin/users/{world.ids['ann']}/address"
    mia = visitor.signed_in_as("mia@example.org")
    assert "Show it" in mia.text(f"/admin/users/{world.ids['ann']}")
    assert ANN not in mia.text(f"/admin/users/{world.ids['ann']}") + mia.text(path)
    for why in ("", "   ", "x" * (REASON_MAX + 1)):
        answer = mia.post(path, {"reason": why})
        assert answer.status_code == 422
        assert ANN not in answer.get_data(as_text=True)
        assert why.strip() in answer.get_data(as_text=True), "what was typed comes back"
    assert looks(world) == 0


def test_with_a_reason_it_is_seen_for_a_while_and_the_person_reads_why(world: World, visitor: Visitor) -> None:
    path = f"/admin/users/{world.ids['ann']}/address"
    mia = visitor.signed_in_as("mia@example.org")
    assert mia.post(path, {"reason": WHY}).status_code == 302
    page = mia.text(path)
    assert ANN in page
    assert WHY in page
    [mail] = mails(world, "Your e-mail address was looked at")
    assert WHY not in text_of(mail)
    own = Visitor(world.app).signed_in_as(ANN)
    assert "Who looked" in own.text("/settings")
    listed = own.text("/settings/looks")
    assert WHY in listed
    assert "your e-mail address" in listed
    assert "Mia" in listed
    other = Visitor(world.app).signed_in_as("ben@example.org")
    assert WHY not in other.text("/settings/looks"), "one reads of oneself alone"
    assert ANN not in Visitor(world.app).signed_in_as("ada@example.org").text(path), "each with a reason of their own"
    with clock.at(now() + LASTS + timedelta(seconds=1)):
        assert ANN not in mia.text(path)


def test_who_sent_a_report_is_told_that_it_was_looked_at(world: World, visitor: Visitor, reported: int) -> None:
    path = f"/moderation/reports/{reported}/reporter"
    mia = visitor.signed_in_as("mia@example.org")
    assert path in mia.text(f"/moderation/reports/{reported}")
    assert f"/users/{world.ids['ann']}" not in mia.text(f"/moderation/reports/{reported}") + mia.text(path)
    assert mia.post(path, {"reason": WHY}).status_code == 302
    assert f"/users/{world.ids['ann']}" in mia.text(path)
    assert ANN not in mia.text(path), "the address is another look"
    assert ANN not in mia.text(f"/admin/users/{world.ids['ann']}/address")
    [mail] = mails(world, "who sent a report of yours")
    assert WHY not in text_of(mail)
    listed = Visitor(world.app).signed_in_as(ANN).text("/settings/looks")
    assert WHY in listed
    assert "that you sent a report" in listed


def test_nobody_learns_who_reported_what_they_wrote(world: World, visitor: Visitor) -> None:
    with world.acting("mia") as mia:
        question = make.question(mia, title="A moderator asks").id
    with world.acting("ann") as ann:
        number = report(ann, question_by_id(question), ground=Ground.SPAM, text="It sells.", good_faith=True).id
    with world.acting("mia") as mia, pytest.raises(Refused):
        look_at_reporter(mia, one(number), reason=WHY)
    page = visitor.signed_in_as("mia@example.org").get(f"/moderation/reports/{number}/reporter")
    assert page.status_code == 403
    with world.acting("ada") as ada:
        assert look_at_reporter(ada, one(number), reason=WHY).person_id == world.ids["ann"]


def test_a_guest_who_reported_is_shown_to_nobody(world: World, visitor: Visitor, reported: int) -> None:
    with world.acting("ada") as ada:
        sender = Sender("Rita", "rita@example.com")
        subject = question_by_id(one(reported).post_id or 0)
        number = report(Guest(), subject, ground=Ground.SPAM, text="So it is.", good_faith=True, sender=sender).id
        with pytest.raises(Refused):
            look_at_reporter(ada, one(number), reason=WHY)
    page = visitor.signed_in_as("ada@example.org").get(f"/moderation/reports/{number}/reporter")
    assert (page.status_code, "rita" in page.get_data(as_text=True).lower()) == (403, False)


@pytest.mark.parametrize("name", ["ben", "eve", "gus", "lea"])
def test_it_is_for_moderators_and_administrators(world: World, name: str, reported: int) -> None:
    with world.acting(name) as somebody:
        ann = db.session.get_one(User, world.ids["ann"])
        for look in (
            lambda: look_at_address(somebody, ann, reason=WHY),
            lambda: look_at_reporter(somebody, one(reported), reason=WHY),
        ):
            with pytest.raises(Unseen):
                look()


def test_a_suspended_moderator_sees_nothing_even_of_what_was_open(world: World, visitor: Visitor) -> None:
    path = f"/admin/users/{world.ids['ann']}/address"
    mia = visitor.signed_in_as("mia@example.org")
    assert mia.post(path, {"reason": WHY}).status_code == 302
    with world.acting("ada"):
        db.session.get_one(User, world.ids["mia"]).suspended_until = now() + timedelta(days=1)
    answer = mia.get(path)
    assert answer.status_code == 403
    assert ANN not in answer.get_data(as_text=True)


def test_oneself_and_who_has_left(world: World) -> None:
    with world.acting("mia") as mia:
        with pytest.raises(Refused):
            look_at_address(mia, mia, reason=WHY)
        ann = db.session.get_one(User, world.ids["ann"])
        ann.closed_at = now()
        with pytest.raises(Unseen):
            look_at_address(mia, ann, reason=WHY)
        ann.closed_at = None
        with pytest.raises(Invalid):
            look_at_address(mia, ann, reason=" ")
    assert looks(world) == 0
