"""Every label a reader can meet, made by the same words as the real ones, with one sentence that explains it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from app.accounts.roles import PostingRole
from app.catalogue.brand import brand_name
from app.kit.clock import now
from app.labels.algebra import Status
from app.labels.presenting import TONES, Label
from app.labels.wording import Facts, wording
from app.posts.kinds import PostKind, Voice


@dataclass(frozen=True)
class Example:
    label: Label
    sentence: str


@dataclass(frozen=True)
class Group:
    title: str
    note: str
    examples: tuple[Example, ...]


def examples() -> tuple[Group, ...]:
    """In the order in which a reader may trust them, the company's own word first."""
    return (_company(), _community(), _cautions())


def _company() -> Group:
    brand, scope = brand_name(), "Router X200 4.2"
    return Group(
        _("The company speaks"),
        _("Only these are the word of %(brand)s, or were checked by it.", brand=brand),
        (
            _example(
                _("The company's answer. There is at most one for a question; a second person read it before."),
                Status.OFFICIAL,
                voice=Voice.COMPANY,
                role=PostingRole.AGENT,
            ),
            _example(
                _("Somebody who works for the company answers. It is help from the desk, not an official statement."),
                Status.UNREVIEWED,
                voice=Voice.COMPANY,
                role=PostingRole.AGENT,
                name="Laura",
            ),
            _example(
                _("A member wrote it; the company tried it for these versions and found it right."),
                Status.STAFF_VERIFIED,
                scope=scope,
                as_of=now(),
                name="Piero",
            ),
        ),
    )


def _community() -> Group:
    return Group(
        _("Members speak"),
        _("Customers help each other. What they write is their own view."),
        (
            _example(_("A panel of members, drawn by lot, agreed on it."), Status.COMMUNITY_VERIFIED),
            _example(
                _("Whoever asked says that this solved it. It may be different for you."),
                Status.UNREVIEWED,
                accepted=True,
            ),
            _example(_("A member's answer, as most are. Nobody has checked it yet."), Status.UNREVIEWED),
            _example(
                _("Works for the company, but not in support, and speaks for themself."),
                Status.UNREVIEWED,
                role=PostingRole.EMPLOYEE,
            ),
        ),
    )


def _cautions() -> Group:
    day = now() + timedelta(days=1)
    return Group(
        _("Take care"),
        _("The text stays where it is, so that everybody can see what was said and what became of it."),
        (
            _example(
                _("A claim about the brand or a product that nobody has confirmed. It may still turn out to be true."),
                Status.UNOFFICIAL,
            ),
            _example(
                _("People with knowledge say the opposite; somebody is finding out."), Status.DISPUTED, update_by=day
            ),
            _example(
                _("It was found to be wrong. The right information stands first, the original below it."),
                Status.CORRECTED,
                fact=_("Firmware 4.2 is safe to install."),
            ),
            _example(_("Taken back by whoever wrote it, or removed under a house rule."), Status.WITHDRAWN),
        ),
    )


def _example(sentence: str, status: Status, **facts: Any) -> Example:
    given: dict[str, Any] = {
        "brand": brand_name(),
        "kind": PostKind.ANSWER,
        "voice": Voice.COMMUNITY,
        "role": PostingRole.MEMBER,
        "name": "Piero",
        **facts,
    }
    tone = TONES[status]
    if status is Status.UNREVIEWED and given["voice"] is Voice.COMPANY:
        tone = "agent"
    label = Label(voice=given["voice"], status=status, text=wording(Facts(status=status, **given)), tone=tone)
    return Example(label, sentence)
