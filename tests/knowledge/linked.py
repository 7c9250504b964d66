"""The articles that stand beside a question, as its page asks for them."""

from app.accounts.actors import Guest
from app.knowledge.queries import articles_linked
from app.questions.beside import read_beside


def articles_beside(question_id: int) -> list[int]:
    return [shown.id for shown in articles_linked(read_beside(Guest(), question_id).linked)]
