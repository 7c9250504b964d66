"""Private cases for tests: opened by a member, taken by gus, seen by whoever asks."""

from app.accounts.models import User
from app.cases.actions.privately import Wanted, open_privately
from app.cases.actions.taking import take_next
from app.cases.models import Case
from app.cases.queries import WHOLE
from app.extensions import db
from tests.visiting import Visitor
from tests.world import World

TITLE, BODY = "My invoice is wrong", "I was billed for another line."


def opened(by: User, title: str = TITLE, body: str = BODY, **more: object) -> Case:
    case, _said = open_privately(by, Wanted(title=title, body=body, **more))  # type: ignore[arg-type]
    return case


def opened_and_taken(world: World, name: str = "ann") -> str:
    """A private case that gus has: its reference."""
    with world.acting(name) as customer:
        reference = opened(customer).reference
    with world.acting("gus") as gus:
        assert take_next(gus) is not None
    return str(reference)


def called(reference: str) -> Case:
    return db.session.scalars(db.select(Case).where(Case.reference == reference).options(*WHOLE)).one()


def signed_in(world: World, name: str) -> Visitor:
    return Visitor(world.app).signed_in_as(world.email(name))


def send(visitor: Visitor, reference: str, mode: str, **words: object) -> int:
    return visitor.post(f"/cases/{reference}/{mode}", words, form_at=f"/cases/{reference}?to={mode}").status_code
