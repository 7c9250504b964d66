"""The shape of the code: short files, declared routes, columns with limits, nothing left open."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Enum, LargeBinary, String, Text

from app.extensions import db

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 300
CODE = [path for path in ROOT.glob("app/**/*") if path.suffix in {".py", ".html", ".js", ".css"}]


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def test_every_route_says_who_may_try(app: Flask) -> None:
    undeclared = [name for name, view in app.view_functions.items() if not hasattr(view, "gate")]
    assert undeclared == []


def test_every_text_column_has_a_limit(app: Flask) -> None:
    """By its type, or by a CHECK on its length; texts that we make from limited ones are exempt."""
    made_by_us = {"html", "text", "error", "hits", "digest", "source"}
    without = []
    for table in db.metadata.tables.values():
        checks = " ".join(str(getattr(rule, "sqltext", "")) for rule in table.constraints)
        for column in table.columns:
            kind = column.type
            if isinstance(kind, Enum | LargeBinary) or not isinstance(kind, String):
                continue
            limited = (not isinstance(kind, Text) and kind.length) or f"length({column.name})" in checks
            if not limited and column.name not in made_by_us:
                without.append(f"{table.name}.{column.name}")
    assert without == []


def test_templates_hold_no_inline_script_or_style() -> None:
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*(src=|type=\"application/ld\+json\"))", re.I)
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path in ROOT.glob("app/**/*.html")
        for line in path.read_text("utf-8").splitlines()
        if inline.search(line)
    ]
    assert found == []


def test_nothing_is_left_open() -> None:
    open_ends = re.compile(r"\b(TODO|FIXME|XXX|raise NotImplementedError)\b")
    found = [str(path) for path in ROOT.glob("app/**/*.py") if open_ends.search(path.read_text("utf-8"))]
    assert found == []
