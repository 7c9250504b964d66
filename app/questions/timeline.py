"""What happened to a question, told from the log: the hand-overs, not every word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.activity.models import Event
from app.kit.spans import said_span
from app.kit.texts import N_, Text
from app.labels.events import LabelEvent
from app.posts.events import PostEvent
from app.posts.kinds import Voice
from app.questions.events import QuestionEvent
from app.questions.models import Question
from app.questions.states import Trigger

TOLD = (
    QuestionEvent.ESCALATED,
    QuestionEvent.GIVEN_BACK,
    LabelEvent.MADE_OFFICIAL,
    QuestionEvent.ACCEPTED,
    QuestionEvent.ACCEPTANCE_UNDONE,
    QuestionEvent.SOLVED_PRIVATELY,
    QuestionEvent.SOLVED_PRIVATELY_UNDONE,
    QuestionEvent.LAPSED,
    QuestionEvent.REOPENED,
    QuestionEvent.WITHDRAWN,
    QuestionEvent.RESTORED,
    QuestionEvent.LOCKED,
    QuestionEvent.UNLOCKED,
    QuestionEvent.MOVED,
    QuestionEvent.MERGED,
    QuestionEvent.TOOK_IN,
    QuestionEvent.UNMERGED,
    PostEvent.PERSONAL_DATA_REMOVED,
)

SENTENCES = {
    QuestionEvent.ESCALATED: N_("Handed over to %(brand)s Support"),
    QuestionEvent.GIVEN_BACK: N_("Back with the community, as the asker agreed"),
    LabelEvent.MADE_OFFICIAL: N_("Official answer"),
    QuestionEvent.ACCEPTED: N_("Solved for the asker"),
    QuestionEvent.ACCEPTANCE_UNDONE: N_("The asker took “solved” back"),
    QuestionEvent.SOLVED_PRIVATELY: N_("Solved in private with %(brand)s Support, says the asker"),
    QuestionEvent.SOLVED_PRIVATELY_UNDONE: N_("The asker took “solved” back"),
    QuestionEvent.LAPSED: N_("Closed: the asker did not say whether it helped"),
    QuestionEvent.REOPENED: N_("Reopened by the asker"),
    QuestionEvent.WITHDRAWN: N_("Withdrawn by the asker"),
    QuestionEvent.RESTORED: N_("Restored"),
    QuestionEvent.LOCKED: N_("Locked by a moderator"),
    QuestionEvent.UNLOCKED: N_("Unlocked"),
    QuestionEvent.MOVED: N_("Moved to another category"),
    QuestionEvent.MERGED: N_("Merged with another question"),
    QuestionEvent.TOOK_IN: N_("Another question about the same was merged into this one"),
    QuestionEvent.UNMERGED: N_("A merge was undone"),
    PostEvent.PERSONAL_DATA_REMOVED: N_("Personal data removed"),
}
LATE = N_("%(reason)s; %(late)s after its time")
CLOSED_BY_STAFF = N_("Closed by staff for the asker")

REASONS = {
    Trigger.SAFETY_OR_ACCOUNT: N_("it needs safety or account details"),
    Trigger.NO_PEER_EXPECTED: N_("no answer from members was expected soon"),
    Trigger.PEER_WINDOW_OVER: N_("the community's time was over"),
    Trigger.ASKER_REQUEST: N_("the asker asked for staff"),
    Trigger.NOT_HELPING: N_("the answers did not help"),
    Trigger.PROMISE_AT_RISK: N_("so that the promise is kept"),
    Trigger.EXPERT_REQUEST: N_("members said that it needs staff"),
    Trigger.KNOWN_ISSUE: N_("it belongs to a known issue"),
}
FOR_STAFF = N_("it is for staff")
SAID_TO_OTHERS = {Trigger.SAFETY_OR_ACCOUNT: FOR_STAFF, Trigger.ASKER_REQUEST: FOR_STAFF}
"""Both may come from words that nobody else reads, and then nobody else may tell which of them it was."""

TONES = {
    QuestionEvent.ACCEPTED.value: "good",
    LabelEvent.MADE_OFFICIAL.value: "brand",
    QuestionEvent.ESCALATED.value: "brand",
}


@dataclass(frozen=True)
class FirstAnswer:
    at: datetime
    voice: Voice


@dataclass(frozen=True)
class Entry:
    text: Text
    at: datetime
    note: Text | str = ""
    tone: str = ""


def told(
    question: Question,
    events: Sequence[Event],
    first_answer: FirstAnswer | None,
    brand: str,
    *,
    reads_private: bool = False,
    reopened: Mapping[int, str] | None = None,
) -> list[Entry]:
    """The story in order: asked, first answer, every hand-over with its reason, how it ended. For an imported question
    only the first two, since its past is not in the log. `reads_private`: the reader may read what staff alone were told;
    to them `reopened` says why, by event.
    """
    entries = [Entry(Text(N_("Asked")), question.created_at)]
    if first_answer:
        by_company = first_answer.voice is Voice.COMPANY
        text = N_("First answer, by %(brand)s Support") if by_company else N_("First answer, by a member")
        entries.append(Entry(Text(text, brand=brand), first_answer.at))
    entries += [_entry(event, question, brand, reads_private, reopened or {}) for event in events]
    return sorted(entries, key=lambda entry: entry.at)


def _entry(event: Event, question: Question, brand: str, reads_private: bool, reopened: Mapping[int, str]) -> Entry:
    sentence = next(text for kind, text in SENTENCES.items() if kind.value == event.kind)
    note: Text | str = reopened.get(event.id, "") if reads_private else ""
    if event.kind == QuestionEvent.ACCEPTED.value and event.data.get("by_staff"):
        sentence = CLOSED_BY_STAFF
    if event.kind == QuestionEvent.ESCALATED.value:
        code = event.data.get("trigger") or event.data.get("reason") or question.trigger
        note = _reason(code, REASONS if reads_private else REASONS | SAID_TO_OTHERS)
        if late := event.data.get("late_seconds"):
            note = Text(LATE, reason=note, late=said_span(timedelta(seconds=late)))
    return Entry(Text(sentence, brand=brand), event.at, note, TONES.get(event.kind, ""))


def _reason(code: str | None, said: Mapping[Trigger, str]) -> Text | str:
    known = {trigger.value: text for trigger, text in said.items()}
    return Text(known[code]) if code in known else ""
