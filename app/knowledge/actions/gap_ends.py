"""Looking after gaps: who takes them, their end, and taking the end back. Several about the same thing in one go."""

from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import User
from app.activity.log import record
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.knowledge.events import GapEvent
from app.knowledge.models import Article, ContentGap
from app.knowledge.permissions import can_assign_gap, can_close_gap, is_editor
from app.knowledge.states import READ, GapState
from app.posts.kinds import Standing

ANSWER_MAX = 500


def assign_gaps(actor: User, gaps: Sequence[ContentGap], *, to: User | None) -> None:
    """Somebody answers these from now on, or nobody (`to` is None). What stands so already is left alone."""
    for gap in gaps:
        require(can_assign_gap(actor, gap.assignee_id, to.id if to else None))
    if to is not None and (not is_editor(to) or to.is_suspended):
        raise Invalid(N_("Only an editor can take it."), field="to")
    _check_open(gaps)
    changed = [gap for gap in gaps if gap.assignee_id != (to.id if to else None)]
    for gap in changed:
        gap.assignee_id = to.id if to else None
        record(actor, GapEvent.ASSIGNED, gap, to=gap.assignee_id, together=_ids(changed))


def close_gaps(actor: User, gaps: Sequence[ContentGap], *, article: Article | None = None, answer: str = "") -> None:
    """Answered by an article, or by a reasoned no. Everybody who reported one of them is told once, because of the events."""
    require(can_close_gap(actor))
    answer = answer.strip()
    _check_open(gaps)
    if article is None and not answer:
        raise Invalid(N_("Name the article that answers it, or say why there will be none."), field="answer")
    if len(answer) > ANSWER_MAX:
        raise Invalid(N_("At most %(max)s characters."), field="answer", max=ANSWER_MAX)
    if article is not None and (article.state not in READ or article.standing is not Standing.VISIBLE):
        raise Invalid(N_("Only a published article can answer it."), field="article")
    moment = now()
    for gap in gaps:
        gap.state, gap.closed_at, gap.closed_by_id = GapState.CLOSED, moment, actor.id
        gap.article_id, gap.answer = article.id if article else None, answer
        record(actor, GapEvent.CLOSED, gap, article=gap.article_id, together=_ids(gaps))


def reopen_gap(actor: User, gap: ContentGap) -> None:
    """It was not answered after all. Who was told stays told, and is told again when it is closed again."""
    require(can_close_gap(actor))
    if gap.state is GapState.OPEN:
        raise IllegalMove(N_("This gap is open already."))
    same = select(ContentGap.id).where(
        ContentGap.kind == gap.kind, ContentGap.normal == gap.normal, ContentGap.state == GapState.OPEN
    )
    if db.session.scalar(same) is not None:
        raise IllegalMove(N_("Somebody looked for the same words since: that gap is open already."))
    gap.state, gap.closed_at, gap.closed_by_id = GapState.OPEN, None, None
    gap.article_id, gap.answer = None, ""
    record(actor, GapEvent.REOPENED, gap)


def _check_open(gaps: Sequence[ContentGap]) -> None:
    if any(gap.state is GapState.CLOSED for gap in gaps):
        raise IllegalMove(N_("This gap is closed already."))


def _ids(gaps: Sequence[ContentGap]) -> list[int]:
    return sorted(gap.id for gap in gaps)
