"""Every way a post's words leave the product: its own label, in exact words, stands before them, in both languages.

One list of surfaces. On each, wherever words of a post are found, the nearest label before them is that post's; a surface
also names posts that have to be on it, so that an empty page proves nothing.
"""

import email
import email.policy
import json
import re
import xml.etree.ElementTree as Xml
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from tests.attack.town import Town
from tests.notifications.mails import html_of, preheader, text_of
from tests.surfaces.reading_order import nearest_label, places, words_of
from tests.surfaces.wordings import WORDINGS, title_words, words_of_post
from tests.visiting import Visitor

ATOM = "{http://www.w3.org/2005/Atom}"
ANSWERS = ("aplain", "averified", "aunofficial", "adisputed", "acorrected", "aaccepted", "aimported", "aagent")
ANSWERS += ("aofficial", "aemployee", "amoderator")
QUESTIONS = ("zmain", "zunofficial", "zdisputed", "zcorrected", "zimported", "zcase", "zemployee")


@dataclass(frozen=True)
class Surface:
    """A page: who looks, where (with `{key}` for a post's number), whose words have to be there, whether titles count."""

    name: str
    path: str
    shows: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    who: str = "guest"


THREAD = ("zmain", *ANSWERS, "cplain0", "cplain4", "cagent", "conanswer")

SURFACES = (
    Surface("question page, its answers and comments, folded too", "/questions/{zmain}", THREAD),
    Surface("the same, signed in", "/questions/{zmain}", THREAD, who="ben"),
    Surface("an unofficial question", "/questions/{zunofficial}", ("zunofficial",)),
    Surface("a disputed question", "/questions/{zdisputed}", ("zdisputed",)),
    Surface("a corrected question", "/questions/{zcorrected}", ("zcorrected",)),
    Surface("an imported question", "/questions/{zimported}", ("zimported",)),
    Surface("an employee's question", "/questions/{zemployee}", ("zemployee",)),
    Surface("list of questions", "/questions", titles=QUESTIONS),
    Surface("own questions", "/questions?mine=1", titles=("zmain",), who="ann"),
    Surface("home", "/", titles=("zmain", "zdisputed", "zimported")),
    Surface("topic", "/tags/wifi", titles=QUESTIONS),
    Surface("product", "/products/router-x200", titles=QUESTIONS),
    Surface("search hit: the thread", "/search?q=zmain", ("zmain",)),
    *(Surface(f"search hit: passage {key}", f"/search?q={key}+words", (key,)) for key in ANSWERS),
    Surface("search hit: article", "/search?q=kplain", ("kplain",)),
    Surface("suggestions while typing", "/search/suggestions?q=zdisputedtitle", titles=("zdisputed",)),
    Surface("similar while asking", "/questions/similar?q=lamp+is+red+zdisputedtitle", titles=("zdisputed",)),
    Surface("article", "/articles/{kplain}", ("kplain",)),
    Surface("articles", "/articles", ("kplain",), titles=("kplain",)),
    Surface("the questions an article came from", "/articles/{kmade}", titles=("zsource",)),
    Surface("history of an article", "/articles/{kplain}/history"),
    Surface("one version of an article", "/articles/{kplain}/versions/1", ("kplain",)),
    Surface("history of an answer", "/posts/{aplain}/history", ("aplain",)),
    Surface("history of a question", "/posts/{zdisputed}/history", ("zdisputed",)),
    Surface("history of a label", "/posts/{averified}/label/history"),
    Surface("profile", "/users/{user:ben}", ("aplain", "averified", "aunofficial")),
    Surface("profile of staff", "/users/{user:gus}", ("aagent",)),
    Surface("report", "/posts/{averified}/report", ("averified",)),
    Surface("answering", "/questions/{zdisputed}/answer", ("zdisputed",), who="ben"),
    Surface("commenting", "/posts/{aunofficial}/comment", ("aunofficial",), who="ben"),
    Surface("editing", "/posts/{aplain}/edit", ("aplain",), who="ben"),
    Surface("notifications", "/notifications", ("aemployee", "acorrected", "amoderator"), who="ann"),
    Surface("label page", "/posts/{aplain}/label", ("aplain",), who="gus"),
    Surface("making an article of an answer", "/answers/{aaccepted}/article", who="eve"),
    Surface("case, as staff", "/cases/{case}", ("zcase",), who="gus"),
    Surface("case, as its customer", "/cases/{case}", who="ann"),
    Surface("moderation inbox", "/moderation", ("zplain", "aplain"), who="mia"),
    Surface("a reported post", "/moderation/posts/{aplain}", ("aplain",), who="mia"),
    Surface("a notice", "/moderation/reports/1", ("aplain",), who="mia"),
    Surface("a claim", "/moderation/claims/1", ("zplain",), who="mia"),
    Surface("a post nobody reported", "/moderation/posts/{averified}", ("averified",), who="mia"),
    Surface("removing personal data", "/posts/{aplain}/personal-data", ("aplain",), who="mia"),
)


