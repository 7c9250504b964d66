"""Sends a form, and judges what came of it."""

import re
from dataclasses import dataclass, field
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.kit.forms import tidy
from tests.attack.naughty.cases import Case
from tests.attack.naughty.fields import Typed
from tests.attack.naughty.journal import Journal
from tests.permissions.place import Place

TRACES = {"attempts", "sign_ins"}
LOGGED = {"cases.customer.forms.RequesterForm": {"events"}}
"""What a refused try leaves on purpose: each address that a lead tries is in the log."""
"""What a refused try leaves behind: that it was one, when somebody was last here, and which case they have open."""
SAID = re.compile(r'class="(?:notice )?error|role="alert"')
MOVED = re.compile(r'<input[^>]* name="before"[^>]* value="([^"]*)"')
REFUSED = {403, 404, 409, 422, 429}


def same(text: str) -> str:
    """As a page says it: one kind of line end, no difference between spaces."""
    return " ".join(text.split())


def visible(text: str) -> str:
    """Without what nobody sees: no query and no words of an image keep it."""
    return same("".join(char for char in text if char.isprintable() or char.isspace()))


def given_back(page: str, name: str) -> list[str]:
    """What stands in the fields of this name: a page may have several forms."""
    found = re.findall(rf'<textarea[^>]* name="{name}"[^>]*>(.*?)</textarea>', page, re.S)
    for control in re.findall(rf'<input[^>]* name="{name}"[^>]*>', page):
        found += re.findall(r' value="([^"]*)"', control) or [""]
    return [same(unescape(one)) for one in found]


@dataclass
class Desk:
    """One form in front of one visitor."""

    place: Place
    journal: Journal
    case: Case
    fields: dict[str, Typed]
    wrong: list[str] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    refused: int = 0

    def send(self, words: dict[str, str]) -> None:
        known, case = self.place.known, self.case
        base = {name: value.format_map(known) for name, value in case.base.items()}
        client = self.place.browsers[case.who].client
        if "version" in self.fields:
            page = client.get(case.path.format_map(known)).get_data(as_text=True)
            base["version"] = given_back(page, "version")[0]
        data = {"csrf_token": self.place.tokens[case.who], **base, **words}
        try:
            answer = self._posted(client, case.path.format_map(known), data)
        except Exception as error:
            self._wrong(words, f"{type(error).__name__} {error}"[:300])
        else:
            self._judge(words, answer.status_code, answer.get_data().decode("utf-8"))
        if self.journal.tables:
            self.journal.put_back()
            self.place.town.app.extensions["guest_pages"].kept.pages.clear()
            client.set_cookie("session", self.place.cookies[case.who])

    def _posted(self, client: FlaskClient, path: str, data: dict[str, str]) -> TestResponse:
        """What is private in a question is moved before it is sent; here it is put back, and sent as it was."""
        answer = client.post(path, data=data)
        moved = MOVED.search(answer.get_data(as_text=True)) if "left_in" in self.fields else None
        if not moved or not moved[1]:
            return answer
        page = client.post(path, data=data | {"step": "put-back", "before": unescape(moved[1])})
        return client.post(path, data=data | {"left_in": given_back(page.get_data(as_text=True), "left_in")[0]})

    def _judge(self, words: dict[str, str], status: int, page: str) -> None:
        if status == self.case.fine:
            self._kept(words)
        elif status in REFUSED:
            self._nothing_changed(words, status, page)
        else:
            self._wrong(words, f"answered {status}")

    def _kept(self, words: dict[str, str]) -> None:
        """Each word as it was typed, but for what tidying takes from every text."""
        for name in words:
            self.taken[name] = self.taken.get(name, 0) + 1
        if self.case.one_way or self.case.fine == 200:
            return
        texts = {same(text) for text in self.journal.texts}
        for name, value in words.items():
            typed, wanted = self.fields[name], same(tidy(value))
            as_typed = typed.limit and not typed.secret and name not in self.case.changed | self.case.only
            if as_typed and wanted and wanted not in texts:
                self._wrong({name: value}, "taken, but not kept as it was typed")

    def _nothing_changed(self, words: dict[str, str], status: int, page: str) -> None:
        self.refused += 1
        if self.journal.tables - TRACES - LOGGED.get(self.case.form, set()) and not self.case.one_way:
            self._wrong(words, f"refused, but {sorted(self.journal.tables)} changed")
        if self.case.fine == 200:
            return
        if not SAID.search(page):
            self._wrong(words, f"refused with {status} and no sentence")
        for name, value in words.items():
            typed = self.fields[name]
            if not typed.limit:
                continue
            back = given_back(page, name)
            if typed.secret and any(back):
                self._wrong({name: value}, "a password came back")
            elif not typed.secret and same(tidy(value)) not in back:
                self._wrong({name: value}, f"refused with {status}, came back as {back!r}"[:200])

    def _wrong(self, words: dict[str, str], what: str) -> None:
        short = {name: value[:60] for name, value in words.items()}
        self.wrong.append(f"{self.case.form} {self.case.path}: {what} {short!r}"[:500])
