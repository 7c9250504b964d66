"""The sharpest files of the suite by the way that people take: sent to the site, kept or refused, fetched again."""

import io
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image as Pillow

from tests import make
from tests.images.pictures import sent
from tests.images.test_adding import WORDS, images, posted
from tests.visiting import Visitor
from tests.world import World

SUITE = Path(__file__).parents[1] / "suites" / "images"
TAKEN = (
    "hopper.png", "hopper.gif", "hopper.webp", "exif_gps.jpg", "exif_imagemagick_orientation.png", "multiple_exif.jpg",
    "hopper_bad_exif.jpg", "truncated_app14.jpg", "xmp_tags_orientation_exiftool.png",
)  # fmt: skip
DAMAGED = ("broken.png", "broken_data_stream.png", "truncated_jpeg.jpg", "decompression_bomb.gif")
OTHERS = (
    "crash-0c7e0e8e11ce787078f00b5b0ca409a167f070e0.tif", "crash-7d4c83eb92150fb8f1653a697703ae06ae7c4998.j2k",
    "crash-754d9c7ec485ffb76a90eeaab191ef69a2a3a3cd.sgi", "timeout-31c8f86233ea728339c6e586be7af661a09b5b98.blp",
    "timeout-9139147ce93e20eb14088fe238e541443ffd64b3.fli", "decompression_bomb.ico", "exif.avif", "hopper.bmp",
    "hopper.msp", "hopper.qoi", "hopper.xbm", "hopper.xpm",
)  # fmt: skip


@pytest.fixture
def ben(app: Flask, world: World) -> Visitor:
    return Visitor(app).signed_in_as(world.email("ben"))


def test_what_is_taken_is_served_anew(app: Flask, world: World, ben: Visitor) -> None:
    for name in TAKEN:
        file = (SUITE / name).read_bytes()
        answer = posted(ben, "/images", {"image_alt": "It", "image": sent(file, name)})
        assert answer.status_code == 201, (name, answer.get_data(as_text=True))
        found = WORDS.fullmatch(answer.get_json()["words"])
        assert found, name
        served = ben.get(f"/images/{found[2]}")
        shown = Pillow.open(io.BytesIO(served.data))
        assert (
            served.mimetype
            == Pillow.MIME[str(shown.format)]
            == f"image/{found[2].rpartition('.')[2]}".replace("jpg", "jpeg")
        )
        assert served.data != file, name
        assert not shown.getexif(), name
        assert Visitor(app).get(f"/images/{found[2]}").status_code == 404, "nobody else, before a text shows it"
        served.close()
    assert len(images(world)) == len(TAKEN)


@pytest.mark.parametrize(("names", "status"), [(DAMAGED, 422), (OTHERS, 415)], ids=["damaged", "of other kinds"])
def test_what_is_refused_leaves_nothing(
    app: Flask, world: World, ben: Visitor, names: tuple[str, ...], status: int
) -> None:
    with world.acting("ann") as ann:
        question = make.question(ann).id
    for name in names:
        for disguise in (name, "wall.png"):
            data = {
                "step": "image",
                "image_alt": "It",
                "body": "What I typed.",
                "image": sent((SUITE / name).read_bytes(), disguise),
            }
            by_script = posted(ben, "/images", data)
            assert (by_script.status_code, bool(by_script.get_json()["why"])) == (status, True), name
        answer = posted(ben, f"/questions/{question}/answer", data)
        assert answer.status_code == status, name
        assert "What I typed.</textarea>" in answer.get_data(as_text=True)
    assert images(world) == []
    assert not list(app.config["IMAGES_PATH"].glob("**/*.*"))
