"""Raising a flag: the sentence is marked at once, a moderator looks later."""

from sqlalchemy import select

from app.accounts.actors import SYSTEM
from app.accounts.models import User
from app.activity.log import Acting, record
from app.claims.catalogue_names import names_for
from app.claims.detection import Detection, detect
from app.claims.events import ClaimEvent
from app.claims.models import Flag, FlagState
from app.claims.permissions import can_flag
from app.claims.sentences import split
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.labels.actions import mark_unofficial
from app.labels.models import SentenceMark
from app.posts.kinds import Standing, Voice
from app.posts.models import Post

DETECTED = "claim"
"""What a label's public log says of a mark that detection set; the words and weights are for moderators."""


def look_for_claims(post: Post, *, product_id: int | None) -> list[Flag]:
    """Flags every sentence of a member's post that detection finds and nobody has flagged before.

    A sentence that a moderator has decided on is not brought up again. What the company wrote, what was imported and
    what is not shown is not looked at.
    """
    if post.voice is Voice.COMPANY or post.origin_id is not None or post.standing is not Standing.VISIBLE:
        return []
    names = names_for(product_id)
    found = [one for text in (post.title or "", post.text) for one in detect(text, post.language, names)]
    if not found:
        return []
    known = set(db.session.scalars(select(Flag.sentence).where(Flag.post_id == post.id)))
    return [_flag_detected(post, one) for one in found if one.sentence[:2000] not in known]


def _flag_detected(post: Post, found: Detection) -> Flag:
    mark = mark_unofficial(SYSTEM, post, sentence=found.sentence, reason=DETECTED, provisional=True)
    hits = [{"kind": hit.kind.value, "words": list(hit.words), "weight": hit.weight} for hit in found.score.hits]
    return _flag(SYSTEM, post, mark, score=found.score.total, hits=hits)


def _flag(by: Acting, post: Post, mark: SentenceMark, **facts: object) -> Flag:
    flag = Flag(
        post=post,
        mark=mark,
        revision=post.revision,
        sentence=mark.sentence,
        flagged_by_id=by.id,
        at=now(),
        **facts,
    )
    db.session.add(flag)
    record(by, ClaimEvent.FLAGGED, flag, post_id=post.id, by_hand=by.id is not None)
    return flag


def sentences_of(post: Post) -> list[str]:
    """The sentences a person can choose from, in order."""
    texts = (post.title or "", post.text)
    return list(dict.fromkeys(sentence.text[:2000] for text in texts for sentence in split(text)))


def flag_by_hand(actor: User, post: Post, *, sentence: str, reason: str) -> Flag:
    """An expert or somebody of the staff says that a sentence is an unverified claim."""
    require(can_flag(actor, post))
    if not reason.strip():
        raise Invalid(N_("Say what makes it a claim that nobody has confirmed."), field="reason")
    if sentence not in sentences_of(post):
        raise Invalid(N_("Choose a sentence of the text as it stands now."), field="sentence")
    waiting = select(Flag.id).where(Flag.post_id == post.id, Flag.sentence == sentence, Flag.state == FlagState.WAITING)
    if db.session.scalar(waiting):
        raise IllegalMove(N_("This sentence is marked already and waits for a moderator."))
    mark = mark_unofficial(actor, post, sentence=sentence, reason=reason.strip(), provisional=False)
    return _flag(actor, post, mark, reason=reason.strip()[:500])
