"""A long thread in pages: which answers are on which, and on which page a post is.

The order is that of a short thread, so what is official and what solved it are always on the first page. It hangs on
labels and votes, which change; so the pages are counted anew each time, from a few columns of each answer, and only one
page's texts are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.kit.clock import now
from app.labels.algebra import Status
from app.labels.models import LabelRow
from app.labels.presenting import status_at
from app.posts.addresses import address_of
from app.posts.kinds import PostKind, Standing, Voice
from app.posts.models import Post
from app.questions.models import Answer, Comment, Question
from app.questions.ordering import Place, place_of
from app.questions.queries import Actor, seen_by

PER_PAGE = 50


@dataclass(frozen=True)
class Placed:
    """What is known of an answer without its text."""

    id: int
    author_id: int
    voice: Voice
    created_at: datetime
    place: Place


def is_long(question: Question) -> bool:
    return question.answers_count > PER_PAGE


def in_order(actor: Actor, question: Question) -> list[Placed]:
    """Every answer that this person sees, in the order in which the thread is read."""
    query = (
        select(Answer.id, Answer.author_id, Answer.voice, Answer.created_at, Answer.standing, Answer.accepted_at)
        .add_columns(Answer.votes + Answer.imported_score, LabelRow)
        .outerjoin(LabelRow, LabelRow.post_id == Answer.id)
        .where(Answer.question_id == question.id, seen_by(actor, Answer))
    )
    moment = now()
    found = []
    for number, author_id, voice, created_at, standing, accepted_at, score, label in db.session.execute(query):
        status = status_at(label, moment) if standing is Standing.VISIBLE else Status.WITHDRAWN
        place = place_of(status, accepted_at is not None, score, created_at, number)
        found.append(Placed(number, author_id, voice, created_at, place))
    return sorted(found, key=lambda placed: placed.place)


def pages_of(placed: Sequence[Placed]) -> int:
    return max(1, -(-len(placed) // PER_PAGE))


def page_of(actor: Actor, post: Post, question: Question) -> int:
    """The page that a post of the thread is on; the question and what is said on it are on the first."""
    if not is_long(question):
        return 1
    answer_id = post.id
    if post.kind is PostKind.COMMENT:
        answer_id = db.session.scalar(select(Comment.on_id).where(Comment.id == post.id)) or 0
    ids = [placed.id for placed in in_order(actor, question)]
    return ids.index(answer_id) // PER_PAGE + 1 if answer_id in ids else 1


def address_of_page(question: Question, page: int) -> str:
    return address_of(question) + (f"?page={page}" if page > 1 else "")


def exact_address(actor: Actor, post: Post, thread: Post) -> str:
    """Where a post is now: the page of its thread, and the place on it."""
    if post.id == thread.id:
        return address_of(thread)
    page = address_of_page(thread, page_of(actor, post, thread)) if isinstance(thread, Question) else address_of(thread)
    return f"{page}#post-{post.id}"
