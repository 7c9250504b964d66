"""Images are decoded in a process of their own and made anew: nothing of the file that was sent is served."""

import gzip
import io
import os
import signal
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from app.catalogue.logo import LOGO
from app.images import child, remaking
from app.images.purpose import IN_POSTS
from app.kit.errors import Invalid

SUITE = sorted(
    path for path in (Path(__file__).parents[1] / "suites" / "images").iterdir() if path.suffix not in {".txt", ""}
)
REFUSED = {
    "broken.png",
    "decompression_bomb.gif",
    "truncated_image.png",
    "broken_data_stream.png",
    "truncated_jpeg.jpg",
    "truncated_end_chunk.png",
}
TAKEN = {".png", ".jpg", ".webp", ".gif"}
PATIENCE = 60
"""What is ended by nobody turns a test red then, and holds up nothing."""


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
    made = remaking.made_anew(encoded(Image.new(mode, (1500, 500)), kind), LOGO)
    assert made.kind == f"image/{kind.lower()}"
    assert opened(made.data).size == (480, 160) == (made.width, made.height)
    assert opened(made.data).format == kind


def test_transparency_stays_and_colours_too() -> None:
    made = remaking.made_anew(encoded(Image.new("RGBA", (40, 20), (10, 200, 30, 0)), "PNG"), LOGO)
    assert opened(made.data).convert("RGBA").getpixel((5, 5))[3] == 0
    made = remaking.made_anew(encoded(Image.new("RGB", (40, 20), (10, 200, 30)), "PNG"), LOGO)
    assert opened(made.data).convert("RGB").getpixel((5, 5)) == (10, 200, 30)


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
        made = remaking.made_anew(sent + b"canary-at-the-end", IN_POSTS)
        assert b"canary" not in made.data
        assert not opened(made.data).getexif()
        assert opened(made.data).size == (20, 60)


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        (b"", 422, "Choose an image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", 415, "SVG"),
        (b"\xef\xbb\xbf\n <?xml version='1.0'?><!-- x --><SVG/>", 415, "SVG"),
        (b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' ''><svg/>", 415, "SVG"),
        (gzip.compress(b"<svg/>", mtime=0), 415, "SVG"),
        (b"<!doctype html><script>alert(1)</script>", 415, "not an image"),
        (b"%PDF-1.7", 415, "not an image"),
        (b"\0\0\0\x20ftypavif", 415, "not an image"),
        (b"GIF89a" + b"\0" * 50, 422, "damaged"),
        (b"RIFF\x24\0\0\0WAVEfmt ", 422, "damaged"),
        (b"\xff\xd8\xff", 422, "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * IN_POSTS.most_bytes, 413, "too large"),
    ],
)
def test_what_is_no_picture_we_take(sent: bytes, status: int, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refused:
        remaking.made_anew(sent, IN_POSTS)
    assert (refused.value.status, refused.value.field) == (status, "image")


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
    with pytest.raises(Invalid, match="24 million"):
        remaking.made_anew(_bomb(width, height), IN_POSTS)


def test_a_sound_picture_of_too_many_pixels_is_refused_by_its_size() -> None:
    remaking.made_anew(encoded(Image.new("1", (6000, 4000)), "PNG"), IN_POSTS)
    with pytest.raises(Invalid, match="24 million"):
        remaking.made_anew(encoded(Image.new("1", (6000, 4001)), "PNG"), IN_POSTS)


@pytest.mark.parametrize("path", SUITE, ids=lambda path: path.name[:24])
def test_files_that_broke_decoders(path: Path) -> None:
    """Each gives a picture made anew, or one of our sentences; never anything else, and never its own bytes."""
    sent = path.read_bytes()
    if path.suffix in TAKEN and path.name not in REFUSED:
        made = remaking.made_anew(sent, IN_POSTS)
        shown = opened(made.data)
        assert (shown.size, Image.MIME[shown.format]) == ((made.width, made.height), made.kind)
        assert not shown.getexif()
        assert made.data != sent
    else:
        with pytest.raises(Invalid) as refused:
            remaking.made_anew(sent, IN_POSTS)
        assert refused.value.status == (422 if path.suffix in TAKEN else 415)


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By the clock on the wall: it uses no processor. Were it not ended, it would answer after all, and all would go on."""
    waiting, number = tmp_path / "child.py", tmp_path / "number"
    waiting.write_text(
        "import os, pathlib, sys, threading\n"
        f"pathlib.Path({str(number)!r}).write_text(str(os.getpid()))\n"
        "sys.stdin.buffer.read()\n"
        "threading.Event().wait(60)\n"
        "print('image/png 4 4', 'a picture', sep=chr(10))\n"
    )
    monkeypatch.setattr(remaking, "CHILD", waiting)
    monkeypatch.setattr(remaking, "SECONDS", 3)
    with pytest.raises(Invalid, match="damaged"):
        remaking.made_anew(encoded(Image.new("RGB", (4, 4)), "PNG"), IN_POSTS)
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)


def test_a_child_that_nobody_ends_ends_itself(tmp_path: Path) -> None:
    """Whoever started it was killed meanwhile, and it waits: here for the rest of a picture, which never comes."""
    alone = tmp_path / "child.py"
    alone.write_text(Path(child.__file__).read_text().replace(f"SECONDS = {child.SECONDS}", "SECONDS = 1"))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-I", str(alone), "4", "4"], **pipes) as started:
        try:
            assert started.wait(timeout=PATIENCE) == -signal.SIGALRM
        finally:
            started.kill()


def test_the_child_has_little_memory_and_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a fault in a decoder could do there: it ends, or it is refused."""
    source = Path(child.__file__).read_text()
    for deed in ("bytearray(2 << 30)", f"__import__('pathlib').Path({str(tmp_path / 'out')!r}).write_text('x')"):
        greedy = tmp_path / "child.py"
        greedy.write_text(source.replace("content_type, size, made =", f"{deed}\n    content_type, size, made ="))
        monkeypatch.setattr(remaking, "CHILD", greedy)
        with pytest.raises(Invalid, match="damaged"):
            remaking.made_anew(encoded(Image.new("RGB", (4, 4)), "PNG"), IN_POSTS)
    assert not (tmp_path / "out").exists() or not (tmp_path / "out").read_bytes()


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "ICO", "PPM", "TGA", "PCX"])
def test_the_child_opens_no_other_kind(kind: str) -> None:
    """By itself too, should the first bytes ever be read less strictly: each kind more is a decoder more to trust."""
    sent = encoded(Image.new("RGB", (16, 16)), kind)
    ended = subprocess.run(
        [sys.executable, "-I", str(remaking.CHILD), "16", "16"], input=sent, capture_output=True, timeout=PATIENCE
    )
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert b"UnidentifiedImageError" in ended.stderr


def test_the_child_has_little_time(tmp_path: Path) -> None:
    """Of the processor, by the system: also when nobody is left to end it."""
    spinning = tmp_path / "child.py"
    source = Path(child.__file__).read_text().replace(f"SECONDS = {child.SECONDS}", "SECONDS = 1")
    spinning.write_text(
        source.replace("signal.alarm(2 * SECONDS)", "pass").replace(
            "content_type, size, made =", "while True: pass\n    content_type, size, made ="
        )
    )
    ended = subprocess.run(
        [sys.executable, "-I", str(spinning), "4", "4"], input=b"", capture_output=True, timeout=PATIENCE
    )
    assert ended.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
