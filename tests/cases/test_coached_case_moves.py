"""A reply waits to be looked over, and its case goes elsewhere: back into the queue, to a colleague, into another case. What
was handed in stays to be read, and is used by whoever has the case."""

from sqlalchemy import select

from app.cases.actions.assigning import assign
from app.cases.actions.merging import merge
from app.cases.actions.taking import take_next
from app.cases.actions.working import hand_back
from app.cases.coaching.actions import begin_training, hand_in, send
from app.cases.coaching.models import MERGED, Looked, WaitingReply, Way
from app.cases.coaching.queries import waiting_reply
from app.cases.models import CaseMessage
from app.cases.queries import visible_case
from app.extensions import db
from app.kit.errors import Refused
from tests.cases.meanwhile import overtaken
from tests.cases.private import called, opened, opened_and_taken, signed_in
from tests.cases.test_coaching import handed_in, learning_case, messages
from tests.visiting import Visitor
from tests.world import World

WORDS = "Try the other cable."


def back_in_the_queue(world: World, reference: str) -> None:
    with world.acting("lea") as lea:
        hand_back(lea, called(reference), reason="Gus is needed elsewhere")


def test_of_a_case_in_the_queue_its_words_are_read_and_not_sent(world: World) -> None:
    reference = learning_case(world)
    waiting = handed_in(world, reference)
    back_in_the_queue(world, reference)
    here, sam = f"/workspace/reviews/{waiting}", signed_in(world, "sam")
    page = sam.text(here)
    assert WORDS in page
    assert "The case is no longer with Gus." in page
    assert "Send it, as it stands above" not in page
    assert "What was said so far" not in page, "nobody sees a case that waits"
    sent = sam.post(here, {"body": "Changed by sam", "decision": "send"}, form_at=here)
    assert sent.status_code == 403
    assert "Changed by sam" in sent.get_data(as_text=True)
    assert messages(world) == []
    assert sam.post(here, {"body": WORDS, "decision": "return", "reason": "Too late"}, form_at=here).status_code == 302
    assert "Too late" in signed_in(world, "gus").text(here), "its author reads why, though the case is in the queue"
    for name in ("ann", "mia"):
        assert signed_in(world, name).get(here).status_code == 404


def test_whoever_has_the_case_next_uses_them(world: World) -> None:
    reference = learning_case(world)
    waiting = handed_in(world, reference)
    back_in_the_queue(world, reference)
    with world.acting("sam") as sam:
        assert take_next(sam) is not None
    sam = signed_in(world, "sam")
    again = f"/cases/{reference}?to=reply&again={waiting}"
    assert again in sam.text(f"/cases/{reference}").replace("&amp;", "&")
    assert again in sam.text(f"/workspace/reviews/{waiting}").replace("&amp;", "&")
    page = sam.text(again)
    assert f"{WORDS}</textarea>" in page.replace("\n", "").replace("\r", "")
    answer = sam.post(
        f"/cases/{reference}/reply", {"body": "The other cable, please.", "again": waiting}, form_at=again
    )
    assert answer.status_code == 302
    with world.looking():
        (message,) = db.session.scalars(select(CaseMessage))
        assert (message.author_id, message.source) == (world.ids["sam"], "The other cable, please.")
        row = waiting_reply(waiting)
        assert (row.state, row.decided_by_id, row.body) == (Looked.SENT, world.ids["sam"], WORDS)
    assert "Waits to be looked over" not in sam.text(f"/cases/{reference}")


def test_a_reply_without_them_leaves_them_waiting(world: World) -> None:
    reference = learning_case(world)
    waiting = handed_in(world, reference)
    with world.acting("lea") as lea:
        assign(lea, called(reference), to=world.person("sam"), reason="He knows it")
    sam, lea = signed_in(world, "sam"), signed_in(world, "lea")
    assert send_reply(sam, reference, "Something else") == 302
    assert send_reply(lea, reference, "By a lead, whose case it is not", again=waiting) == 302
    with world.looking():
        assert waiting_reply(waiting).state is Looked.WAITING


