"""From a form of the label page to the act it asks for."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from app.accounts.models import User
from app.catalogue.brand import brand_name
from app.claims.actions import flag_by_hand
from app.claims.actions.flagging import sentences_of
from app.kit.clock import now
from app.labels import actions
from app.labels.algebra import Status
from app.labels.forms import (
    ConfirmForm,
    CorrectForm,
    DisputeForm,
    DoubtForm,
    LabelForm,
    LiftForm,
    OfficialForm,
    SentenceForm,
    offer_sentences,
)
from app.labels.presenting import Presented, present_one
from app.labels.update_times import end_of, offer_times, zone
from app.labels.wording import Facts, wording
from app.one_voice.actions import speak_officially
from app.one_voice.offering import earlier_offered, waits_for
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.actions.answering import scope_of
from app.questions.actions.official import active_official_answer
from app.questions.models import Answer, Question
from app.questions.queries import thread_of, visible_answer

FORMS: dict[str, type[LabelForm]] = {
    "verify": ConfirmForm,
    "official": OfficialForm,
    "unofficial": SentenceForm,
    "dispute": DisputeForm,
    "doubt": DoubtForm,
    "correct": CorrectForm,
    "lift": LiftForm,
}
HOLDS = {"verify": actions.VERIFIED_FOR, "official": actions.OFFICIAL_FOR}


def question_of(post: Post) -> Question | None:
    return thread_of(post) if post.kind is not PostKind.ARTICLE else None


def form_for(key: str, post: Post, *, sent: bool) -> Any:
    """The form of an act with its choices; before it is sent, filled with what is usual."""
    form = FORMS[key]()
    if isinstance(form, SentenceForm):
        offer_sentences(form.sentence, sentences_of(post))
    if isinstance(form, DisputeForm):
        offer_times(form.update_by)
    if isinstance(form, OfficialForm):
        earlier_offered(form, question_of(post))
    if isinstance(form, ConfirmForm) and not sent:
        question = question_of(post)
        form.scope.data = scope_of(question) if question else ""
        form.versions.data = question.version.name if question and question.version else ""
        form.expires.data = (now() + HOLDS[key] - timedelta(days=1)).astimezone(zone()).date()
    return form


def superseded_by(key: str, post: Post) -> Answer | None:
    """The official answer that this one would take the place of."""
    question = question_of(post) if key == "official" else None
    earlier = active_official_answer(question) if question else None
    return earlier if earlier is not None and earlier.id != post.id else None


def take(actor: User, post: Post, key: str, form: Any) -> str:
    """Does it, and says what was done."""
    match key:
        case "verify":
            question = question_of(post)
            actions.verify(actor, post, product_id=question.product_id if question else None, **_confirmation(form))
            return _("Confirmed. The label says so from now on.")
        case "official":
            given = {**_confirmation(form), **form.stance_said}
            waiting = speak_officially(actor, visible_answer(actor, post.id), **given)
            return str(waits_for(waiting)) if waiting else _("This is the official answer now.")
        case "unofficial":
            sentence = dict(form.sentence.choices)[form.sentence.data]
            flag_by_hand(actor, post, sentence=sentence, reason=form.reason.data)
            return _("The sentence is marked, and waits for a moderator.")
        case "dispute":
            update_by = datetime.fromisoformat(form.update_by.data)
            actions.dispute(actor, post, update_by=update_by, evidence=form.evidence.data)
            return _("Readers now see that reports differ.")
        case "doubt":
            if actions.doubt(actor, post, evidence=form.evidence.data):
                return _("You are the second expert: readers now see that reports differ.")
            return _("Thank you. Staff see your evidence.")
        case "correct":
            actions.correct(actor, post, fact=form.fact.data, evidence=form.evidence.data)
            return _("The fact stands first now.")
    actions.lift(actor, post, reason=form.reason.data)
    return _("The label is lifted.")


def _confirmation(form: ConfirmForm) -> dict[str, Any]:
    return {
        "scope": form.scope.data or "",
        "versions": form.versions.data or "",
        "evidence": form.evidence.data or "",
        "expires_at": end_of(form.expires.data),
    }


def as_it_would_stand(post: Post, fact: str) -> Presented:
    """The post with a correction that nobody has made yet."""
    shown = present_one(post)
    facts = Facts(
        brand=brand_name(),
        kind=post.kind,
        voice=post.voice,
        status=Status.CORRECTED,
        role=post.author_role,
        name=shown.author,
        fact=fact.strip(),
    )
    label = replace(shown.label, status=Status.CORRECTED, text=wording(facts), tone="corrected", fact=fact.strip())
    return replace(shown, label=label)
