"""A topic, which is one conversation, as a question with answers and comments.

* The first post is the question. What others write is an answer.
* What the asker writes is a comment: on the answer it replies to, or else on the last answer before it, or on the
  question if there is none. Marked as the solution it stays an answer, accepted.
* A robot's notice, or a line about posts that were moved, is a comment on the question: nobody answered with it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.imports.archive_rows import NOBODY, Person, ReplyRow, ThreadRow
from app.imports.discourse.addresses import Forum
from app.imports.discourse.cooked import cook
from app.imports.discourse.topics import Topic, TopicPost
from app.posts.kinds import PostKind

ROBOTS = frozenset(["system", "discobot"])
_MOVED = re.compile(r"\s*<p>(?:A|\d+) posts? (?:was|were) (?:split|merged|moved) (?:in)?to ")


@dataclass(frozen=True, slots=True)
class Read:
    """A thread, and the topics of the same archive that it links to."""

    thread: ThreadRow
    linked: frozenset[int]


def foreign_topic(topic_id: int) -> str:
    return f"topic:{topic_id}"


def read_thread(topic: Topic, forum: Forum, knows: Callable[[int], bool], *, licence: str = "") -> Read:
    first, *others = topic.posts
    linked: set[int] = set()
    below: dict[int, str | None] = {first.number: None}
    last_answer: str | None = None
    replies: list[ReplyRow] = []
    for post in others:
        kind = _kind(post, asker=first.user)
        foreign = f"{foreign_topic(topic.id)}/{post.number}"
        on = None
        if kind is PostKind.ANSWER:
            last_answer = foreign
            below[post.number] = foreign
        else:
            if not _is_notice(post):
                on = below.get(post.reply_to, last_answer) if post.reply_to else last_answer
            below[post.number] = on
        cooked = cook(post.html, forum, knows)
        linked |= cooked.topics
        replies.append(
            ReplyRow(
                foreign=foreign,
                author=_person(post.user, forum),
                at=post.at,
                body=cooked.html,
                kind=kind,
                on=on,
                url=_url(topic, post),
                old_paths=(f"/t/{topic.id}/{post.number}",),
                licence=licence,
                score=post.likes,
                accepted_at=post.at if post.accepted else None,
            )
        )
    cooked = cook(first.html, forum, knows)
    thread = ThreadRow(
        foreign=foreign_topic(topic.id),
        author=_person(first.user, forum),
        at=first.at,
        title=topic.title,
        body=cooked.html,
        url=topic.url,
        old_paths=tuple(f"/t/{topic.id}{end}" for end in ("", *(f"/{n}" for n in (first.number, *topic.silent)))),
        licence=licence,
        score=first.likes,
        tags=topic.tags,
        category=topic.category,
        replies=tuple(replies),
    )
    return Read(thread, frozenset(linked | cooked.topics) - {topic.id})


def _kind(post: TopicPost, *, asker: str) -> PostKind:
    if _is_notice(post) or (post.user == asker and post.user and not post.accepted):
        return PostKind.COMMENT
    return PostKind.ANSWER


def _is_notice(post: TopicPost) -> bool:
    return post.user in ROBOTS or bool(_MOVED.match(post.html))


def _person(user: str, forum: Forum) -> Person:
    if not user:
        return NOBODY
    return Person(foreign=f"user:{user}", name=user, url=f"{forum.base}/u/{user}" if forum.base else "")


def _url(topic: Topic, post: TopicPost) -> str:
    return f"{topic.url}/{post.number}" if topic.url else ""
