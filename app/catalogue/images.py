"""Images that people send: checked by their content, and made anew in a limited process before anybody sees them."""

import subprocess
import sys
from pathlib import Path

from app.kit.errors import Invalid
from app.kit.texts import N_

MOST_BYTES = 2 * 1024 * 1024
SECONDS = 10
CHILD = Path(__file__).with_name("image_child.py")
BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
FIELD = "logo"


def made_anew(sent: bytes) -> tuple[bytes, str]:
    """(image, content type) of the picture in `sent`, or Invalid with the sentence that says why not.

    Slow (about a fifth of a second): no transaction should be open meanwhile.
    """
    if not sent:
        raise Invalid(N_("Choose an image first."), field=FIELD)
    if len(sent) > MOST_BYTES:
        raise Invalid(N_("This file is too large: at most 2 MB."), field=FIELD)
    if looks_like_svg(sent):
        raise Invalid(
            N_("SVG files can hold scripts, so they are not taken. Save it as PNG and send that."), field=FIELD
        )
    if not sent.startswith(BEGINNINGS):
        raise Invalid(N_("This is not an image we can take. Send a PNG, JPEG or WebP file."), field=FIELD)
    try:
        done = subprocess.run([sys.executable, "-I", str(CHILD)], input=sent, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        done = None
    kind, newline, image = done.stdout.partition(b"\n") if done and done.returncode == 0 else (b"", b"", b"")
    if not newline or not image:
        raise Invalid(
            N_("This image is damaged, or too large to open. Save it again as PNG and send that."), field=FIELD
        )
    return image, kind.decode("ascii")


def looks_like_svg(sent: bytes) -> bool:
    """By its first words, whatever the file is called; packed SVG too."""
    head = sent[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return sent.startswith(b"\x1f\x8b") or (
        head.startswith((b"<?xml", b"<svg", b"<!--", b"<!doctype")) and b"svg" in head
    )
