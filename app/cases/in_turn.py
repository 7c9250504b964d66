"""Nobody picks: nobody at the desk says anything for the company in a thread whose case waits in the queue, by whatever way."""

from app.accounts.models import User
from app.accounts.roles import Role
from app.cases.permissions import can_answer_on_the_thread
from app.cases.queries import open_case_of
from app.kit.verdicts import require
from app.posts.kinds import PostKind, Voice
from app.questions.brakes import thread_brake


@thread_brake
def in_turn(author: User, question_id: int, kind: PostKind, voice: Voice, _words: str) -> None:
    """An answer of whoever is at the desk waits for its turn in whatever role, their comment where it is the company's."""
    if author.holds(Role.AGENT, Role.LEAD) and (kind is PostKind.ANSWER or voice is Voice.COMPANY):
        require(can_answer_on_the_thread(author, open_case_of(question_id)))
