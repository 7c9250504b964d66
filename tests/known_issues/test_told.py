"""Who is told of a known issue: those attached, those who follow, those who have it; with the label, in their language."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.accounts.models import User
from app.catalogue.models import Product
from app.extensions import db
from app.jobs.worker import run_all
from app.kit.clock import now
from app.kit.errors import Invalid, Unseen
from app.known_issues.actions.following import follow_issue
from app.known_issues.actions.owning import no_longer_has, say_one_has
from app.known_issues.actions.writing import change_issue, resolve_issue
from app.known_issues.jobs import miss
from app.known_issues.models import KnownIssue
from app.known_issues.owned_models import OwnedProduct
from app.known_issues.queries import issue_by_id
from app.known_issues.states import IssueOutcome
from app.notifications.kinds import Kind
from app.notifications.models import Notification
from tests import make
from tests.known_issues.conftest import facts, issue, version
from tests.notifications.mails import Outbox, first_line, text_of
from tests.visiting import Visitor
from tests.world import World


@pytest.fixture
def outbox(world: World) -> Outbox:
    return Outbox(world.app)


def work(world: World) -> None:
    with world.app.app_context():
        run_all()


def told(world: World, *kinds: Kind) -> list[tuple[str, str]]:
    names = {number: name for name, number in world.ids.items()}
    with world.looking():
        rows = db.session.scalars(select(Notification).order_by(Notification.id)).all()
        return [(names[row.user_id], row.kind) for row in rows if not kinds or row.kind in {k.value for k in kinds}]


def attached(world: World) -> None:
    with world.acting("ann") as ann:
        make.question(ann)
    with world.acting("ben") as ben:
        follow_issue(ben, issue_by_id(1))
    work(world)


def test_the_asker_is_told_that_it_is_known_and_by_when_the_next_word_comes(
    world: World, opened: int, outbox: Outbox
) -> None:
    attached(world)
    assert ("ann", "issue_attached") in told(world)
    assert ("ann", "escalated") not in told(world)
    mail = outbox.all()[-1]
    assert first_line(mail).startswith("Acme's official statement · known issue, as of")
    assert "belongs to a known issue" in text_of(mail)
    assert "Next word by" in text_of(mail)


def test_on_a_change_everybody_attached_and_everybody_who_follows_is_told_in_their_language(
    world: World, opened: int, outbox: Outbox
) -> None:
    attached(world)
    outbox.clear()
    with world.acting("ada"):
        db.session.execute(update(User).where(User.id == world.ids["ben"]).values(locale="it"))
    with world.acting("lea") as lea:
        change_issue(lea, issue_by_id(opened), facts(lea), news="It is the **night** sync.", seen=1)
    work(world)
    changes = told(world, Kind.ISSUE_CHANGED, Kind.ISSUE_CHANGED_FOLLOWED)
    assert changes == [("ann", "issue_changed"), ("ben", "issue_changed_followed")]
    mails = {str(mail["To"]).rpartition("<")[2].strip(">"): mail for mail in outbox.all()}
    assert first_line(mails[world.email("ann")]).startswith("Acme's official statement")
    assert "It is the night sync." in text_of(mails[world.email("ann")])
    assert first_line(mails[world.email("ben")]).startswith("Dichiarazione ufficiale di Acme")
    page = Visitor(world.app).signed_in_as(world.email("ann")).text("/notifications")
    assert page.index("s official statement") < page.index("It is the night sync.")


def test_when_it_is_resolved_the_asker_is_asked_and_led_to_the_question(
    world: World, opened: int, outbox: Outbox
) -> None:
    attached(world)
    with world.acting("gus") as gus:
        resolve_issue(gus, issue_by_id(opened), outcome=IssueOutcome.FIXED, news="Mended.", seen=1)
    work(world)
    kinds = told(world, Kind.ISSUE_RESOLVED, Kind.ISSUE_RESOLVED_FOLLOWED)
    assert kinds == [("ann", "issue_resolved"), ("ben", "issue_resolved_followed")]
    with world.looking():
        row = db.session.scalars(select(Notification).where(Notification.kind == "issue_resolved")).one()
        assert row.url.startswith("/questions/")


def test_a_late_word_is_told_to_its_owner_and_the_leads(world: World, opened: int) -> None:
    with world.acting("ada"):
        db.session.execute(update(KnownIssue).values(next_update_at=now() - timedelta(minutes=1)))
        miss(opened)
    work(world)
    assert sorted(told(world, Kind.ISSUE_LATE)) == [("gus", "issue_late"), ("lea", "issue_late")]


def owns(world: World, name: str, version_name: str | None = None, lot: str = "") -> None:
    with world.acting(name) as person:
        wanted = version(version_name) if version_name else None
        say_one_has(person, product=make.product(), version=wanted, lot=lot)


def test_owners_of_an_affected_version_are_told_once_before_they_ask(world: World) -> None:
    owns(world, "ben", "firmware 4.2")
    owns(world, "eve", "firmware 4.1")
    owns(world, "new")
    with world.acting("ann") as ann:
        make.question(ann, title="How do I mount it?", body="On the wall.", version=version("firmware 4.2"))
    with world.acting("gus") as gus:
        issue(gus, versions=[version("firmware 4.2")])
    work(world)
    assert sorted(told(world, Kind.ISSUE_CONCERNS_YOU)) == [
        ("ann", "issue_concerns_you"),
        ("ben", "issue_concerns_you"),
    ]
    with world.acting("gus") as gus:
        given = facts(gus, versions=[version("firmware 4.2"), version("firmware 4.1")])
        change_issue(gus, issue_by_id(1), given, news="4.1 too.", seen=1)
    work(world)
    people = [name for name, _kind in told(world, Kind.ISSUE_CONCERNS_YOU)]
    assert sorted(people) == ["ann", "ben", "eve"]


def test_of_certain_lots_those_who_have_another_are_not_told(world: World) -> None:
    from app.catalogue.models import Lot

    owns(world, "ben", lot="L-1")
    owns(world, "eve", lot="L-2")
    owns(world, "new")
    with world.acting("gus") as gus:
        lot = Lot(product_id=make.product().id, name="L-1")
        db.session.add(lot)
        db.session.flush()
        issue(gus, lots=[lot])
    work(world)
    assert sorted(name for name, _kind in told(world, Kind.ISSUE_CONCERNS_YOU)) == ["ben", "new"]


def test_what_one_has_is_ones_own(world: World) -> None:
    owns(world, "ben", "firmware 4.2")
    owns(world, "ben", "firmware 4.2")
    with world.looking():
        assert len(db.session.scalars(select(OwnedProduct)).all()) == 1
    ben = Visitor(world.app).signed_in_as(world.email("ben"))
    assert "Router X200 · firmware 4.2" in ben.text("/settings/products")
    ann = Visitor(world.app).signed_in_as(world.email("ann"))
    assert "firmware 4.2 <" not in ann.text("/settings/products")
    assert ann.get("/settings/products/1/removal").status_code == 404
    with world.acting("ann") as person, pytest.raises(Unseen):
        no_longer_has(person, 1)
    assert ben.post("/settings/products/1/removal").status_code == 302
    with world.looking():
        assert db.session.scalar(select(OwnedProduct.id)) is None


def test_only_what_there_is_can_be_had(world: World) -> None:
    ben = Visitor(world.app).signed_in_as(world.email("ben"))
    for given in ({"product": ""}, {"product": "p99"}, {"product": "v99"}, {"product": "p1", "lot": "x" * 61}):
        assert ben.post("/settings/products", given).status_code == 422
    with world.acting("ben") as person, pytest.raises(Invalid):
        say_one_has(person, product=None)
    assert ben.post("/settings/products", {"product": "p1", "lot": "L-7"}).status_code == 302
    with world.looking():
        assert db.session.scalars(select(OwnedProduct.lot)).all() == ["L-7"]
        assert db.session.scalar(select(Product.id)) == 1
