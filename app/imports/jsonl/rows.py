"""A line of either file as a row of ours."""

from dataclasses import dataclass

from app.imports.archive_rows import FOREIGN_MAX, NOBODY, Person, ReplyRow, ThreadRow
from app.imports.jsonl.addresses import Addresses
from app.imports.jsonl.columns import (
    Detail,
    Row,
    ident,
    language,
    maybe_moment,
    maybe_words,
    moment,
    number,
    several,
    truth,
    words,
)
from app.imports.jsonl.problems import BadRow, Wrong
from app.kit.markup import IMPORT, SourceFormat

TAGS_MAX = 20
URL_MAX = 500


@dataclass(frozen=True, slots=True)
class Question:
    ident: str
    thread: ThreadRow
    solution: str


@dataclass(frozen=True, slots=True)
class Answer:
    ident: str
    question: str
    reply: ReplyRow


def question_of(row: Row, addresses: Addresses, detail: Detail) -> Question:
    """Raises BadRow."""
    number_there, title = ident(row, "id"), words(row, "title")
    locale = maybe_words(row, "locale", detail, 20)
    url, paths = addresses.of_question(number_there, locale, title)
    topic, product = maybe_words(row, "topic", detail, 100), maybe_words(row, "product", detail, 80)
    created, updated = moment(row, "created"), maybe_moment(row, "updated", detail)
    tags = [tag for tag in (topic, *several(row, "tags", detail)) if tag and tag != product]
    is_locked = truth(row, "is_locked", detail)
    thread = ThreadRow(
        foreign=f"question:{number_there}",
        at=created,
        title=title,
        body=_body(row),
        format=_format(row, detail),
        author=_author(row, detail),
        url=maybe_words(row, "url", detail, URL_MAX) or url,
        old_paths=several(row, "old_paths", detail, 300) or paths,
        licence=maybe_words(row, "licence", detail, 40),
        score=number(row, "num_votes", detail),
        language=language(row, "locale", detail),
        spam=truth(row, "is_spam", detail),
        tags=tuple(dict.fromkeys(tags))[:TAGS_MAX],
        product=product or None,
        category=maybe_words(row, "category", detail, 60) or None,
        active_at=max(created, updated) if updated else None,
        locked_at=(updated or created) if is_locked else None,
    )
    return Question(number_there, thread, maybe_words(row, "solution", detail, 60))


def answer_of(row: Row, addresses: Addresses, detail: Detail) -> Answer:
    """Raises BadRow."""
    number_there, question = ident(row, "id"), ident(row, "question_id")
    created, updated = moment(row, "created"), maybe_moment(row, "updated", detail)
    reply = ReplyRow(
        foreign=f"answer:{number_there}",
        at=created,
        body=_body(row),
        format=_format(row, detail),
        author=_author(row, detail),
        url=maybe_words(row, "url", detail, URL_MAX) or addresses.of_answer(number_there, question),
        old_paths=several(row, "old_paths", detail, 300),
        licence=maybe_words(row, "licence", detail, 40),
        score=number(row, "num_helpful", detail) - number(row, "num_unhelpful", detail),
        edited_at=updated if updated and updated > created else None,
        spam=truth(row, "is_spam", detail),
    )
    return Answer(number_there, question, reply)


def _body(row: Row) -> str:
    body = words(row, "content")
    if IMPORT.measure(body) > IMPORT.maximum:
        raise BadRow(Wrong.TOO_LONG, column="content", limit=IMPORT.maximum, unit=IMPORT.unit)
    return body


def _format(row: Row, detail: Detail) -> SourceFormat:
    """HTML, unless the row says "markdown"."""
    stated = row.get("format") or SourceFormat.HTML.value
    try:
        return SourceFormat(str(stated).strip().lower())
    except ValueError:
        detail("format", stated)
        return SourceFormat.HTML


def _author(row: Row, detail: Detail) -> Person:
    """A name, or an object with `username` and maybe `display_name`; the name is the person's id there."""
    value = row.get("creator")
    if isinstance(value, dict):
        user, name = value.get("username"), value.get("display_name")
        if isinstance(user, str) and user.strip() and (name is None or isinstance(name, str)):
            return _person(user, name or user)
    elif isinstance(value, str) and value.strip():
        return _person(value, value)
    if value:
        detail("creator", value)
    return NOBODY


def _person(user: str, name: str) -> Person:
    return Person(foreign=f"user:{user.strip()}"[:FOREIGN_MAX], name=name.strip()[:FOREIGN_MAX])


def is_answer(row: Row) -> bool:
    return "question_id" in row and "title" not in row


def is_question(row: Row) -> bool:
    return "title" in row and "question_id" not in row
