"""What each verb of the script is in the product: one action each."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.cases.actions import working
from app.cases.actions.taking import take_next
from app.cases.models import Case
from app.cases.queries import case_of, open_case_of
from app.cases.states import Outcome
from app.claims.actions import deciding as claims
from app.claims.actions.flagging import flag_by_hand
from app.claims.models import Flag
from app.decisions.actions.deciding import decide
from app.decisions.actions.reporting import report
from app.decisions.models import Ground, HouseRule, Measure
from app.demo.known_issues import attach_by_hand
from app.demo.threads import Event, Thread
from app.escalation.actions import request_staff
from app.extensions import db
from app.labels import actions as labels
from app.one_voice.actions import approve, speak_officially
from app.one_voice.queries import waiting_of
from app.one_voice.states import Stance
from app.posts.models import Post
from app.questions.actions import accepting, answering, asking, following
from app.questions.actions.merging import merge
from app.questions.models import Answer
from app.questions.queries import visible_answer

if TYPE_CHECKING:
    from app.demo.playing import Player

Act = Callable[["Player", Thread, Event], None]
OUTCOMES = {
    "official_answer": Outcome.OFFICIAL_ANSWER,
    "redacted_note": Outcome.PUBLIC_NOTE,
    "settled_privately": Outcome.SETTLED_PRIVATELY,
}


def _answer(player: "Player", thread: Thread, event: Event) -> None:
    posted = answering.answer(player.person(event.by), player.question(thread), body=event.body)
    player.posts[thread.key][event.ref] = posted.id


def _comment(player: "Player", thread: Thread, event: Event) -> None:
    on = player.post(thread, event.on)
    posted = answering.comment(player.person(event.by), on, player.question(thread), body=event.body)
    player.posts[thread.key][event.ref] = posted.id


def _their_answer(player: "Player", thread: Thread, event: Event) -> Answer:
    return visible_answer(player.person(event.by), player.posts[thread.key][event.on])


def _edit(player: "Player", thread: Thread, event: Event) -> None:
    post = player.post(thread, event.on)
    answering.edit(player.person(event.by), post, body=event.body, title=post.title, reason=event.reason)


def _withdraw(player: "Player", thread: Thread, event: Event) -> None:
    by = player.person(event.by)
    if event.on in ("", "q"):
        asking.withdraw(by, player.question(thread), reason=event.reason)
    else:
        answering.withdraw(by, _their_answer(player, thread, event))


def _case(player: "Player", thread: Thread) -> Case:
    found = case_of(player.posts[thread.key]["q"])
    if found is None:
        raise LookupError("no case")
    return found


def _take(player: "Player", thread: Thread, event: Event) -> None:
    """The queue gives what is due first; the script was written so that it is this one."""
    case = take_next(player.person(event.by))
    if case is None or case.question_id != player.posts[thread.key]["q"]:
        raise LookupError(f"the queue gave {case.question_id if case else None}")


def _message(player: "Player", thread: Thread, event: Event) -> None:
    by, case = player.person(event.by), _case(player, thread)
    if case.customer_id == by.id:
        working.reply_as_customer(by, case, body=event.body)
    else:
        working.reply(by, case, body=event.body)


def _wait_customer(player: "Player", thread: Thread, event: Event) -> None:
    wanted = "\n".join(f"- {need}" for need in event.needs)
    working.reply(player.person(event.by), _case(player, thread), body=wanted, needed="; ".join(event.needs))


def _resolve(player: "Player", thread: Thread, event: Event) -> None:
    """An accepted answer has closed the case already."""
    case = open_case_of(player.posts[thread.key]["q"])
    if case is not None:
        working.close(player.person(event.by), case, outcome=OUTCOMES[event.outcome])


def _flag_of(player: "Player", thread: Thread, event: Event) -> Flag:
    query = select(Flag).where(Flag.post_id == player.posts[thread.key][event.on]).order_by(Flag.id)
    flag = db.session.scalars(
        query.options(joinedload(Flag.post).joinedload(Post.author), joinedload(Flag.mark))
    ).first()
    if flag is None:
        raise LookupError("nothing was flagged")
    return flag


def _dispute(player: "Player", thread: Thread, event: Event) -> None:
    by, until = player.person(event.by), player.at + (event.until or event.at)
    try:
        flag = _flag_of(player, thread, event)
    except LookupError:
        labels.dispute(by, player.post(thread, event.on), update_by=until, evidence=event.evidence)
    else:
        claims.dispute(by, flag, update_by=until, reason=event.evidence)


def _correct(player: "Player", thread: Thread, event: Event) -> None:
    by = player.person(event.by)
    try:
        flag = _flag_of(player, thread, event)
    except LookupError:
        labels.correct(by, player.post(thread, event.on), fact=event.fact, evidence=event.evidence)
    else:
        claims.correct(by, flag, fact=event.fact, reason=event.evidence)


def _rule(number: int) -> HouseRule:
    return db.session.scalars(select(HouseRule).where(HouseRule.number == number)).one()


def _report(player: "Player", thread: Thread, event: Event) -> None:
    report(
        player.person(event.by),
        player.post(thread, event.on),
        ground=Ground.HOUSE_RULE,
        rule=_rule(event.rule),
        text=event.body,
        good_faith=True,
    )


def _measure(measure: Measure) -> Act:
    def act(player: "Player", thread: Thread, event: Event) -> None:
        subject = player.question(thread) if measure is Measure.LOCK else player.post(thread, event.on)
        rule = _rule(event.rule) if event.rule else None
        decide(player.person(event.by), subject, measure=measure, rule=rule, reason=event.reason)

    return act


def _merge(player: "Player", thread: Thread, event: Event) -> None:
    question, into = player.question(thread), player.question(player.script.thread[event.into])
    by = player.person(event.by)
    merge(by, question, into, reason=event.reason)


def _official(player: "Player", thread: Thread, event: Event) -> None:
    """Where a second person has to read it first it waits for them. What it is to others that were said before is asked
    of whoever writes; here it agrees with them."""
    answer, by = _their_answer(player, thread, event), player.person(event.by)
    speak_officially(by, answer, scope=event.scope, evidence=event.evidence, stance=Stance.CONSISTENT)


def _approve(player: "Player", thread: Thread, event: Event) -> None:
    answer = _their_answer(player, thread, event)
    if (waiting := waiting_of(answer.id)) is None:
        raise LookupError("nothing waits for approval")
    approve(player.person(event.by), waiting, seen_revision=answer.revision)


def _verify(player: "Player", thread: Thread, event: Event) -> None:
    question = player.question(thread)
    labels.verify(
        player.person(event.by),
        player.post(thread, event.on),
        scope=event.scope,
        evidence=event.evidence,
        product_id=question.product_id,
    )


def _vote(player: "Player", thread: Thread, event: Event) -> None:
    following.vote(player.person(event.by), player.post(thread, event.on))


def _nothing(_player: "Player", _thread: Thread, _event: Event) -> None:
    """A verb of the script that the product has no action for yet."""


def _flag(player: "Player", thread: Thread, event: Event) -> None:
    flag_by_hand(player.person(event.by), player.post(thread, event.on), sentence=event.sentence, reason=event.reason)


def _decide_flag(decision: Callable[..., None]) -> Act:
    def act(player: "Player", thread: Thread, event: Event) -> None:
        decision(player.person(event.by), _flag_of(player, thread, event), reason=event.reason)

    return act


def _said_by(change: Callable[..., object]) -> Act:
    """An action on the thread by one person with nothing else to say."""

    def act(player: "Player", thread: Thread, event: Event) -> None:
        change(player.person(event.by), player.question(thread))

    return act


def _with_reason(change: Callable[..., object]) -> Act:
    def act(player: "Player", thread: Thread, event: Event) -> None:
        change(player.person(event.by), player.question(thread), reason=event.reason)

    return act


def _judge(change: Callable[[User, Answer], object]) -> Act:
    def act(player: "Player", thread: Thread, event: Event) -> None:
        change(player.person(event.by), _their_answer(player, thread, event))

    return act


def _accept_for(player: "Player", thread: Thread, event: Event) -> None:
    accepting.accept(player.person(event.by), _their_answer(player, thread, event), reason=event.reason)


def _on_case(change: Callable[..., object]) -> Act:
    def act(player: "Player", thread: Thread, event: Event) -> None:
        change(player.person(event.by), _case(player, thread), body=event.body or event.reason)

    return act


ACTS: dict[str, Act] = {
    "answer": _answer,
    "comment": _comment,
    "edit": _edit,
    "withdraw": _withdraw,
    "vote": _vote,
    "too": _said_by(following.say_too),
    "accept": _judge(accepting.accept),
    "did_not_help": _judge(accepting.did_not_help),
    "reopen": _with_reason(asking.reopen),
    "ask_staff": _with_reason(request_staff),
    "needs_staff": _with_reason(following.say_needs_staff),
    "attach": attach_by_hand,
    "take": _take,
    "message": _message,
    "note": _on_case(working.note),
    "wait_customer": _wait_customer,
    "wait_internal": _on_case(working.wait_internal),
    "resolve": _resolve,
    "accept_for": _accept_for,
    "verify": _verify,
    "official": _official,
    "approve": _approve,
    "dispute": _dispute,
    "correct": _correct,
    "flag": _flag,
    "confirm_flag": _decide_flag(claims.confirm),
    "clear_flag": _decide_flag(claims.clear),
    "report": _report,
    "dismiss": _measure(Measure.NO_ACTION),
    "hide": _measure(Measure.HIDE),
    "lock": _measure(Measure.LOCK),
    "merge": _merge,
    "appeal": _nothing,
}
