"""Making an answer official: at once, or once a second person has read it."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.models import User
from app.activity.log import Acting, record
from app.activity.owing import owe
from app.cases.clocks.queries import policy_now
from app.cases.queries import hours_now
from app.cases.sla import next_response_due
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require
from app.labels.gates import ask_words_gates, can_speak_on_labels
from app.labels.permissions import can_make_official
from app.labels.words import needed
from app.one_voice.events import OneVoiceEvent
from app.one_voice.gate import needs_a_second_reader, read, topics_in
from app.one_voice.jobs import look_whether_late
from app.one_voice.models import ApprovalRule, OfficialStance, WaitingOfficial
from app.one_voice.permissions import can_approve, can_drop, can_set_approval
from app.one_voice.queries import needs_now, said_before, waiting_of, who_approves
from app.one_voice.states import MOVES, Needs, Stance, Waiting
from app.posts.kinds import Standing
from app.questions.actions.official import active_official_answer, make_official, supersede
from app.questions.models import Answer

SAY_WHICH = N_("Say what this is to what was said before: does it agree, or take the place of one of them?")


def speak_officially(
    actor: User,
    answer: Answer,
    *,
    scope: str,
    evidence: str,
    versions: str = "",
    expires_at: datetime | None = None,
    stance: Stance | None = None,
    earlier_id: int | None = None,
) -> WaitingOfficial | None:
    """Makes the answer official; or, where a second person must read it first, says who does and by when."""
    require(can_make_official(actor, answer))
    require(can_speak_on_labels(actor))
    if waiting_of(answer.id) is not None:
        raise IllegalMove(N_("This answer waits for approval already."))
    stance, earlier = _stance(actor, answer, stance, earlier_id)
    displaced = active_official_answer(answer.question)
    waiting = WaitingOfficial(
        answer_id=answer.id,
        answer=answer,
        author_id=actor.id,
        scope=needed(scope, N_("Say for what it is official: product and versions."), "scope"),
        evidence=needed(evidence, N_("Name the source document."), "evidence"),
        versions=versions,
        expires_at=expires_at,
        stance=stance,
        earlier_id=earlier.id if earlier else None,
        displaces_id=displaced.id if displaced else None,
    )
    ask_words_gates(actor, answer, {"scope": waiting.scope, "versions": versions, "evidence": waiting.evidence}, {})
    if needs_a_second_reader(answer):
        return _wait(actor, waiting, " ".join(sorted(topics_in(answer))))
    _speak(actor, waiting)
    return None


def _stance(
    actor: User, answer: Answer, stance: Stance | None, earlier_id: int | None
) -> tuple[Stance | None, Answer | None]:
    """What the author says of the official answers of other threads in the same matter; nothing where there are none."""
    said = {one.id: one for one in said_before(actor, answer.question)}
    if not said:
        return None, None
    if stance is None:
        raise Invalid(SAY_WHICH, field="stance")
    if stance is Stance.CONSISTENT:
        return stance, None
    if earlier_id not in said:
        raise Invalid(N_("Choose the one whose place it takes."), field="earlier")
    return stance, said[earlier_id]


def _wait(actor: User, waiting: WaitingOfficial, topics: str) -> WaitingOfficial:
    owner = who_approves(actor.id, waiting.answer.author_id)
    if owner is None:
        raise Invalid(
            N_(
                "A second spokesperson has to read this first, and there is none. Publish it as an ordinary answer, and ask"
                " an administrator for one."
            ),
            field="official",
        )
    moment = now()
    waiting.owner = owner
    waiting.owner_id, waiting.topics, waiting.asked_at = owner.id, topics, moment
    waiting.state = Waiting.WAITING
    waiting.due_at = next_response_due(policy_now(), hours_now(), moment)
    db.session.add(waiting)
    record(actor, OneVoiceEvent.WAITS, waiting, owner=owner.id)
    owe(look_whether_late, run_at=waiting.due_at, unique=f"official-late:{waiting.id}", waiting_id=waiting.id)
    return waiting


def _speak(actor: User, waiting: WaitingOfficial) -> None:
    answer, before = waiting.answer, waiting.stance
    make_official(
        actor,
        answer,
        scope=waiting.scope,
        evidence=waiting.evidence,
        versions=waiting.versions,
        expires_at=waiting.expires_at,
    )
    if waiting.displaces_id is not None and waiting.displaces_id != answer.id:
        _note(waiting, waiting.displaces_id, Stance.SUPERSEDES)
    if before is Stance.SUPERSEDES and waiting.earlier_id is not None:
        earlier = db.session.get_one(Answer, waiting.earlier_id)
        if earlier.is_active_official:
            kept = answer.supersedes_id
            supersede(actor, earlier, answer)
            answer.supersedes_id = kept or earlier.id
        _note(waiting, earlier.id, Stance.SUPERSEDES)
        record(actor, OneVoiceEvent.SUPERSEDED, answer, thread_id=earlier.question_id, earlier=earlier.id)
    elif before is Stance.CONSISTENT:
        for one in said_before(actor, answer.question):
            _note(waiting, one.id, Stance.CONSISTENT)


def _note(waiting: WaitingOfficial, earlier_id: int, stance: Stance) -> None:
    row = OfficialStance(answer_id=waiting.answer.id, earlier_id=earlier_id, stance=stance, by_id=waiting.author_id)
    db.session.add(row)


def approve(actor: User, waiting: WaitingOfficial, *, seen_revision: int, reason: str = "") -> None:
    """The second person has read this text: it is the company's word from now on. `reason` is a word to its author."""
    require(can_approve(actor, waiting))
    answer = waiting.answer
    if answer.standing is not Standing.VISIBLE:
        raise IllegalMove(N_("The answer is no longer to be read."))
    if seen_revision != answer.revision:
        raise IllegalMove(N_("The answer was changed while you were reading. Read it again, then approve it."))
    active = active_official_answer(answer.question)
    if (active.id if active else None) not in (waiting.displaces_id, answer.id):
        raise IllegalMove(
            N_("Another answer became official here meanwhile. Return this one, so that its author looks.")
        )
    waiting.reason = reason.strip()[:500]
    _decide(actor, waiting, Waiting.APPROVED)
    with read.of(answer.id):
        _speak(actor, waiting)


