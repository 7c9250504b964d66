"""What in a page could act: read as a browser reads it, whatever the code under test thinks of it."""

import re
from html.parser import HTMLParser

NEVER = frozenset(
    {"iframe", "object", "embed", "applet", "base", "frame", "frameset", "style", "math", "marquee", "audio"}
)
ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "srcset", "data", "poster", "background"})
ACTS = re.compile(r"[\x00-\x20]*(javascript|vbscript|data:(?!image/))", re.I)


class Acting(HTMLParser):
    """Collects every script, handler and address that would run something which is not ours."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if (
            tag == "script"
            and given.get("type") != "application/ld+json"
            and not (given.get("src") or "").startswith("/")
        ):
            self.found.append(f"script {given}")
        if tag in NEVER:
            self.found.append(f"tag {tag}")
        if tag == "meta" and "http-equiv" in given:
            self.found.append(f"meta {given}")
        if tag == "form" and re.match(r"\s*(https?:)?//", given.get("action") or ""):
            self.found.append(f"form {given}")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append(f"{tag} {name}={value}")
            if name in ADDRESSES and ACTS.match(re.sub(r"[\t\r\n]", "", value or "")):
                self.found.append(f"{tag} {name}={value}")

    handle_startendtag = handle_starttag


def acting(html: str) -> list[str]:
    return Acting(html).found
