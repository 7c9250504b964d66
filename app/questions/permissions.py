"""Who may do what with questions and answers, and the sentence for a no."""

from datetime import timedelta

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.kit.clock import now
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no
from app.posts.kinds import Standing
from app.posts.models import Post
from app.questions.models import Answer, Ending, Question
from app.questions.states import Ended, Level, State

Actor = User | Guest
REOPEN_WITHIN = timedelta(days=14)
STAFF_MAY_ACCEPT_AFTER = timedelta(days=7)
REQUEST_STAFF_AFTER = timedelta(hours=1)
UNDO_MERGE_WITHIN = timedelta(days=7)
THREAD_KEEPERS = (Role.LEAD, Role.MODERATOR, Role.ADMINISTRATOR)
CLOSED = frozenset({State.SOLVED, State.LAPSED})


def may_take_part(actor: Actor) -> Verdict:
    """The common ground of every act: signed in, and not suspended."""
    if actor.is_guest:
        return no(N_("Sign in first."))
    if not actor.is_system and actor.is_suspended:
        return no(N_("Your account is suspended, so you can read but not write."))
    return YES


def _open_thread(actor: Actor, question: Question) -> Verdict:
    verdict = may_take_part(actor)
    if not verdict:
        return verdict
    if question.standing in (Standing.HIDDEN, Standing.DRAFT):
        return UNSEEN
    if question.archived_at:
        return no(N_("This is from an archive and closed. Ask a new question that links to it."))
    if question.ended_at:
        return no(N_("This question has ended."))
    if question.locked_at:
        return no(N_("This thread is locked."))
    return YES


def can_ask(actor: Actor) -> Verdict:
    return may_take_part(actor)


def can_answer(actor: Actor, question: Question) -> Verdict:
    return _open_thread(actor, question)


def can_comment(actor: Actor, question: Question) -> Verdict:
    return _open_thread(actor, question)


def can_take_part(actor: Actor, question: Question) -> Verdict:
    """Anything that adds to a thread: it is open to be added to, and so is the person."""
    return _open_thread(actor, question)


def can_edit(actor: Actor, post: Post, thread: Question | None = None) -> Verdict:
    """`thread` is the question it belongs to, if it belongs to one."""
    verdict = may_take_part(actor)
    if not verdict:
        return verdict
    if post.standing is not Standing.VISIBLE:
        return no(N_("What is hidden or withdrawn cannot be edited."))
    if thread is not None and thread.locked_at and not actor.has(Role.MODERATOR, Role.ADMINISTRATOR):
        return no(N_("This thread is locked."))
    if post.author_id == actor.id or actor.has(Role.MODERATOR, Role.ADMINISTRATOR):
        return YES
    return no(N_("You can edit what you wrote yourself."))


def can_vote(actor: Actor, post: Post) -> Verdict:
    verdict = may_take_part(actor)
    if not verdict:
        return verdict
    if post.standing is not Standing.VISIBLE:
        return UNSEEN
    if post.author_id == actor.id:
        return no(N_("You cannot vote for what you wrote yourself."))
    if actor.is_staff:
        return no(N_("Staff do not vote."))
    return YES


def can_accept(actor: Actor, answer: Answer) -> Verdict:
    """The asker, or staff for an absent asker after seven days (they give a reason)."""
    question = answer.question
    verdict = _open_thread(actor, question)
    if not verdict:
        return verdict
    if answer.standing is not Standing.VISIBLE:
        return UNSEEN
    if question.author_id == actor.id:
        if actor.is_staff:
            return no(N_("Staff do not accept answers to their own questions."))
        return YES
    if needs_reason_to_accept(actor, question):
        if now() - answer.created_at < STAFF_MAY_ACCEPT_AFTER:
            return no(N_("Staff can accept for the asker once the answer is seven days old."))
        return YES
    return no(N_("Only the person who asked can say what solved it."))


def needs_reason_to_accept(actor: Actor, question: Question) -> bool:
    """True when somebody accepts for the asker rather than being the asker."""
    return question.author_id != actor.id and actor.has(Role.AGENT, Role.LEAD, Role.MODERATOR)


