"""HTML from elsewhere, before it is parsed: what is no body goes, what is no tag is text."""

import re

_NO_BODY = (("<script", "</script"), ("<style", "</style"), ("<!--", "--"))

_BEGINS_NO_BODY = re.compile(r"<(?:script|style|!--)", re.IGNORECASE | re.ASCII)
"""Hardly any text has one, and looking for it so costs a fraction of a lower-case copy."""

_DECLARATION = re.compile(r"<[!?][^<>]*>")

_NO_TAG = re.compile(r"""<(?!/?[a-zA-Z](?:[^<>"']{1,400}+|"[^"]*+"|'[^']*+'){0,24}+>)""")


def only_tags_and_text(html: str) -> str:
    """Without scripts, style sheets, comments and declarations, and with each `<` that begins no whole tag escaped.

    A parser goes back to the beginning of every broken tag, which takes minutes when there are thousands of them, and
    compares each attribute with all others of its tag; so neither reaches it. Linear time.
    """
    if _BEGINS_NO_BODY.search(html):
        for opening, closing in _NO_BODY:
            html = _cut_out(html, opening, closing)
    return _NO_TAG.sub("&lt;", _DECLARATION.sub("", html))


def _cut_out(html: str, opening: str, closing: str) -> str:
    """Without the stretches from an opening to the end of the tag that closes it; one never closed stays."""
    lowered = _ascii_lower(html)
    kept: list[str] = []
    position = 0
    while (start := lowered.find(opening, position)) >= 0:
        close = lowered.find(closing, start + len(opening))
        end = lowered.find(">", close) if close >= 0 else -1
        if end < 0:
            break
        kept.append(html[position:start])
        position = end + 1
    return "".join(kept) + html[position:]


_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def _ascii_lower(text: str) -> str:
    """Lower case letter by letter: `str.lower` may change the length, and the offsets with it."""
    return text.translate(_LOWER)
