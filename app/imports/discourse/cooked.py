"""The HTML that Discourse makes of a post, turned into the HTML that a body may have here.

Nothing that somebody wrote is lost; what goes is decoration (icons, avatars, controls). Nothing is loaded from anywhere:
pictures, films and previews become links.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from app.imports.discourse.addresses import Forum
from app.imports.discourse.emoji import emoji_of
from app.imports.shapes import (
    host_of,
    in_paragraphs,
    name_of_picture,
    paragraph,
    short_address,
    without_paragraphs,
)
from app.imports.tree import Element, Node, html_of, tree_of
from app.kit.markup import IMPORT

DECORATION = frozenset(["svg", "style", "script", "noscript", "button", "input", "template"])
DECORATION_CLASSES = (
    "avatar",
    "badge-wrapper",
    "badge-category__wrapper",
    "d-icon",
    "footnote-backref",
    "onebox-avatar-inline",
    "onebox-metadata",
    "poll-buttons",
    "poll-info",
    "quote-controls",
    "show-more-container",
    "site-icon",
)
NO_LANGUAGE = frozenset(["", "auto", "nohighlight", "none", "plaintext", "text", "txt"])
FILMS = ("lazyYT", "video-container", "video-placeholder-container", "lazy-video-container", "youtube-onebox")


@dataclass(slots=True)
class Cooked:
    """A post's HTML for the sanitiser, and the topics of the same archive that it links to."""

    html: str
    topics: set[int] = field(default_factory=set)


def cook(html: str, forum: Forum, knows: Callable[[int], bool]) -> Cooked:
    """`knows` says whether a topic is in the archive: links to those lead here, other links of the forum lead there."""
    kitchen = _Kitchen(forum, knows)
    made = html_of(in_paragraphs(kitchen.all(tree_of(html).children))).strip()
    # Escaping makes text longer; what would no longer fit is shown as it came.
    return Cooked(made if IMPORT.measure(made) <= IMPORT.maximum else html, kitchen.topics)


