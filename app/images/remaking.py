"""A file that somebody sent, as a picture made anew; or the sentence that says why it is not taken."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from app.kit.errors import Invalid, TooLarge, TooMany, WrongKind
from app.kit.texts import N_

SECONDS = 15
CHILD = Path(__file__).with_name("child.py")
BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"GIF8")
AT_ONCE = 2
"""Processes beside one web process, each with much memory: others wait their turn."""

WAIT = 10
_turns = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Purpose:
    """What a picture is for: the field it is sent in, its largest size in pixels, and how many bytes are read."""

    field: str
    box: tuple[int, int]
    most_bytes: int


@dataclass(frozen=True)
class Made:
    """A picture made anew. `kind` is its content type."""

    data: bytes
    kind: str
    width: int
    height: int


def made_anew(sent: bytes, purpose: Purpose) -> Made:
    """The picture in `sent`: the first frame, upright, within the purpose's box, without metadata.

    Slow (a fifth of a second and more): no transaction should be open meanwhile.
    Errors: TooLarge, WrongKind, Invalid, each with its sentence; TooMany when others are being made.
    """
    _check(sent, purpose)
    if not _turns.acquire(timeout=WAIT):
        raise TooMany(N_("Many people are sending images just now. Try again in a moment."), retry_after=WAIT)
    try:
        done = _run(sent, purpose.box)
    finally:
        _turns.release()
    head, newline, data = done.partition(b"\n")
    if not newline or not data:
        raise Invalid(
            N_("This image is damaged, or has more than 24 million pixels. Save it again, smaller, and send that."),
            field=purpose.field,
        )
    kind, width, height = head.decode("ascii").split()
    return Made(data, kind, int(width), int(height))


def _check(sent: bytes, purpose: Purpose) -> None:
    if not sent:
        raise Invalid(N_("Choose an image first."), field=purpose.field)
    if len(sent) > purpose.most_bytes:
        raise TooLarge(
            N_("This file is too large: at most %(max)s MB."), field=purpose.field, max=purpose.most_bytes // 1024**2
        )
    if looks_like_svg(sent):
        raise WrongKind(
            N_("SVG files can hold scripts, so they are not taken. Save it as PNG and send that."), field=purpose.field
        )
    if not sent.startswith(BEGINNINGS):
        raise WrongKind(
            N_("This is not an image we can take. Send a PNG, JPEG, WebP or GIF file."), field=purpose.field
        )


def _run(sent: bytes, box: tuple[int, int]) -> bytes:
    """What the child says; nothing if it failed or took too long."""
    command = [sys.executable, "-I", str(CHILD), str(box[0]), str(box[1])]
    try:
        done = subprocess.run(command, input=sent, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if done.returncode == 0 else b""


def looks_like_svg(sent: bytes) -> bool:
    """By its first words, whatever the file is called; packed SVG too."""
    head = sent[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return sent.startswith(b"\x1f\x8b") or (
        head.startswith((b"<?xml", b"<svg", b"<!--", b"<!doctype")) and b"svg" in head
    )
