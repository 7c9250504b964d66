"""What a second person reads, for the table: official answers that wait for one, of sam and of lea, both spokespersons; a reply
of gus; and what ann is asked."""

from sqlalchemy import select

from app.accounts.queries import actor
from app.cases.coaching.actions import begin_training, end_training, hand_in
from app.cases.coaching.models import Way
from app.cases.queries import visible_case
from app.extensions import db
from app.one_voice.actions import set_approval, speak_officially
from app.one_voice.states import Needs
from app.questions.actions.answering import answer
from app.questions.queries import question_by_id, visible_answer
from app.satisfaction.models import Satisfaction
from tests import make
from tests.attack.town import Town


def second_readers(town: Town, case: str) -> dict[str, str]:
    """Name → reference. Lea is a spokesperson in the place already."""
    with town.acting("ada") as ada:
        set_approval(ada, needs=Needs.ALL)
    found = {}
    for name in ("sam", "lea"):
        with town.acting("ann") as ann:
            asked = make.question(ann, title=f"What may {name} say of this?", body="Zebra stripes on the display.").id
        with town.acting(name) as author:
            posted = answer(author, question_by_id(asked), body="It is so.").id
        with town.acting(name) as author:
            waits = speak_officially(author, visible_answer(author, posted), scope="X200", evidence="Paper 7")
            assert waits is not None
            found[f"waits_of_{name}"] = waits.reference
    with town.acting("ada") as ada:
        set_approval(ada, needs=Needs.SENSITIVE)
        asked_ann = select(Satisfaction.reference).where(Satisfaction.asker_id == town.ids["ann"])
        found["asked_ann"] = db.session.scalars(asked_ann.limit(1)).one()
    return found | {"written": _written(town, case)}


def _written(town: Town, case: str) -> str:
    """What gus handed in while he was in training."""
    with town.acting("lea") as lea:
        begin_training(lea, actor(town.ids["gus"]))
    with town.acting("gus") as gus:
        written = hand_in(gus, visible_case(gus, case), way=Way.PRIVATE, body="Which cable is it?").reference
    with town.acting("lea") as lea:
        end_training(lea, actor(town.ids["gus"]))
    return written
