"""Posts that wait while an incident holds what is new: kept, let out in one press or in time, sent back, taken back."""

from datetime import timedelta

from sqlalchemy import Select, func, select

from app.accounts.actors import SYSTEM
from app.accounts.models import User
from app.activity.log import Acting, record
from app.extensions import db
from app.images.waiting import looks_for_pictures
from app.kit.clock import now
from app.kit.errors import DomainError, IllegalMove, Invalid, TooMany
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require
from app.known_issues.events import IssueEvent
from app.known_issues.held_models import HeldPost
from app.known_issues.held_texts import HeldWords, as_kept, publish
from app.known_issues.models import REASON_MAX, KnownIssue
from app.known_issues.permissions import can_decide_on_held, can_take_back_held
from app.known_issues.states import HELD_MOVES, HeldState
from app.posts.actions import check_text
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.actions.holding import Written
from app.questions.permissions import may_take_part

AT_MOST = timedelta(hours=24)
EACH_AT_MOST = 10
"""Posts of one person that wait at a time."""
PICTURES_KEPT = timedelta(days=30)
"""As long as its author finds what was sent back."""
COULD_NOT = N_("It could not be published any more: the thread was closed meanwhile, or you may not write now.")


def hold_post(
    actor: User, issue: KnownIssue, *, kind: PostKind, words: Written | HeldWords, on: Post | None = None
) -> HeldPost:
    """Keeps what somebody wrote for staff to look at. At the latest after a day, or when the hold ends, it is published."""
    require(may_take_part(actor))
    _check_room(actor)
    if isinstance(words, Written):
        check_text(words.body, words.title)
    else:
        check_text(words.body)
    until = issue.mode_until or now()
    held = HeldPost(
        issue_id=issue.id,
        author_id=actor.id,
        kind=kind,
        on_id=on.id if on is not None else None,
        content=as_kept(words),
        at=now(),
        due_at=min(until, now() + AT_MOST),
    )
    db.session.add(held)
    db.session.flush()
    record(actor, IssueEvent.POST_HELD, held, lists=False, issue=issue.id, what=kind.value)
    return held


def _check_room(actor: User) -> None:
    """Nobody buries what others wrote under theirs: staff read all that waits, one by one."""
    mine = (HeldPost.author_id == actor.id, HeldPost.state == HeldState.WAITING)
    waiting, first_due = db.session.execute(select(func.count(), func.min(HeldPost.due_at)).where(*mine)).one()
    if first_due is not None and waiting >= EACH_AT_MOST:
        raise TooMany(
            N_(
                "%(max)s posts of yours wait for staff already. What you typed is still here: send it again at %(time)s."
            ),
            retry_after=max(1, int((first_due - now()).total_seconds())),
            max=EACH_AT_MOST,
            time=first_due,
        )


@looks_for_pictures
def _held_with(owner_id: int, name: str) -> bool:
    """What waits, or was sent back, keeps its pictures: it may be published yet, or its author copies it."""
    kept = HeldPost.state.in_((HeldState.WAITING, HeldState.RETURNED)) & (HeldPost.at > now() - PICTURES_KEPT)
    query = select(HeldPost.id).where(HeldPost.author_id == owner_id, kept, HeldPost.content.contains(name))
    return db.session.scalar(query.limit(1)) is not None


def release(actor: User, held: HeldPost) -> Post:
    """Published as its author's, in one press."""
    require(can_decide_on_held(actor, held))
    _hold(held)
    return _let_out(actor, held)


def release_in_time(held_id: int) -> None:
    """What nobody decided on in time is published; what cannot be any more goes back to its author with the reason."""
    held = db.session.scalar(_still(held_id))
    if held is None:
        return
    try:
        with db.session.begin_nested():
            _let_out(SYSTEM, held)
    except DomainError:
        db.session.refresh(held)
        _end(held, HeldState.RETURNED, None, COULD_NOT)
        record(SYSTEM, IssueEvent.POST_RETURNED, held, lists=False)


def _let_out(actor: Acting, held: HeldPost) -> Post:
    check_move(HELD_MOVES, held.state, HeldState.RELEASED)
    post = publish(held)
    held.post_id = post.id
    _end(held, HeldState.RELEASED, actor.id)
    record(actor, IssueEvent.POST_RELEASED, held, lists=False, post=post.id)
    return post


def send_back(actor: User, held: HeldPost, *, reason: str) -> None:
    """Not published: its author keeps the text and reads why."""
    require(can_decide_on_held(actor, held))
    reason = reason.strip()
    if not reason:
        raise Invalid(N_("Say why, in a sentence."), field="reason")
    if len(reason) > REASON_MAX:
        raise Invalid(N_("At most %(max)s characters."), field="reason", max=REASON_MAX)
    _hold(held)
    check_move(HELD_MOVES, held.state, HeldState.RETURNED)
    _end(held, HeldState.RETURNED, actor.id, reason)
    record(actor, IssueEvent.POST_RETURNED, held, lists=False)


def take_back(actor: User, held: HeldPost) -> None:
    require(can_take_back_held(actor, held))
    _hold(held)
    check_move(HELD_MOVES, held.state, HeldState.TAKEN_BACK)
    _end(held, HeldState.TAKEN_BACK, actor.id)
    record(actor, IssueEvent.POST_TAKEN_BACK, held, lists=False)


def _hold(held: HeldPost) -> None:
    """Of two who decide at once one comes second, and is told: nothing is published twice, or after it was taken back."""
    if db.session.scalar(_still(held.id)) is None:
        raise IllegalMove(N_("Somebody was quicker: this is not held any more."))


def _still(held_id: int) -> Select[HeldPost]:
    return select(HeldPost).where(HeldPost.id == held_id, HeldPost.state == HeldState.WAITING).with_for_update()


def _end(held: HeldPost, state: HeldState, by_id: int | None, reason: str = "") -> None:
    held.state, held.due_at, held.ended_at = state, None, now()
    held.ended_by_id, held.reason = by_id, reason
