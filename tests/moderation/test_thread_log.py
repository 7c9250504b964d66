"""What was done to whole threads is in the log of what was decided, with who, when and why."""

from app.questions.actions.merging import merge
from app.questions.actions.unmerging import undo_merge
from app.questions.queries import question_by_id
from tests import make
from tests.moderation.conftest import SignIn
from tests.world import World

LOG = "/moderation/log?kind=threads"


def merged(world: World) -> int:
    with world.acting("ann") as ann:
        first = make.question(ann, title="Green light").id
    with world.acting("ben") as ben:
        second = make.question(ben, title="The light is green").id
    with world.acting("mia") as mia:
        merge(mia, question_by_id(first), question_by_id(second), reason="The same <lamp>.")
    return int(first)


def test_a_merge_and_its_undoing(world: World, signed_in: SignIn) -> None:
    mia = signed_in("mia")
    assert "Nothing yet" in mia.text(LOG)
    first = merged(world)
    page = mia.text(LOG)
    for words in ("Merged:", "Green light", "into", "The light is green", "Mia", "The same &lt;lamp&gt;."):
        assert words in page
    with world.acting("mia") as moderator:
        undo_merge(moderator, question_by_id(first))
    page = mia.text(LOG)
    assert page.index("Put back on its own:") < page.index("Merged:")
    assert "The same" not in page, "it holds no more"


def test_only_for_those_who_read_decisions(world: World, signed_in: SignIn) -> None:
    merged(world)
    page = signed_in("gus").text(LOG)
    assert "Green light" not in page
    assert LOG not in page
    assert signed_in("mia").get(f"{LOG}&after=zzz").status_code == 422
