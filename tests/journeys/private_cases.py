"""A case with everything around it: an expert let in, one asked for, a picture, a way back that waits for the asker's word."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.accounts.actors import Guest
from app.accounts.queries import actor
from app.cases.actions.assigning import assign
from app.cases.actions.experts import ask_expert, let_in
from app.cases.actions.fields import ask_fields, give_fields
from app.cases.actions.files import attach
from app.cases.actions.holding import keep_held
from app.cases.actions.privately import Wanted, open_privately
from app.cases.actions.returning import ask_return
from app.cases.customer.experts import topics_of
from app.cases.customer.models import Field
from app.cases.messages import message
from app.cases.models import Case
from app.cases.queries import WHOLE
from app.escalation.actions import request_staff
from app.extensions import db
from app.images.remaking import Made
from tests import make
from tests.world import World

if TYPE_CHECKING:
    from tests.journeys.community import Community

PICTURE = Path(__file__).parents[1] / "suites" / "images" / "hopper.png"


def add_private_cases(community: "Community", world: World) -> None:
    """After the case that the community begins with, which an expert is asked into and no more."""
    first = community.numbers["reference"][0]
    with world.acting("ann") as ann:
        question = make.question(ann, title="No connection behind the switch", body="Since the firmware.")
        second = request_staff(ann, question, reason="We cannot work").reference
    with world.acting("lea") as lea:
        assign(lea, _called(second), to=actor(world.ids["gus"]), reason="He knows it")
    with world.acting("gus") as gus:
        ask_fields(gus, _called(second), fields=[Field.SERIAL])
        ask_return(gus, _called(second), reason="Members have solved this often")
        eve = actor(world.ids["eve"])
        asked = ask_expert(gus, _called(first), eve, reason="She knows it", topics=frozenset())
        look = ask_expert(
            gus, _called(second), eve, reason="WLAN", topics=topics_of(_called(second)), with_pictures=True
        )
        db.session.flush()
        community.add("look_id", asked.id)
        number = look.id
    with world.acting("ann") as ann:
        case = _called(second)
        let_in(ann, case, db.session.get_one(type(look), number))
        give_fields(ann, case, values={Field.ORDER: "AC-10233"})
        made = Made(PICTURE.read_bytes(), "image/png", 128, 128)
        (file,) = attach(ann, message(case, ann, "This is what I see.", from_customer=True), [made])
        community.add("file", file.reference)
    community.add("reference", second)
    with world.acting("ann") as ann:
        alone, _said = open_privately(ann, Wanted(title="The wrong account", body="I wrote from my mother's."))
        community.pages["cases.requester"] = [f"/cases/{alone.reference}/requester"]
    with world.acting("ada"):
        wanted = Wanted(title="My invoice", body="It is wrong.")
        keep_held(Guest(), wanted, email="writes@example.net", name="Gil", locale="en", address="192.0.2.9")


def _called(reference: str) -> Case:
    return db.session.scalars(db.select(Case).where(Case.reference == reference).options(*WHOLE)).one()
