"""Who gets to see a picture: whoever may read a post that shows it, from the moment they may until they may no more."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.decisions.actions import decide
from app.decisions.models import HouseRule, Measure
from app.extensions import db
from app.images.models import Image
from app.images.storage import drop
from app.knowledge.actions.editing import edit as edit_article
from app.knowledge.actions.editing import submit
from app.knowledge.actions.publishing import publish
from app.posts.models import Post
from app.questions.actions import answering, asking
from app.questions.queries import question_by_id, visible_post
from tests import make
from tests.images.pictures import encoded, in_text, kept
from tests.knowledge import making
from tests.visiting import Visitor
from tests.world import World

EVERYBODY = ("guest", "ann", "ben", "eve", "mia")
"""Ben adds the picture; eve is an editor, mia a moderator."""


@pytest.fixture
def name(world: World) -> str:
    with world.acting("ben") as ben:
        return kept(ben).name


@pytest.fixture
def seen(app: Flask, world: World, name: str) -> Callable[[], set[str]]:
    """Who sees it at this moment."""
    readers = {
        who: Visitor(app) if who == "guest" else Visitor(app).signed_in_as(world.email(who)) for who in EVERYBODY
    }

    def asked() -> set[str]:
        answers = {who: reader.get(f"/images/{name}") for who, reader in readers.items()}
        assert {answer.status_code for answer in answers.values()} <= {200, 404}
        assert all((b"PNG" in answer.data) is (answer.status_code == 200) for answer in answers.values())
        return {who for who, answer in answers.items() if answer.status_code == 200}

    return asked


def test_a_picture_is_seen_as_its_answer_is(world: World, name: str, seen: Callable[[], set[str]]) -> None:
    """Own until published; for all; withdrawn; put back; hidden by a moderator; shown again; its question hidden."""
    assert seen() == {"ben"}
    with world.acting("ann") as ann:
        question = make.question(ann).id
    with world.acting("ben") as ben:
        answer = make.answer(ben, question_by_id(question), body=in_text(name)).id
    assert seen() == set(EVERYBODY)
    with world.acting("ben") as ben:
        answering.withdraw(ben, visible_post(ben, answer))
    assert seen() == {"ben", "mia"}
    with world.acting("ben") as ben:
        answering.undo_withdraw(ben, visible_post(ben, answer))
    assert seen() == set(EVERYBODY)
    _decide(world, answer, Measure.HIDE)
    assert seen() == {"ben", "mia"}
    _decide(world, answer, Measure.RESTORE)
    assert seen() == set(EVERYBODY)
    _decide(world, question, Measure.HIDE)
    assert seen() == {"ben", "mia"}
    _decide(world, question, Measure.RESTORE)
    with world.acting("ann") as ann:
        asking.withdraw(ann, question_by_id(question))
    assert seen() == set(EVERYBODY)  # the answers of a question that was taken back can still be read


def test_what_a_moderator_hid_stays_hidden_when_others_have_copied_it(
    world: World, name: str, seen: Callable[[], set[str]]
) -> None:
    with world.acting("ben") as ben:
        first = make.question(ben, body=in_text(name)).id
    with world.acting("ann") as ann:
        make.question(ann, title="Look at this as well", body=in_text(name))
    _decide(world, first, Measure.HIDE)
    assert seen() == {"ben", "mia", "ann"}  # whoever copied it has it in a text of their own


def test_an_edit_that_takes_it_out_takes_it_away_and_one_that_puts_it_back_brings_it(
    world: World, name: str, seen: Callable[[], set[str]]
) -> None:
    with world.acting("ben") as ben:
        question = make.question(ben, body=in_text(name)).id
    for body, readers in (("No picture any more.", {"ben", "mia"}), (in_text(name), set(EVERYBODY))):
        with world.acting("ben") as ben:
            answering.edit(ben, visible_post(ben, question), body=body)
        assert seen() == readers


def test_the_next_text_of_an_article_is_for_editors_until_it_is_published(
    world: World, name: str, seen: Callable[[], set[str]]
) -> None:
    article = making.published(world)
    with world.acting("lea") as lea:
        found = making.the(article)
        edit_article(
            lea, found, title=found.title, body=in_text(name), product=found.product, versions="all", reason="A picture"
        )
    assert seen() == {"ben", "eve"}
    with world.acting("lea") as lea:
        submit(lea, making.the(article))
    with world.acting("ada") as ada:
        publish(ada, making.the(article))
    assert seen() == set(EVERYBODY)


def test_how_it_is_served(app: Flask, world: World, name: str) -> None:
    with world.acting("ben") as ben:
        make.question(ben, body=in_text(name))
    guest = Visitor(app)
    answer = guest.get(f"/images/{name}")
    headers = answer.headers
    assert answer.data == encoded()
    assert headers["Content-Type"] == "image/png"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert headers["Cache-Control"] == "private, no-cache"
    again = guest.get(f"/images/{name}", headers={"If-None-Match": headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert guest.client.head(f"/images/{name}").status_code == 200
    with app.app_context():
        drop(name)
    assert guest.get(f"/images/{name}").status_code == 404


def test_no_cookie_is_set_there(app: Flask, world: World, name: str) -> None:
    """Nor read, for what everybody may see: the answer does not depend on it."""
    ann = Visitor(app).signed_in_as(world.email("ann"))
    with world.acting("ben") as ben:
        make.question(ben, body=in_text(name))
    answer = ann.get(f"/images/{name}")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_other_names_are_nothing(app: Flask, world: World, name: str) -> None:
    with world.acting("ben") as ben:
        make.question(ben, body=in_text(name))
    guest = Visitor(app)
    for other in (
        name.replace("40x30", "41x30"),
        name.replace(".png", ".jpg"),
        name[:-4],
        name.upper(),
        "..%2f..%2fsecret_key",
        f"../images/{name}",
        f"{name}%00.html",
        "x" * 5000,
    ):
        assert guest.get(f"/images/{other}").status_code in (404, 308), other
    assert guest.get("/images").status_code == 405
    assert guest.post(f"/images/{name}").status_code == 405


def test_feeds_have_whole_addresses_and_other_surfaces_its_words(app: Flask, world: World, name: str) -> None:
    with world.acting("ben") as ben:
        question = make.question(ben, title="The wall again", body=in_text(name, "a red wall")).id
    guest = Visitor(app)
    feed = guest.text("/feeds/new.atom")
    assert f'src="http://127.0.0.1/images/{name}"' in feed.replace("&quot;", '"')
    page = guest.text(guest.get(f"/questions/{question}").location)
    assert '"text": "[Asked by a member] Look: a red wall"' in page
    assert "a red wall" in page.partition('name="description"')[2][:200]


def _decide(world: World, post_id: int, measure: Measure) -> None:
    with world.acting("mia") as mia:
        rule = db.session.scalars(select(HouseRule)).first() if measure is Measure.HIDE else None
        decide(mia, db.session.get_one(Post, post_id), measure=measure, rule=rule, reason="Because.")


def test_a_name_is_nothing_that_can_be_counted(world: World, name: str) -> None:
    with world.acting("ben") as ben:
        other = kept(ben, "blue").name
    assert len({name[:26], other[:26]}) == 2
    with world.looking():
        assert db.session.scalar(select(Image.id).where(Image.name == other)) is not None
