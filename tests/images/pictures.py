"""Pictures for tests: made here, kept without the process that makes sent ones anew."""

import io

from PIL import Image as Pillow

from app.accounts.models import User
from app.images.actions import add_image
from app.images.models import Image
from app.images.remaking import Made

WIDTH, HEIGHT = 40, 30


def encoded(kind: str = "PNG", size: tuple[int, int] = (WIDTH, HEIGHT), colour: str = "red") -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def sent(data: bytes, name: str = "wall.png") -> tuple[io.BytesIO, str]:
    """A file as a form sends it."""
    return io.BytesIO(data), name


def kept(owner: User, colour: str = "red") -> Image:
    return add_image(owner, Made(encoded(colour=colour), "image/png", WIDTH, HEIGHT))


def in_text(image: Image | str, words: str = "The wall") -> str:
    return f"Look: ![{words}](/images/{image if isinstance(image, str) else image.name})"
