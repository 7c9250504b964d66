"""Fits a body into our page: headings below the page's own, our own pictures shown, others as links."""

from collections.abc import Iterator

from bleach.html5lib_shim import Filter

from app.kit.markup.pictures import as_shown, is_made_smaller

DEMOTED = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}

HREF = (None, "href")
SRC = (None, "src")
ALT = (None, "alt")
TITLE = (None, "title")


class Reshape(Filter):
    """Runs on allowed elements only, once, when a source is taken in.

    * The page owns h1 and the thread h2, so a body starts at h3.
    * A picture on another server would tell that server who reads here: it becomes a link. Our own is shown,
      and leads to itself when a page has no room for all of it.
    * A link whose address was refused keeps its words only.
    """

    def __iter__(self) -> Iterator[dict]:
        open_links: list[bool] = []
        for token in super().__iter__():
            name = token.get("name")
            if name in DEMOTED and token["type"] in {"StartTag", "EndTag"}:
                yield {**token, "name": DEMOTED[name]}
            elif name == "img":
                yield from _picture(token["data"], inside_link=any(open_links))
            elif name == "a" and token["type"] == "StartTag":
                open_links.append(HREF in token["data"])
                if open_links[-1]:
                    yield token
            elif name == "a" and token["type"] == "EndTag":
                if not open_links or open_links.pop():
                    yield token
            else:
                yield token


def _picture(attributes: dict, *, inside_link: bool) -> Iterator[dict]:
    address = attributes.get(SRC, "")
    if own := as_shown(address, attributes.get(ALT, "")):
        shown = {"type": "EmptyTag", "name": "img", "namespace": None, "data": own}
        yield from [shown] if inside_link or not is_made_smaller(address) else _linked(address, shown)
        return
    words = {"type": "Characters", "data": attributes.get(ALT) or attributes.get(TITLE) or address}
    if not address or inside_link:
        yield words
        return
    yield from _linked(address, words)


def _linked(address: str, inner: dict) -> Iterator[dict]:
    yield {"type": "StartTag", "name": "a", "namespace": None, "data": {HREF: address}}
    yield inner
    yield {"type": "EndTag", "name": "a", "namespace": None, "data": {}}


class OnlyOwnPictures(Filter):
    """Runs whenever a body is sanitised again: a picture is one of ours, in the form we give it, or it goes."""

    def __iter__(self) -> Iterator[dict]:
        for token in super().__iter__():
            if token.get("name") != "img":
                yield token
            elif own := as_shown(token["data"].get(SRC, ""), token["data"].get(ALT, "")):
                yield {**token, "data": own}
