"""What a reader may do with each post of a thread, as buttons and links. A guest gets links alone: each leads to a page
that asks to sign in first."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from app.accounts.actors import Guest
from app.accounts.models import User
from app.decisions.permissions import MODERATORS
from app.knowledge.permissions import can_draft
from app.known_issues.permissions import can_attach, keeps_issues
from app.labels.permissions import can_correct, can_dispute, can_make_official, can_mark_unofficial, can_verify
from app.posts.kinds import Standing
from app.posts.models import Post
from app.questions.models import Answer, Comment, Question
from app.questions.permissions import (
    THREAD_KEEPERS,
    can_accept,
    can_edit,
    can_follow,
    can_judge,
    can_merge,
    can_say_too,
    can_take_part,
    can_undo_acceptance,
    can_vote,
    can_withdraw,
    needs_reason_to_accept,
)
from app.questions.views.notices import decision_url

Reader = User | Guest
LABELLING = (can_verify, can_make_official, can_mark_unofficial, can_dispute, can_correct)


@dataclass(frozen=True)
class Act:
    """One button (`presses`: a POST), one link (`shares`: a script copies it), or, without an address, only words."""

    text: str
    url: str = ""
    presses: bool = False
    look: str = "quiet"
    icon: str = ""
    pressed: bool | None = None
    shares: bool = False


def acts_on(post: Post, question: Question, reader: Reader, *, voted: bool = False) -> list[Act]:
    if post.standing is not Standing.VISIBLE:
        return list(_on_withdrawn(post, reader))
    acts: list[Act] = []
    if isinstance(post, Answer):
        acts += [*_judging(post, question, reader), *_voting(post, question, reader, voted)]
    return acts + list(_own(post, question, reader)) + list(_keeping(post, reader))


def _judging(answer: Answer, question: Question, reader: Reader) -> Iterator[Act]:
    """The asker's word: it solved it, or it did not help; staff's word for an absent asker."""
    address = f"/answers/{answer.id}"
    if reader.is_guest:
        return
    asks = reader.id == question.author_id
    if answer.accepted_at is not None:
        if asks and can_undo_acceptance(reader, answer):
            yield Act(_("It did not solve it after all"), f"{address}/acceptance/undo", presses=True)
        return
    if can_accept(reader, answer):
        if needs_reason_to_accept(reader, question):
            yield Act(_("Accept for the asker…"), f"{address}/acceptance")
        else:
            yield Act(_("This solved it"), f"{address}/acceptance", presses=True, look="", icon="check")
    if answer.did_not_help_at is not None:
        yield Act(_("You said it did not help") if asks else _("Did not help the asker"))
    elif can_judge(reader, answer):
        yield Act(_("Did not help"), f"{address}/did-not-help", presses=True)


def _voting(answer: Answer, question: Question, reader: Reader, voted: bool) -> Iterator[Act]:
    text = _("Useful · %(num)s", num=answer.score) if answer.score > 0 else _("Useful")
    if reader.is_guest or (can_vote(reader, answer) and can_take_part(reader, question)):
        if _closed(question):
            if answer.score > 0:
                yield Act(text)
            return
        address = f"/posts/{answer.id}/vote"
        yield Act(
            text,
            f"{address}/undo" if voted else address,
            presses=not reader.is_guest,
            pressed=None if reader.is_guest else voted,
        )
    elif answer.score > 0:
        yield Act(text)


def _closed(question: Question) -> bool:
    return bool(question.archived_at or question.ended_at or question.locked_at)


def _own(post: Post, question: Question, reader: Reader) -> Iterator[Act]:
    if not reader.is_guest and can_edit(reader, post, question):
        yield Act(_("Edit"), f"/posts/{post.id}/edit")
    if post.author_id == reader.id and can_withdraw(reader, post):
        yield Act(_("Withdraw…"), f"/posts/{post.id}/withdrawal")


def _keeping(post: Post, reader: Reader) -> Iterator[Act]:
    """What keeps the record right: labels for those who may set them, what it said before, a report."""
    if not isinstance(post, Comment) and any(may(reader, post) for may in LABELLING):
        yield Act(_("Label…"), f"/posts/{post.id}/label")
    if isinstance(post, Answer) and can_draft(reader, post):
        yield Act(_("Make an article…"), f"/answers/{post.id}/article")
    if post.revision > 1:
        yield Act(_("History"), f"/posts/{post.id}/history")
    if isinstance(post, Answer):
        yield Act(_("Link"), f"/posts/{post.id}", shares=True)
    if post.author_id != reader.id:
        yield Act(_("Report"), f"/posts/{post.id}/report")


def _on_withdrawn(post: Post, reader: Reader) -> Iterator[Act]:
    if post.standing is Standing.WITHDRAWN and post.author_id == reader.id and can_withdraw(reader, post):
        yield Act(_("Put back"), f"/posts/{post.id}/withdrawal/undo", presses=True)
    concerned = not reader.is_guest and (post.author_id == reader.id or reader.has(*MODERATORS))
    if post.standing is Standing.HIDDEN and not isinstance(post, Question) and concerned:
        yield Act(_("Why"), decision_url(post))


def acts_on_question(question: Question, reader: Reader, *, too: bool, follows: bool) -> list[Act]:
    """What one does with the thread as a whole: "I have this too", and following it."""
    address, acts = f"/questions/{question.id}", []
    presses = not reader.is_guest
    may_say = reader.is_guest or can_say_too(reader, question)
    if reader.id != question.author_id and may_say and not _closed(question):
        text = _("I have this too · %(num)s", num=question.too_count) if question.too_count else _("I have this too")
        undo = "/undo" if too else ""
        acts.append(Act(text, f"{address}/too{undo}", presses=presses, pressed=too if presses else None, look=""))
    elif question.too_count:
        acts.append(Act(_("%(num)s have this too", num=question.too_count)))
    may_follow = reader.is_guest or follows or can_follow(reader, question)
    if question.ended_at is None and question.archived_at is None and may_follow:
        undo, text = ("/undo", _("Following")) if follows else ("", _("Follow"))
        acts.append(
            Act(
                text,
                f"{address}/subscription{undo}",
                presses=presses,
                pressed=follows if presses else None,
                icon="bell",
            )
        )
    if keeps_issues(reader) and can_attach(reader, question):
        acts.append(Act(_("Known issue…"), f"{address}/known-issue"))
    if reader.has(*THREAD_KEEPERS) and can_merge(reader, question):
        acts.append(Act(_("Merge…"), f"{address}/merge"))
    return acts