def send_back(actor: User, waiting: WaitingOfficial, *, reason: str) -> None:
    """Not like this: the author reads why. The answer stays what it is, an ordinary one."""
    require(can_approve(actor, waiting))
    waiting.reason = needed(reason, N_("Say why; its author reads this."), "reason")[:500]
    _decide(actor, waiting, Waiting.RETURNED)
    record(actor, OneVoiceEvent.RETURNED, waiting)


def drop(actor: User, waiting: WaitingOfficial) -> None:
    require(can_drop(actor, waiting))
    forget(actor, waiting)


def forget(actor: Acting, waiting: WaitingOfficial) -> None:
    """Nothing waits any more: its author took it back, or the answer is gone."""
    _decide(actor, waiting, Waiting.DROPPED)
    record(actor, OneVoiceEvent.DROPPED, waiting)


def _decide(actor: Acting, waiting: WaitingOfficial, state: Waiting) -> None:
    _hold(waiting)
    check_move(MOVES, waiting.state, state)
    waiting.state, waiting.decided_at, waiting.decided_by_id = state, now(), actor.id
    db.session.flush()


def set_approval(actor: User, *, needs: Needs) -> None:
    """Which official answers need a second person, from now on. What waits goes on waiting."""
    require(can_set_approval(actor))
    if needs is needs_now():
        raise Invalid(N_("It is that already."), field="needs")
    row = ApprovalRule(needs=needs, by_id=actor.id, at=now())
    db.session.add(row)
    record(actor, OneVoiceEvent.RULE_CHANGED, row, needs=needs.value)


def _hold(waiting: WaitingOfficial) -> None:
    """Of two who decide at once one comes second, and is told."""
    held = select(WaitingOfficial.id).where(WaitingOfficial.id == waiting.id, WaitingOfficial.state == Waiting.WAITING)
    if db.session.scalar(held.with_for_update()) is None:
        raise IllegalMove(N_("Somebody was quicker: this does not wait any more."))
