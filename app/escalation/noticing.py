"""What is asked and what is written for staff alone is read for what must not wait: safety, law, money, accounts, minors."""

from collections.abc import Collection

from app.accounts.actors import SYSTEM
from app.cases.actions.severity import heed_words
from app.cases.clocks.queries import policy_now
from app.cases.impact import Facts, severity_of
from app.cases.queries import hours_now, open_case_of
from app.cases.severity import Severity
from app.catalogue.learned import peer_window
from app.catalogue.models import Category, Tag
from app.escalation.actions import escalate
from app.escalation.permissions import can_escalate
from app.escalation.promises import Promise, promise_at_once
from app.escalation.queries import promise_when_asking
from app.escalation.safety.finding import topics_of
from app.escalation.safety.topics import CALLS_STAFF, GRAVE, Topic
from app.escalation.window import PEERS_EXPECTED
from app.kit.clock import now
from app.posts.models import Post
from app.questions.models import Question
from app.questions.states import State, Trigger


def promise_while_writing(
    title: str, body: str, private: str, *, category: Category, tags: Collection[Tag] = ()
) -> Promise:
    """What pressing Ask would lead to as the text stands. Like the case's own promise, it counts by what all can read."""
    public, peers = topics_of(title, body), peer_window(category, tags)
    if (public | topics_of(private)) & CALLS_STAFF:
        severity = severity_of(Facts(f"{title}\n{body}", _least(public)))
        return promise_at_once(now(), hours=hours_now(), policy=policy_now(), severity=severity)
    if peers.chance_in_a_day is not None and peers.chance_in_a_day < PEERS_EXPECTED:
        return promise_at_once(now(), hours=hours_now(), policy=policy_now(), severity=Severity.S4)
    return promise_when_asking(peers.window)


def _least(public: set[Topic]) -> Severity:
    return Severity.S1 if public & GRAVE else Severity.S4


def notice_safety_or_account(question: Question, private: str = "") -> None:
    """To staff at once, in the transaction in which it was written. What says more later makes the case graver at most."""
    public = topics_of(question.title or "", question.text)
    if not (public | topics_of(private)) & CALLS_STAFF:
        return
    if can_escalate(question):
        seen_as = None if public & CALLS_STAFF else Trigger.ASKER_REQUEST
        escalate(SYSTEM, question, trigger=Trigger.SAFETY_OR_ACCOUNT, severity=_least(public), seen_as=seen_as)
    elif private and (case := open_case_of(question.id)) is not None:
        heed_words(case, private)


def notice_said_later(question: Question, post: Post, before: str = "") -> None:
    """What the asker adds to their thread, or writes into it by an edit. `before`: the text as it stood, which was read."""
    said = f"{post.title or ''}\n{post.text}"
    new = topics_of(said) - topics_of(before)
    if not new & CALLS_STAFF:
        return
    if can_escalate(question):
        severity = severity_of(Facts(said, _least(new)))
        escalate(SYSTEM, question, trigger=Trigger.SAFETY_OR_ACCOUNT, severity=severity)
    elif (case := open_case_of(question.id)) is not None:
        heed_words(case, said)


def notice_no_peer(question: Question) -> None:
    """To staff at once where peers seldom solve such questions within a day, as far as that was learned."""
    chance = peer_window(question.category, question.tags).chance_in_a_day
    if chance is not None and chance < PEERS_EXPECTED and question.state is State.OPEN and can_escalate(question):
        escalate(SYSTEM, question, trigger=Trigger.NO_PEER_EXPECTED)
