"""Names: readable by others, inert everywhere, and never the brand's."""

import json
from html import escape
from pathlib import Path

import pytest

from app.accounts.names import NAME_MAX, clean_name, sounds_like
from app.kit.errors import Invalid
from tests.accounts.steps import row
from tests.visiting import Visitor
from tests.world import World

NAUGHTY = Path(__file__).parent.parent / "suites" / "naughty_strings" / "blns.json"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  Ann \t K. ", "Ann K."),
        ("José", "José"),
        ("Jose\u0301", "José"),
        ("Nguyễn Thị", "Nguyễn Thị"),
        ("محمد", "محمد"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("木村", "木村"),
        ("O'Neil-Smith 3rd", "O'Neil-Smith 3rd"),
        ("<b>Ann</b>", "<b>Ann</b>"),
        ("x" * NAME_MAX, "x" * NAME_MAX),
    ],
)
def test_names_people_have(raw: str, kept: str) -> None:
    assert clean_name(raw) == kept


@pytest.mark.parametrize(
    "bad",
    ["", "   ", "x" * 61, "Ann\u202eneB", "Ann\u200b", "Ann\u0000", "Ann\nBcc: x", "\u2066Ann", "…", "🙂", "\ufeff"]
    + ["A\u0301\u0302\u0303\u0304nn", "Ann\u2028Ben", "\ue000Ann", "Ann\u00ad"],
)
def test_names_that_hide_or_turn_text(bad: str) -> None:
    with pytest.raises(Invalid) as refusal:
        clean_name(bad)
    assert refusal.value.field == "name"


@pytest.mark.parametrize(
    "name",
    ["Acme", "ACME Support", "Ａｃｍｅ", "acme-support", "The Acme Team", "AcmeTeam", "Acme_1"]
    + [
        "Аcme Support",
        "The Асме Team",
        "ΑCΜΕ",
        "Ácme",
        "Acmé Support",
        "The Ac\u200dme Team",
        "The A.C.M.E. Team",
        "The Ac me",
    ],
)
def test_names_like_the_brand(name: str) -> None:
    assert sounds_like(name, "Acme")


@pytest.mark.parametrize("name", ["Ann", "Giacmette", "Placme", "Mac Mead", "Асель", "Μαρία"])
def test_names_unlike_it(name: str) -> None:
    assert not sounds_like(name, "Acme")
    assert not sounds_like(name, "")


def test_a_brand_of_several_words_or_of_another_script() -> None:
    assert sounds_like("Rete Più Help", "Retepiù")
    assert sounds_like("The Blue Star desk", "BLUE STAR")
    assert sounds_like("Команда Звезда", "Звезда")
    assert not sounds_like("Blue Starling", "Star")


def _strings() -> list[str]:
    return json.loads(NAUGHTY.read_text("utf-8"))


def _kept(string: str) -> str | None:
    try:
        return clean_name(string)
    except Invalid:
        return None


def test_any_string_is_a_name_or_refused() -> None:
    taken = [name for string in _strings() if (name := _kept(string))]
    assert len(taken) > 100
    assert all(len(name) <= NAME_MAX and clean_name(name) == name for name in taken)


def test_any_name_is_shown_as_text(world: World, visitor: Visitor) -> None:
    visitor.signed_in_as("ann@example.org")
    person, token = f"/users/{world.ids['ann']}", visitor.token("/settings")
    answers = []
    for string in _strings()[::12]:
        given = {"name": string, "about": string[:1000], "locale": "", "time_zone": "", "csrf_token": token}
        answers.append(visitor.client.post("/settings", data=given).status_code)
        name = escape(row(world.app, "ann@example.org").display_name)
        shown = name.replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
        assert answers[-1] == 422 or f"<h1>{shown}</h1>" in visitor.text(person), string
    assert set(answers) == {302, 422}
