"""A slip in the script is said clearly, with the file and the event."""

import shutil
from pathlib import Path

import pytest

from app.demo.script import CONTENT, load
from app.demo.tables import ScriptError

THREAD = "threads/14-guest-wifi-printer.toml"
EVENT = """
[[events]]
at = "{at}"
by = "{by}"
do = "{do}"
{rest}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy to make mistakes in, with no more threads than these tests and the articles' sources need."""
    copy = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    for path in (copy / "threads").iterdir():
        if path.name[:2] not in {"01", "02", "03", "04", "05", "14", "22", "24"}:
            path.unlink()
    return copy


def change(content: Path, name: str, old: str, new: str) -> None:
    path = content / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def said(content: Path) -> str:
    with pytest.raises(ScriptError) as error:
        load(content)
    return str(error.value)


def with_event(content: Path, do: str, rest: str = "", by: str = "walt", at: str = "-20m") -> str:
    change(content, THREAD, "[expect]", EVENT.format(at=at, by=by, do=do, rest=rest) + "[expect]")
    return said(content)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('by = "aoife"', 'by = "nobody"', "unknown person “nobody”"),
        ('by = "aoife"', 'by = "ben"', "ben is staff and does not ask"),
        ('product = "x200"', 'product = "x900"', "unknown product “x900”"),
        ('version = "4.2.1"', 'version = "9.9"', "has no version “9.9”"),
        ('category = "wifi"', 'category = "garden"', "unknown category “garden”"),
        ('tags = ["wifi"]', 'tags = ["wi"]', "unknown tag “wi”"),
        ('language = "en"', 'language = "fr"', "unknown language “fr”"),
        ('asked = "-35m"', 'asked = "35m"', "no distance from now"),
        ('asked = "-35m"', 'asked = "+35m"', "in the future"),
        ('asked = "-35m"', 'asked = "-200d"', "aoife asked before joining"),
        ('asked = "-35m"', 'asked = "-20d"', "version 4.2.1 was not out yet"),
        ('asked = "-35m"', "asked = 35", "35 is not what belongs here"),
        ('asked = "-35m"', 'when = "-35m"', "unknown key “when”"),
        ('asked = "-35m"', "", "“asked” is missing"),
        ('state = "open"', "state = ", "not readable as TOML"),
        ('shows = ["open', 'shows = ["blue", "open', "unknown situation “blue”"),
        ("Can guests print without", "Can guests print " + "very " * 40, "the title has"),
        ("I have clients", "x" * 30_000, "1 to 30000 are allowed"),
    ],
)
def test_a_wrong_head(content: Path, old: str, new: str, message: str) -> None:
    change(content, THREAD, old, new)
    problem = said(content)
    assert message in problem
    assert "14-guest-wifi-printer.toml" in problem


@pytest.mark.parametrize(
    ("do", "by", "rest", "message"),
    [
        ("shout", "walt", "", "event 1 (shout): unknown verb"),
        ("too", "walther", "", "unknown person “walther”"),
        ("too", "aoife", "", "the asker has it already"),
        ("vote", "tom", 'on = "a7"', "“a7” is not there yet"),
        ("vote", "aoife", 'on = "q"', "aoife wrote this"),
        ("vote", "giulia", 'on = "q"', "giulia (agent) may not do this"),
        ("accept", "tom", 'on = "q"', "tom (member) may not do this"),
        ("accept", "aoife", 'on = "q"', "“q” is no answer"),
        ("answer", "walt", 'ref = "a1"', "“body” is missing"),
        ("answer", "walt", 'ref = "q"\nbody = "x"', "“q” is there already"),
        ("answer", "walt", 'ref = "a1"\nbody = "x"\nclaim = "y"', "the claim is no sentence of the text"),
        ("comment", "walt", 'ref = "c1"\non = "q"\nbody = "x"\nscope = "all"', "“scope” does not belong here"),
        ("flag", "walt", 'on = "q"\nsentence = "Nope."\nreason = "r"', "the flagged sentence is not in “q”"),
        ("lock", "oliver", 'rule = 9\nreason = "r"', "there is no rule 9"),
        ("merge", "oliver", 'into = "14"\nreason = "r"', "no other thread “14”"),
        ("attach", "ben", 'issue = "moon"', "unknown issue “moon”"),
        ("resolve", "ben", 'outcome = "tea"', "unknown outcome “tea”"),
        ("dispute", "ben", 'on = "q"\nevidence = "e"\nuntil = "-1d"', "“until” has passed already"),
        ("correct", "ben", 'on = "q"\nfact = "f"\nevidence = "e"\napproved_by = "ben"', "by a second person"),
        ("hide", "walt", 'on = "q"\nrule = 1\nreason = "r"', "walt (expert) may not do this"),
        ("official", "ben", 'on = "q"\nscope = "s"\nevidence = "e"', "ben (agent) may not do this"),
        ("withdraw", "walt", 'on = "q"\nreason = "r"', "it takes one of: author"),
    ],
)
def test_a_wrong_event(content: Path, do: str, by: str, rest: str, message: str) -> None:
    problem = with_event(content, do, rest, by=by)
    assert message in problem
    assert "14-guest-wifi-printer.toml event 1" in problem


