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
    "name", ["Acme", "ACME Support", "Ａｃｍｅ", "acme-support", "The Acme Team", "AcmeTeam", "Acme_1"]
)
def test_names_like_the_brand(name: str) -> None:
    assert sounds_like(name, "Acme")


@pytest.mark.parametrize("name", ["Ann", "Giacmette", "Placme"])
def test_names_unlike_it(name: str) -> None:
    assert not sounds_like(name, "Acme")
    assert not sounds_like(name, "")


def test_any_string_is_taken_whole_or_refused_with_a_sentence(world: World, visitor: Visitor) -> None:
    visitor.signed_in_as("ann@example.org")
    person = f"/users/{world.ids['ann']}"
    token = visitor.token("/settings")
    taken = 0
    for string in json.loads(NAUGHTY.read_text("utf-8")):
        given = {"name": string, "about": string[:1000], "locale": "", "time_zone": "", "csrf_token": token}
        answer = visitor.client.post("/settings", data=given)
        assert answer.status_code in (302, 422), string
        name = row(world.app, "ann@example.org").display_name
        assert len(name) <= NAME_MAX
        if answer.status_code == 302 and taken < 60:
            taken += 1
            assert f"<h1>{escape(name).replace('&#x27;', '&#39;').replace('&quot;', '&#34;')}</h1>" in visitor.text(
                person
            )
    assert taken == 60
