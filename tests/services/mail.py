"""A mail server on the loopback that keeps what it receives and refuses whom it is told to refuse."""

import email
import email.policy
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.services.ports import free_port

ATTEMPTS = 4


@dataclass(frozen=True)
class Delivery:
    """One received message with its envelope, which is not the same thing as its headers."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def text(self) -> str:
        """The plain part, or an empty text."""
        part = self.message.get_body(("plain",))
        return part.get_content() if part else ""

    @property
    def html(self) -> str:
        """The HTML part, or an empty text."""
        part = self.message.get_body(("html",))
        return part.get_content() if part else ""


@dataclass
class MailServer:
    """What a test sees of the server: where it is, what arrived, and how to make it refuse."""

    host: str = "127.0.0.1"
    port: int = 0
    deliveries: list[Delivery] = field(default_factory=list)
    _refusals: dict[str, str] = field(default_factory=dict)
    _arrival: threading.Condition = field(default_factory=threading.Condition)

    def refuse(self, address: str, answer: str = "550 5.1.1 No such mailbox") -> None:
        """From now on this recipient is answered so: 5xx is a hard bounce, 4xx asks to come back later."""
        self._refusals[address.lower()] = answer

    def accept(self, address: str) -> None:
        """Undoes `refuse()`."""
        self._refusals.pop(address.lower(), None)

    def wait_for(self, count: int = 1, seconds: float = 10) -> list[Delivery]:
        """The deliveries, once there are at least `count`; for mail that another process sends."""
        with self._arrival:
            arrived = self._arrival.wait_for(lambda: len(self.deliveries) >= count, seconds)
        assert arrived, f"{len(self.deliveries)} of {count} messages arrived within {seconds} s"
        return list(self.deliveries)

    def to(self, address: str) -> list[Delivery]:
        """The deliveries whose envelope names this recipient."""
        return [delivery for delivery in self.deliveries if address.lower() in map(str.lower, delivery.recipients)]

    def clear(self) -> None:
        self.deliveries.clear()

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        refusal = self._refusals.get(address.lower())
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        with self._arrival:
            self.deliveries.append(Delivery(envelope.mail_from or "", tuple(envelope.rcpt_tos), message))
            self._arrival.notify_all()
        return "250 OK"


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    """A mail server for the length of a block."""
    server = MailServer()
    controller = _started(server)
    try:
        yield server
    finally:
        controller.stop()


def _started(server: MailServer) -> Controller:
    for attempt in range(1, ATTEMPTS + 1):
        server.port = free_port()
        controller = Controller(server, hostname=server.host, port=server.port)
        try:
            controller.start()
        except OSError:
            # Somebody took the port in between.
            controller.loop.close()
            if attempt == ATTEMPTS:
                raise
        else:
            return controller
    raise AssertionError
