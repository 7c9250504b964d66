"""Private words: each is found by those who may read it, and by nobody else, on any page, in search, in feeds, in mails."""

import email
import email.policy
from pathlib import Path

import pytest
from sqlalchemy import text

from app.activity.models import Event
from app.extensions import db
from tests.attack.crawling import addresses
from tests.attack.private_words import SECRETS
from tests.attack.town import Town
from tests.notifications.mails import html_of, text_of

VISITORS = ("guest", "new", "ann", "ben", "eve", "gus", "mia", "ada")
NOWHERE_YET = {
    "needsstaffzq",
    "inviteezq",
    "newaddresszq",
    "noticemailzq",
    "noticenamezq",
    "gapmailzq",
    "browserofannzq",
}
_found: dict[str, set[str]] = {}


@pytest.mark.parametrize("name", VISITORS)
def test_nobody_finds_what_is_not_for_them(town: Town, name: str) -> None:
    visitor = town.browser_of(name)
    leaks, broken = set(), set()
    for endpoint, path in addresses(town):
        answer = visitor.get(path, follow_redirects=path.startswith(("/articles/", "/questions/")))
        if answer.status_code >= 500:
            broken.add((path, answer.status_code))
        text = answer.get_data(as_text=True) + str(answer.headers)
        for secret, may in SECRETS.items():
            if secret in text or secret.capitalize() in text:
                _found.setdefault(secret, set()).add(name)
                if name not in may:
                    leaks.add((endpoint, path, secret))
    assert broken == set()
    assert leaks == set()


def test_each_word_is_found_by_somebody() -> None:
    """Or else the test above would prove nothing. Runs after it."""
    if len(_found) == 0:
        pytest.fail("the crawl has to run first: run the whole file")
    meant = {secret for secret, may in SECRETS.items() if may} - NOWHERE_YET
    assert meant - set(_found) == set()


@pytest.mark.parametrize("name", ["guest", "new", "ann", "ben", "eve", "gus", "mia"])
def test_search_finds_no_private_word(town: Town, name: str) -> None:
    """The index holds public words alone, whoever asks."""
    visitor = town.browser_of(name)
    for secret in SECRETS:
        assert 'class="hit' not in visitor.get(f"/search?q={secret}").get_data(as_text=True), secret
        assert "<li" not in visitor.get(f"/questions/similar?q={secret}+{secret}").get_data(as_text=True)


def mails(town: Town) -> list[email.message.EmailMessage]:
    folder = Path(town.app.config["MAIL_URL"].removeprefix("file://"))
    read = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in folder.glob("*.eml")]
    return [mail for mail in read if isinstance(mail, email.message.EmailMessage)]


def test_mails_hold_only_what_their_reader_may_read(town: Town) -> None:
    people = {town.email(name): name for name in town.ids}
    sent = mails(town)
    assert len(sent) > 20
    for mail in sent:
        to = mail["To"].addresses[0].addr_spec
        said = f"{mail['Subject']} {text_of(mail)} {html_of(mail)}"
        for secret, may in SECRETS.items():
            if secret in said and secret not in ("withdrawnanswerzq", to):
                assert people.get(to) in may, (to, str(mail["Subject"]), secret)


def test_events_and_owed_work_hold_no_private_word(town: Town) -> None:
    """The log has many readers, so private text never enters it."""
    with town.looking():
        said = " ".join(str(data) for data in db.session.scalars(db.select(Event.data)))
    for secret in SECRETS:
        assert secret not in said, secret


def index_of(town: Town) -> bytes:
    """All that the index keeps, wherever it does."""
    with town.looking():
        if db.engine.dialect.name == "postgresql":
            tables = db.session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'search_index'"))
            rows = (db.session.scalars(text(f"SELECT t::text FROM search_index.{table} t")) for table in tables.all())
            return "\n".join(row for found in rows for row in found).encode()
    folder = Path(town.app.config["SEARCH_PATH"])
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_the_index_holds_no_private_word(town: Town) -> None:
    kept = index_of(town)
    assert b"zmain" in kept
    private = {
        secret for secret in SECRETS if secret not in ("withdrawnanswerzq", "hiddenanswerzq", "hiddenquestionzq")
    }
    assert [secret for secret in private if secret.encode() in kept] == []