def can_judge(actor: Actor, answer: Answer) -> Verdict:
    """ "Did not help": the asker's word on somebody else's answer."""
    question = answer.question
    verdict = _open_thread(actor, question)
    if not verdict:
        return verdict
    if question.author_id != actor.id:
        return no(N_("Only the person who asked can say whether it helped."))
    if answer.author_id == actor.id:
        return no(N_("This is your own answer."))
    return YES if answer.standing is Standing.VISIBLE else UNSEEN


def can_undo_acceptance(actor: Actor, answer: Answer) -> Verdict:
    if answer.question.author_id == actor.id or actor.has(Role.LEAD, Role.MODERATOR):
        return _open_thread(actor, answer.question)
    return no(N_("Only the person who asked can take this back."))


def can_reopen(actor: Actor, question: Question) -> Verdict:
    verdict = _open_thread(actor, question)
    if not verdict:
        return verdict
    if question.author_id != actor.id:
        return no(N_("Only the person who asked can reopen it."))
    if question.state not in CLOSED:
        return no(N_("This question is still open."))
    closed_at = question.solved_at or question.lapsed_at
    if closed_at is not None and now() - closed_at > REOPEN_WITHIN:
        return no(N_("It was closed more than 14 days ago. Ask a new question that links to this one."))
    return YES


def can_withdraw(actor: Actor, post: Post) -> Verdict:
    verdict = may_take_part(actor)
    if not verdict:
        return verdict
    return YES if post.author_id == actor.id else no(N_("You can withdraw what you wrote yourself."))


def can_request_staff(actor: Actor, question: Question) -> Verdict:
    verdict = _open_thread(actor, question)
    if not verdict:
        return verdict
    if question.author_id != actor.id:
        return no(N_("The person who asked can ask for staff."))
    return _staff_may_be_called(question)


def needs_reason_for_staff(question: Question) -> bool:
    """In the first hour, while peers have hardly read it, asking for staff takes a reason; later a press will do."""
    return now() - question.created_at < REQUEST_STAFF_AFTER


def _staff_may_be_called(question: Question) -> Verdict:
    if question.level is Level.STAFF and question.state not in CLOSED:
        return no(N_("Staff have this question already."))
    return YES if question.is_active else no(N_("This question is not open any more."))


def can_say_needs_staff(actor: Actor, question: Question) -> Verdict:
    verdict = _open_thread(actor, question)
    if not verdict:
        return verdict
    if question.author_id == actor.id:
        return no(N_('You asked this yourself: use "I need staff".'))
    if actor.has(Role.ADMINISTRATOR) and not actor.has(Role.AGENT, Role.LEAD, Role.MODERATOR):
        return no(N_("Administrators do not bring questions to staff; those who answer or moderate do."))
    return _staff_may_be_called(question)


def can_follow(actor: Actor, question: Question) -> Verdict:
    verdict = may_take_part(actor)
    if not verdict:
        return verdict
    return UNSEEN if question.standing in (Standing.HIDDEN, Standing.DRAFT) else YES


def can_say_too(actor: Actor, question: Question) -> Verdict:
    verdict = _open_thread(actor, question)
    if not verdict:
        return verdict
    return YES if question.author_id != actor.id else no(N_("You asked this yourself."))


def can_merge(actor: Actor, question: Question) -> Verdict:
    """Those who keep threads in order. What stands against a certain pair is another matter."""
    verdict = may_take_part(actor)
    if not verdict:
        return verdict
    if not actor.has(*THREAD_KEEPERS):
        return no(N_("Moderators and team leads merge questions."))
    if question.standing in (Standing.HIDDEN, Standing.DRAFT):
        return no(N_("What is hidden cannot be merged."))
    if question.ended_at is not None:
        return no(N_("This question has ended already."))
    if question.level is Level.STAFF and question.is_active:
        return no(N_("Staff are working on this question. Settle it first, or merge the other one into this one."))
    return YES


def can_undo_merge(actor: Actor, ending: Ending | None) -> Verdict:
    verdict = may_take_part(actor)
    if not verdict:
        return verdict
    if not actor.has(*THREAD_KEEPERS):
        return no(N_("Moderators and team leads merge questions."))
    if ending is None or ending.how is not Ended.MERGED:
        return no(N_("This question is not merged."))
    if now() - ending.at > UNDO_MERGE_WITHIN:
        return no(N_("This was merged more than seven days ago, and people have gone on there."))
    return YES