def address(town: Town, surface: Surface) -> str:
    people = {f"user:{name}": number for name, number in town.ids.items()}
    known = {**town.posts, **people, **town.refs}
    return re.sub(r"\{([^}]+)\}", lambda found: str(known[found[1]]), surface.path)


def faults(text: str, language: str, *, titles: bool) -> Iterator[str]:
    """Words of a post that have another label than its own, or none, before them.

    What was made an article stands in the article too, under the article's label.
    """
    known = WORDINGS[language]
    for key, wording in [*known.items(), ("zsource", known["zmain"])]:
        for token in (*words_of_post(key), *((title_words(key),) if titles else ())):
            for at in places(text, token):
                before = nearest_label(text, at, set(known.values()))
                if before != wording and not (key == "zsource" and before == known["kplain"]):
                    yield f"“{text[max(0, at - 80) : at + 40]}”: {before or 'no label'}, not {wording}"


@pytest.fixture(scope="module")
def browsers(town: Town) -> dict[str, Visitor]:
    return {name: town.browser_of(name) for name in ("guest", "ann", "ben", "eve", "gus", "mia")}


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.name)
def test_the_label_is_read_before_the_words(
    town: Town, browsers: dict[str, Visitor], surface: Surface, language: str
) -> None:
    answer = browsers[surface.who].get(
        address(town, surface), headers={"Accept-Language": language}, follow_redirects=True
    )
    assert answer.status_code == 200
    text = words_of(answer.get_data(as_text=True))
    for key in surface.shows:
        assert words_of_post(key)[0] in text
        assert WORDINGS[language][key] in text
    for key in surface.titles:
        assert title_words(key) in text
    assert list(faults(text, language, titles=bool(surface.titles))) == []


def test_a_withdrawn_post_keeps_its_label_and_nothing_else(town: Town, browsers: dict[str, Visitor]) -> None:
    text = words_of(browsers["guest"].get(f"/questions/{town.posts['zmain']}", follow_redirects=True).text)
    assert "Withdrawn by its author" in text
    assert "withdrawnanswerzq" not in text
    own = words_of(browsers["ben"].get(f"/questions/{town.posts['zmain']}", follow_redirects=True).text)
    for at in places(own, "withdrawnanswerzq"):
        assert nearest_label(own, at, {*WORDINGS["en"].values()}) == "Withdrawn by its author"


@pytest.mark.parametrize("language", ["en", "it"])
def test_copied_text_takes_the_label_along(town: Town, browsers: dict[str, Visitor], language: str) -> None:
    """Whoever selects a post selects its element: the label is in it, as text, before the body, and is no pseudo-element."""
    page = browsers["guest"].get(
        f"/questions/{town.posts['zmain']}", headers={"Accept-Language": language}, follow_redirects=True
    )
    html = page.get_data(as_text=True)
    for key in ("zmain", *ANSWERS, "cplain0", "cplain4", "conanswer"):
        start = html.index(f'id="post-{town.posts[key]}"')
        own = words_of("<i " + html[start : html.index(words_of_post(key)[0], start)])
        assert own.startswith(WORDINGS[language][key]), own[:200]


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("feed", ["new", "solved", "waiting", "articles", "corrections", "questions/{zmain}", "new.atom?tag=wifi", "new.atom?product=router-x200"])  # fmt: skip
def test_feeds(town: Town, browsers: dict[str, Visitor], feed: str, language: str) -> None:
    feed = feed.format(**town.posts)
    path = f"/feeds/{feed}" if "?" in feed else f"/feeds/{feed}.atom"
    root = Xml.fromstring(browsers["guest"].get(path, headers={"Accept-Language": language}).get_data())
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        text = words_of(entry.findtext(f"{ATOM}content") or "")
        assert any(text.startswith(wording) for wording in WORDINGS[language].values())
        assert list(faults(text, language, titles=False)) == []
        category = entry.find(f"{ATOM}category[@scheme='urn:label']")
        assert category is not None
        assert text.startswith(category.get("label") or "?")


PREFIXED = {
    "zunofficial": {"en": "Unofficial claim: ", "it": "Affermazione non ufficiale: "},
    "zdisputed": {"en": "Reports differ: ", "it": "Pareri discordanti: "},
    "zcorrected": {"en": "Corrected: ", "it": "Corretta: "},
    "zimported": {"en": "", "it": ""},
}


