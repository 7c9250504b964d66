"""What an agent sees of whoever they help: a name, how to reach them, and the facts of the case.

There is no room here for rank, badges, reach or spend, so no page that is given a card can show them.
"""

from dataclasses import dataclass
from datetime import datetime

from app.cases.desk.skills import skill_called
from app.cases.models import Case
from app.cases.severity import NAMES, Severity
from app.kit.texts import Text
from app.questions.models import Question


@dataclass(frozen=True)
class Card:
    name: str
    address: str
    language: str
    product: str
    version: str
    severity: Severity
    impact: Text
    skill: str
    entered_at: datetime
    deadline: datetime


def card_of(case: Case, question: Question | None) -> Card:
    skill = skill_called(case.skill)
    return Card(
        name=case.customer.display_name,
        address=case.customer.email or "",
        language=case.language,
        product=product.name if (product := question.product if question else case.product) else "",
        version=question.version.name if question and question.version else "",
        severity=case.severity,
        impact=Text(NAMES[case.severity]),
        skill=skill.name if skill else case.skill,
        entered_at=case.entered_at,
        deadline=case.deadline,
    )
