"""What is private goes for good; what nobody used goes after a day; what is still being written stays."""

import os
import resource
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.activity.models import Event
from app.decisions.actions import remove_own_data
from app.extensions import db
from app.images import storage
from app.images.jobs import sweep
from app.images.models import Image, ImageUse
from app.jobs.worker import run_all
from app.kit import clock
from app.kit.database import writing
from app.kit.errors import NoRoom
from app.questions import drafts
from app.questions.actions import answering
from app.questions.queries import question_by_id, visible_post
from tests import make
from tests.images.pictures import in_text, kept
from tests.visiting import Visitor
from tests.world import World


def files(app: Flask) -> set[str]:
    return {path.name for path in app.config["IMAGES_PATH"].glob("??/*")}


def test_personal_data_that_is_cut_out_takes_the_picture_along(app: Flask, world: World) -> None:
    """From the text, from every earlier one, and from other texts that show it; another's picture stays."""
    with world.acting("ann") as ann:
        anns = kept(ann, "blue").name
    with world.acting("ben") as ben:
        private, other = kept(ben, "red").name, kept(ben, "green").name
        body = f"{in_text(private)} {in_text(other)} {in_text(anns)}"
        post = make.question(ben, body=body).id
        answering.edit(ben, visible_post(ben, post), body=f"{body} More.")
    with world.acting("ann") as ann:
        copy = make.question(ann, title="The same here", body=f"{in_text(private)} {in_text(anns)}").id
    with world.acting("ben") as ben:
        cuts = [f"![The wall](/images/{private})", f"![The wall](/images/{anns})"]
        remove_own_data(ben, visible_post(ben, post), cuts=cuts)
    guest = Visitor(app)
    assert [guest.get(f"/images/{name}").status_code for name in (private, other, anns)] == [404, 200, 200]
    with app.app_context():
        run_all()
    assert files(app) == {other, anns}
    with world.looking():
        erased = db.session.scalars(select(Image).where(Image.erased_at.is_not(None))).one()
        assert erased.name == private
        assert db.session.scalar(select(func.count(Event.id)).where(Event.kind == "image:erased")) == 1
    with world.acting("ann") as ann:  # it cannot be brought back
        answering.edit(ann, visible_post(ann, copy), body=f"Again {in_text(private)}")
    assert guest.get(f"/images/{private}").status_code == 404


def test_what_was_never_used_goes_after_a_day(app: Flask, world: World) -> None:
    with world.acting("ben") as ben:
        used, edited_out, draft, unused = (kept(ben, colour).name for colour in ("red", "green", "blue", "white"))
        make.question(ben, body=in_text(used))
        post = make.question(ben, title="Another wall", body=in_text(edited_out)).id
        answering.edit(ben, question_by_id(post), body="Nothing to see.")
        drafts.save(ben, drafts.ASKING, {"body": [in_text(draft)]})
    with app.app_context():
        sweep()
    assert files(app) == {used, edited_out, draft, unused}
    with clock.at(clock.now() + timedelta(hours=25)), app.app_context():
        sweep()
        sweep()
    assert files(app) == {used, edited_out, draft}
    with world.acting("ben") as ben:
        drafts.forget(ben, drafts.ASKING)
    with clock.at(clock.now() + timedelta(hours=25)), app.app_context():
        sweep()
    assert files(app) == {used, edited_out}
    with world.looking():
        assert db.session.scalar(select(func.count(Image.id))) == 2


def test_halves_and_files_that_nothing_knows_of_go_too(app: Flask, world: World) -> None:
    with world.acting("ben") as ben:
        used = kept(ben).name
        make.question(ben, body=in_text(used))
    folder = app.config["IMAGES_PATH"]
    for path in (f"{0:026x}-1x1.png", f"{1:026x}-1x1.png.part", f"{used}.part", "somebodys.txt"):
        (folder / path[:2]).mkdir(exist_ok=True)
        (folder / path[:2] / path).write_bytes(b"x")
    with app.app_context():
        sweep()
    assert len(files(app)) == 5
    with clock.at(clock.now() + timedelta(hours=25)), app.app_context():
        sweep()
    assert files(app) == {used, "somebodys.txt"}


def test_a_rolled_back_image_is_not_there(app: Flask, world: World) -> None:
    with app.app_context(), writing():
        name = kept(world.person("ben")).name
        db.session.rollback()
    assert files(app) == {name}
    assert Visitor(app).get(f"/images/{name}").status_code == 404
    with clock.at(clock.now() + timedelta(hours=25)), app.app_context():
        sweep()
    assert files(app) == set()


def test_a_disk_that_fills_while_writing_leaves_no_half(app: Flask) -> None:
    """A limit on the size of files does to a write what a full disk does."""
    name, most = f"{7:026x}-1x1.png", resource.getrlimit(resource.RLIMIT_FSIZE)
    with app.app_context():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, most[1]))
        try:
            with pytest.raises(NoRoom):
                storage.keep(name, os.urandom(5000))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, most)
        assert files(app) == set()
        storage.keep(name, b"whole")
        assert storage.path_of(name).read_bytes() == b"whole"


@pytest.mark.parametrize("name", ["../x.png", "a" * 26 + "-1x1.svg", f"../../{'a' * 26}-1x1.png", ""])
def test_no_other_name_has_a_place_in_the_folder(app: Flask, name: str) -> None:
    with app.app_context(), pytest.raises(ValueError, match="not the name"):
        storage.path_of(name)


def test_a_use_belongs_to_a_picture_and_a_post_that_are_there(world: World) -> None:
    with world.acting("ben") as ben:
        image = kept(ben)
        post = make.question(ben, body=in_text(image))
        assert db.session.get(ImageUse, (post.id, image.id)).shown is True
        answering.edit(ben, post, body=in_text(f"{9:026x}-1x1.png"))
        assert db.session.scalars(select(ImageUse.shown)).all() == [False]


def test_the_folder_is_where_the_settings_say(app: Flask, tmp_path: Path) -> None:
    app.config["IMAGES_PATH"] = tmp_path / "elsewhere"
    with app.app_context():
        storage.keep(f"{3:026x}-1x1.png", b"x")
    assert (tmp_path / "elsewhere" / "00" / f"{3:026x}-1x1.png").exists()
