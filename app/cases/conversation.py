"""What was said in a case, in order: on the public thread, privately, and among staff."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.cases.customer.files import files_of
from app.cases.customer.models import CaseFile
from app.cases.looking.queries import looks_into
from app.cases.models import Case, CaseMessage
from app.cases.put_together import mergers_of
from app.extensions import db
from app.kit.texts import N_, Text
from app.labels.presenting import present
from app.posts.models import Post
from app.questions.models import Question
from app.questions.queries import seen_by

GONE = N_("Whoever wrote this closed their account: the words went with them.")


class Where(StrEnum):
    PUBLIC = "public"
    PRIVATE = "private"
    INTERNAL = "internal"


@dataclass(frozen=True)
class Said:
    """One thing said: where, by whom and to whom in words, and when."""

    where: Where
    head: Text
    html: Markup
    at: datetime
    mine: bool
    files: tuple[CaseFile, ...] = ()


def conversation(
    reader: User | Guest, case: Case, question: Question | None, *, notes: bool | None = None
) -> list[Said]:
    """Everything this reader may read, oldest first. The public thread is included when its question is given; `notes`
    says that those of staff are, where it does not follow from the reader's role."""
    said = [*_private(reader, case), *_looks(reader, case), *_mergers(reader, case)]
    if reader.has(Role.AGENT, Role.LEAD) if notes is None else notes:
        said += _internal(reader, case)
    if question is not None:
        said += _public(reader, question)
    return sorted(said, key=lambda one: one.at)


def _private(reader: User | Guest, case: Case) -> list[Said]:
    from_customer, from_staff = N_("Private · from %(name)s"), N_("Private · to %(customer)s, from %(name)s")
    files = files_of(case.id)
    return [
        Said(
            Where.PRIVATE,
            Text(
                from_customer if message.from_customer else from_staff,
                name=message.author.display_name,
                customer=case.customer.display_name,
            ),
            _words(message),
            message.at,
            message.author_id == reader.id,
            tuple(files.get(message.id, ())),
        )
        for message in case.messages
    ]


def _words(message: CaseMessage) -> Markup:
    return Markup(message.html) if message.html else Markup("<p>{}</p>").format(Text(GONE))


def _looks(reader: User | Guest, case: Case) -> list[Said]:
    """Who has read it without being part of it: the customer gets their reason word for word, and so do staff."""
    head = N_("%(name)s, an administrator, looked into this case. The reason:")
    return [
        Said(
            Where.PRIVATE,
            Text(head, name=look.by.display_name),
            Markup("<p>{}</p>").format(look.reason),
            look.at,
            look.by_id == reader.id,
        )
        for look in looks_into(case)
    ]


def _mergers(reader: User | Guest, case: Case) -> list[Said]:
    """That another case of the customer goes on here: they find their words where they did not write them."""
    head = N_("%(name)s put another case together with this one. What was said there is here, and its link leads here.")
    return [
        Said(
            Where.PRIVATE,
            Text(head, name=one.by),
            Markup("<p>{}</p>").format(one.title) if one.title else Markup(""),
            one.at,
            one.by_id == reader.id,
        )
        for one in mergers_of(case)
    ]


def _internal(reader: User | Guest, case: Case) -> list[Said]:
    head = N_("Internal note · %(name)s · never seen by the customer")
    by_expert = N_("Note by the expert %(name)s · never seen by the customer")
    return [
        Said(
            Where.INTERNAL,
            Text(by_expert if note.by_expert else head, name=note.author.display_name),
            Markup(note.html),
            note.at,
            note.author_id == reader.id,
        )
        for note in case.notes
    ]


def _public(reader: User | Guest, question: Question) -> list[Said]:
    query = select(Post).where(Post.thread_id == question.id, seen_by(reader)).order_by(Post.id).limit(200)
    posts = db.session.scalars(query.options(joinedload(Post.author), joinedload(Post.origin))).unique().all()
    head = N_("Public · %(name)s · %(label)s")
    return [
        Said(
            Where.PUBLIC,
            Text(head, name=post.author, label=post.label.text),
            Markup(post.html),
            post.created_at,
            post.author_id == reader.id,
        )
        for post in present(posts)
    ]
