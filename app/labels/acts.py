"""The acts on a label as a page offers them: what each is called, what it says it does, who may."""

from dataclasses import dataclass

from app.accounts.actors import Guest
from app.accounts.models import User
from app.kit.texts import N_
from app.kit.verdicts import Verdict, no
from app.labels.actions import standing_marks, status_of
from app.labels.algebra import Status
from app.labels.permissions import (
    can_correct,
    can_dispute,
    can_doubt,
    can_lift,
    can_make_official,
    can_mark_unofficial,
    can_verify,
)
from app.posts.models import Post


@dataclass(frozen=True)
class LabelAct:
    key: str
    name: str
    does: str
    button: str


ACTS = (
    LabelAct(
        "verify",
        N_("Confirm"),
        N_("The text stays the member's; the label says that it is confirmed, for what and until when."),
        N_("Confirm this answer"),
    ),
    LabelAct(
        "official",
        N_("Make official"),
        N_("The company's word on this question. There is one at a time: it takes the place of an earlier one."),
        N_("Make it the official answer"),
    ),
    LabelAct(
        "unofficial",
        N_("Mark a claim"),
        N_("The sentence gets a note beside it, and the post says that it holds an unofficial claim."),
        N_("Mark this sentence"),
    ),
    LabelAct(
        "dispute",
        N_("Dispute"),
        N_("Readers see that reports differ, that it is being checked, and by when there is news."),
        N_("Say that reports differ"),
    ),
    LabelAct(
        "doubt",
        N_("Bring evidence"),
        N_("Staff see it. When a second expert brings evidence too, readers see that reports differ."),
        N_("Send the evidence"),
    ),
    LabelAct(
        "correct",
        N_("Correct"),
        N_("Your fact stands first; the original is kept below it. The author is told."),
        N_("Put the fact first"),
    ),
    LabelAct(
        "lift",
        N_("Lift the label"),
        N_("Every mark on the post goes; it is unreviewed again. The history keeps what was."),
        N_("Lift the label"),
    ),
)

_MAY = {
    "verify": can_verify,
    "official": can_make_official,
    "unofficial": can_mark_unofficial,
    "dispute": can_dispute,
    "doubt": can_doubt,
    "correct": can_correct,
}

CONFIRMATIONS = ("verify", "official")


def may(actor: User | Guest, post: Post, key: str) -> Verdict:
    if key == "lift":
        if status_of(post) is Status.UNREVIEWED and not standing_marks(post):
            return no(N_("There is no label to lift."))
        return can_lift(actor, post)
    verdict = _MAY[key](actor, post)
    if verdict and key in CONFIRMATIONS and standing_marks(post):
        return no(N_("A sentence of it is marked. Clear that first."))
    return verdict


def acts_for(actor: User | Guest, post: Post) -> list[LabelAct]:
    """What this person may do with the label of this post now."""
    return [act for act in ACTS if may(actor, post, act.key)]
