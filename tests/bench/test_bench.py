"""The benchmark runs from one end to the other on a tiny community. How fast anything is, is not asked here."""

import random
from pathlib import Path

import pytest

from app.kit.markup import SourceFormat, render
from bench.__main__ import measured
from bench.vocabulary import body, language


@pytest.mark.parametrize("code", ["en", "it"])
def test_bodies_are_what_the_product_would_make_of_them(code: str) -> None:
    """Ten thousands of them are written without being rendered."""
    made = body(random.Random(3), language(code), 400)
    shown = render(made.source, SourceFormat.MARKDOWN)
    assert (shown.html, shown.text) == (made.html, made.text)


def test_everything_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_KEPT", str(tmp_path))
    lines: list[str] = []
    shown, content = measured("sqlite", 20, 4, lines.append)
    rows = content["rows"]
    assert {"bare Flask hello", "home, guest", "question page, signed in", "sign-in", "vote", "new answer"} <= set(rows)
    assert rows["question page, guest"]["bytes"] > 10_000
    assert rows["new answer"]["queries"] > 5
    assert content["memory"]["together"]["pss_mb"] > content["memory"]["job worker"]["pss_mb"] > 10
    assert {name: done["number"] for name, done in content["bulk"].items()} == {
        "index, threads": 20,
        "import, posts": 220,
    }
    assert "holds" in shown
    assert str(tmp_path) not in shown + str(content)
