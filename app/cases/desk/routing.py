"""What a new case needs: its skill and its severity, by the rules of the desk and by what is known of the problem."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.cases.desk.models import DeskRule
from app.cases.desk.skills import rules_for
from app.cases.impact import Facts, gravest, severity_of
from app.cases.severity import Severity
from app.questions.models import Question
from app.questions.states import Trigger


@dataclass(frozen=True)
class Routed:
    """`promised` is the severity by what everybody can read: the public promise must not tell what was written in private."""

    skill: str
    severity: Severity
    promised: Severity


def route(
    question: Question,
    trigger: Trigger,
    *,
    at_least: Severity = Severity.S4,
    private: str = "",
    seen_as: Trigger | None = None,
) -> Routed:
    """The first rule with a skill gives the skill, the gravest of all rules and of the words the severity.

    `seen_as` is the trigger that others may take it for, where the true one comes from private words: a rule of the true
    one then moves no public promise.
    """
    rules = rules_for(question.category_id, trigger)
    skill = next((rule.skill.slug for rule in rules if rule.skill and rule.skill.closed_at is None), "")
    words = f"{question.title}\n{question.text}"
    true = severity_of(Facts(words, _least(at_least, rules)))
    if seen_as is None or seen_as is trigger:
        return Routed(skill, severity_of(Facts(private, true)), true)
    public = severity_of(Facts(words, _least(at_least, rules_for(question.category_id, seen_as))))
    return Routed(skill, severity_of(Facts(private, gravest((true, public)))), public)


def _least(at_least: Severity, rules: Iterable[DeskRule]) -> Severity:
    return gravest((at_least, *(rule.severity for rule in rules if rule.severity is not None)))
