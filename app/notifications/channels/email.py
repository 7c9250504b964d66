"""A letter as a mail, and sending it: the one way a mail leaves the product."""

import hashlib
import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import get_locale
from flask_babel import gettext as _

from app.catalogue.brand import brand
from app.kit.clock import now
from app.notifications.channels.ink import ink_on
from app.notifications.channels.letters import Letter
from app.notifications.channels.spoken import spoken_to, zone_said
from app.notifications.channels.transports import AddressRefused, put

SUBJECT_MAX, NAME_MAX = 150, 60
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
"""Line ends would begin another header; marks of direction would let a name read backwards."""
TEMPLATE = "notifications/mail.{}.jinja"


def send(message: EmailMessage) -> None:
    """Hands it to where MAIL_URL says. Raises what `transports.put` raises."""
    put(message, current_app.config["MAIL_URL"])


def one_line(text: str, limit: int) -> str:
    """Text that can stand in a header: one line, no control characters, nothing that a mail program decodes, cut."""
    line = " ".join(_UNSAFE.sub(" ", text).replace("=?", "= ?").split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def compose(letter: Letter) -> EmailMessage:
    """The letter in the language and on the clock of whoever reads it, as plain text and as HTML."""
    with spoken_to(letter.locale, letter.time_zone):
        return _composed(letter)


def _composed(letter: Letter) -> EmailMessage:
    facts = brand()
    message = EmailMessage(policy=SMTP)
    sender = current_app.config["MAIL_FROM"]
    try:
        to = Address(one_line(letter.name, NAME_MAX), addr_spec=letter.address)
    except (ValueError, IndexError, MessageError):
        raise AddressRefused("not an address") from None
    message["From"] = Address(one_line(_("%(brand)s community", brand=facts.name), NAME_MAX), addr_spec=sender)
    message["To"] = to
    message["Subject"] = one_line(str(letter.subject), SUBJECT_MAX)
    message["Date"] = format_datetime(now())
    _identify(message, letter, sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    site = current_app.config["BASE_URL"]
    if letter.stop:
        message["Precedence"] = "bulk"
        message["List-Id"] = f"<{one_line(facts.name, NAME_MAX)}> <community.{urlsplit(site).hostname}>"
        message["List-Unsubscribe"] = f"<{site}{letter.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    values = {
        "letter": letter,
        "site": site,
        "brand": facts.name,
        "language": get_locale().language,
        "colour": facts.colour,
        "ink": ink_on(facts.colour),
        "subject": str(message["Subject"]),
        "zone": zone_said(),
    }
    message.set_content(_rendered("txt", values), cte="quoted-printable")
    message.add_alternative(_rendered("html", values), subtype="html", cte="quoted-printable")
    return message


def _identify(message: EmailMessage, letter: Letter, domain: str) -> None:
    """The same mail has the same id however often it is sent, and mails of a thread name what they belong to."""
    message["Message-ID"] = f"<{_digest(letter.key)}@{domain}>"
    if letter.thread:
        root = f"<{_digest(letter.thread)}.thread@{domain}>"
        message["In-Reply-To"] = root
        message["References"] = root


def _digest(key: str) -> str:
    """Says nothing of what it was made from: a case has no guessable name in a header."""
    return hashlib.sha256(f"{current_app.config['BASE_URL']}|{key}".encode()).hexdigest()[:32]


def _rendered(form: str, values: dict[str, object]) -> str:
    return current_app.jinja_env.get_template(TEMPLATE.format(form)).render(**values).strip() + "\n"
