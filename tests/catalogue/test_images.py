"""Images are decoded in a process of their own and made anew: nothing of the file that was sent is served."""

import gzip
import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from app.catalogue import image_child, images
from app.kit.errors import Invalid

SUITE = sorted(
    path for path in (Path(__file__).parents[1] / "suites" / "images").iterdir() if path.suffix not in {".txt", ""}
)
DAMAGED = {"broken.png", "broken_data_stream.png", "truncated_jpeg.jpg", "truncated_end_chunk.png"}
TAKEN = {".png", ".jpg", ".webp"}


def encoded(image: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("JPEG", "RGB"), ("JPEG", "L"), ("WEBP", "RGBA")]
)
def test_a_picture_comes_back_in_its_own_kind_and_small(kind: str, mode: str) -> None:
    made, content_type = images.made_anew(encoded(Image.new(mode, (1500, 500)), kind))
    assert content_type == f"image/{kind.lower()}"
    assert opened(made).size == (480, 160)
    assert opened(made).format == kind


def test_transparency_stays_and_colours_too() -> None:
    made, _kind = images.made_anew(encoded(Image.new("RGBA", (40, 20), (10, 200, 30, 0)), "PNG"))
    assert opened(made).convert("RGBA").getpixel((5, 5))[3] == 0
    made, _kind = images.made_anew(encoded(Image.new("RGB", (40, 20), (10, 200, 30)), "PNG"))
    assert opened(made).convert("RGB").getpixel((5, 5)) == (10, 200, 30)


def test_nothing_hidden_is_carried_over() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "canary-in-text")
    exif = Image.Exif()
    exif[0x010E] = "canary-in-exif"
    exif[0x0112] = 6
    for sent in (
        encoded(Image.new("RGB", (60, 20)), "PNG", pnginfo=notes, exif=exif, icc_profile=b"canary-in-profile"),
        encoded(Image.new("RGB", (60, 20)), "JPEG", comment=b"canary-in-comment", exif=exif),
        encoded(Image.new("RGB", (60, 20)), "WEBP", exif=exif, xmp=b"canary-in-xmp"),
    ):
        made, _kind = images.made_anew(sent + b"canary-at-the-end")
        assert b"canary" not in made
        assert not opened(made).getexif()
        assert opened(made).size == (20, 60)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (b"", "Choose an image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
        (b"\xef\xbb\xbf\n <?xml version='1.0'?><!-- x --><SVG/>", "SVG"),
        (b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' ''><svg/>", "SVG"),
        (gzip.compress(b"<svg/>"), "SVG"),
        (b"<!doctype html><script>alert(1)</script>", "not an image"),
        (b"GIF89a" + b"\0" * 50, "not an image"),
        (b"%PDF-1.7", "not an image"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "damaged"),
        (b"\xff\xd8\xff", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * (images.MOST_BYTES), "too large"),
    ],
)
def test_what_is_no_picture_we_take(sent: bytes, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refused:
        images.made_anew(sent)
    assert refused.value.field == "logo"


def _bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("width", "height"), [(6000, 4001), (60_000, 60_000), (2_000_000_000, 1)])
def test_a_picture_that_would_fill_the_memory_is_refused(width: int, height: int) -> None:
    with pytest.raises(Invalid, match="damaged, or too large"):
        images.made_anew(_bomb(width, height))


def test_a_sound_picture_of_too_many_pixels_is_refused_by_its_size() -> None:
    images.made_anew(encoded(Image.new("1", (6000, 4000)), "PNG"))
    with pytest.raises(Invalid, match="too large"):
        images.made_anew(encoded(Image.new("1", (6000, 4001)), "PNG"))


@pytest.mark.parametrize("path", SUITE, ids=lambda path: path.name[:24])
def test_files_that_broke_decoders(path: Path) -> None:
    """Each gives a picture made anew, or one of our sentences; never anything else, and never its own bytes."""
    sent = path.read_bytes()
    if path.suffix in TAKEN and path.name not in DAMAGED:
        made, kind = images.made_anew(sent)
        assert kind in {"image/png", "image/jpeg", "image/webp"}
        assert opened(made).width <= image_child.BOX[0]
        assert made != sent
    else:
        with pytest.raises(Invalid):
            images.made_anew(sent)


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    waiting = tmp_path / "child.py"
    waiting.write_text("import sys; sys.stdin.buffer.read(); import threading; threading.Event().wait()")
    monkeypatch.setattr(images, "CHILD", waiting)
    monkeypatch.setattr(images, "SECONDS", 1)
    with pytest.raises(Invalid, match="damaged"):
        images.made_anew(encoded(Image.new("RGB", (4, 4)), "PNG"))


def test_the_child_has_little_memory_and_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a fault in a decoder could do there: it ends, or it is refused."""
    source = Path(image_child.__file__).read_text()
    for deed in ("bytearray(2 << 30)", f"__import__('pathlib').Path({str(tmp_path / 'out')!r}).write_text('x')"):
        greedy = tmp_path / "child.py"
        greedy.write_text(source.replace("content_type, made =", f"{deed}\n    content_type, made ="))
        monkeypatch.setattr(images, "CHILD", greedy)
        with pytest.raises(Invalid, match="damaged"):
            images.made_anew(encoded(Image.new("RGB", (4, 4)), "PNG"))
    assert not (tmp_path / "out").exists() or not (tmp_path / "out").read_bytes()