class _Kitchen:
    def __init__(self, forum: Forum, knows: Callable[[int], bool]) -> None:
        self.forum, self.knows = forum, knows
        self.topics: set[int] = set()

    def all(self, nodes: list[Node]) -> list[Node]:
        return [made for node in nodes for made in ([node] if isinstance(node, str) else self.one(node))]

    def one(self, element: Element) -> Iterator[Node]:
        if element.tag in DECORATION or element.has_class(*DECORATION_CLASSES):
            return
        match element.tag:
            case "aside" if element.has_class("quote"):
                yield self.quote(element)
            case "aside" if element.has_class("onebox"):
                yield from self.preview(element)
            case "a":
                yield from self.link(element)
            case "img":
                yield from self.picture(element)
            case "iframe" | "video" | "audio":
                yield from self.film(element)
            case "div" if element.has_class(*FILMS):
                yield from self.film(element)
            case "div" if element.has_class("discourse-post-event"):
                yield paragraph(
                    " · ".join(filter(None, map(element.get, ("data-name", "data-start", "data-timezone"))))
                )
            case "div" | "article" | "header" | "section" | "small" | "mark" | "big":
                yield from self.all(element.children)
            case "details":
                yield from self.details(element)
            case "pre":
                yield _code(element)
            case "span" if element.has_class("chcklst-box"):
                yield "[x]" if element.has_class("checked") else "[ ]"
            case _:
                yield from self.kept(element)

    def kept(self, element: Element) -> Iterator[Node]:
        inner = self.all(element.children)
        if element.tag == "p" and not any(isinstance(node, Element) or node.strip() for node in inner):
            return
        if element.tag == "p":
            inner = without_paragraphs(inner)
        yield Element(element.tag, element.attributes, inner)

    def quote(self, element: Element) -> Element:
        """Who is quoted, with the way to what they wrote, then their words."""
        quoted = element.first(lambda found: found.tag == "blockquote")
        who = self._speaker(element)
        words = in_paragraphs(self.all(quoted.children)) if quoted else []
        return Element("blockquote", children=[who, *words] if who else words)

    def _speaker(self, element: Element) -> Element | None:
        title = element.first(lambda found: found.has_class("title"))
        linked = title.first(lambda found: found.tag == "a" and not _is_decoration(found)) if title else None
        named = element.get("data-username")
        if not named and title and not linked:
            named = " ".join(title.text.split()).removesuffix(":")
        topic, post = element.get("data-topic"), element.get("data-post")
        number = int(post) if post.isascii() and post.isdigit() else None
        if topic.isascii() and topic.isdigit() and self.knows(int(topic)):
            self.topics.add(int(topic))
            address = f"/t/{int(topic)}" if number in (None, 1) else f"/t/{int(topic)}/{number}"
        else:
            address = linked.get("href") if linked else ""
        about = linked.text.strip() if linked and linked.text.strip() != named else ""
        shown = ", ".join(filter(None, [named, about]))
        if not shown:
            return None
        name: Node = Element("strong", children=[shown])
        if address:
            name = Element("a", {"href": self._address(address)}, [name])
        return Element("p", children=[name, ":"])

    def preview(self, element: Element) -> Iterator[Node]:
        """The preview of a page: its title as a link, and where it leads."""
        linked = [found for found in element.within() if found.tag == "a" and found.get("href") and found.text.strip()]
        address = element.get("data-onebox-src") or next((found.get("href") for found in linked), "")
        headline = element.first(lambda found: found.tag in ("h3", "h4") and bool(found.text.strip()))
        title = " ".join((headline.text if headline else linked[0].text if linked else "").split())
        if not address:
            yield from self.all(element.children)
            return
        host = host_of(address)
        inner: list[Node] = [Element("a", {"href": self._address(address)}, [title or short_address(address)])]
        if title and host and host not in title:
            inner.append(f" ({host})")
        yield Element("p", children=inner)

    def link(self, element: Element) -> Iterator[Node]:
        address = element.get("href")
        if element.has_class("lightbox"):
            yield from self._enlarged(element)
        elif element.has_class("mention", "mention-group", "hashtag", "hashtag-cooked"):
            yield element.text.strip()
        elif element.has_class("anchor") and not element.text.strip():
            return
        elif not address or address.startswith("#"):
            yield from self.all(element.children)
        else:
            pictures = [found for found in element.within() if found.tag == "img" and not found.has_class("emoji")]
            inner = self.all(element.children)
            if pictures and not element.text.strip():
                inner = [name_of_picture(pictures[0]) or short_address(address)]
            yield Element("a", {"href": self._address(address)}, inner)

    def _enlarged(self, element: Element) -> Iterator[Node]:
        picture = element.first(lambda found: found.tag == "img")
        size = element.first(lambda found: found.has_class("informations"))
        name = (
            element.get("title") or (name_of_picture(picture) if picture else "") or short_address(element.get("href"))
        )
        yield Element("a", {"href": self._address(element.get("href"))}, [unquote(name)])
        yield f" ({size.text.strip()}) " if size and size.text.strip() else " "

    def picture(self, element: Element) -> Iterator[Node]:
        if element.has_class("emoji"):
            yield emoji_of(element.get("title") or element.get("alt"))
            return
        address = element.get("src") or element.get("data-src")
        name = name_of_picture(element) or short_address(address)
        yield Element("a", {"href": self._address(address)}, [name]) if address else name

    def film(self, element: Element) -> Iterator[Node]:
        found = [element, *element.within()]
        youtube = next((one.get("data-youtube-id") or one.get("data-video-id") for one in found), "")
        title = next(filter(None, (one.get("data-youtube-title") or one.get("data-video-title") for one in found)), "")
        addresses = (one.get("href") or one.get("data-video-src") or one.get("data-orig-src") for one in found)
        sources = (one.get("src") or one.get("data-src") for one in found if one.tag != "img")
        address = next(filter(None, [*addresses, *sources]), "")
        if not address and youtube and element.get("data-provider-name") in ("", "youtube"):
            address = f"https://www.youtube.com/watch?v={youtube}"
        if address:
            yield paragraph(Element("a", {"href": self._address(address)}, [title or short_address(address)]))
        elif title:
            yield paragraph(title)

    def details(self, element: Element) -> Iterator[Node]:
        """What had to be opened is open: its heading, then what it hid."""
        for child in element.children:
            if isinstance(child, Element) and child.tag == "summary":
                if words := " ".join(child.text.split()):
                    yield Element("p", children=[Element("strong", children=[words])])
            else:
                yield from self.all([child])

    def _address(self, address: str) -> str:
        place = self.forum.place(address)
        if place is not None and self.knows(place.topic):
            self.topics.add(place.topic)
            return place.path
        return self.forum.whole(address)


def _is_decoration(element: Element) -> bool:
    return element.has_class(*DECORATION_CLASSES)


def _code(element: Element) -> Element:
    """Code with its language as our renderer marks it, and lines as lines."""
    inside = element.first(lambda found: found.tag == "code") or element
    named = (word.removeprefix("lang-").removeprefix("language-") for word in inside.get("class").split())
    language = next(named, "").lower()
    attributes = {} if language in NO_LANGUAGE else {"class": f"language-{language}"}
    return Element("pre", children=[Element("code", attributes, [_lines(element)])])


def _lines(element: Element) -> str:
    items = [found.text for found in element.within() if found.tag == "li"]
    return "\n".join(item.rstrip("\n") for item in items) if items else element.text
