"""How many pictures somebody may add. Tries are counted too, since each costs the machine a second."""

from datetime import timedelta

from sqlalchemy import func, select

from app.accounts import limits
from app.accounts.models import User
from app.extensions import db
from app.images.models import Image
from app.kit.clock import now
from app.kit.errors import TooMany
from app.kit.texts import N_

DAY = timedelta(days=1)
TRIES_A_DAY = 100
A_DAY = 50
ON_FIRST_DAY = 10
IN_A_POST = 20


def take_try(actor: User) -> None:
    """Counts one try, or raises TooMany. Ends the transaction, which only read."""
    limits.take([limits.Limit(f"image:{actor.id}", TRIES_A_DAY, DAY)])


def check_day(actor: User) -> None:
    """Raises TooMany when a member has added the images of a day; on the first day they are few."""
    since = now() - DAY
    new = not actor.is_staff and actor.created_at > since
    most = ON_FIRST_DAY if new else A_DAY
    query = select(func.count(), func.min(Image.created_at)).where(Image.owner_id == actor.id, Image.created_at > since)
    added, first = db.session.execute(query).one()
    if added >= most:
        wait = max(1, int((first + DAY - now()).total_seconds()) + 1)
        raise TooMany(
            N_("You can add %(max)s images in a day. Wait %(hours)s h, or send fewer."),
            wait,
            max=most,
            hours=-(-wait // 3600),
        )
