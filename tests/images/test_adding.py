"""An image sent with a form comes back as words in its text; what is not taken comes back as a sentence."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from PIL import Image as Pillow
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.extensions import db
from app.images import adding, limits
from app.images.models import Image, ImageUse
from app.images.storage import path_of
from tests import make
from tests.images.pictures import encoded, in_text, kept, sent
from tests.visiting import Visitor
from tests.world import World

WORDS = re.compile(r"!\[(.*?)\]\(/images/([0-9a-f]{26}-\d+x\d+\.\w+)\)")
STEP = {"step": "image", "image_alt": "The red [wall]"}


@pytest.fixture
def question(world: World) -> int:
    with world.acting("ann") as ann:
        return make.question(ann).id


@pytest.fixture
def ben(app: Flask, world: World) -> Visitor:
    return Visitor(app).signed_in_as(world.email("ben"))


def images(world: World) -> list[Image]:
    with world.looking():
        found = list(db.session.scalars(select(Image).order_by(Image.id)))
        db.session.expunge_all()
        return found


def forms(world: World, question: int) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(who, address, what else the form holds) of every form that takes a text."""
    with world.acting("ben") as ben:
        answer = make.answer(ben, make.question(ben)).id
    yield "ben", "/questions/ask", {"title": "A wall", "category": "1"}
    yield "ben", f"/questions/{question}/answer", {}
    yield "ben", f"/posts/{question}/comment", {}
    yield "ben", f"/posts/{answer}/edit", {"revision": "1"}
    yield "lea", "/articles/new", {"title": "Walls", "topics": "wifi", "half_life": "180", "language": "en"}


def test_every_form_gives_back_what_was_typed_with_the_image_in_its_text(
    app: Flask, world: World, question: int
) -> None:
    for who, address, fields in forms(world, question):
        visitor = Visitor(app).signed_in_as(world.email(who))
        data = {**fields, **STEP, "body": "What I typed.", "image": sent(encoded())}
        answer = visitor.post(address, data)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 200, (address, page)
        assert "What I typed.\n\n![The red \\[wall\\]](/images/" in page
        assert all(f'value="{value}"' in page for name, value in fields.items() if name in ("title", "revision"))
        assert 'enctype="multipart/form-data"' in page
        assert 'role="alert"' not in page
    assert [image.owner_id for image in images(world)] == [world.ids["ben"], world.ids["lea"]]  # the same one, once


def test_what_is_published_then_shows_it(app: Flask, world: World, question: int, ben: Visitor) -> None:
    page = ben.post(f"/questions/{question}/answer", {**STEP, "body": "Here:", "image": sent(encoded("JPEG"))})
    found = WORDS.search(page.get_data(as_text=True))
    assert found
    ben.post(f"/questions/{question}/answer", {"body": f"Here: ![w](/images/{found[2]})", "once": "a"})
    shown = f'<img src="/images/{found[2]}" alt="w" width="40" height="30" loading="lazy">'
    guest = Visitor(app)
    assert shown in guest.text(guest.get(f"/questions/{question}").location)
    assert guest.get(f"/images/{found[2]}").data.startswith(b"\xff\xd8\xff")


def test_an_image_that_was_chosen_but_not_added_is_not_lost_when_the_form_is_sent(
    world: World, question: int, ben: Visitor
) -> None:
    answer = ben.post(f"/questions/{question}/answer", {"body": "Words", "image": sent(encoded())})
    assert answer.status_code == 200
    assert "![Image](/images/" in answer.get_data(as_text=True)
    with world.looking():
        assert db.session.scalar(select(func.count()).select_from(ImageUse)) == 0


def twice(data: bytes) -> list[tuple[io.BytesIO, str]]:
    return [sent(data), sent(data)]


