"""What is measured: the requests of each scene, prepared before anything is counted."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from sqlalchemy import Connection, text

from app.posts.addresses import path_of_thread
from app.posts.kinds import PostKind
from app.questions.states import State
from bench.browser import Browser
from bench.community import PASSWORD, email_of
from bench.measuring import Ask
from bench.vocabulary import COMMON, RARE_RANKS, language

POPULAR = 40
SELDOM = 6_000
"""Rank of a word that stands in one thread of a hundred; so do the next ones."""
PEOPLE = 8


@dataclass(frozen=True)
class Scene:
    name: str
    asks: list[Ask]
    warm: list[Ask]
    changes_before_each: str = ""
    """The key of the pages that change before each request, so that none is kept."""
    with_jobs: bool = False


class Stage:
    """The threads, the answers and the people that the scenes are played with."""

    def __init__(self, connection: Connection, port: int, size: int, stack: ExitStack) -> None:
        self.port, self.size, self.rng = port, size, random.Random(7)
        query = "SELECT q.id, p.title, q.state FROM questions q JOIN posts p ON p.id = q.id WHERE q.answers_count = 10"
        found = connection.execute(text(f"{query} ORDER BY q.id")).all()
        self.threads = [path_of_thread(PostKind.QUESTION, ident, title) for ident, title, _state in found]
        self.rng.shuffle(self.threads)
        self.popular = min(POPULAR, len(self.threads) // 2)
        self.long_unsolved = [ident for ident, _title, state in found if state == State.ANSWERED.value]
        """Whoever answers here is the eleventh without a solution, which calls staff: a case is opened with it."""
        self.ended = [ident for ident, _title, state in found if state != State.ANSWERED.value]
        self.answers = connection.execute(
            text("SELECT a.id, p.author_id FROM answers a JOIN posts p ON p.id = a.id ORDER BY a.id DESC LIMIT 20000")
        ).all()
        self.voted = {(row[0], row[1]) for row in connection.execute(text("SELECT post_id, user_id FROM votes"))}
        people = range(1, PEOPLE + 1)
        self.people = {number: stack.enter_context(Browser(port)) for number in people}
        self.guests = [stack.enter_context(Browser(port)) for _each in range(min(size, 100))]

    def scenes(self) -> Iterator[Scene]:
        """Made one after the other: what a later one needs is prepared when its turn comes."""
        yield self._guest("home, guest", ["/"])
        yield self._guest("list, guest", ["/questions", "/questions?tab=solved", "/questions?tab=waiting"])
        yield self._guest("question page, guest", self.threads[: self.popular])
        yield self._unchanged("question page, guest, unchanged (304)", self.threads[0])
        yield self._after_change("home, guest, after a change", ["/"], "lists")
        yield self._after_change("list, guest, after a change", ["/questions"], "lists")
        yield self._after_change("question page, guest, not kept yet", self.threads[self.popular :], "")
        yield self._sign_ins()
        yield self._signed_in("home, signed in", ["/"])
        yield self._signed_in("list, signed in", ["/questions"])
        yield self._signed_in("question page, signed in", self.threads)
        words = [language("en").words[rank] for rank in RARE_RANKS]
        yield self._guest("search, rare word", [f"/search?q={word}" for word in words], times=1)
        common = [f"/search?q={word}" for code in COMMON for word in COMMON[code]]
        yield self._guest("search, common word", common, times=1)
        others = [Ask(f"/search?q={word}") for word in language("en").words[SELDOM : SELDOM + self.size]]
        yield Scene("search, not asked before", others, warm=[])
        yield self._votes()
        yield self._answers("new answer", self.ended)
        yield self._answers("new answer that calls staff", self.long_unsolved)

    def _guest(self, name: str, paths: list[str], times: int = 4) -> Scene:
        asks = [Ask(paths[number % len(paths)]) for number in range(self.size * times)]
        return Scene(name, asks, warm=[Ask(path) for path in paths for _each in range(24 if times > 1 else 4)])

    def _unchanged(self, name: str, path: str) -> Scene:
        _status, _body, headers = self.guests[0].get(path)
        ask = Ask(path, headers={"If-None-Match": headers["ETag"]}, expected=304)
        return Scene(name, [ask] * (self.size * 4), warm=[ask] * 50)

    def _after_change(self, name: str, paths: list[str], key: str) -> Scene:
        asks = [
            Ask(paths[number % len(paths)]) for number in range(min(self.size, len(paths) if not key else self.size))
        ]
        return Scene(name, asks, warm=[], changes_before_each=key)

    def _signed_in(self, name: str, paths: list[str]) -> Scene:
        people = list(self.people.values())
        asks = [Ask(self.rng.choice(paths), by=people[number % len(people)]) for number in range(self.size)]
        return Scene(name, asks, warm=asks[:20])

    def _sign_ins(self) -> Scene:
        """The people of the later scenes sign in first, uncounted; then somebody new each time."""
        for number, browser in self.people.items():
            browser.sign_in(email_of(number), PASSWORD)
        asks = []
        for number, browser in enumerate(self.guests):
            email = email_of(PEOPLE + 1 + number % 40)
            fields = {**browser.tokens("/sign-in"), "email": email, "password": PASSWORD}
            asks.append(Ask("/sign-in", fields, browser, expected=302))
        return Scene("sign-in", asks, warm=[])

    def _votes(self) -> Scene:
        token = {number: browser.tokens(self.threads[0]) for number, browser in self.people.items()}
        free = (
            (answer, number)
            for answer, author in self.answers
            for number in self.people
            if number != author and (answer, number) not in self.voted
        )
        asks = [
            Ask(f"/posts/{answer}/vote", token[number], self.people[number], expected=302)
            for (answer, number), _each in zip(free, range(self.size + 10), strict=False)
        ]
        return Scene("vote", asks[10:], warm=asks[:10], with_jobs=True)

    def _answers(self, name: str, questions: list[int]) -> Scene:
        asks, warm = [], min(10, len(questions) // 2)
        for number in range(min(self.size + warm, len(questions))):
            person = 1 + number % PEOPLE
            browser, question = self.people[person], questions[-1 - number]
            words = " ".join(word for word in language("en").picks(self.rng, 70) if word.isalpha())
            fields = {**browser.tokens(f"/questions/{question}/answer"), "body": f"{words}\n\n{words}"}
            asks.append(Ask(f"/questions/{question}/answer", fields, browser, expected=302))
        return Scene(name, asks[warm:], warm=asks[:warm], with_jobs=True)


def changing(connection: Connection, key: str) -> Callable[[], None]:
    """Raises the version of some pages, as every change does."""
    raise_it = text(
        "INSERT INTO page_versions (key, number) VALUES (:key, 1) "
        "ON CONFLICT (key) DO UPDATE SET number = page_versions.number + 1"
    )

    def change() -> None:
        connection.execute(raise_it, {"key": key})
        connection.commit()

    return change
