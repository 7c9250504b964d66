"""Who uses and who writes which macros."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no
from app.macros.models import Macro

Actor = User | Guest


def can_use_macros(actor: Actor) -> Verdict:
    return YES if actor.has(Role.AGENT, Role.LEAD) else UNSEEN


def can_write_macro(actor: Actor, *, team: bool) -> Verdict:
    """A personal one; the team's take a lead."""
    if not (verdict := can_use_macros(actor)):
        return verdict
    if team and not actor.has(Role.LEAD):
        return no(N_("Team leads write the team's macros. Write a personal one, or ask a lead."))
    return YES


def can_see_macro(actor: Actor, macro: Macro) -> Verdict:
    """The team's, and one's own."""
    if not (verdict := can_use_macros(actor)):
        return verdict
    return YES if macro.owner_id in (None, actor.id) else UNSEEN


def can_change_macro(actor: Actor, macro: Macro) -> Verdict:
    if not (verdict := can_see_macro(actor, macro)):
        return verdict
    return can_write_macro(actor, team=macro.owner_id is None)
