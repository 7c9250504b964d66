"""What the community has that a second person reads before it is sent or official, its prepared texts, and what askers
are asked."""

from app.cases.coaching.actions import begin_training, end_training, give_back, hand_in
from app.cases.coaching.models import Way
from app.cases.coaching.queries import waiting_reply
from app.cases.queries import visible_case
from app.extensions import db
from app.macros.actions import write_macro
from app.one_voice.actions import speak_officially
from app.questions.queries import question_by_id, visible_answer
from app.satisfaction.models import Satisfaction
from tests import make
from tests.journeys.place import Site


def second_readers(site: Site, *, case: str) -> dict[str, list[object]]:
    """Argument of a route → examples. Gus has the case, and is in training no longer."""
    world = site.world
    with world.acting("ada"):
        world.person("lea").is_spokesperson = True
    with world.acting("ann") as ann:
        asked = make.question(ann, title="What does a second cable cost?", body="The yellow one.").id
    with world.acting("sam") as sam:
        posted = make.answer(sam, question_by_id(asked), "The yellow cable costs 12 €.").id
        waits = speak_officially(sam, visible_answer(sam, posted), scope="Router X200", evidence="Price list 7")
        assert waits is not None
        official = waits.reference
    with world.acting("lea") as lea:
        begin_training(lea, world.person("gus"))
        macros = [write_macro(lea, name="Thanks", body="Dear {customer}, thank you.", team=True).id]
    written = []
    for body in ("Which cable did you use?", "Which of the two cables did you use?"):
        with world.acting("gus") as gus:
            written.append(hand_in(gus, visible_case(gus, case), way=Way.PRIVATE, body=body).reference)
        if len(written) == 1:
            with world.acting("sam") as sam:
                give_back(sam, waiting_reply(written[0]), reason="There are two; name them.")
    with world.acting("lea") as lea:
        end_training(lea, world.person("gus"))
    with world.looking():
        said = list(db.session.scalars(db.select(Satisfaction.reference).order_by(Satisfaction.id)))
    return {"waiting_reference": [official], "written": written[::-1], "asked_reference": said, "macro_id": macros}