def send_reply(visitor: Visitor, reference: str, body: str, **more: str) -> int:
    where = f"/cases/{reference}?to=reply"
    return visitor.post(f"/cases/{reference}/reply", {"body": body, **more}, form_at=where).status_code


def test_sent_at_the_moment_in_which_the_case_goes(world: World) -> None:
    reference = learning_case(world)
    waiting = handed_in(world, reference)

    def send_it() -> str:
        try:
            with world.acting("sam") as sam:
                send(sam, waiting_reply(waiting), body=WORDS)
        except Refused as told:
            return told.message
        return "sent"

    told = overtaken(world, "lea", lambda lea: hand_back(lea, called(reference), reason="Elsewhere"), send_it)
    assert "no longer with" in told
    assert messages(world) == []
    with world.looking():
        assert waiting_reply(waiting).state is Looked.WAITING


def two_of_a_learner(world: World) -> tuple[str, str]:
    stays = opened_and_taken(world)
    with world.acting("ann") as ann:
        goes = str(opened(ann, title="The invoice again").reference)
    with world.acting("gus") as gus:
        assert take_next(gus) is not None
    with world.acting("lea") as lea:
        begin_training(lea, world.person("gus"))
    return stays, goes


def merged(world: World, goes: str, stays: str) -> None:
    with world.acting("lea") as lea:
        merge(lea, called(goes), into=called(stays), reason="The same")


def test_what_waits_goes_along_when_its_case_is_merged(world: World) -> None:
    stays, goes = two_of_a_learner(world)
    waiting = handed_in(world, goes)
    merged(world, goes, stays)
    assert "Waits to be looked over" in signed_in(world, "gus").text(f"/cases/{stays}")
    with world.acting("sam") as sam:
        send(sam, waiting_reply(waiting), body=WORDS)
    with world.looking():
        (message,) = db.session.scalars(select(CaseMessage).where(CaseMessage.source == WORDS))
        assert (message.case_id, message.author_id) == (called(stays).id, world.ids["gus"])


def test_of_two_by_one_author_one_comes_back(world: World) -> None:
    stays, goes = two_of_a_learner(world)
    with world.acting("gus") as gus:
        first, second = (
            hand_in(gus, visible_case(gus, one), way=Way.PRIVATE, body=body).reference
            for one, body in ((stays, "The first"), (goes, "The second"))
        )
    merged(world, goes, stays)
    with world.looking():
        states = {one.reference: one.state for one in db.session.scalars(select(WaitingReply))}
        assert states == {first: Looked.WAITING, second: Looked.RETURNED}
    page = signed_in(world, "gus").text(f"/cases/{stays}")
    assert "merged into another one" in page
    assert "The second</textarea>" in signed_in(world, "gus").text(f"/cases/{stays}?to=reply&again={second}").replace(
        "\n", ""
    ).replace("\r", "")


def test_each_reads_in_their_own_language_why_a_merger_returned_it(world: World) -> None:
    stays, goes = two_of_a_learner(world)
    with world.acting("gus") as gus:
        gus.locale = "it"
        for one in (stays, goes):
            hand_in(gus, visible_case(gus, one), way=Way.PRIVATE, body=f"Words in {one}")
    merged(world, goes, stays)
    with world.looking():
        came_back = db.session.scalars(select(WaitingReply).where(WaitingReply.state == Looked.RETURNED)).one()
        assert came_back.reason == MERGED
        here = f"/workspace/reviews/{came_back.reference}"
    assert "Il caso è stato unito a un altro" in signed_in(world, "gus").text(f"/cases/{stays}")
    assert "Il caso è stato unito a un altro" in signed_in(world, "gus").text(here)
    assert "The case was merged into another one" in signed_in(world, "lea").text(here)
