"""One conversation becomes a question with answers and comments, each beside what it is about."""

from typing import Any

from app.imports.archive_rows import ThreadRow
from app.imports.discourse.addresses import Forum
from app.imports.discourse.threads import read_thread
from app.imports.discourse.topics import read_topic
from app.posts.kinds import PostKind
from tests.imports.discourse.topics import FORUM, post, topic


def thread(*posts: dict[str, Any]) -> ThreadRow:
    read = read_topic(topic(7, *posts), lambda _sentence, **_params: None)
    assert read is not None
    return read_thread(read, Forum(FORUM), lambda _topic: False).thread


def shape(*posts: dict[str, Any]) -> list[tuple[int, str, str | None]]:
    """Number, kind, and the number of what a comment is on."""
    return [
        (int(reply.foreign.rpartition("/")[2]), reply.kind.value, reply.on.rpartition("/")[2] if reply.on else None)
        for reply in thread(*posts).replies
    ]


def test_the_asker_comments_and_others_answer() -> None:
    said = [post(2, "anna"), post(3), post(4, "anna"), post(5, "carla"), post(6), post(7, "anna")]
    assert shape(*said) == [
        (2, "comment", None),
        (3, "answer", None),
        (4, "comment", "3"),
        (5, "answer", None),
        (6, "answer", None),
        (7, "comment", "6"),
    ]


def test_a_reply_stands_below_what_it_replies_to() -> None:
    said = [post(2), post(3), post(4, "anna", reply_to=2), post(5, "anna", reply_to=4), post(6, "anna", reply_to=1)]
    assert shape(*said)[2:] == [(4, "comment", "2"), (5, "comment", "2"), (6, "comment", None)]


def test_the_askers_own_solution_stays_an_answer() -> None:
    said = thread(post(2), post(3, "anna", accepted=True)).replies[1]
    assert (said.kind, said.accepted_at) == (PostKind.ANSWER, said.at)


def test_notices_are_nobodys_answer() -> None:
    moved = '<p>A post was split to a new topic: <a href="/t/x/9">X</a></p>'
    assert shape(post(2), post(3, "system"), post(4, "carla", moved)) == [
        (2, "answer", None),
        (3, "comment", None),
        (4, "comment", None),
    ]


def test_addresses_of_wordless_posts_lead_to_the_question() -> None:
    row = thread(post(2), post(3, html="---"))
    assert row.old_paths == ("/t/7", "/t/7/1", "/t/7/3")
    assert [reply.old_paths for reply in row.replies] == [("/t/7/2",)]
