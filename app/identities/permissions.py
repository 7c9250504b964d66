"""Who may learn, with a reason, whose an address or a report is."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.decisions.permissions import Subject, can_read_reports
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no

Actor = User | Guest


def can_see_address(actor: Actor, person: User) -> Verdict:
    """Moderators and administrators, of others whose account is still there."""
    if not can_read_reports(actor) or person.closed_at is not None:
        return UNSEEN
    return no(N_("This is you.")) if person.id == actor.id else YES


def can_see_reporter(actor: Actor, person: User | None, subject: Subject) -> Verdict:
    """`person` sent the report, none: a guest. Never for whom the report is about."""
    if not can_read_reports(actor):
        return UNSEEN
    concerned = subject.id if isinstance(subject, User) else subject.author_id
    if concerned == actor.id:
        return no(N_("It is about what you wrote or did, so who reported it is not yours to know."))
    if person is None:
        return no(N_("It was reported without an account, or by somebody who has left since."))
    return can_see_address(actor, person)
