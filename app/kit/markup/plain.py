"""Bodies as plain text, and plain text as a body."""

import html as entities
import re

from app.kit.markup.limits import MAX_PLAIN_BREAKS
from app.kit.markup.pictures import alt_of
from app.kit.markup.pieces import Kind, pieces_of

_TAG = re.compile(r"<[^<>]*>")
_BREAKING_TAG = re.compile(r"</?(?:p|div|br|li|tr|h[1-6]|pre|blockquote|table|ul|ol)\b[^<>]*>", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_ENDLESS_NUMBER = re.compile(r"&(?=#[0-9]{8}|#[xX][0-9A-Fa-f]{7})")
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def readable(source: str) -> str:
    """The source with line ends as `\\n` and no characters that databases, parsers or UTF-8 refuse."""
    return _UNSHOWABLE.sub("\ufffd", source.replace("\r\n", "\n").replace("\r", "\n"))


def text_of(html: str) -> str:
    """The words of sanitised HTML: entities read, one line a block, code as it stands, what a picture shows as a line."""
    line: list[str] = []
    lines: list[str] = []
    inside_pre = 0

    def end_line() -> None:
        lines.append(_tidy("".join(line)))
        line.clear()

    for piece in pieces_of(html):
        if piece.kind is Kind.TEXT:
            text = entities.unescape(piece.raw).replace("\xa0", " ")
            line.append(text if inside_pre else _SPACES.sub(" ", text))
            continue
        if piece.tag in {"td", "th"}:
            line.append(" ")
        elif piece.parts_blocks:
            if inside_pre and piece.tag == "pre":
                lines.extend("".join(line).rstrip().split("\n"))
                line.clear()
            else:
                end_line()
        if piece.tag == "img":
            lines.append(_tidy(alt_of(piece.raw)))
        if piece.tag == "pre":
            inside_pre += 1 if piece.kind is Kind.OPEN else -1
    end_line()
    return "\n".join(filter(str.strip, lines)).strip("\n")


def _tidy(line: str) -> str:
    return _SPACES.sub(" ", line).strip()


def paragraphs_html(text: str) -> str:
    """Plain text as escaped paragraphs with its line ends: what a body too intricate to render is shown as."""
    paragraphs = [part.strip("\n") for part in re.split(r"\n(?:[ \t]*\n)+", text) if part.strip()]
    if len(paragraphs) > MAX_PLAIN_BREAKS:
        paragraphs = ["\n\n".join(paragraphs)]
    written = "".join(f"<p>{_escaped(part)}</p>" for part in paragraphs)
    return written if written.count("\n") > MAX_PLAIN_BREAKS else written.replace("\n", "<br>")


def _escaped(text: str) -> str:
    return entities.escape(text, quote=False).replace("\xa0", "&nbsp;")


def without_tags(html: str) -> str:
    """The words of HTML that was never parsed: a crude reading in linear time, for HTML too intricate to parse."""
    spaced = _TAG.sub("", _BREAKING_TAG.sub("\n", html))
    return readable(entities.unescape(_ENDLESS_NUMBER.sub("&amp;", spaced)))


def excerpt(text: str, limit: int) -> str:
    """The beginning of a text on one line, at most `limit` characters, cut between words and then ending in `…`.

    A first word that is longer than the limit is cut inside.
    """
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    if limit < 1:
        return ""
    room = line[:limit]
    cut = room.rfind(" ")
    kept = room[: cut if cut > 0 else limit - 1]
    return kept.rstrip(" ,;:.-–—") + "…"