HTML = b"<!doctype html><script>alert(1)</script>"
BAD: dict[str, tuple[Any, int, str]] = {
    "nothing": (None, 422, "Choose an image first"),
    "words": ("words", 422, "Choose an image first"),
    "empty": (sent(b""), 422, "Choose an image first"),
    "html as png": (sent(HTML), 415, "not an image we can take"),
    "svg": (sent(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg"), 415, "SVG files can hold scripts"),
    "broken": (sent(b"\x89PNG\r\n\x1a\nbroken"), 422, "is damaged"),
    "two": (twice(encoded()), 422, "one image at a time"),
    "eleven megabytes": (sent(b"\x89PNG\r\n\x1a\n" + b"\0" * (10 << 20)), 413, "at most 10 MB"),
}


def test_what_is_not_taken_is_said_and_what_was_typed_comes_back(
    app: Flask, world: World, question: int, ben: Visitor
) -> None:
    for name, (given, status, sentence) in BAD.items():
        data = {**STEP, "body": "What I <typed>.", **({"image": given} if given else {})}
        answer, by_script = posted(ben, f"/questions/{question}/answer", data), posted(ben, "/images", data)
        page = answer.get_data(as_text=True)
        assert (answer.status_code, by_script.status_code) == (status, status), name
        assert re.search(rf'href="#image">[^<]*{sentence}', page), f"{name}: above the form"
        assert re.search(rf'id="image-error">.*<span>[^<]*{sentence}', page), f"{name}: beside the field"
        assert sentence in by_script.get_json()["why"]
        assert "What I &lt;typed&gt;.</textarea>" in page
    assert images(world) == []
    assert not list((app.config["IMAGES_PATH"]).glob("**/*.*"))


def posted(visitor: Visitor, path: str, data: dict[str, Any]) -> TestResponse:
    """The answer; the file that a large request waits in is closed."""
    answer = visitor.post(path, {key: _again(value) for key, value in data.items()})
    answer.request.environ["wsgi.input"].close()
    return answer


def _again(value: Any) -> Any:
    if isinstance(value, list):
        return [_again(one) for one in value]
    return (io.BytesIO(value[0].getvalue()), value[1]) if isinstance(value, tuple) else value


def test_a_script_gets_the_words_for_the_text(world: World, ben: Visitor) -> None:
    answer = ben.post(
        "/images", {"image_alt": "  A\n wall ", "image": sent(encoded("GIF"), "../../../etc/passwd\0.gif")}
    )
    found = WORDS.fullmatch(answer.get_json()["words"])
    assert answer.status_code == 201
    assert found
    assert found[1] == "A wall"
    image = images(world)[0]
    assert (image.name, image.kind.value, image.width, image.height) == (found[2], "image/png", 40, 30)


def test_too_many_words_about_it(ben: Visitor, question: int) -> None:
    answer = ben.post(f"/questions/{question}/answer", {**STEP, "image_alt": "x" * 151, "image": sent(encoded())})
    assert answer.status_code == 422
    assert "at most 150 characters" in answer.get_data(as_text=True)


def test_without_the_token_nothing_is_kept_and_the_text_is_there(world: World, question: int, ben: Visitor) -> None:
    data = {**STEP, "body": "Typed.", "csrf_token": "x", "image": sent(encoded())}
    answer = ben.client.post(f"/questions/{question}/answer", data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "had been open for too long" in page
    assert "Typed.</textarea>" in page
    assert ben.client.post("/images", data={"image": sent(encoded())}).status_code == 422
    assert images(world) == []


def test_a_guest_is_told_when_images_can_be_added(app: Flask, world: World) -> None:
    guest = Visitor(app)
    assert "once your question is published" in guest.text("/questions/ask")
    assert guest.post("/images", {"image": sent(encoded())}).status_code == 401
    answer = guest.post("/questions/ask", {**STEP, "body": "Typed.", "image": sent(encoded())})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 403
    assert "Sign in to add images" in page
    assert "Typed.</textarea>" in page
    assert images(world) == []


def test_a_full_disk_is_said_and_leaves_no_half_behind(app: Flask, world: World, question: int, ben: Visitor) -> None:
    """No folder can be made below a file: what a disk without room does to the first write."""
    app.config["IMAGES_PATH"].write_bytes(b"")
    answer = ben.post(f"/questions/{question}/answer", {**STEP, "body": "Typed.", "image": sent(encoded())})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 507
    assert "no room to keep this image" in page
    assert "Typed.</textarea>" in page
    assert images(world) == []
    assert Visitor(app).get(f"/questions/{question}").status_code == 301


def test_how_many_a_day_and_how_many_tries(
    world: World, ben: Visitor, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "A_DAY", 2)
    monkeypatch.setattr(limits, "TRIES_A_DAY", 3)
    for colour, status in (("red", 201), ("blue", 201), ("green", 429)):
        answer = ben.post("/images", {"image": sent(encoded(colour=colour))})
        assert answer.status_code == status
    assert "2 images in a day" in answer.get_json()["why"]
    assert int(answer.headers["Retry-After"]) > 86_000
    eve = Visitor(app).signed_in_as(world.email("eve"))
    for _ in range(3):
        assert eve.post("/images", {"image": sent(HTML)}).status_code == 415
    assert eve.post("/images", {"image": sent(encoded())}).status_code == 429


def test_a_text_has_no_more_than_twenty(world: World, question: int, ben: Visitor) -> None:
    many = "\n\n".join(in_text(f"{number:026x}-40x30.png") for number in range(limits.IN_A_POST + 1))
    answer = ben.post(f"/questions/{question}/answer", {"body": many})
    assert answer.status_code == 422
    assert "at most 20 images" in answer.get_data(as_text=True)


def test_no_transaction_is_open_while_an_image_is_made(
    world: World, ben: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else writes meanwhile: on SQLite that would have to wait until the image is ready."""
    made, seen = adding.made_anew, []

    def meanwhile(*args: Any) -> Any:
        seen.append(db.session().in_transaction())
        return made(*args)

    monkeypatch.setattr(adding, "made_anew", meanwhile)
    assert ben.post("/images", {"image": sent(encoded())}).status_code == 201
    assert seen == [False]


def test_places_and_devices_are_not_in_the_file(app: Flask, world: World, ben: Visitor) -> None:
    exif = Pillow.Exif()
    exif[0x0110], exif.get_ifd(0x8825)[2] = "canary-device", (45.0, 27.0, 0.0)
    out = io.BytesIO()
    Pillow.new("RGB", (50, 20)).save(out, "JPEG", exif=exif)
    assert b"canary-device" in out.getvalue()
    ben.post("/images", {"image": sent(out.getvalue())})
    with world.looking():
        kept_file = path_of(db.session.scalars(select(Image.name)).one()).read_bytes()
    assert b"canary" not in kept_file
    assert b"Exif" not in kept_file


def test_the_same_one_twice_is_one(world: World) -> None:
    with world.acting("ben") as ben:
        assert kept(ben).id == kept(ben).id
    with world.acting("ann") as ann:
        kept(ann)
    assert len(images(world)) == 2
