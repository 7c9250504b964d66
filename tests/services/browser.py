"""A real browser: Debian's chromium, driven by Playwright, that reaches nothing but the loopback."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

PHONE, TABLET, DESKTOP = 360, 768, 1280
HEIGHTS = {PHONE: 740, TABLET: 1024, DESKTOP: 800}
ARGUMENTS = [
    "--no-sandbox",  # the sandbox refuses to start as root, which is what continuous integration runs as
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    # A page that asks the outside for anything fails here as it would behind a strict firewall.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

Scheme = Literal["light", "dark"]


@dataclass
class PageFactory:
    """Opens pages, each in a fresh profile, and remembers what went wrong in them."""

    browser: Browser
    problems: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(self, url: str | None = None, **profile: Any) -> Page:
        """A page in a new profile; the arguments are those of `profile()`."""
        page = self.profile(**profile).new_page()
        if url is not None:
            page.goto(url)
        return page

    def profile(
        self,
        *,
        width: int = DESKTOP,
        scheme: Scheme = "light",
        javascript: bool = True,
        locale: str = "en-GB",
        timezone: str = "Europe/Rome",
        **more: Any,
    ) -> BrowserContext:
        """Cookies, window and preferences of one visitor; several pages of it share a session."""
        context = self.browser.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 800)},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale=locale,
            timezone_id=timezone,
            reduced_motion="reduce",  # nothing is half faded in while it is measured
            **more,
        )
        context.set_default_timeout(15_000)
        context.on("weberror", lambda error: self.problems.append(f"a script raised: {error.error}"))
        context.on("console", self._note)
        self._contexts.append(context)
        return context

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.problems.append(f"the content policy blocked something: {message.text}")

    def close(self) -> None:
        with ExitStack() as closing:
            for context in self._contexts:
                closing.callback(context.close)
        self._contexts.clear()


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A headless chromium for the length of a block."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        raise RuntimeError("No chromium found. On Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened_pages(browser: Browser) -> Iterator[PageFactory]:
    """A factory of pages; at the end of the block they close, and what went wrong in them is raised."""
    factory = PageFactory(browser)
    try:
        yield factory
    finally:
        factory.close()
    assert not factory.problems, "\n".join(["The browser complained:", *factory.problems])