@pytest.mark.parametrize("language", ["en", "it"])
def test_titles_in_feeds_carry_cautions_alone(town: Town, browsers: dict[str, Visitor], language: str) -> None:
    root = Xml.fromstring(browsers["guest"].get("/feeds/new.atom", headers={"Accept-Language": language}).get_data())
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in root.findall(f"{ATOM}entry")]
    for key, words in PREFIXED.items():
        assert f"{words[language]}{title_words(key)} lamp is red" in titles


@pytest.mark.parametrize("key", [*QUESTIONS, "kplain"])
@pytest.mark.parametrize("language", ["en", "it"])
def test_share_card_and_structured_data(town: Town, browsers: dict[str, Visitor], key: str, language: str) -> None:
    kind = "articles" if key == "kplain" else "questions"
    headers = {"Accept-Language": language}
    html = browsers["guest"].get(f"/{kind}/{town.posts[key]}", headers=headers, follow_redirects=True).text
    wording = WORDINGS[language][key]
    title = re.search(r'property="og:title" content="([^"]*)"', html)
    assert title is not None
    assert unescape(title[1]).startswith(title_words(key))
    assert wording in unescape(title[1])
    for name in ("og:description", "description"):
        for found in re.findall(rf'(?:property|name)="{name}" content="([^"]*)"', html):
            text = unescape(found)
            assert words_of_post(key)[0][:10] not in text or text.index(wording) < text.index(
                words_of_post(key)[0][:10]
            )
    for block in re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html, re.S):
        for text in _strings(json.loads(block)):
            assert list(faults(text, language, titles=False)) == []


def _strings(node: object) -> Iterator[str]:
    match node:
        case str():
            yield node
        case list():
            for part in node:
                yield from _strings(part)
        case dict():
            for part in node.values():
                yield from _strings(part)


def test_cautioned_and_withdrawn_answers_are_not_in_structured_data(town: Town, browsers: dict[str, Visitor]) -> None:
    html = browsers["guest"].get(f"/questions/{town.posts['zmain']}", follow_redirects=True).text
    blocks = " ".join(re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html, re.S))
    assert "aaccepted answer words" in blocks
    for key in ("adisputed", "acorrected", "awithdrawn"):
        assert f"{key} answer words" not in blocks
    accepted = json.loads(blocks)["mainEntity"]["acceptedAnswer"]
    first = accepted[0] if isinstance(accepted, list) else accepted
    assert not any(f"{key} answer" in json.dumps(first) for key in ("aunofficial", "adisputed", "acorrected"))


def mails(town: Town) -> list[email.message.EmailMessage]:
    folder = Path(town.app.config["MAIL_URL"].removeprefix("file://"))
    read = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in folder.glob("*.eml")]
    return [mail for mail in read if isinstance(mail, email.message.EmailMessage)]


def quoting(town: Town, key: str) -> list[email.message.EmailMessage]:
    return [mail for mail in mails(town) if words_of_post(key)[0] in " ".join(text_of(mail).split())]


def test_mails(town: Town) -> None:
    """Text, HTML and preheader. Mails went out when the posts were written, so what was labelled later has the label of then."""
    as_written = dict(WORDINGS["en"])
    as_written |= {key: "Community answer · not reviewed by Acme" for key in ANSWERS if key not in SPOKEN_AS_NOW}
    seen = 0
    for key in ("aplain", "aagent", "aemployee", "amoderator", "cplain0", "cagent", "conanswer"):
        for mail in quoting(town, key):
            seen += 1
            wording = as_written[key]
            assert text_of(mail).startswith(wording)
            assert preheader(mail) == wording
            html = words_of(html_of(mail))
            assert html.index(wording) < html.index(words_of_post(key)[0])
            assert wording not in str(mail["Subject"])
    assert seen >= 5


SPOKEN_AS_NOW = ("aagent", "aemployee", "amoderator", "aofficial")


def test_print_keeps_labels() -> None:
    """Paper gets the same HTML; no print rule takes a label away."""
    sheets = [path.read_text("utf-8") for path in Path("app").rglob("*.css")]
    prints = [part for sheet in sheets for part in re.findall(r"@media print\s*\{(.*?\})\s*\}", sheet, re.S)]
    assert prints
    for part in prints:
        for rule in re.findall(r"([^{}]+)\{([^}]*)\}", part):
            hidden = "display: none" in rule[1] or "display:none" in rule[1] or "visibility: hidden" in rule[1]
            assert not (hidden and re.search(r"\.label\b|\.claim-note|\.original-below", rule[0])), rule
