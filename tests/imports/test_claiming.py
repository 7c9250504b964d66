"""Imported posts become a member's: by the address that an administrator named, and by nothing else."""

import re
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select

from app.accounts.actions.registering import mark_confirmed
from app.accounts.models import User
from app.activity.models import Event
from app.extensions import db
from app.imports.actions import ask_for_link, claim
from app.imports.links import claim_path, read_claim
from app.imports.models import AuthorAddress
from app.kit.errors import Unseen
from app.posts.models import Origin, Post
from app.questions.models import Acceptance, Answer, Question, Vote
from tests.imports.json_forum import answer, question
from tests.imports.test_jsonl import take
from tests.notifications.mails import Outbox, text_of, words_of
from tests.visiting import Visitor
from tests.world import World


def name_addresses(world: World, folder: Path, *lines: str) -> Result:
    path = folder / "addresses.csv"
    path.write_text("\n".join(["source,author,email", *lines]) + "\n")
    return world.app.test_cli_runner().invoke(args=["import", "addresses", str(path)])


@pytest.fixture
def forum(world: World, tmp_path: Path) -> World:
    """anna asked 1, bruno answered it and asked 2; both had accounts in the old forum."""
    take(
        world,
        tmp_path,
        [question(1, solution="1"), question(2, creator="bruno")],
        [answer(1, 1), answer(2, 2, creator="anna")],
    )
    return world


def author(name: str) -> AuthorAddress:
    return db.session.scalars(select(AuthorAddress).join(AuthorAddress.user).where(User.display_name == name)).one()


def link_for(world: World, member: str, name: str) -> str:
    with world.looking():
        return claim_path(world.person(member), author(name))


def test_a_list_of_addresses_is_taken_with_what_is_wrong_in_it(forum: World, tmp_path: Path) -> None:
    lines = [
        "Old forum,bruno,BEN@example.org",
        "Old forum,anna,nobody@example.net",
        "Old forum,bruno,other@example.org",
    ]
    first = name_addresses(forum, tmp_path, *lines, "Old forum,carla,c@example.org", "Old forum,anna,no address")
    assert first.exit_code == 0, first.output
    assert "Added: 2 addresses, 1 offers" in first.output
    for said in ("line 4: An earlier row", "line 5: Nobody called carla", "line 6: This is not an e-mail address"):
        assert said in first.output
    assert "Nothing new." in name_addresses(forum, tmp_path, *lines[:2]).output
    with forum.looking():
        assert (author("bruno").email, author("bruno").offered_at is None) == ("ben@example.org", False)
        assert author("anna").offered_at is None
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("name;mail\n")
    refused = forum.app.test_cli_runner().invoke(args=["import", "addresses", str(wrong)])
    assert (refused.exit_code, "has to name the columns" in refused.output) == (1, True)


def test_a_member_takes_over_what_they_wrote(forum: World, tmp_path: Path, visitor: Visitor) -> None:
    with forum.acting("ben") as ben:
        own = db.session.scalars(select(Answer).join(Answer.author).where(User.display_name == "bruno")).one()
        db.session.add(Vote(post_id=own.id, user_id=ben.id))
        own.votes = 1
    name_addresses(forum, tmp_path, "Old forum,bruno,ben@example.org")
    ben = visitor.signed_in_as("ben@example.org")
    assert "Imported posts" in ben.text("/settings")
    assert "bruno" in ben.text("/settings/imported")
    link = link_for(forum, "ben", "bruno")
    assert "Is this you?" in ben.text(link)
    taken = ben.post(link, form_at=link)
    assert taken.status_code == 302, taken.get_data(as_text=True)[:1500]
    with forum.looking():
        mine = db.session.scalars(select(Post).where(Post.author_id == forum.ids["ben"]).order_by(Post.id)).all()
        assert [post.author_role.value for post in mine] == ["imported", "imported"]
        assert (db.session.scalars(select(Vote)).all(), mine[0].votes) == ([], 0)
        assert db.session.scalars(select(Origin.author).where(Origin.id == mine[0].origin_id)).one() == "bruno"
        event = db.session.scalars(select(Event).where(Event.kind == "import:claimed")).one()
        assert (event.actor_id, event.data["posts"]) == (forum.ids["ben"], 2)
    assert ben.get(link).status_code == 410
    assert ben.post(link, form_at="/preferences").status_code == 410
    assert "Imported posts" not in ben.text("/settings")
    later = [answer(1, 1), answer(2, 2, creator="anna"), answer(9, 2, day=8)]
    rows = [question(1, solution="1"), question(2, creator="bruno")]
    take(forum, tmp_path / "later", rows, later)
    with forum.looking():
        new = select(Post.author_id).join(Post.origin).where(Origin.foreign_id == "answer:9")
        assert db.session.scalars(new).one() == forum.ids["ben"]
    repeated = name_addresses(forum, tmp_path, "Old forum,bruno,ann@example.org")
    assert "are claimed already" in repeated.output


