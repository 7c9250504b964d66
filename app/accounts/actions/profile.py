"""What a person says about themself, in which language and time they read; and leaving."""

from zoneinfo import available_timezones

from sqlalchemy import delete

from app.accounts.actions.signing_in import check_own_password, end_other_sign_ins
from app.accounts.events import AccountEvent
from app.accounts.leaving import forget_address
from app.accounts.models import Expertise, User
from app.accounts.names import clean_name, sounds_like
from app.accounts.permissions import can_change_own, can_close
from app.activity.log import record
from app.activity.versions import SITE, touch
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require

ABOUT_MAX = 1000
FORMER_MEMBER = "Former member"
"""Kept as a name like any other, in the language of the code: it is shown wherever the name was."""


def change_profile(
    actor: User, *, name: str, about: str, locale: str | None, time_zone: str | None, brand: str = ""
) -> None:
    """Name, a few words, language and time zone; posts show the new name, and the role they were written in."""
    require(can_change_own(actor))
    name = clean_name(name)
    if name != actor.display_name and brand and not actor.is_staff and sounds_like(name, brand):
        raise Invalid(N_("A member's name does not have the name %(brand)s in it."), field="name", brand=brand)
    if len(about) > ABOUT_MAX:
        raise Invalid(N_("At most %(max)s characters."), field="about", max=ABOUT_MAX)
    if time_zone and time_zone not in available_timezones():
        raise Invalid(N_("There is no such time zone."), field="time_zone")
    if name != actor.display_name:
        actor.display_name = name
        touch(db.session(), SITE)
    actor.about, actor.locale, actor.time_zone = about, locale, time_zone
    record(actor, AccountEvent.PROFILE_CHANGED, actor)


def change_reading(actor: User, *, locale: str | None, theme: str | None) -> None:
    """In which language and colours one reads: open to everybody with an account, suspended or not."""
    if (actor.locale, actor.theme) == (locale, theme):
        return
    actor.locale, actor.theme = locale, theme
    record(actor, AccountEvent.PROFILE_CHANGED, actor)


def close_account(actor: User, *, current: str) -> None:
    """The person leaves: nobody can sign in any more, and what they wrote stays under "Former member"."""
    require(can_close(actor))
    actor = check_own_password(actor, current)
    require(can_close(actor))
    if actor.email:
        forget_address(actor.email)
    actor.display_name, actor.about = FORMER_MEMBER, ""
    actor.email = actor.new_email = actor.password_hash = actor.email_confirmed_at = None
    actor.locale = actor.time_zone = None
    actor.closed_at = now()
    db.session.execute(delete(Expertise).where(Expertise.user_id == actor.id))
    end_other_sign_ins(actor)
    touch(db.session(), SITE)
    record(actor, AccountEvent.CLOSED, actor)
