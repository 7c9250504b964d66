"""A life cycle is a table in the code and one in the README of its package: they say the same."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest

from app.cases.states import CASE_MOVES
from app.claims.models import FLAG_MOVES
from app.knowledge.states import ARTICLE_MOVES
from app.one_voice.states import MOVES as WAITING_MOVES
from app.posts.kinds import STANDING_MOVES

ROOT = Path(__file__).resolve().parents[2]
TABLES: dict[str, Mapping[StrEnum, frozenset[StrEnum]]] = {
    "cases": CASE_MOVES,
    "claims": FLAG_MOVES,
    "knowledge": ARTICLE_MOVES,
    "one_voice": WAITING_MOVES,
    "posts": STANDING_MOVES,
}
"""`jobs` tells of rows that come and go, not of states."""
HEAD = re.compile(r"^\| [a-z ]+ \| may become \|", re.MULTILINE)


def written(package: str) -> dict[str, set[str]]:
    """State → what it may become, as the README's table has it; what stands in brackets explains."""
    text = (ROOT / "app" / package / "README.md").read_text("utf-8")
    rows = text[HEAD.search(text).start() :].split("\n\n")[0].splitlines()[2:]  # type: ignore[union-attr]
    found: dict[str, set[str]] = {}
    for row in rows:
        before, after = (re.sub(r"\([^)]*\)", "", cell) for cell in row.split("|")[1:3])
        for state in names(before):
            found.setdefault(state, set()).update(names(after))
    return found


def names(cell: str) -> list[str]:
    return [word.strip().replace(" ", "_") for word in cell.split(",") if word.strip(" –")]


@pytest.mark.parametrize("package", TABLES)
def test_the_readme_s_table_is_the_code_s(package: str) -> None:
    told = {state: after for state, after in written(package).items() if after}
    assert told == {state.value: {one.value for one in after} for state, after in TABLES[package].items() if after}


def test_no_other_readme_has_such_a_table() -> None:
    with_one = {path.parent.name for path in ROOT.glob("app/*/README.md") if HEAD.search(path.read_text("utf-8"))}
    assert with_one - {"jobs"} == set(TABLES)