def test_who_asked_and_was_helped_is_the_member(forum: World, tmp_path: Path) -> None:
    name_addresses(forum, tmp_path, "Old forum,anna,ann@example.org")
    with forum.acting("ann") as ann:
        assert claim(ann, author("anna")) == 2
        assert db.session.scalars(select(Acceptance)).one().by_id == ann.id
        assert {row.author_id for row in db.session.scalars(select(Question))} >= {ann.id}


def test_nobody_else_can_claim(forum: World, tmp_path: Path, visitor: Visitor) -> None:
    name_addresses(forum, tmp_path, "Old forum,bruno,ben@example.org")
    link = link_for(forum, "ben", "bruno")
    assert visitor.get(link).status_code == 302
    ann = visitor.signed_in_as("ann@example.org")
    forged = words_of(ann.get("/imported-posts/forged").get_data(as_text=True))
    for path in (link, link[:-3] + "abc"):
        answered = ann.get(path)
        assert (answered.status_code, words_of(answered.get_data(as_text=True))) == (410, forged)
        assert ann.post(path).status_code == 410
    with forum.looking():
        waiting = author("bruno").id
    assert ann.post(f"/settings/imported/{waiting}/link").status_code == 404
    assert ann.post("/settings/imported/999/link").status_code == 404
    assert "bruno" not in ann.text("/settings/imported")
    with forum.acting("ann") as person, pytest.raises(Unseen):
        claim(person, author("bruno"))
    with forum.acting("ann") as person, pytest.raises(Unseen):
        ask_for_link(person, waiting)
    with forum.looking():
        assert author("bruno").claimed_at is None
        assert not db.session.scalars(select(Post).where(Post.author_id == forum.ids["ann"])).all()


@pytest.mark.parametrize("change", ["unconfirmed", "another address", "another name on the list"])
def test_a_link_dies_with_what_it_was_made_for(forum: World, tmp_path: Path, change: str) -> None:
    name_addresses(forum, tmp_path, "Old forum,bruno,ben@example.org")
    token = link_for(forum, "ben", "bruno").rpartition("/")[2]
    with forum.acting("ben") as ben:
        assert read_claim(token, ben) is not None
        match change:
            case "unconfirmed":
                ben.email_confirmed_at = None
            case "another address":
                ben.email = "ben@example.net"
            case _:
                author("bruno").email = "somebody@example.org"
        assert read_claim(token, ben) is None


def test_a_mail_offers_it_once_the_address_is_confirmed(forum: World, tmp_path: Path) -> None:
    name_addresses(forum, tmp_path, "Old forum,bruno,zoe@example.org")
    with forum.acting("ben"):
        db.session.add(User(display_name="Zoe", email="Zoe@example.org"))
    with forum.acting("ben"):
        zoe = db.session.scalars(select(User).where(User.email == "Zoe@example.org")).one()
        mark_confirmed(zoe)
    (mail,) = [mail for mail in Outbox(forum.app).to("Zoe@example.org") if "Old forum" in mail["Subject"]]
    assert re.search(r"http://127\.0\.0\.1(/imported-posts/\S+)", text_of(mail))
