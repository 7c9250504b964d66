"""A question's case was settled in private: the asker says whether that solved it, and may take it back."""

from app.accounts.models import User
from app.activity.log import record
from app.cases.actions.opening import reopen
from app.cases.actions.standing import hold
from app.cases.models import Case
from app.cases.permissions import can_say_settled, can_take_settled_back
from app.kit.clock import now
from app.kit.states import check_move
from app.kit.verdicts import require
from app.questions import turns
from app.questions.actions.accepting import hopeful_answers
from app.questions.events import QuestionEvent
from app.questions.models import Question
from app.questions.states import MOVES, State


def say_solved(actor: User, case: Case) -> None:
    """Solved by staff in private: no answer is accepted, and nobody reads what was said."""
    question, moment = _held(actor, case), now()
    require(can_say_settled(actor, case))
    check_move(MOVES, question.state, State.SOLVED)
    question.state, question.solved_at, question.solved_privately_at = State.SOLVED, moment, moment
    turns.nobody(question)
    record(actor, QuestionEvent.SOLVED_PRIVATELY, question, thread_id=question.id)


def say_not_solved(actor: User, case: Case) -> None:
    """It goes on with staff, in the same case."""
    question = _held(actor, case)
    require(can_say_settled(actor, case))
    reopen(actor, case, question)


def take_back(actor: User, case: Case) -> None:
    """It was not solved after all: the asker's word is awaited as before."""
    question = _held(actor, case)
    require(can_take_settled_back(actor, case))
    state = State.ANSWERED if hopeful_answers(question) else State.OPEN
    check_move(MOVES, question.state, state)
    question.state, question.solved_at, question.solved_privately_at = state, None, None
    turns.await_asker(question)
    record(actor, QuestionEvent.SOLVED_PRIVATELY_UNDONE, question, thread_id=question.id)


def _held(actor: User, case: Case) -> Question:
    """Nobody else closes or opens it meanwhile; `require` asks of what stands now."""
    require(can_say_settled(actor, case) or can_take_settled_back(actor, case))
    hold(case)
    if case.question is None:
        raise LookupError(f"case {case.id} has no question")
    return case.question
