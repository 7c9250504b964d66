"""The one gate to an official answer: where a second person has to read it first, nothing is official before they did."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from app.activity.log import Acting
from app.extensions import db
from app.kit.errors import IllegalMove
from app.kit.texts import N_
from app.labels.gates import gate
from app.one_voice.queries import needs_now
from app.one_voice.sensitive import Topic, topics_of
from app.one_voice.states import Needs
from app.posts.kinds import PostKind
from app.posts.models import Post

_READ = "read_by_a_second_person"
UNREAD = N_("A second spokesperson has to read this before it is official.")


def topics_in(answer: Post) -> frozenset[Topic]:
    """The sensitive things that an answer speaks of, read together with what was asked."""
    title = db.session.scalar(select(Post.title).where(Post.id == answer.thread_id))
    return frozenset(topics_of(f"{title or ''}\n{answer.text}", answer.language))


def needs_a_second_reader(answer: Post) -> bool:
    rule = needs_now()
    return rule is Needs.ALL or (rule is Needs.SENSITIVE and bool(topics_in(answer)))


@contextmanager
def as_read(answer: Post) -> Iterator[None]:
    """Within, this answer was read and approved by a second person."""
    info = db.session().info
    info[_READ] = answer.id
    try:
        yield
    finally:
        del info[_READ]


@gate
def second_reader_first(_actor: Acting, post: Post) -> None:
    """Articles have a reviewer of their own."""
    if post.kind is not PostKind.ANSWER or db.session().info.get(_READ) == post.id:
        return
    if needs_a_second_reader(post):
        raise IllegalMove(UNREAD)
