"""How a change of an issue is written: under its lock, with what was said, and with the pages that show it made anew."""

from typing import Any

from sqlalchemy import select

from app.activity.log import Acting
from app.activity.versions import LISTS, SITE, touch
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove
from app.kit.markup import SourceFormat, render
from app.kit.texts import N_
from app.known_issues.facts import IssueFacts
from app.known_issues.models import IssueChange, KnownIssue, Symptom
from app.known_issues.states import Mode, Said

MEANWHILE = N_(
    "Somebody changed this known issue while you were writing. What you typed is still here: look at how it stands now,"
    " then send it again."
)


def hold(issue: KnownIssue, seen: int | None = None) -> None:
    """From here to the end of the transaction nobody else changes it. `seen`: the change that was on the screen."""
    held = select(KnownIssue.number, KnownIssue.state).where(KnownIssue.id == issue.id).with_for_update()
    number, state = db.session.execute(held).one()
    if seen is not None and number != seen:
        raise IllegalMove(MEANWHILE)
    if state is not issue.state:
        raise IllegalMove(N_("This known issue changed at this moment. Look at how it stands now."))


def write(issue: KnownIssue, facts: IssueFacts) -> None:
    """Everything but its history."""
    issue.title, issue.language, issue.state = facts.title.strip(), facts.language, facts.state
    issue.source, issue.workaround = facts.text, facts.workaround
    issue.html = render(facts.text, SourceFormat.MARKDOWN).html
    issue.workaround_html = render(facts.workaround, SourceFormat.MARKDOWN).html if facts.workaround.strip() else ""
    issue.product_id, issue.owner_id = facts.product.id, facts.owner.id
    issue.product, issue.owner = facts.product, facts.owner
    issue.versions, issue.lots = list(facts.versions), list(facts.lots)
    known = {symptom.phrase: symptom for symptom in issue.symptoms}
    issue.symptoms = [known.get(phrase) or Symptom(phrase=phrase) for phrase in dict.fromkeys(facts.symptoms)]
    issue.next_update_at = facts.next_update_at
    issue.is_incident, issue.everywhere = facts.is_incident, facts.everywhere
    issue.mode = facts.mode
    issue.mode_until = facts.mode_until if facts.mode is not Mode.NORMAL else None
    issue.slow_minutes = facts.slow_minutes if facts.mode is Mode.SLOW else 0


def as_it_is(issue: KnownIssue) -> dict[str, Any]:
    """What may be changed of an issue, as it can be kept with a change."""
    return {
        "product": issue.product_id,
        "title": issue.title,
        "text": issue.source,
        "workaround": issue.workaround,
        "versions": sorted(version.id for version in issue.versions),
        "lots": sorted(lot.id for lot in issue.lots),
        "symptoms": sorted(symptom.phrase for symptom in issue.symptoms),
        "owner": issue.owner_id,
        "incident": issue.is_incident,
        "everywhere": issue.everywhere,
        "mode": issue.mode.value,
    }


def note_change(actor: Acting, issue: KnownIssue, said: Said, news: str = "", **before: Any) -> IssueChange:
    """One more row of its history. Every page may show it, in a banner or beside a question: all are made anew."""
    issue.number += 1
    issue.changed_at = now() if said is not Said.LATE else issue.changed_at
    db.session.flush()
    change = IssueChange(
        issue_id=issue.id,
        number=issue.number,
        said=said,
        state=issue.state,
        by_id=actor.id,
        at=now(),
        source=news,
        html=render(news, SourceFormat.MARKDOWN).html if news else "",
        next_update_at=issue.next_update_at,
        before=before,
    )
    db.session.add(change)
    touch(db.session(), SITE, LISTS)
    db.session().info.pop("incidents", None)
    return change


def codes_of(issue: KnownIssue) -> dict[str, Any]:
    """What the log keeps of a change: no text."""
    return {
        "number": issue.number,
        "state": issue.state.value,
        "incident": issue.is_incident,
        "mode": issue.mode.value,
    }
