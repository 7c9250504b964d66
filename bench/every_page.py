"""make bench PAGES=1: every page of the site for everybody who has one, and the ten that take longest.

    python -m bench.every_page [--questions 2000] [--db sqlite|postgresql|both]

Nobody has to say which pages there are: whatever address has no number in it is asked for, then what its page leads to, links
and forms, a few of each kind. So a page, or a way of looking at it, that is new is asked for as well. Each is asked for twice, in this
process; the second time counts, and what is kept for guests is made anew for it. The garbage collector, whose turn may come in any
of them, waits meanwhile.
"""

import argparse
import gc
import sys
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from re import compile as expression
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from app import create_app
from app.extensions import db
from app.site.pagecache import Kept
from bench.browser import _TOKEN
from bench.community import PASSWORD, email_of
from bench.grown import grow, people
from bench.kept import Place, filled
from bench.machine import cpu_seconds, family, spent
from config import TestSettings

SHOWN = 10
EXAMPLES = 2
"""Of each kind of address, for each role: the same route with the same questions behind it."""
MOST = 12
"""Of each route, for each role: a search leads to hundreds of others."""
AGAIN = 30
"""So many of the slowest are asked once more, and the better time counts: other things happen in a process, too."""
SLOW_MS = 200.0
NOT_ASKED = frozenset({"site.static", "site.logo", "images.show"})
"""Files. Every other address answers with what the database says."""

_LEADS_TO = expression(r'(?:href|action)="(/[^"#]*)')
Say = Callable[[str], None]


@dataclass
class Page:
    """One address for one role; processor time is ours and the database's."""

    role: str
    endpoint: str
    path: str
    status: int
    cpu_ms: float
    wall_ms: float
    statements: list[tuple[str, Any]] = field(repr=False)
    slowest_ms: float = 0.0
    slowest: str = ""


