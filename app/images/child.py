"""Runs alone, in a process of its own: an image comes in, the same picture comes out, made anew.

Whoever wrote a file chose every byte of it, and decoders have faults. So it is decoded here, with little memory, little
time and nothing to write to; what goes out has only pixels in common with what came in. Started by remaking.py as
`child.py WIDTH HEIGHT`, the box that the picture has to fit into; the answer begins with a line `TYPE WIDTH HEIGHT`.
"""

import io
import resource
import signal
import sys
from typing import Any

MEMORY = 640 * 1024 * 1024
SECONDS = 8
PIXELS = 24_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_AS_PNG = 1024 * 1024
"""A larger PNG is a photograph: as WebP it has a tenth of the size, and looks the same."""

QUALITY = 88
ORIENTATION = 0x0112


def limit() -> None:
    """The alarm is by the clock on the wall, a little after whoever started this has given up: should nobody be left to end it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(2 * SECONDS)


def made_anew(sent: bytes, box: tuple[int, int]) -> tuple[str, tuple[int, int], bytes]:
    """(content type, size, bytes) of the same picture: first frame, upright, within the box, without any metadata."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = PIXELS
    with Image.open(io.BytesIO(sent), formats=FORMATS) as image:
        if image.width * image.height > PIXELS:
            raise ValueError("too many pixels")
        image.draft("RGB", (max(box), max(box)))
        image.load()
        kind, profile, turn = image.format, image.info.get("icc_profile"), _turn(image)
        picture = image.convert("RGB" if kind == "JPEG" else "RGBA")
    picture.thumbnail((box[1], box[0]) if turn in _ON_ITS_SIDE else box)
    if turn is not None:
        picture = picture.transpose(turn)
    bare = Image.new(picture.mode, picture.size)
    bare.paste(_in_usual_colours(picture, profile))
    return _written(_without_idle_alpha(bare), kind)


_ON_ITS_SIDE = (5, 4, 6, 2)
"""Pillow's numbers of the four turns that change width and height."""


def _turn(image: Any) -> Any:
    """What makes it upright; nothing when what the file says of itself cannot be read: the picture can be all the same."""
    from PIL import Image

    turns = Image.Transpose
    try:
        number = image.getexif().get(ORIENTATION)
    except Exception:
        return None
    by_number = {
        2: turns.FLIP_LEFT_RIGHT, 3: turns.ROTATE_180, 4: turns.FLIP_TOP_BOTTOM, 5: turns.TRANSPOSE,
        6: turns.ROTATE_270, 7: turns.TRANSVERSE, 8: turns.ROTATE_90,
    }  # fmt: skip
    return by_number.get(number) if isinstance(number, int) else None


def _in_usual_colours(picture: Any, profile: bytes | None) -> Any:
    """Telephones write wider colours than sRGB; without their profile, which does not go out, they would look dull."""
    if not profile or picture.mode != "RGB":
        return picture
    try:
        from PIL import ImageCms

        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, meant, ImageCms.createProfile("sRGB"), outputMode="RGB") or picture
    except Exception:
        return picture


def _without_idle_alpha(picture: Any) -> Any:
    solid = picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255)
    return picture.convert("RGB") if solid else picture


def _written(picture: Any, kind: str | None) -> tuple[str, tuple[int, int], bytes]:
    if kind == "JPEG":
        data = _saved(picture, "JPEG", quality=QUALITY, progressive=True)
        return "image/jpeg", picture.size, data
    if kind != "WEBP":
        data = _saved(picture, "PNG")
        if len(data) <= MOST_AS_PNG:
            return "image/png", picture.size, data
    return "image/webp", picture.size, _saved(picture, "WEBP", quality=QUALITY)


def _saved(picture: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


if __name__ == "__main__":
    limit()
    content_type, size, made = made_anew(sys.stdin.buffer.read(), (int(sys.argv[1]), int(sys.argv[2])))
    sys.stdout.buffer.write(f"{content_type} {size[0]} {size[1]}\n".encode() + made)
