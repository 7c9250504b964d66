"""A mail to oneself, to see that mails leave and arrive."""

from app.accounts.models import User
from app.activity.log import record
from app.admin.events import AdminEvent
from app.admin.permissions import can_run
from app.kit.verdicts import require


def note_test_mail(actor: User) -> None:
    """The mail server has taken it. Whether it arrived is seen in the mailbox alone."""
    require(can_run(actor))
    record(actor, AdminEvent.TEST_MAIL_SENT, actor)
