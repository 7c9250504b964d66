"""What may help with a case: threads and articles about the same thing, what is official first."""

from dataclasses import dataclass

from flask import url_for

from app.accounts.gates import me
from app.cases.models import Case
from app.cases.views.workspace import Desk
from app.labels.algebra import Status
from app.labels.presenting import Presented
from app.questions.models import Question
from app.search.queries import similar_posts

WORDS_MAX = 1000
SHOWN = 5


@dataclass(frozen=True)
class Beside:
    """The cases before and after this one in one's own list, for the keys k and j."""

    before: str | None
    after: str | None


def what_helps(question: Question | None) -> list[Presented]:
    """Nothing without a public question: a private text is not looked up in what is public."""
    if question is None:
        return []
    words = f"{question.title} {question.text}"[:WORDS_MAX]
    found: list[Presented] = similar_posts(me(), words, question.language, SHOWN + 1)  # type: ignore[assignment]
    return [one for one in found if one.id != question.id and one.label.status is not Status.WITHDRAWN][:SHOWN]


def beside(case: Case, desk: Desk) -> Beside:
    urls = [one.url for one in desk.mine]
    here = url_for("cases.show", reference=case.reference)
    if here not in urls:
        return Beside(None, urls[0] if urls else None)
    at = urls.index(here)
    return Beside(urls[at - 1] if at else None, urls[at + 1] if at + 1 < len(urls) else None)
