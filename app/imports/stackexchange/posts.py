"""Questions and answers: first each row by itself, then its references."""

from dataclasses import replace
from typing import Any

from app.imports.stackexchange.fields import Fields
from app.imports.stackexchange.known import Known
from app.imports.stackexchange.licences import licence_of
from app.imports.stackexchange.problems import BadRow, ProblemCode
from app.imports.stackexchange.rows import AnswerRow, Author, PostRow, QuestionRow

QUESTION, ANSWER = 1, 2
# Wiki pages of tags, moderator nominations, placeholders, privilege pages: real, but nothing the product has.
SET_ASIDE = range(3, 9)


def read_post(fields: Fields, row_id: int) -> PostRow | None:
    """The post as its row tells it, references not yet looked at; None for the kinds that are set aside."""
    kind = fields.required_number("PostTypeId")
    if kind in SET_ASIDE:
        return None
    if kind not in (QUESTION, ANSWER):
        raise BadRow(ProblemCode.UNKNOWN_POST_TYPE, type=kind)
    return _question(fields, row_id) if kind == QUESTION else _answer(fields, row_id)


def _question(fields: Fields, row_id: int) -> QuestionRow:
    return QuestionRow(
        id=row_id,
        title=fields.required_text("Title"),
        tags=fields.tags("Tags"),
        views=fields.number("ViewCount") or 0,
        accepted_answer_id=fields.number("AcceptedAnswerId"),
        closed_at=fields.moment("ClosedDate"),
        **_common(fields),
    )


def _answer(fields: Fields, row_id: int) -> AnswerRow:
    return AnswerRow(id=row_id, question_id=fields.required_number("ParentId"), **_common(fields))


def _common(fields: Fields) -> dict[str, Any]:
    """What questions and answers share."""
    created_at = fields.required_moment("CreationDate")
    edited_at = fields.moment("LastEditDate")
    return {
        "body_html": fields.body("Body"),
        "author": Author(fields.number("OwnerUserId"), fields.text("OwnerDisplayName")),
        "created_at": created_at,
        "last_edited_at": edited_at,
        "last_active_at": fields.moment("LastActivityDate"),
        "score": fields.number("Score") or 0,
        "locked_at": fields.moment("LockedDate"),
        "community_owned_at": fields.moment("CommunityOwnedDate"),
        # What is shown is the last version, and a version is licensed by the day it was contributed.
        "licence": licence_of(fields.text("ContentLicense"), edited_at or created_at),
    }


def settle_post(post: PostRow, fields: Fields, known: Known) -> PostRow:
    """The post with only those references that lead somewhere. Errors: BadRow for an answer without its question."""
    if isinstance(post, AnswerRow):
        if post.question_id not in known.questions:
            raise BadRow(ProblemCode.ORPHAN_ANSWER, question_id=post.question_id)
        return replace(post, author=settle_author(post.author, fields, known))
    return replace(
        post, author=settle_author(post.author, fields, known), accepted_answer_id=_accepted(post, fields, known)
    )


def settle_author(author: Author, fields: Fields, known: Known) -> Author:
    """The author, without the number of a user who is not in the dump."""
    if author.user_id is None or author.user_id in known.users:
        return author
    fields.note(ProblemCode.UNKNOWN_USER, user_id=author.user_id)
    return Author(None, author.name)


def _accepted(post: QuestionRow, fields: Fields, known: Known) -> int | None:
    answer_id = post.accepted_answer_id
    if answer_id is None:
        return None
    question_id = known.question_of.get(answer_id)
    if question_id is None:
        fields.note(ProblemCode.ACCEPTED_UNKNOWN, answer_id=answer_id)
        return None
    if question_id != post.id:
        fields.note(ProblemCode.ACCEPTED_ELSEWHERE, answer_id=answer_id, question_id=question_id)
        return None
    return answer_id
