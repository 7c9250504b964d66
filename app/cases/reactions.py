"""What happens to a case because of what happens to its question, in the same transaction."""

from app.accounts.actors import SYSTEM
from app.accounts.events import AccountEvent
from app.accounts.models import User
from app.accounts.queries import actor as with_rights
from app.activity.models import Event
from app.activity.registry import reacts_to
from app.cases import in_training, in_turn, told_alone  # noqa: F401  (what an agent may say in a thread)
from app.cases.actions import opening, working
from app.cases.actions.erasing import erase_with_person
from app.cases.actions.leaving import leave_the_desk
from app.cases.coaching.actions import end_with_role
from app.cases.queries import answers_that_stand, case_of, open_case_of
from app.cases.states import DONE, CaseState, Outcome
from app.extensions import db
from app.labels.events import LabelEvent
from app.posts.kinds import Voice
from app.questions.events import QuestionEvent
from app.questions.models import Answer
from app.questions.states import Level, Owner


class By:
    """Whoever caused the event, as the actor of what follows from it."""

    def __init__(self, event: Event) -> None:
        self.id = event.actor_id


@reacts_to(QuestionEvent.ANSWERED, at_once=True)
def answered(event: Event) -> None:
    """The desk's answer is what the case waited for. What moderators or administrators say in that role stands in the thread like
    a peer's: they do not work on cases, and nobody takes one past the queue."""
    if not event.data["desk"] or event.data["own"]:
        return
    case = open_case_of(event.thread_id or 0)
    if case is not None:
        working.answered_publicly(By(event), case)


@reacts_to(QuestionEvent.ACCEPTED, at_once=True)
def accepted(event: Event) -> None:
    """Solved: a case nobody took leaves the queue, one in hand is closed."""
    case = open_case_of(event.thread_id or 0)
    if case is None:
        return
    answer = db.session.get_one(Answer, event.subject_id)
    company = answer.voice is Voice.COMPANY
    working.finish(By(event), case, outcome=Outcome.OFFICIAL_ANSWER if company else Outcome.SOLVED_BY_PEER)


@reacts_to(QuestionEvent.ACCEPTANCE_UNDONE, at_once=True)
def acceptance_undone(event: Event) -> None:
    case = case_of(event.thread_id or 0)
    if case is not None and case.question is not None and case.state in DONE and case.question.is_active:
        opening.undo_close(By(event), case, case.question)


@reacts_to(QuestionEvent.DID_NOT_HELP, QuestionEvent.REOPENED, QuestionEvent.RESTORED, at_once=True)
def back_to_staff(event: Event) -> None:
    """It is staff's turn again: the case goes on, or comes back to its last owner. Where it was their turn all along, what was
    promised stands."""
    if event.kind == QuestionEvent.DID_NOT_HELP and not event.data["turned"]:
        return
    case = case_of(event.thread_id or 0)
    if case is None or case.question is None or case.question.level is not Level.STAFF:
        return
    if case.question.owner_state is Owner.STAFF:
        if case.state is not CaseState.QUEUED:
            opening.reopen(By(event), case, case.question)
        else:
            opening.await_staff(case, case.question)


@reacts_to(LabelEvent.DISPUTED, at_once=True)
def answer_disputed(event: Event) -> None:
    """What staff answered is in doubt: it is their turn again, and not the asker's to say whether it helped."""
    if event.subject_kind != Answer.__tablename__:
        return
    case = open_case_of(event.thread_id or 0)
    if case is None or case.question is None or case.state is not CaseState.ANSWERED:
        return
    if not answers_that_stand(case.question.id):
        opening.reopen(By(event), case, case.question)


@reacts_to(QuestionEvent.LAPSED, at_once=True)
def lapsed(event: Event) -> None:
    case = open_case_of(event.thread_id or 0)
    if case is not None and case.state in (CaseState.ANSWERED, CaseState.WAITING_CUSTOMER):
        working.finish(SYSTEM, case, outcome=Outcome.OFFICIAL_ANSWER, state=CaseState.LAPSED)


@reacts_to(QuestionEvent.WITHDRAWN, QuestionEvent.REMOVED, QuestionEvent.MERGED, at_once=True)
def question_ended(event: Event) -> None:
    case = open_case_of(event.thread_id or 0)
    if case is not None:
        working.finish(By(event), case, outcome=Outcome.QUESTION_ENDED)


@reacts_to(AccountEvent.CLOSED, at_once=True)
def left(event: Event) -> None:
    """Whoever leaves takes along what they said and gave in private."""
    if event.subject_id is not None:
        erase_with_person(By(event), event.subject_id)


@reacts_to(AccountEvent.ROLE_REVOKED, at_once=True)
def left_the_desk(event: Event) -> None:
    leave_the_desk(By(event), db.session.get_one(User, event.subject_id))


@reacts_to(AccountEvent.ROLE_GRANTED, AccountEvent.ROLE_REVOKED, at_once=True)
def no_longer_learns(event: Event) -> None:
    if event.subject_id is not None:
        end_with_role(By(event), with_rights(event.subject_id))
