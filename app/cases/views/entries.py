"""A case as one line of a list: what it is about, whose turn it is and by when, and whether it is late."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import gettext as _

from app.accounts.gates import me
from app.cases.due import Word, next_word, private_word
from app.cases.models import Case
from app.cases.states import CaseState
from app.kit.clock import now
from app.kit.texts import N_, Text

SOON = timedelta(hours=2)

TURNS = {
    CaseState.QUEUED: N_("waits for an agent, by %(staff_by)s"),
    CaseState.ASSIGNED: N_("your turn, by %(staff_by)s"),
    CaseState.WAITING_CUSTOMER: N_("waits for the customer"),
    CaseState.WAITING_INTERNAL: N_("waits inside, by %(staff_by)s"),
    CaseState.ANSWERED: N_("answered, waits for the asker's word"),
}
OF_ANOTHER = {**TURNS, CaseState.ASSIGNED: N_("in hand, by %(staff_by)s")}
OF_CUSTOMER = {
    CaseState.QUEUED: N_("with staff, who reply by %(staff_by)s"),
    CaseState.ASSIGNED: N_("with staff, who reply by %(staff_by)s"),
    CaseState.WAITING_CUSTOMER: N_("your turn"),
    CaseState.WAITING_INTERNAL: N_("with staff, who reply by %(staff_by)s"),
    CaseState.ANSWERED: N_("your turn: did the answer on your question help?"),
}
UNTIL = N_("waits for the customer, closes on %(asker_until)s without their word")
UNTIL_OF_CUSTOMER = N_("your turn, until %(asker_until)s")
LATE = N_("late since %(missed)s")
ON_THREAD = {
    CaseState.QUEUED: N_("waits for an agent, on the thread by %(staff_by)s"),
    CaseState.ASSIGNED: N_("your turn, on the thread by %(staff_by)s"),
    CaseState.WAITING_CUSTOMER: N_("waits for the customer; yours on the thread, by %(staff_by)s"),
    CaseState.WAITING_INTERNAL: N_("waits inside, on the thread by %(staff_by)s"),
}
ON_THREAD_OF_ANOTHER = {
    **ON_THREAD,
    CaseState.ASSIGNED: N_("in hand, on the thread by %(staff_by)s"),
    CaseState.WAITING_CUSTOMER: N_("waits for the customer; staff's on the thread, by %(staff_by)s"),
}
LATE_ON_THREAD = N_("late on the thread since %(missed)s")


@dataclass(frozen=True)
class Entry:
    """A case in a list. Nothing about the person."""

    url: str
    title: str
    note: str
    late: bool
    soon: bool


def entry(case: Case, until: datetime | None = None) -> Entry:
    """`until`: when a case that waits for its customer closes without their word, where there is room to say it.

    Staff read the word that is due first, and where; its customer what was promised in private, as on their own page.
    """
    own = case.customer_id == me().id
    word = private_word(case) if own else next_word(case)
    late = word is not None and word.by < now()
    turn = _turn(case, word, until, own=own)
    return Entry(
        url=url_for("cases.show", reference=case.reference),
        title=case.question.title or "" if case.question else case.title or _("Private case"),
        note=str(turn) if own else f"{case.severity.value} · {turn}",
        late=late,
        soon=word is not None and not late and word.by - now() < SOON,
    )


def _turn(case: Case, word: Word | None, until: datetime | None, *, own: bool) -> Text:
    if word is not None and word.by < now():
        return Text(LATE_ON_THREAD if word.on_thread else LATE, missed=word.by)
    if until is not None and case.state is CaseState.WAITING_CUSTOMER:
        return Text(UNTIL_OF_CUSTOMER if own else UNTIL, asker_until=until)
    holds = case.owner_id == me().id
    said = OF_CUSTOMER if own else TURNS if holds else OF_ANOTHER
    if word is not None and word.on_thread:
        said = {**said, **(ON_THREAD if holds else ON_THREAD_OF_ANOTHER)}
    return Text(said.get(case.state, N_("closed")), **({"staff_by": word.by} if word is not None else {}))
