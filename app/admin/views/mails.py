"""A test mail to oneself."""

from flask import current_app, url_for
from flask_babel import gettext as _

from app.accounts.gates import administrator, myself
from app.accounts.queries import actor
from app.admin.actions.mails import note_test_mail
from app.admin.views import blueprint
from app.kit import edge
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.pressing import Answer, press
from app.kit.texts import N_, Text
from app.notifications.channels.email import compose, send
from app.notifications.channels.letters import Button, Letter, to_user
from app.notifications.channels.transports import AddressRefused, NotSent


@blueprint.route("/admin/test-mail", methods=["GET", "POST"])
@administrator
def test_mail() -> Answer:
    where = current_app.config["MAIL_URL"].split("@")[-1] if "@" in current_app.config["MAIL_URL"] else ""
    return press(
        _send,
        title=_("Send a test mail?"),
        sentence=_("It goes to your own address.") + (" " + _("Through %(server)s.", server=where) if where else ""),
        yes=_("Send"),
        back=url_for("admin.index"),
        said=_("The mail has left. Look whether it arrived, and not among the spam."),
    )


def _send() -> None:
    """Sent while no transaction is open: a mail server may take its time."""
    user_id = myself().id
    message = compose(
        Letter(
            key=f"test-mail:{user_id}:{now().isoformat()}",
            **to_user(myself()),
            subject=Text(N_("Test mail")),
            lead=Text(N_("Mails of this community leave, and this one arrived.")),
            button=Button(Text(N_("Back to the checklist")), url_for("admin.index")),
            why=Text(N_("You get this mail because you pressed the button in the administration.")),
        )
    )
    edge.release()
    try:
        send(message)
    except AddressRefused as error:
        raise Invalid(N_("The mail server refuses your address: %(answer)s"), answer=str(error)[:200]) from None
    except (NotSent, ValueError, OSError) as error:
        raise Invalid(N_("The mail did not leave: %(answer)s"), answer=str(error)[:200]) from None
    finally:
        again = actor(user_id)
    note_test_mail(again)
