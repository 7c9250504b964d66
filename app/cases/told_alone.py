"""What a customer told staff alone is not said in the thread by staff, by whatever way: an answer, a note on closing, a comment,
other words for what stands there, what a label says (its scope, its source, a fact)."""

import re
from collections.abc import Iterable, Sequence

from app.accounts.models import User
from app.accounts.roles import Role
from app.activity.log import Acting
from app.cases.customer.fields import fields_of, given
from app.cases.models import Case, PrivateDetails
from app.cases.queries import visible_to
from app.extensions import db
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.labels.gates import words_gate
from app.posts.kinds import PostKind, Voice
from app.posts.models import Post
from app.questions.brakes import edit_brake, thread_brake

PRIVATE_IN_PUBLIC = N_("Everybody reads this, and it has something private in it: “%(found)s”. Take it out.")
LEAST = 4
"""Shorter private values, such as a house number, stand in any text by chance."""

NAMES_SOMETHING = re.compile(r"[\d@]")
"""A private line without a number or an address, "Thank you", stands in any text too."""


@thread_brake
def not_in_the_thread(author: User, question_id: int, kind: PostKind, voice: Voice, words: str) -> None:
    _check(author, question_id, words)


@edit_brake
def not_by_an_edit(editor: User, post: Post, words: str) -> None:
    _check(editor, post.thread_id, words, f"{post.title or ''}\n{post.source}")


@words_gate
def not_on_a_label(actor: Acting, post: Post, name: str, words: str, before: str) -> None:
    if isinstance(actor, User):
        _check(actor, post.thread_id or post.id, words, before, field=name)


def _check(author: User, question_id: int | None, words: str, before: str = "", field: str = "body") -> None:
    """`before`: what stood there already. Asked of whoever can read the case alone: to others a refusal would tell of it."""
    if question_id is None or not author.holds(Role.AGENT, Role.LEAD):
        return
    theirs = (Case.question_id == question_id, Case.customer_id != author.id)
    for case in db.session.scalars(visible_to(author).where(*theirs)):
        if (found := said_of(_told_alone(case), words, before)) is not None:
            raise Invalid(PRIVATE_IN_PUBLIC, field=field, found=found)


def said_of(values: Iterable[str], words: str, before: str = "") -> str | None:
    """The first of the values that the words have and what stood there before had not."""
    text, known = words.casefold(), before.casefold()
    told = (value for value in values if len(value) >= LEAST)
    return next((value for value in told if value.casefold() in text and value.casefold() not in known), None)


def _told_alone(case: Case) -> Sequence[str]:
    values = [value for _field, value in given(fields_of(case.id))]
    details = db.session.get(PrivateDetails, case.question_id) if case.question_id else None
    lines = [line.strip() for line in details.text.splitlines()] if details is not None else []
    return [*values, case.customer.email or "", case.crm_id, *filter(NAMES_SOMETHING.search, lines)]
