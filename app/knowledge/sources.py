"""What an article is made of, and how far that lets it go.

What is derived says at most what its sources say: the meet of their labels, and the company's voice only if all of them
are the company's. The source is the answer, whose statements the article repeats. The question tells a problem and
asserts no solution, so it neither confirms nor lowers anything.
"""

from datetime import datetime

from app.extensions import db
from app.knowledge.models import Article
from app.labels.actions import row_of, status_of
from app.labels.algebra import CAUTION, Standpoint, Status, derived, meet
from app.posts.kinds import Standing, Voice
from app.questions.models import Answer

DOUBTED = CAUTION | {Status.WITHDRAWN}


def doubted(answer: Answer) -> bool:
    """True when the answer is gone, or carries a caution or a withdrawal."""
    return answer.standing is not Standing.VISIBLE or status_of(answer) in DOUBTED


def source_standpoints(answer: Answer) -> list[Standpoint]:
    return [Standpoint(answer.voice, status_of(answer))]


def source_of(article: Article) -> Answer | None:
    return db.session.get(Answer, article.from_answer_id) if article.from_answer_id else None


def status_to_give(article: Article) -> Status:
    """The status a reviewed article gets: as high as its voice and its sources allow."""
    highest = Status.OFFICIAL if article.voice is Voice.COMPANY else Status.STAFF_VERIFIED
    source = source_of(article)
    if source is not None:
        return meet(highest, derived(source_standpoints(source)).status)
    return Status.OFFICIAL if article.voice is Voice.COMPANY else Status.UNREVIEWED


def confirmed_until(article: Article) -> datetime | None:
    """The end of the source's own confirmation: the article's ends no later."""
    source = source_of(article)
    row = row_of(source) if source is not None else None
    return row.expires_at if row else None
