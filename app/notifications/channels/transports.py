"""Where mails go: into a folder as files, or to a mail server. MAIL_URL says which."""

import os
import re
import secrets
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from app.kit.clock import now

TIMEOUT = 10
FULL = 552
"""A full mailbox may be emptied, so this refusal is not for good."""
_UNREADABLE = re.compile(r"[^A-Za-z0-9@._+-]")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class AddressRefused(Exception):
    """The mail server will never take mail for this address."""


class NotSent(Exception):
    """It did not work this time. Says what the server answered and never whom the mail was for."""


def put(message: EmailMessage, url: str) -> None:
    """Hands the mail over, to be tried again later (NotSent) or never (AddressRefused) if that fails."""
    parts = urlsplit(url)
    match parts.scheme:
        case "file":
            _into_folder(message, Path(unquote(parts.path)))
        case "smtp" | "smtps":
            _over_smtp(message, parts)
        case _:
            raise ValueError("MAIL_URL begins with file://, smtp:// or smtps://")


def _into_folder(message: EmailMessage, folder: Path) -> None:
    """Written under another name first, so that whoever reads the folder sees whole mails only."""
    folder.mkdir(parents=True, exist_ok=True)
    address = _UNREADABLE.sub("_", _recipient(message))[:80].lstrip(".")
    name = f"{now():%Y%m%dT%H%M%S.%f}Z-{address}-{secrets.token_hex(3)}.eml"
    part = folder / f".{name}.part"
    with part.open("wb") as file:
        file.write(message.as_bytes(policy=WIRE))
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / name)


def _recipient(message: EmailMessage) -> str:
    return parseaddr(str(message["To"]))[1]


def _over_smtp(message: EmailMessage, parts: SplitResult) -> None:
    try:
        with _connection(parts) as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refusal:
        code = min((code for code, _answer in refusal.recipients.values()), default=0)
        if 500 <= code < 600 and code != FULL:
            raise AddressRefused(str(code)) from None
        raise NotSent(f"recipient: {code}") from None
    except smtplib.SMTPResponseException as answer:
        raise NotSent(f"{type(answer).__name__}: {answer.smtp_code}") from None
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(f"{type(error).__name__} from the mail server") from None


def _connection(parts: SplitResult) -> smtplib.SMTP:
    """A server that was greeted, over TLS where it can be, signed in to where the address says so.

    With a password the server must prove who it is. Without one, TLS with any certificate is better than none.
    """
    host, user = parts.hostname or "localhost", unquote(parts.username or "")
    context = ssl.create_default_context()
    if not user:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=context)
        encrypted = True
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
        server.ehlo()
        encrypted = server.has_extn("starttls")
        if encrypted:
            server.starttls(context=context)
            server.ehlo()
    if user:
        if not encrypted and host not in LOOPBACK:
            server.close()
            raise smtplib.SMTPException("a password over an open line")
        server.login(user, unquote(parts.password or ""))
    return server