class Visit:
    """The product on a filled database, asked without a server by somebody of each role."""

    def __init__(self, place: Place, questions: int) -> None:
        self.place = place
        self.app: Flask = create_app(TestSettings(place.folder, place.url))
        self.adapter = self.app.url_map.bind("127.0.0.1")
        self.clients: dict[str, FlaskClient] = {"guest": self.app.test_client()}
        for role, number in people(questions).items():
            self.clients[role] = self._signed_in(number)
        self.things = _things(place)
        self.found: list[Page] = []

    def routes(self) -> set[str]:
        rules = self.app.url_map.iter_rules()
        return {rule.endpoint for rule in rules if "GET" in (rule.methods or ())} - NOT_ASKED

    def everything(self, role: str) -> None:
        """Breadth first, from the addresses that need no number, or only that of a thing there is."""
        rules = sorted(self.app.url_map.iter_rules(), key=lambda rule: rule.rule)
        waiting = deque(
            rule.rule
            if not rule.arguments
            else self.adapter.build(rule.endpoint, {key: self.things[key] for key in rule.arguments})
            for rule in rules
            if "GET" in (rule.methods or ()) and rule.arguments <= self.things.keys()
        )
        asked, seen = set[str](), Counter[Any]()
        while waiting:
            path = waiting.popleft()
            kind = self._kind(path)
            if path in asked or kind is None or seen[kind] >= EXAMPLES or seen[kind[0]] >= MOST:
                continue
            asked.add(path)
            seen.update((kind, kind[0]))
            page, leads_to = self._asked(role, kind[0], path)
            self.found.append(page)
            waiting.extend(leads_to)

    def again(self) -> None:
        for page in slowest(self.found, AGAIN):
            once_more, _leads_to = self._asked(page.role, page.endpoint, page.path)
            page.cpu_ms, page.wall_ms = min(page.cpu_ms, once_more.cpu_ms), min(page.wall_ms, once_more.wall_ms)

    def _kind(self, path: str) -> tuple[str, frozenset[tuple[str, str]]] | None:
        """The route and what is asked of it: names, and of short words (tabs, kinds) the word; None if it is not ours to ask."""
        parts = urlsplit(path)
        try:
            endpoint, _values = self.adapter.match(parts.path, method="GET")
        except (HTTPException, RequestRedirect):
            return None
        asked = parse_qs(parts.query)
        words = {
            (name, values[0] if values[0].isalpha() and len(values[0]) < 12 else "") for name, values in asked.items()
        }
        return None if endpoint in NOT_ASKED else (endpoint, frozenset(words))

    def _asked(self, role: str, endpoint: str, path: str) -> tuple[Page, list[str]]:
        self.clients[role].get(path).close()
        pages = self.app.extensions["guest_pages"]
        pages.kept = Kept(pages.kept.limit)
        gc.disable()
        with _noted() as statements:
            busy, began, theirs = time.process_time(), time.perf_counter(), self._server()
            with self.clients[role].get(path) as answer:
                words = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
            cpu = time.process_time() - busy + spent(theirs, self._server())
            wall = time.perf_counter() - began
        gc.enable()
        if answer.status_code >= 500 and endpoint != "site.health":
            raise SystemExit(f"{path} for {role}: {answer.status_code}")
        page = Page(role, endpoint, path, answer.status_code, 1000 * cpu, 1000 * wall, statements)
        leads_to = [unescape(one) for one in _LEADS_TO.findall(words)]
        onward = answer.headers.get("Location", "")
        return page, [*leads_to, *([onward] if onward.startswith("/") else [])]

    def _server(self) -> dict[int, float]:
        server = self.place.server
        return cpu_seconds(family(server.child.popen.pid)) if server else {}

    def _signed_in(self, number: int) -> FlaskClient:
        client = self.app.test_client()
        token = _TOKEN.search(client.get("/sign-in").get_data(as_text=True))
        fields = {"email": email_of(number), "password": PASSWORD, "csrf_token": token[1] if token else ""}
        if client.post("/sign-in", data=fields).status_code != 302:
            raise SystemExit(f"{email_of(number)} cannot sign in")
        return client

    def close(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        self.app.extensions["guest_pages"].engine.dispose()
        self.app.extensions["search"].close()


def _things(place: Place) -> dict[str, int]:
    """A question with an answer to it, and who wrote that; as addresses call them."""
    newest = (
        "SELECT a.question_id, a.id, p.author_id FROM answers a JOIN posts p ON p.id = a.id ORDER BY a.id DESC LIMIT 1"
    )
    engine = create_engine(place.url)
    try:
        with engine.connect() as connection:
            question, answer, author = connection.exec_driver_sql(newest).one()
    finally:
        engine.dispose()
    return {"question_id": question, "answer_id": answer, "post_id": answer, "user_id": author}


@contextmanager
def _noted() -> Iterator[list[tuple[str, Any]]]:
    """The statements that are asked within, with their values."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        asked.append((statement, None if many else values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _find_slowest(place: Place, pages: Iterable[Page]) -> None:
    """Asks each reading statement again by itself and reads all of its rows: SQLite looks for them only then."""
    engine = create_engine(place.url)
    try:
        raw: Any = engine.raw_connection().driver_connection
        for page in pages:
            for statement, values in page.statements:
                if values is None or not statement.lstrip().upper().startswith(("SELECT", "WITH")):
                    continue
                began, cursor = time.perf_counter(), raw.cursor()
                cursor.execute(statement, values)
                cursor.fetchall()
                taken = 1000 * (time.perf_counter() - began)
                if taken > page.slowest_ms:
                    page.slowest_ms, page.slowest = taken, " ".join(statement.split())
    finally:
        engine.dispose()


def slowest(pages: Iterable[Page], number: int = SHOWN) -> list[Page]:
    """The longest of each route, and of these the longest."""
    worst: dict[str, Page] = {}
    for page in sorted(pages, key=lambda page: -page.cpu_ms):
        worst.setdefault(page.endpoint, page)
    return list(worst.values())[:number]


def table(kind: str, questions: int, visit: Visit) -> Iterator[str]:
    asked: dict[str, set[int]] = defaultdict(set)
    for page in visit.found:
        asked[page.endpoint].add(page.status)
    missed = sorted(visit.routes() - {endpoint for endpoint, statuses in asked.items() if statuses & {200, 302}})
    yield f"{questions} questions of ten answers, {kind}: {len(visit.found)} requests, {len(asked)} routes"
    yield f"{'CPU ms':>9}{'ms':>9}{'statements':>12}{'slowest ms':>12}  role, address"
    for page in slowest(visit.found):
        yield (
            f"{page.cpu_ms:>9.1f}{page.wall_ms:>9.1f}{len(page.statements):>12}{page.slowest_ms:>12.1f}"
            f"  {page.role} {page.path}{'  SLOW' if page.cpu_ms > SLOW_MS else ''}"
        )
        yield f"{'':42}  {page.slowest[:160]}"
    yield f"no page to be seen in this community: {', '.join(missed)}"


def measured(kind: str, questions: int, say: Say) -> tuple[list[str], list[Page]]:
    with filled(kind, questions, say) as place:
        engine = create_engine(place.url)
        with engine.begin() as connection:
            grow(connection, questions)
        if kind == "postgresql":
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("ANALYZE")
        engine.dispose()
        visit = Visit(place, questions)
        try:
            for role in visit.clients:
                say(f"{role}, {kind}")
                visit.everything(role)
            visit.again()
            _find_slowest(place, slowest(visit.found))
            return list(table(kind, questions, visit)), visit.found
        finally:
            visit.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.every_page", description=__doc__)
    parser.add_argument("--questions", type=int, default=2000, help="questions of ten answers each")
    parser.add_argument("--db", choices=("sqlite", "postgresql", "both"), default="sqlite")
    given = parser.parse_args()
    for kind in ("sqlite", "postgresql") if given.db == "both" else (given.db,):
        lines, _pages = measured(kind, given.questions, lambda line: sys.stderr.write(f"{line}\n") and None)
        sys.stdout.write("\n".join(lines) + "\n\n")


if __name__ == "__main__":
    main()
