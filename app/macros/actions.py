"""Writing macros, and keeping which version went where."""

from collections.abc import Sequence

from app.accounts.models import User
from app.activity.log import record
from app.cases.models import CaseMessage
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.macros.events import MacroEvent
from app.macros.models import Macro, MacroUse, MacroVersion
from app.macros.permissions import can_change_macro, can_write_macro
from app.macros.placeholders import Placeholder, open_in, unknown_in
from app.macros.queries import usable_versions
from app.posts.models import Post

BODY_MAX = 10_000
MOST_IN_ONE = 10


def write_macro(actor: User, *, name: str, body: str, language: str = "", team: bool = False) -> Macro:
    require(can_write_macro(actor, team=team))
    _check(name, body)
    macro = Macro(name=name.strip()[:80], language=language, owner_id=None if team else actor.id)
    db.session.add(macro)
    db.session.flush()
    _add_version(actor, macro, 1, body)
    record(actor, MacroEvent.WRITTEN, macro)
    return macro


def change_macro(actor: User, macro: Macro, *, name: str, body: str, language: str, seen: int) -> None:
    """A new version, unless the text is the same. `seen` is the version that was on the screen."""
    require(can_change_macro(actor, macro))
    _check(name, body)
    last = macro.versions[-1]
    if seen != last.number:
        raise IllegalMove(N_("Somebody changed this macro while you were writing. Copy your text, and look at theirs."))
    macro.name, macro.language = name.strip()[:80], language
    if body.strip() != last.body:
        _add_version(actor, macro, last.number + 1, body)
    record(actor, MacroEvent.CHANGED, macro)


def retire_macro(actor: User, macro: Macro) -> None:
    require(can_change_macro(actor, macro))
    if macro.retired_at is not None:
        raise IllegalMove(N_("It is retired already."))
    macro.retired_at = now()
    record(actor, MacroEvent.RETIRED, macro)


def bring_back_macro(actor: User, macro: Macro) -> None:
    require(can_change_macro(actor, macro))
    if macro.retired_at is None:
        raise IllegalMove(N_("It is in use already."))
    macro.retired_at = None
    record(actor, MacroEvent.BROUGHT_BACK, macro)


def _check(name: str, body: str) -> None:
    if not name.strip():
        raise Invalid(N_("Give it a name."), field="name")
    if not body.strip():
        raise Invalid(N_("Write the text."), field="body")
    if len(body.strip()) > BODY_MAX:
        raise Invalid(N_("At most %(most)s characters."), field="body", most=BODY_MAX)
    if unknown := unknown_in(body):
        known = ", ".join(f"{{{one.value}}}" for one in Placeholder)
        raise Invalid(
            N_("There is no placeholder {%(unknown)s}. There are: %(known)s."),
            field="body",
            unknown=unknown[0],
            known=known,
        )


def _add_version(actor: User, macro: Macro, number: int, body: str) -> None:
    db.session.add(MacroVersion(macro_id=macro.id, number=number, body=body.strip(), by_id=actor.id, at=now()))
    db.session.flush()


def check_filled(body: str, put_in: Sequence[int]) -> None:
    """A text that came from a macro is not sent with a placeholder left open."""
    if put_in and (left := open_in(body)):
        raise Invalid(N_("Fill in {%(name)s} first: nothing is known for it."), field="body", name=left[0])


def keep_use(actor: User, put_in: Sequence[int], sent: CaseMessage | Post) -> None:
    """Which versions went into what was just sent; one that is not theirs to use is left out."""
    db.session.flush()
    where = {"message_id": sent.id} if isinstance(sent, CaseMessage) else {"post_id": sent.id}
    for version in usable_versions(actor, list(put_in)[:MOST_IN_ONE]):
        db.session.add(MacroUse(version_id=version.id, at=now(), **where))
