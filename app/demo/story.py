"""How a thread stands now, by a reading of its events far simpler than the product's, to check the script with.

It knows the timers that matter for a script: the peer window (paused while an answer awaits the asker's word,
resumed by "did not help"), the lapse after seven days of the asker's silence, and staff's acceptance after seven days.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from app.demo.cast import STAFF
from app.demo.script import DemoScript
from app.demo.threads import Event, Thread

LAPSE = timedelta(days=7)
NOW = timedelta(0)
NEARLY = timedelta(hours=1)
FOLD = 3


SITUATIONS = (
    "open_with_community", "window_nearly_over", "awaiting_asker", "solved_by_peer", "solved_by_official",
    "two_acceptances", "lapsed", "staff_closed", "reopened", "withdrawn", "answer_withdrawn", "removed", "hidden",
    "appealed", "locked", "merged", "left_the_queue", "known_issue", "by_window_over", "by_asker_request",
    "by_not_helping", "by_expert_request", "by_safety_or_account", "case_queued", "case_assigned",
    "case_waiting_customer", "case_waiting_internal", "case_answered", "case_resolved", "claim_en", "claim_it",
    "flag_waiting", "flag_confirmed", "flag_cleared", "flagged_by_hand", "disputed", "corrected", "official",
    "awaiting_approval", "staff_verified", "edited", "too", "folded", "report_waiting", "private_details",
)  # fmt: skip


@dataclass
class Story:
    """The thread at one moment of its telling; `shows` collects the situations of SITUATIONS it has reached."""

    thread: Thread
    roles: dict[str, str]
    window: timedelta
    state: str = "open"
    level: str = "community"
    trigger: str = ""
    case: str = ""
    escalated_at: timedelta | None = None
    taken_at: timedelta | None = None
    left_queue_at: timedelta | None = None
    deadline: timedelta | None = None
    remaining: timedelta = NOW
    lapses_at: timedelta | None = None
    labels: dict[str, str] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    unhelpful: set[str] = field(default_factory=set)
    accepted: set[str] = field(default_factory=set)
    comments: dict[str, int] = field(default_factory=dict)
    asked_for_staff: set[str] = field(default_factory=set)
    reported: set[str] = field(default_factory=set)
    shows: set[str] = field(default_factory=set)

    def escalate(self, trigger: str, at: timedelta) -> None:
        if self.level == "staff":
            return
        self.level, self.trigger, self.deadline = "staff", trigger, None
        self.shows.add(f"by_{trigger.removeprefix('peer_')}" if trigger != "known_issue" else "known_issue")
        if trigger != "known_issue":
            self.case, self.escalated_at = "queued", at

    def pass_time(self, until: timedelta) -> None:
        """Fires the timers due at or before `until`."""
        if self.deadline is not None and self.deadline <= until:
            self.escalate("peer_window_over", self.deadline)
        if self.lapses_at is not None and self.lapses_at <= until and self.state == "answered":
            self.state, self.lapses_at, self.deadline = "lapsed", None, None
            self.case = "lapsed" if self.case else ""


def outcome(thread: Thread, script: DemoScript) -> Story:
    """Plays the thread up to now. The thread must have passed the checks."""
    hours = script.category[thread.category].peer_window_hours
    story = Story(thread, {p.name: p.role for p in script.people}, timedelta(hours=hours))
    story.deadline, story.labels["q"] = thread.asked + story.window, "unreviewed"
    story.shows |= {"private_details"} if thread.private else set()
    if thread.claim:
        _claim(story, "q")
    if thread.expect.trigger in {"safety_or_account", "known_issue"}:  # needs reading the text, which this does not
        story.escalate(thread.expect.trigger, thread.asked)
    for event in thread.events:
        story.pass_time(event.at)
        if event.claim:
            _claim(story, event.ref or event.on)
        EFFECTS.get(event.do, _nothing)(story, event)
    story.pass_time(NOW)
    _look(story)
    return story


def _claim(story: Story, ref: str) -> None:
    story.labels[ref] = "unofficial"
    story.waiting.add(ref)
    story.shows.add(f"claim_{story.thread.language}")


def _nothing(story: Story, event: Event) -> None:
    """Private words and what only waits for a decision change nothing a reader sees."""


def _answer(story: Story, event: Event) -> None:
    by_staff = story.roles[event.by] in STAFF
    if story.labels.get(event.ref) != "unofficial":
        story.labels[event.ref] = "staff_verified" if by_staff else "unreviewed"
    if story.state in {"open", "answered"} and event.by != story.thread.by:
        story.state, story.lapses_at = "answered", event.at + LAPSE
        if story.deadline is not None:
            story.remaining, story.deadline = story.deadline - event.at, None
    if by_staff and story.case in {"assigned", "waiting_internal", "waiting_customer"}:
        story.case = "answered"


def _comment(story: Story, event: Event) -> None:
    story.labels.setdefault(event.ref, "staff_verified" if story.roles[event.by] in STAFF else "unreviewed")
    story.comments[event.on] = story.comments.get(event.on, 0) + 1
    if event.by == story.thread.by and story.lapses_at is not None:
        story.lapses_at = event.at + LAPSE


def _accept(story: Story, event: Event) -> None:
    story.accepted.add(event.on)
    story.state, story.deadline, story.lapses_at = "solved", None, None
    if story.case == "queued":
        story.case, story.level, story.left_queue_at = "", "community", event.at
        story.shows.add("left_the_queue")
    elif story.case:
        story.case = "resolved"
    if event.do == "accept_for":
        story.shows.add("staff_closed")


def _did_not_help(story: Story, event: Event) -> None:
    story.unhelpful.add(event.on)
    if len(story.unhelpful) >= 2:
        story.escalate("not_helping", event.at)
    elif story.level == "community":
        story.deadline, story.lapses_at = event.at + story.remaining, None


def _reopen(story: Story, event: Event) -> None:
    story.state, story.accepted = "open", set()
    story.shows.add("reopened")
    if story.level == "community":
        story.deadline = event.at + story.window
    else:
        story.case = "reopened"


def _needs_staff(story: Story, event: Event) -> None:
    story.asked_for_staff.add(event.by)
    if story.roles[event.by] == "expert" or len(story.asked_for_staff) >= 2:
        story.escalate("expert_request", event.at)


def _take(story: Story, event: Event) -> None:
    story.case, story.taken_at = "assigned", event.at


def _message(story: Story, event: Event) -> None:
    if story.case == "waiting_customer" and event.by == story.thread.by:
        story.case = "assigned"


def _label(status: str) -> Callable[[Story, Event], None]:
    def put(story: Story, event: Event) -> None:
        story.labels[event.on] = status
        story.waiting.discard(event.on)
        story.shows.add(status)
        if status == "disputed" and not story.accepted:
            story.escalate("not_helping", event.at)

    return put


def _official(story: Story, event: Event) -> None:
    if event.topic:
        story.shows.add("awaiting_approval")
    else:
        _label("official")(story, event)


def _approve(story: Story, event: Event) -> None:
    story.shows.discard("awaiting_approval")
    _label("official")(story, event)


def _flag(story: Story, event: Event) -> None:
    story.labels[event.on] = "unofficial"
    story.waiting.add(event.on)
    story.shows.add("flagged_by_hand")


def _decide_flag(story: Story, event: Event) -> None:
    story.waiting.discard(event.on)
    confirmed = event.do == "confirm_flag"
    story.labels[event.on] = "unofficial" if confirmed else "unreviewed"
    story.shows.add("flag_confirmed" if confirmed else "flag_cleared")


def _end(state: str, answer_shows: str) -> Callable[[Story, Event], None]:
    def put(story: Story, event: Event) -> None:
        story.labels[event.on or "q"] = "withdrawn"
        story.reported.discard(event.on)
        if event.on in {"", "q"}:
            story.state, story.deadline, story.lapses_at, story.case = state, None, None, ""
            story.shows.add(state)
        else:
            story.shows.add(answer_shows)

    return put


def _edit(story: Story, event: Event) -> None:
    story.shows.add("edited")


EFFECTS: dict[str, Callable[[Story, Event], None]] = {
    "answer": _answer, "comment": _comment, "edit": _edit, "accept": _accept, "accept_for": _accept,
    "did_not_help": _did_not_help, "reopen": _reopen, "needs_staff": _needs_staff, "take": _take,
    "ask_staff": lambda s, e: s.escalate("asker_request", e.at),
    "wait_customer": lambda s, e: setattr(s, "case", "waiting_customer"),
    "wait_internal": lambda s, e: setattr(s, "case", "waiting_internal"),
    "message": _message,
    "resolve": lambda s, e: setattr(s, "case", "resolved"),
    "too": lambda s, e: s.shows.add("too"),
    "verify": _label("staff_verified"), "dispute": _label("disputed"), "correct": _label("corrected"),
    "official": _official, "approve": _approve, "flag": _flag, "confirm_flag": _decide_flag,
    "clear_flag": _decide_flag, "withdraw": _end("withdrawn", "answer_withdrawn"), "hide": _end("removed", "hidden"),
    "merge": _end("merged", "merged"), "lock": lambda s, e: s.shows.add("locked"),
    "appeal": lambda s, e: s.shows.add("appealed"),
    "report": lambda s, e: s.reported.add(e.on), "dismiss": lambda s, e: s.reported.discard(e.on),
}  # fmt: skip


def _look(story: Story) -> None:
    """Adds the situations that are read off the end, not off one event."""
    seen = {
        "open_with_community": story.state == "open" and story.level == "community",
        "window_nearly_over": story.deadline is not None and story.state == "open" and story.deadline <= NEARLY,
        "awaiting_asker": story.state == "answered" and story.level == "community" and story.deadline is None,
        "solved_by_peer": any(story.labels[ref] != "official" for ref in story.accepted) and not story.case,
        "solved_by_official": any(story.labels[ref] == "official" for ref in story.accepted),
        "two_acceptances": len(story.accepted) >= 2,
        "lapsed": story.state == "lapsed",
        "flag_waiting": bool(story.waiting),
        "folded": any(count > FOLD for count in story.comments.values()),
        "report_waiting": bool(story.reported),
        f"case_{story.case}": bool(story.case),
    }
    story.shows |= {name for name, is_so in seen.items() if is_so}
