"""Pages for guests, kept per process and served before any session work.

A page is found by its path, its language, its colours and the version numbers of what it shows. Every visible change
raises those numbers in its own transaction, so a changed page is never served from here, in whatever process the change
was made. The same key, with the release that made the page, is its ETag.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, Response, request
from flask_login import current_user
from sqlalchemy import Engine, bindparam, text
from werkzeug.http import parse_date
from werkzeug.sansio.http import parse_cookie

from app.activity.versions import LISTS, SITE, thread_key
from app.kit.clock import now
from app.site.frame import KEYS_COOKIE, THEME_COOKIE, THEMES
from app.site.language import COOKIE, guest_locale
from app.site.packing import Page, unpacks
from app.site.release import release

THREAD = re.compile(r"/(?:questions|articles)/(\d{1,9})/[a-z0-9-]+|/feeds/questions/(\d{1,9})\.atom")
LIST = re.compile(
    r"/(?:questions|articles|tags|tags/[a-z0-9-]+|products/[a-z0-9-]+|feeds/[a-z.-]+|sitemap[a-z0-9-]*\.xml"
    r"|known-issues(?:/\d{1,9}/[a-z0-9-]+)?)?"
)
QUERY_MAX = 200
BESIDE = 3000
"""Bytes that are kept beside each page: its headers, packed and plain, and what it is kept under."""
_VERSIONS = text("SELECT key, number FROM page_versions WHERE key IN :keys").bindparams(
    bindparam("keys", expanding=True)
)

Environ = dict[str, Any]
Key = tuple[Any, ...]
StartResponse = Callable[..., Any]


def keys_of(path: str) -> tuple[str, ...] | None:
    """Whose versions a path's page depends on; None if it is not a page to keep."""
    if thread := THREAD.fullmatch(path):
        return (SITE, thread_key(int(thread[1] or thread[2])))
    return (SITE, LISTS) if LIST.fullmatch(path) else None


class Kept:
    """The kept pages, least recently used first out, within a number of bytes. The smallest is packed into less than its headers
    and its place take, so these count too: else a hundred thousand addresses of it would take many times the room allowed."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Key) -> Page | None:
        with self.lock:
            page = self.pages.get(key)
            if page:
                self.pages.move_to_end(key)
            return page

    def put(self, key: Key, page: Page) -> None:
        with self.lock:
            if key in self.pages or len(page.packed) > self.limit // 8:
                return
            self.pages[key] = page
            self.size += BESIDE + len(page.packed)
            while self.size > self.limit:
                self.size -= BESIDE + len(self.pages.popitem(last=False)[1].packed)


class GuestPages:
    """The WSGI layer in front of the application."""

    def __init__(self, app: Flask, engine: Engine) -> None:
        self.inner = app.wsgi_app
        self.engine = engine.execution_options(isolation_level="AUTOCOMMIT") if engine.name != "sqlite" else engine
        self.cookie: str = app.config["SESSION_COOKIE_NAME"]
        self.language = app.config["DEFAULT_LANGUAGE"]
        self.release = release(app.config)
        self.zone = ZoneInfo(app.config["TIME_ZONE"])
        self.kept = Kept(app.config["PAGE_CACHE_MB"] * 1024 * 1024)

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        key = self.key(environ)
        if key is None:
            return self.inner(environ, start)
        if page := self.kept.get(key):
            return _answer(environ, start, page)
        environ["spintaneo.page_key"] = key
        return self.inner(environ, start)

    def key(self, environ: Environ) -> Key | None:
        """What a page is kept under; None for whoever has a session and for pages that are not kept."""
        keys = keys_of(environ["PATH_INFO"])
        reading = self.reading(environ) if keys else None
        return (*reading, *self.versions(keys)) if keys and reading else None

    def reading(self, environ: Environ) -> Key | None:
        """What is asked for, in which language and colours, how and on which day; None for whoever has a session. Cookies are
        read as the page itself reads them: read otherwise, somebody's own page could be kept for everybody."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        query = environ.get("QUERY_STRING", "")
        chosen = parse_cookie(environ.get("HTTP_COOKIE"))
        if self.cookie in chosen or len(query) > QUERY_MAX:
            return None
        locale = guest_locale(chosen.get(COOKIE), environ.get("HTTP_ACCEPT_LANGUAGE", ""), self.language)
        day = now().astimezone(self.zone).date()
        theme = chosen.get(THEME_COOKIE)
        how = (theme if theme in THEMES else None, chosen.get(KEYS_COOKIE) == "off", environ.get("wsgi.url_scheme"))
        return environ["PATH_INFO"], query, locale, *how, day

    def showing(self, *shown: object) -> Response | None:
        """For a view that learns only while it works what its page shows: the page that shows the same; if none is kept, the
        one that the view makes will be. `shown` says all of it: the same values, the same page."""
        reading = self.reading(request.environ)
        if reading is None:
            return None
        key = (*reading, blake2b(repr(shown).encode("utf-8", "replace"), digest_size=16).digest())
        if page := self.kept.get(key):
            body, headers = page.sent_to(request.environ)
            return Response(body, headers=headers)
        request.environ["spintaneo.page_key"] = key
        return None

    def versions(self, keys: tuple[str, ...]) -> tuple[int, ...]:
        with self.engine.connect() as connection:
            found = {row.key: row.number for row in connection.execute(_VERSIONS, {"keys": keys})}
        return tuple(found.get(key, 0) for key in keys)

    def keep(self, response: Response) -> Response:
        """After a request: a good page for a guest is kept, with the key that was read before it was made. A page that
        has an ETag of its own (by its content) keeps that: it stays the same when something else has changed."""
        key = request.environ.get("spintaneo.page_key")
        good = response.status_code == 200 and request.method == "GET" and "Set-Cookie" not in response.headers
        if key is not None and good and current_user.is_guest:
            if "ETag" not in response.headers:
                response.set_etag(blake2b(repr((self.release, key)).encode(), digest_size=12).hexdigest())
            response.headers["Cache-Control"] = "private, no-cache"
            response.headers["Vary"] = "Cookie, Accept-Language, Accept-Encoding"
            page = Page.of(response.get_data(), list(response.headers))
            self.kept.put(key, page)
            if unpacks(request.environ):
                response.set_data(page.packed)
                response.headers.update(page.encoding)
        if response.status_code == 200 and response.headers.get("ETag") and not response.is_streamed:
            response.make_conditional(request)
        return response


def _answer(environ: Environ, start: StartResponse, page: Page) -> Iterable[bytes]:
    if _has_it(environ, dict(page.headers)):
        start("304 Not Modified", [pair for pair in page.headers if pair[0] not in ("Content-Length", "Content-Type")])
        return [b""]
    body, headers = page.sent_to(environ)
    start("200 OK", headers)
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


def _has_it(environ: Environ, headers: dict[str, str]) -> bool:
    """By the ETag; by the time alone only if no ETag was sent, as HTTP asks."""
    if tags := environ.get("HTTP_IF_NONE_MATCH", ""):
        return headers["ETag"] in tags
    since, changed = environ.get("HTTP_IF_MODIFIED_SINCE", ""), headers.get("Last-Modified", "")
    if not since or not changed:
        return False
    asked, last = parse_date(since), parse_date(changed)
    return asked is not None and last is not None and asked >= last
