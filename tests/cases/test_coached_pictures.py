"""Images of agents in training: they wait with the reply, are seen by staff alone until then, and go out with it."""

import io

import pytest
from sqlalchemy import select

from app.cases.coaching.actions import give_back
from app.cases.coaching.models import WaitingReply
from app.cases.coaching.queries import waiting_reply
from app.cases.customer.models import CaseFile
from app.cases.models import CaseMessage
from app.extensions import db
from tests.cases.private import signed_in
from tests.cases.test_coached_case_moves import WORDS, back_in_the_queue
from tests.cases.test_coaching import learning_case, messages
from tests.images.pictures import encoded
from tests.visiting import Visitor
from tests.world import World


@pytest.fixture
def reference(world: World) -> str:
    return learning_case(world)


def handed_in(world: World, gus: Visitor, reference: str, **more: str) -> str:
    """Words with an image, by the page: the reference of what waits."""
    data = {"body": WORDS, "files": [(io.BytesIO(encoded(colour="red")), "wall.png")], **more}
    where = f"/cases/{reference}?to=reply"
    assert gus.post(f"/cases/{reference}/reply", data, form_at=where).status_code == 302
    return waiting(world)


def waiting(world: World) -> str:
    with world.looking():
        return str(db.session.scalars(select(WaitingReply.reference).order_by(WaitingReply.id.desc())).first())


def files(world: World) -> list[tuple[str, str | None]]:
    """Each image's reference, and the words it was sent with."""
    with world.looking():
        query = select(CaseFile.reference, CaseMessage.source).outerjoin(
            CaseMessage, CaseMessage.id == CaseFile.message_id
        )
        return [(one, words) for one, words in db.session.execute(query.order_by(CaseFile.id))]


def test_it_waits_with_the_words_and_goes_out_with_them(world: World, reference: str) -> None:
    gus, sam, ann = (signed_in(world, name) for name in ("gus", "sam", "ann"))
    here = f"/workspace/reviews/{handed_in(world, gus, reference)}"
    ((file, sent_with),) = files(world)
    assert sent_with is None
    picture, to_customer = f"{here}/files/{file}", f"/cases/{reference}/files/{file}"
    assert picture in sam.text(here)
    assert picture in gus.text(f"/cases/{reference}")
    assert sam.get(picture).headers["Content-Disposition"].startswith("attachment")
    assert ann.get(picture).status_code == 404
    assert ann.get(to_customer).status_code == 404, "not before somebody has looked it over"
    assert '"data"' not in ann.text(f"/cases/{reference}/export.json")
    assert sam.post(here, {"body": WORDS, "decision": "send"}, form_at=here).status_code == 302
    assert files(world) == [(file, WORDS)]
    assert ann.get(to_customer).status_code == 200
    assert to_customer in ann.text(f"/cases/{reference}")


def test_it_goes_along_when_the_words_are_written_anew(world: World, reference: str) -> None:
    gus = signed_in(world, "gus")
    first = handed_in(world, gus, reference)
    with world.acting("sam") as sam:
        give_back(sam, waiting_reply(first), reason="Shorter.")
    again = f"/cases/{reference}?to=reply&again={first}"
    data = {"body": "The other cable?", "again": first}
    assert gus.post(f"/cases/{reference}/reply", data, form_at=again).status_code == 302
    here = f"/workspace/reviews/{waiting(world)}"
    assert f"{here}/files/" in signed_in(world, "sam").text(here)
    sam = signed_in(world, "sam")
    assert sam.post(here, {"body": "The other cable?", "decision": "send"}, form_at=here).status_code == 302
    assert [words for _file, words in files(world)] == ["The other cable?"]


def test_it_goes_out_with_whoever_uses_the_words(world: World, reference: str) -> None:
    first = handed_in(world, signed_in(world, "gus"), reference)
    back_in_the_queue(world, reference)
    sam = signed_in(world, "sam")
    assert sam.post("/workspace/next", form_at="/workspace").status_code == 302
    again = f"/cases/{reference}?to=reply&again={first}"
    assert sam.post(f"/cases/{reference}/reply", {"body": WORDS, "again": first}, form_at=again).status_code == 302
    assert [words for _file, words in files(world)] == [WORDS]


def test_a_field_is_asked_for_in_words(world: World, reference: str) -> None:
    gus, where = signed_in(world, "gus"), f"/cases/{reference}?to=reply"
    sent = gus.post(f"/cases/{reference}/reply", {"body": WORDS, "ask": "serial"}, form_at=where)
    page = sent.get_data(as_text=True)
    assert sent.status_code == 422
    assert "Say what you need in words" in page
    assert WORDS in page
    assert messages(world) == []
