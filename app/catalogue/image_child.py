"""Runs alone, in a process of its own: an image comes in, the same picture comes out, made anew.

Whoever wrote a file chose every byte of it, and decoders have faults. So it is decoded here, with little memory, little
time and nothing to write to; what goes out has only pixels in common with what came in. Started by images.py.
"""

import io
import resource
import sys

MEMORY = 640 * 1024 * 1024
SECONDS = 5
PIXELS = 24_000_000
BOX = (720, 160)
"""Four times the size it is shown at, for fine screens."""

FORMATS = ("PNG", "JPEG", "WEBP")


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def made_anew(sent: bytes) -> tuple[str, bytes]:
    """(content type, bytes) of the same picture: first frame, upright, no larger than BOX, without any metadata."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = PIXELS
    with Image.open(io.BytesIO(sent), formats=FORMATS) as image:
        if image.width * image.height > PIXELS:
            raise ValueError("too many pixels")
        kind = image.format
        image.draft("RGB", BOX)
        upright = ImageOps.exif_transpose(image)
        mode = "RGB" if kind == "JPEG" else "RGBA"
        picture = upright.convert(mode)
    picture.thumbnail(BOX)
    bare = Image.new(mode, picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    if kind == "JPEG":
        bare.save(out, "JPEG", quality=90)
        return "image/jpeg", out.getvalue()
    if kind == "WEBP":
        bare.save(out, "WEBP", lossless=True)
        return "image/webp", out.getvalue()
    bare.save(out, "PNG", optimize=True)
    return "image/png", out.getvalue()


if __name__ == "__main__":
    limit()
    content_type, made = made_anew(sys.stdin.buffer.read())
    sys.stdout.buffer.write(content_type.encode() + b"\n" + made)
