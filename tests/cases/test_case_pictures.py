"""Pictures in a case: made anew, kept privately, served through the case alone, gone with whoever sent them."""

import io
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cases.actions.erasing import erase_with_person
from app.cases.actions.files import IN_A_CASE, attach, erase_file
from app.cases.customer.models import CaseFile
from app.cases.models import CaseMessage
from app.extensions import db
from app.images import sweeping
from app.images.actions import add_image, note_uses
from app.images.models import Image, ImageUse
from app.images.remaking import Made
from app.images.storage import path_of
from app.jobs.worker import run_all
from app.kit import clock
from app.kit.clock import now
from app.kit.errors import Invalid, Refused
from tests import make
from tests.cases.private import called, opened_and_taken, signed_in
from tests.images.pictures import encoded
from tests.visiting import Visitor
from tests.world import World


@pytest.fixture
def reference(world: World) -> str:
    return opened_and_taken(world)


def sent(visitor: Visitor, reference: str, *files: tuple[io.BytesIO, str], mode: str = "customer") -> int:
    data = {"body": "Look", "files": list(files)}
    return visitor.post(f"/cases/{reference}/{mode}", data, form_at=f"/cases/{reference}?to=reply").status_code


def picture(colour: str = "red") -> tuple[io.BytesIO, str]:
    return io.BytesIO(encoded(colour=colour)), "wall.png"


class Kept(NamedTuple):
    id: int
    reference: str
    name: str
    erased: bool


def files(world: World) -> list[Kept]:
    columns = (CaseFile.id, CaseFile.reference, Image.name, Image.erased_at.is_not(None))
    with world.looking():
        rows = db.session.execute(select(*columns).join(CaseFile.image).order_by(CaseFile.id)).all()
    return [Kept(*row) for row in rows]


def address(world: World, reference: str) -> str:
    return f"/cases/{reference}/files/{files(world)[-1].reference}"


def test_both_sides_send_and_nobody_else_sees(world: World, reference: str) -> None:
    ann, gus = signed_in(world, "ann"), signed_in(world, "gus")
    for visitor, mode in ((ann, "customer"), (gus, "reply")):
        assert sent(visitor, reference, picture(), picture("blue"), mode=mode) == 302
        path = address(world, reference)
        assert path in visitor.text(f"/cases/{reference}")
        for name in ("ann", "gus", "lea"):
            answer = signed_in(world, name).get(path)
            assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store"), name
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert answer.mimetype == "image/png"
        for name in ("ben", "eve", "mia"):
            assert signed_in(world, name).get(path).status_code == 404, name
        assert Visitor(world.app).get(path).status_code == 302
    assert len(files(world)) == 4


def test_no_post_shows_it_and_no_other_address_serves_it(world: World, reference: str) -> None:
    ann = signed_in(world, "ann")
    sent(ann, reference, picture())
    name = files(world)[0].name
    with world.acting("ann") as person:
        question = make.question(person, body=f"![Look](/images/{name})")
        note_uses(question.id, question.text)
    with world.looking():
        assert db.session.scalars(select(ImageUse)).all() == []
    for name_of in ("ann", "ben", "lea", "ada"):
        assert signed_in(world, name_of).get(f"/images/{name}").status_code == 404


def test_the_same_picture_in_public_is_another_file(world: World, reference: str) -> None:
    sent(signed_in(world, "ann"), reference, picture())
    with world.acting("ann") as ann:
        private = db.session.scalars(select(Image)).one()
        public = add_image(ann, Made(path_of(private.name).read_bytes(), "image/png", private.width, private.height))
        assert public.id != private.id
        assert private.private
        assert not public.private


def test_it_is_not_swept_away_as_unused(world: World, reference: str) -> None:
    sent(signed_in(world, "ann"), reference, picture())
    with world.app.app_context(), clock.at(now() + sweeping.KEPT_UNUSED * 3):
        sweeping.sweep()
    assert signed_in(world, "ann").get(address(world, reference)).status_code == 200


@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [
        (b"%PDF-1.7 hello", 415, "not an image we can take"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "SVG files can hold scripts"),
        (b"MZ\x90\x00", 415, "not an image we can take"),
        (b"\x89PNG\r\n\x1a\nbroken", 422, "damaged"),
    ],
)
def test_other_files_are_refused_with_a_sentence(
    world: World, reference: str, data: bytes, status: int, sentence: str
) -> None:
    for name, mode in (("ann", "customer"), ("gus", "reply")):
        visitor = signed_in(world, name)
        words = {"body": "My own words", "files": [(io.BytesIO(data), "scan.pdf")]}
        answer = visitor.post(f"/cases/{reference}/{mode}", words, form_at=f"/cases/{reference}?to=reply")
        page = answer.get_data(as_text=True)
        assert answer.status_code == status
        assert sentence in page
        assert "My own words" in page
    with world.looking():
        assert len(db.session.scalars(select(CaseMessage)).all()) == 1
    assert files(world) == []


def test_how_many(world: World, reference: str) -> None:
    assert sent(signed_in(world, "ann"), reference, *(picture() for _ in range(6))) == 422
    with world.acting("ann") as ann:
        message = db.session.scalars(select(CaseMessage)).first()
        made = Made(b"x", "image/png", 1, 1)
        for number in range(IN_A_CASE):
            image = Image(name=f"{number:026x}-1x1.png", owner_id=ann.id, kind="image/png", width=1, height=1, size=1)
            image.digest, image.private = "0", True
            case_id = message.case_id
            db.session.add(CaseFile(case_id=case_id, message_id=message.id, image=image, by_id=ann.id))
        db.session.flush()
        with pytest.raises(Invalid, match="all it can hold"):
            attach(ann, message, [made])


def test_whoever_sent_it_takes_it_away(world: World, reference: str) -> None:
    ann, gus = signed_in(world, "ann"), signed_in(world, "gus")
    sent(ann, reference, picture())
    path = address(world, reference)
    with world.acting("gus") as agent:
        found = db.session.scalars(select(CaseFile).options(joinedload(CaseFile.image))).one()
        with pytest.raises(Refused):
            erase_file(agent, called(reference), found)
    assert gus.post(f"{path}/erasure", form_at="/preferences").status_code == 403
    assert ann.post(f"{path}/erasure").status_code == 302
    assert gus.get(path).status_code == 404
    assert "was taken away" in gus.text(f"/cases/{reference}")
    with world.app.app_context():
        kept = path_of(files(world)[0].name)
        run_all()
    assert not Path(kept).exists()


def test_it_goes_with_the_person(world: World, reference: str) -> None:
    sent(signed_in(world, "ann"), reference, picture())
    sent(signed_in(world, "gus"), reference, picture("blue"), mode="reply")
    with world.acting("ann") as ann:
        erase_with_person(ann, ann.id)
    assert [file.erased for file in files(world)] == [True, False]
