"""The one gate to an official answer: where a second person has to read it first, nothing is official before they did."""

from sqlalchemy import select

from app.activity.log import Acting
from app.extensions import db
from app.kit.errors import IllegalMove
from app.kit.texts import N_
from app.kit.within import Within
from app.labels.gates import gate
from app.one_voice.queries import needs_now
from app.one_voice.sensitive import Topic, topics_of
from app.one_voice.states import Needs
from app.posts.kinds import PostKind
from app.posts.models import Post

read = Within("read_by_a_second_person")
"""Of an answer: within, a second person has read and approved it."""
UNREAD = N_("A second spokesperson has to read this before it is official.")


def topics_in(answer: Post) -> frozenset[Topic]:
    """The sensitive things that an answer speaks of, read together with what was asked."""
    asked = db.session.execute(select(Post.title, Post.text).where(Post.id == answer.thread_id)).one()
    return topics_of("\n".join((asked.title or "", asked.text, answer.text)), answer.language)


def needs_a_second_reader(answer: Post) -> bool:
    rule = needs_now()
    return rule is Needs.ALL or (rule is Needs.SENSITIVE and bool(topics_in(answer)))


@gate
def second_reader_first(_actor: Acting, post: Post) -> None:
    """Articles have a reviewer of their own."""
    if post.kind is not PostKind.ANSWER or read.holds_of(post.id):
        return
    if needs_a_second_reader(post):
        raise IllegalMove(UNREAD)
