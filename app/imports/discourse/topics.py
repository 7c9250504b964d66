"""A line of the archive as a topic, checked value by value."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from app.kit.clock import now
from app.kit.markup import IMPORT
from app.kit.texts import N_

NO_TOPIC = N_("The line names no topic and holds no post (a heading of the export); it was left out.")
NO_NUMBER = N_("The topic has no number; it was left out.")
NO_TITLE = N_("The topic has no title; it was left out.")
NO_FIRST_POST = N_("The first post of topic %(topic)s cannot be read; the topic was left out.")
NOT_A_POST = N_("Post %(post)s has no number or no text; it was left out.")
REPEATED_POST = N_("Post %(post)s is there more than once; the first one was taken.")
UNREADABLE_DATE = N_("The date of post %(post)s cannot be read (%(value)s); it was left out.")
TOO_LARGE = N_("The text of post %(post)s has %(bytes)s bytes, more than %(limit)s; it was left out.")
WORDLESS = N_("Post %(post)s holds no word, as when a topic was closed or moved; it was left out.")

CODES = {
    NO_TOPIC: "no_topic",
    NO_NUMBER: "no_number",
    NO_TITLE: "no_title",
    NO_FIRST_POST: "no_first_post",
    NOT_A_POST: "not_a_post",
    REPEATED_POST: "repeated_post",
    UNREADABLE_DATE: "unreadable_date",
    TOO_LARGE: "too_large",
    WORDLESS: "wordless",
}
"""Each sentence's short name in counts and lists."""

NOTHING = frozenset(["", "---"])
"""What an export has for the text of a note that Discourse shows as a line of its own: closed, pinned, moved."""

Note = Callable[..., None]
"""Told of a problem: its sentence, and what stands in it."""


@dataclass(frozen=True, slots=True)
class TopicPost:
    """`reply_to` is the number of the post it answers, if the archive tells."""

    number: int
    user: str
    at: datetime
    html: str
    reply_to: int | None
    likes: int
    accepted: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """`silent` are the numbers of posts that were left out: their addresses lead to the topic."""

    id: int
    title: str
    url: str
    posts: tuple[TopicPost, ...]
    tags: tuple[str, ...]
    category: str | None
    silent: tuple[int, ...]


def is_topic(line: dict[str, Any]) -> bool:
    """Whether the line has the shape of a topic at all, whatever is wrong with it."""
    return isinstance(line.get("posts"), list) and "title" in line


def read_topic(line: dict[str, Any], note: Note) -> Topic | None:
    """The topic, without the posts that cannot be read; None if it has to be left out. `note` is told why."""
    topic_id = _number(line.get("topic_id"))
    if topic_id is None:
        note(NO_NUMBER if line["posts"] else NO_TOPIC)
        return None
    title = _text(line.get("title"))
    if not title.strip():
        note(NO_TITLE)
        return None
    posts: dict[int, TopicPost] = {}
    silent: list[int] = []
    for post in _posts(line["posts"], note, silent):
        if post.number in posts:
            note(REPEATED_POST, post=post.number)
        posts.setdefault(post.number, post)
    first = min((number for raw in line["posts"] if (number := _post_number(raw)) is not None), default=None)
    if first is None or first not in posts:
        note(NO_FIRST_POST, topic=topic_id)
        return None
    return Topic(
        id=topic_id,
        title=title,
        url=_text(line.get("url")),
        posts=tuple(posts[number] for number in sorted(posts)),
        tags=tuple(tag for tag in _list(line.get("tags")) if isinstance(tag, str) and tag.strip()),
        category=_text(line.get("category")).strip() or None,
        silent=tuple(silent),
    )


def _posts(raw: list[Any], note: Note, silent: list[int]) -> Iterator[TopicPost]:
    for place, row in enumerate(raw, 1):
        number = _post_number(row)
        html = row.get("html") if isinstance(row, dict) else None
        if number is None or not isinstance(html, str):
            note(NOT_A_POST, post=number or place)
            continue
        at = moment_of(row.get("at"))
        if at is None:
            note(UNREADABLE_DATE, post=number, value=str(row.get("at"))[:60])
        elif (size := IMPORT.measure(html)) > IMPORT.maximum:
            note(TOO_LARGE, post=number, bytes=size, limit=IMPORT.maximum)
        elif html.strip() in NOTHING:
            note(WORDLESS, post=number)
            silent.append(number)
        else:
            yield TopicPost(
                number=number,
                user=_text(row.get("user")).strip(),
                at=at,
                html=html,
                reply_to=_number(row.get("reply_to")),
                likes=_number(row.get("likes")) or 0,
                accepted=row.get("accepted") is True,
            )


def moment_of(value: object) -> datetime | None:
    """`2017-04-07 17:17 UTC` or ISO 8601, aware; without a zone it is UTC. None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip().removesuffix("UTC").rstrip())
    except ValueError:
        return None
    if not 1970 < found.year < 2200:
        return None
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return found if found <= now() + timedelta(days=1) else None


def _post_number(row: object) -> int | None:
    return _number(row.get("n")) if isinstance(row, dict) else None


def _number(value: object) -> int | None:
    """A positive whole number that fits into a column."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31 else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