def test_a_members_answer_is_never_official(content: Path) -> None:
    change(
        content,
        THREAD,
        "[expect]",
        EVENT.format(at="-25m", by="walt", do="answer", rest='ref = "a1"\nbody = "x"') + "[expect]",
    )
    problem = with_event(content, "official", 'on = "a1"\nscope = "s"\nevidence = "e"', by="giulia")
    assert "a member's text and cannot be official" in problem


def test_nobody_approves_their_own_answer(content: Path) -> None:
    change(
        content, "threads/03-hub-backup-battery.toml", 'by = "chiara"\ndo = "approve"', 'by = "giulia"\ndo = "approve"'
    )
    assert "the author does not approve their own answer" in said(content)


@pytest.mark.parametrize(("at", "message"), [("-40m", "-40m comes before -35m"), ("+1m", "in the future")])
def test_events_follow_the_question_and_end_now(content: Path, at: str, message: str) -> None:
    assert message in with_event(content, "too", at=at)


def test_nobody_acts_before_joining(content: Path) -> None:
    change(content, "threads/01-console-port-forwarding.toml", 'by = ["jonas", "hannah", "elena"]', 'by = ["daniel"]')
    assert "daniel had not joined by -58d" in said(content)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("people.toml", 'role = "expert"', 'role = "wizard"', "unknown role “wizard”"),
        ("people.toml", "marta@example.org", "luca@example.org", "the e-mail “luca@example.org” is there twice"),
        ("people.toml", "marta@example.org", "marta@example.com", "use example.org"),
        ("people.toml", '"zigbee"]', '"cooking"]', "unknown topic “cooking”"),
        ("rules.toml", "number = 8", "number = 9", "rules are numbered"),
        ("gaps.toml", 'kind = "not_found"', 'kind = "rumour"', "unknown kind “rumour”"),
        ("desk.toml", 'given_to = "nina"', 'given_to = "walt"', "“walt” is nobody at the desk"),
        ("desk.toml", 'categories = ["mobile"]', 'categories = ["phones"]', "unknown category “phones”"),
        ("catalogue.toml", 'owner = "ben"', 'owner = "bob"', "unknown owner “bob”"),
        (
            "articles/01-fixed-address-for-port-forwarding.toml",
            'answer = "a1"',
            'answer = "a9"',
            "was not accepted by then",
        ),
        (
            "articles/01-fixed-address-for-port-forwarding.toml",
            'by = "walt"',
            'by = "elena"',
            "another person than the author",
        ),
        ("articles/01-fixed-address-for-port-forwarding.toml", '"-40d"', '"-55d"', "less than 14 days"),
        ("articles/03-hub-battery.toml", 'source = "03"', 'source = "22"', "was not accepted by then"),
    ],
)
def test_a_wrong_name_elsewhere(content: Path, name: str, old: str, new: str, message: str) -> None:
    change(content, name, old, new)
    assert message in said(content)


def test_all_problems_are_said_at_once(content: Path) -> None:
    change(content, THREAD, 'by = "aoife"', 'by = "nobody"')
    change(content, "people.toml", 'role = "moderator"', 'role = "judge"')
    problem = said(content)
    assert "nobody" in problem
    assert "judge" in problem
