"""Who may report, and who may decide. Nobody decides on what they wrote, or on themselves."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.permissions import can_lift_suspension, can_suspend
from app.accounts.roles import Role
from app.decisions.models import Decision, Measure
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no
from app.posts.kinds import Standing
from app.posts.models import Post
from app.questions.models import Question

Actor = User | Guest
Subject = Post | User
MODERATORS = (Role.MODERATOR, Role.ADMINISTRATOR)
THREAD_KEEPERS = (Role.LEAD, *MODERATORS)
SUSPENDED = N_("Your account is suspended, so you can read but not write.")


def can_report(actor: Actor, subject: Subject) -> Verdict:
    """Anybody, guests and suspended people too: a notice is a right."""
    if isinstance(subject, User):
        if subject.closed_at is not None:
            return UNSEEN
        return no(N_("This is you.")) if subject.id == actor.id else YES
    if subject.standing is not Standing.VISIBLE:
        return UNSEEN
    if subject.author_id == actor.id:
        return no(N_("You wrote this yourself: you can edit it or withdraw it."))
    return YES


def can_read_reports(actor: Actor) -> Verdict:
    return YES if _moderates(actor) else UNSEEN


def _moderates(actor: Actor) -> bool:
    """Who is suspended reads no more of others than anybody."""
    return not actor.is_guest and actor.has(*MODERATORS)


def can_decide(actor: Actor, subject: Subject, measure: Measure) -> Verdict:
    """Whether this measure is theirs to take, on this subject."""
    if actor.is_guest or not actor.is_staff:
        return UNSEEN
    if actor.is_suspended:
        return no(SUSPENDED)
    concerned = subject.id if isinstance(subject, User) else subject.author_id
    if concerned == actor.id:
        return no(N_("Somebody else has to decide on what you wrote or did."))
    if isinstance(subject, User):
        return _about_person(actor, subject, measure)
    return _about_post(actor, subject, measure)


def _about_person(actor: User | Guest, user: User, measure: Measure) -> Verdict:
    match measure:
        case Measure.SUSPEND:
            return can_suspend(actor, user)
        case Measure.LIFT_SUSPENSION:
            return can_lift_suspension(actor, user)
        case Measure.NO_ACTION if actor.has(*MODERATORS):
            return YES
    return UNSEEN


def _about_post(actor: Actor, post: Post, measure: Measure) -> Verdict:
    if post.standing is Standing.DRAFT:
        return UNSEEN
    match measure:
        case Measure.LOCK | Measure.UNLOCK:
            if not isinstance(post, Question):
                return no(N_("Only a whole thread is locked: open its question."))
            return YES if actor.has(*THREAD_KEEPERS) else no(N_("Threads are locked by leads and moderators."))
        case Measure.REMOVE_PERSONAL_DATA:
            return YES
        case Measure.HIDE | Measure.RESTORE | Measure.NO_ACTION:
            return YES if actor.has(*MODERATORS) else no(N_("Moderators decide on this."))
    return UNSEEN


def can_remove_own_data(actor: Actor, post: Post) -> Verdict:
    """Personal data out of one's own post, whatever else one may not write."""
    if actor.is_guest:
        return no(N_("Sign in first."))
    if post.author_id == actor.id and post.standing is not Standing.DRAFT:
        return YES
    return can_decide(actor, post, Measure.REMOVE_PERSONAL_DATA)


def can_read_decision(actor: Actor, decision: Decision, concerned_id: int | None) -> Verdict:
    """The person concerned, and moderators."""
    if _moderates(actor) or (not actor.is_guest and concerned_id is not None and actor.id == concerned_id):
        return YES
    if actor.has(Role.LEAD) and decision.measure in (Measure.LOCK, Measure.UNLOCK):
        return YES
    return UNSEEN


def can_change_rules(actor: Actor) -> Verdict:
    if actor.is_guest or not actor.holds(Role.ADMINISTRATOR):
        return UNSEEN
    return no(SUSPENDED) if actor.is_suspended else YES
