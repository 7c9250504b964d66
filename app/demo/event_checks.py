"""Is each event of a thread something that could happen: a known verb, its fields, a fitting person, a thing it is on?"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta

from app.demo.script import DemoScript
from app.demo.threads import Event, Thread
from app.demo.verbs import OUTCOMES, SECOND_APPROVAL, VERBS

_ALWAYS = frozenset({"at", "by", "do"})


def event_problems(thread: Thread, script: DemoScript, where: str) -> Iterator[str]:
    """Problems of a thread's events one by one, in order, knowing what had been written by then."""
    authors = {"q": thread.by}
    texts = {"q": thread.body}
    for number, event in enumerate(thread.events, start=1):
        at = f"{where} event {number} ({event.do})"
        if event.do not in VERBS:
            yield f"{at}: unknown verb"
            continue
        if event.by not in script.person:
            yield f"{at}: unknown person “{event.by}”"
            continue
        yield from (f"{at}: {problem}" for problem in _field_problems(event))
        if event.on and event.on not in authors:
            yield f"{at}: “{event.on}” is not there yet"
            continue
        yield from (f"{at}: {problem}" for problem in _name_problems(event, script, thread))
        yield from (f"{at}: {problem}" for problem in _who_problems(event, thread, script, authors))
        if event.claim and event.claim not in event.body:
            yield f"{at}: the claim is no sentence of the text"
        if event.sentence and event.sentence not in texts.get(event.on, ""):
            yield f"{at}: the flagged sentence is not in “{event.on}”"
        if event.ref:
            if event.ref in authors:
                yield f"{at}: “{event.ref}” is there already"
            authors[event.ref], texts[event.ref] = event.by, event.body
        if event.do == "edit":
            texts[event.on] = event.body


def _field_problems(event: Event) -> Iterator[str]:
    verb = VERBS[event.do]
    filled = {field.name for field in fields(Event) if getattr(event, field.name)} - _ALWAYS
    if event.until is not None:
        filled.add("until")
        if event.until <= timedelta(0):
            yield "“until” has passed already"
    yield from (f"“{name}” is missing" for name in sorted(verb.needs - filled))
    yield from (f"“{name}” does not belong here" for name in sorted(filled - verb.needs - verb.may))


def _name_problems(event: Event, script: DemoScript, thread: Thread) -> Iterator[str]:
    if event.rule and event.rule not in {rule.number for rule in script.rules}:
        yield f"there is no rule {event.rule}"
    if event.into and (event.into not in script.thread or event.into == thread.key):
        yield f"there is no other thread “{event.into}”"
    if event.issue and event.issue not in {issue.slug for issue in script.known_issues}:
        yield f"unknown issue “{event.issue}”"
    if event.outcome and event.outcome not in OUTCOMES:
        yield f"unknown outcome “{event.outcome}”"
    if event.topic and event.topic not in SECOND_APPROVAL:
        yield f"“{event.topic}” is no topic that needs a second approval"
    if event.approved_by and (event.approved_by == event.by or event.approved_by not in script.person):
        yield "a correction is approved by a second person"


def _who_problems(event: Event, thread: Thread, script: DemoScript, authors: dict[str, str]) -> Iterator[str]:
    person, who = script.person[event.by], VERBS[event.do].who
    ties = {person.role}
    ties |= {"asker"} if event.by == thread.by else set()
    ties |= {"author"} if event.on and authors[event.on] == event.by else set()
    ties |= {"spokesperson"} if person.spokesperson else set()
    if not ties & who:
        yield f"{event.by} ({person.role}) may not do this; it takes one of: {', '.join(sorted(who))}"
    if event.do in {"vote", "verify"} and authors[event.on] == event.by:
        yield f"{event.by} wrote this"
    if event.do in {"accept", "did_not_help", "accept_for", "official"} and not event.on.startswith("a"):
        yield f"“{event.on}” is no answer"
    if event.do == "official" and not script.person[authors[event.on]].is_staff:
        yield f"“{event.on}” is a member's text and cannot be official"
    if event.do == "approve" and authors[event.on] == event.by:
        yield "the author does not approve their own answer"
    if event.do == "too" and event.by == thread.by:
        yield "the asker has it already"
