"""Of everything about known issues one, for places that have something of everything."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta

from app.accounts.models import User
from app.catalogue.models import Lot, Product, ProductVersion
from app.extensions import db
from app.kit.clock import now
from app.known_issues.actions.attaching import attach, detach
from app.known_issues.actions.following import follow_issue
from app.known_issues.actions.holding import hold_post, send_back
from app.known_issues.actions.owning import say_one_has
from app.known_issues.actions.writing import change_issue, open_issue, resolve_issue
from app.known_issues.facts import IssueFacts
from app.known_issues.held_models import HeldPost
from app.known_issues.held_texts import HeldWords
from app.known_issues.owners import note_told
from app.known_issues.queries import issue_by_id
from app.known_issues.states import Attached, IssueOutcome, Mode
from app.posts.kinds import PostKind
from app.questions.queries import question_by_id
from tests import make

SYMPTOM = "blinks purple on Tuesdays"


@dataclass(frozen=True)
class Furnished:
    issue: int
    resolved: int
    attached: int
    asked: int
    held: str
    returned: str
    owned: int


def furnish(acting: Callable[[str], AbstractContextManager[User]], words: str = "Words.") -> Furnished:
    """An open issue with a question attached and one detached, a resolved one that waits for the asker's word, and an
    incident about a product of its own that holds an answer."""
    with acting("gus") as gus:
        lamp = Product(slug="lamp-l9", name="Lamp L9", place=90)
        lot = Lot(product_id=make.product().id, name="L-9")
        db.session.add_all([lamp, lot])
        db.session.flush()
        lamp_id, lot_id = lamp.id, lot.id
        usual = _usual(gus, words)
        issue_id = open_issue(gus, usual).id
        resolved_id = open_issue(gus, _with(usual, title="It hums", symptoms=["hums on Sundays"])).id
    with acting("ann") as ann:
        attached = make.question(ann, title="My router blinks purple on Tuesdays", body="Why?", tags=[]).id
        asked = make.question(ann, title="It hums on Sundays", body="Loudly.", tags=[]).id
        left = make.question(ann, title="Something purple", body="Here.", tags=[]).id
        about_lamp = make.question(
            ann, title="The lamp", body="Is odd.", tags=[], product=db.session.get(Product, lamp_id)
        )
        lamp_question = about_lamp.id
    with acting("gus") as gus:
        usual, lot = _usual(gus, words), db.session.get_one(Lot, lot_id)
        lamp = db.session.get_one(Product, lamp_id)
        attach(gus, issue_by_id(issue_id), question_by_id(left), how=Attached.STAFF, reason=words[:500])
        detach(gus, question_by_id(left), reason=words[:500])
        versions = db.session.scalars(
            db.select(ProductVersion).where(ProductVersion.product_id == make.product().id)
        ).all()
        change_issue(
            gus, issue_by_id(issue_id), _with(usual, lots=[lot], versions=versions, owner=gus), news=words, seen=1
        )
        resolve_issue(gus, issue_by_id(resolved_id), outcome=IssueOutcome.FIXED, news=words, seen=1)
        until = now() + timedelta(days=6)
        incident = _with(usual, product=lamp, title="Lamps are odd", symptoms=["odd lamp"], owner=gus, is_incident=True)
        held_by = open_issue(gus, _with(incident, mode=Mode.HOLD, mode_until=until)).id
    with acting("ben") as ben:
        follow_issue(ben, issue_by_id(issue_id))
        owned = say_one_has(ben, product=make.product(), lot="L-9").id
        on = question_by_id(lamp_question)
        kept = {"kind": PostKind.ANSWER, "words": HeldWords(words), "on": on}
        held = hold_post(ben, issue_by_id(held_by), **kept).reference
        returned = hold_post(ben, issue_by_id(held_by), **kept)
        note_told(issue_by_id(issue_id), [ben.id])
        returned_id = returned.id
    with acting("gus") as gus:
        sent = db.session.get_one(HeldPost, returned_id)
        send_back(gus, sent, reason=words[:500])
        reference = sent.reference
    return Furnished(issue_id, resolved_id, attached, asked, held, reference, owned)


def _usual(owner: User, words: str) -> IssueFacts:
    return IssueFacts(
        product=make.product(),
        title="It blinks purple",
        text=words,
        workaround=words,
        symptoms=[SYMPTOM],
        owner=owner,
        next_update_at=now() + timedelta(days=5),
    )


def _with(facts: IssueFacts, **other: object) -> IssueFacts:
    return replace(facts, **other)  # type: ignore[arg-type]
