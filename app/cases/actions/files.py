"""Pictures sent with a message of a case: kept privately, and taken away by whoever sent them."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.accounts.models import User
from app.activity.log import record
from app.cases.coaching.models import WaitingReply
from app.cases.customer.models import CaseFile
from app.cases.events import CaseEvent
from app.cases.models import Case, CaseMessage
from app.cases.permissions import can_erase_file
from app.extensions import db
from app.images.actions import erase, keep_private
from app.images.remaking import Made
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require

IN_A_MESSAGE, IN_A_CASE = 5, 40
TOO_MANY = N_("At most %(max)s images at a time.")
FULL = N_("This case has %(max)s images, which is all it can hold.")


def attach(actor: User, message: CaseMessage, pictures: Sequence[Made]) -> list[CaseFile]:
    """Whoever may write the message may send them; the caller asked."""
    db.session.flush()
    return _keep(actor, pictures, case_id=message.case_id, message_id=message.id)


def hand_in_with(actor: User, waiting: WaitingReply, pictures: Sequence[Made]) -> list[CaseFile]:
    """They wait with the reply that is looked over, and nobody but staff sees them."""
    db.session.flush()
    return _keep(actor, pictures, case_id=waiting.case_id, waiting_id=waiting.id)


def send_along(waiting: WaitingReply, message: CaseMessage) -> None:
    """What was handed in with a reply goes to the customer with it."""
    db.session.flush()
    _move(waiting, message_id=message.id)


def take_along(waiting: WaitingReply, anew: WaitingReply) -> None:
    """What was handed in with a reply that came back waits with the one that is written anew."""
    _move(waiting, waiting_id=anew.id)


def _move(waiting: WaitingReply, **to: int) -> None:
    unsent = (CaseFile.waiting_id == waiting.id, CaseFile.message_id.is_(None))
    for file in db.session.scalars(select(CaseFile).where(*unsent)):
        for name, value in to.items():
            setattr(file, name, value)


def _keep(actor: User, pictures: Sequence[Made], *, case_id: int, **with_what: int) -> list[CaseFile]:
    if not pictures:
        return []
    if len(pictures) > IN_A_MESSAGE:
        raise Invalid(TOO_MANY, field="files", max=IN_A_MESSAGE)
    there = db.session.scalar(select(func.count()).select_from(CaseFile).where(CaseFile.case_id == case_id))
    if (there or 0) + len(pictures) > IN_A_CASE:
        raise Invalid(FULL, field="files", max=IN_A_CASE)
    files = [
        CaseFile(case_id=case_id, image=keep_private(actor, one), by_id=actor.id, at=now(), **with_what)
        for one in pictures
    ]
    db.session.add_all(files)
    db.session.flush()
    return files


def erase_file(actor: User, case: Case, file: CaseFile) -> None:
    """For good. The message says that there was one."""
    require(can_erase_file(actor, case, file.by_id))
    if file.image.erased_at is not None:
        raise IllegalMove(N_("This image is gone already."))
    erase(actor, file.image)
    record(actor, CaseEvent.FILE_ERASED, case)
