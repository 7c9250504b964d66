"""What a second person reads, for the table: official answers that wait for one, of sam and of lea, both spokespersons."""

from app.one_voice.actions import set_approval, speak_officially
from app.one_voice.states import Needs
from app.questions.actions.answering import answer
from app.questions.queries import visible_answer
from tests import make
from tests.attack.town import Town


def second_readers(town: Town) -> dict[str, str]:
    """Name → reference. Lea is a spokesperson in the place already."""
    with town.acting("ada") as ada:
        set_approval(ada, needs=Needs.ALL)
    found = {}
    for name in ("sam", "lea"):
        with town.acting("ann") as ann:
            asked = make.question(ann, title=f"What may {name} say of this?", body="Zebra stripes on the display.")
        with town.acting(name) as author:
            posted = answer(author, asked, body="It is so.").id
        with town.acting(name) as author:
            waits = speak_officially(author, visible_answer(author, posted), scope="X200", evidence="Paper 7")
            assert waits is not None
            found[f"waits_of_{name}"] = waits.reference
    with town.acting("ada") as ada:
        set_approval(ada, needs=Needs.SENSITIVE)
    return found
