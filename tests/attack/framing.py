"""Pages as a browser takes them with the content policy off: each in a frame of its own, many at a time.

What could run is found twice: by running it (every function that an attack calls is a tell-tale, in every frame, before the
page's own first script), and by looking at what the browser has made of the page, since much waits for a hand that clicks.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, Route

from tests.attack.scripts import COUNTED_OUT
from tests.services.browser import PageFactory

ORIGIN = "http://127.0.0.1:9"
BATCH = 24
ASSETS = re.compile(
    r'<link rel="stylesheet" href="/[^"]*">|<script type="module" src="/site\.js[^"]*"></script>|<use href="/static[^"]*"/?>'
)
"""Left out of the copies: the same on every page, without anybody's words. Scripts have a test of their own."""

LOOK, TELL_TALES = (Path(__file__).with_name(name).read_text("utf-8") for name in ("look.js", "tell_tales.js"))
OWN = re.compile(r"/(logo|images/[0-9a-f]{26}-\d+x\d+\.\w+|static/.*|brand\.css.*)")
"""What pages of ours ask for by themselves."""


@dataclass
class Frames:
    """Shows pages and says what in them acted, or could."""

    page: Page
    asked: list[str] = field(default_factory=list)
    """What pages asked for beyond what every page of ours asks for."""
    waiting: list[tuple[str, str]] = field(default_factory=list)
    found: list[str] = field(default_factory=list)

    def show(self, name: str, html: str) -> None:
        self.waiting.append((name, ASSETS.sub("", html)))
        if len(self.waiting) >= BATCH:
            self.look()

    def look(self) -> list[str]:
        """What acted in all that was shown so far."""
        batch, self.waiting = self.waiting, []
        if batch:
            said = self.page.evaluate(LOOK, [batch, COUNTED_OUT])
            self.found += [f"{name}: {what}" for name, what in said]
        return [*self.found, *(f"asked for {address}" for address in self.asked)]


def frames(open_page: PageFactory) -> Frames:
    page = open_page(bypass_csp=True)
    page.add_init_script(TELL_TALES)
    shown = Frames(page)

    def answer(route: Route) -> None:
        address = route.request.url
        if address == f"{ORIGIN}/":
            route.fulfill(body="<!doctype html><title>frames</title><body>", content_type="text/html")
            return
        if not OWN.fullmatch(address.removeprefix(ORIGIN)):
            shown.asked.append(address)
        route.abort()

    page.route("**/*", answer)
    page.goto(f"{ORIGIN}/")
    return shown
