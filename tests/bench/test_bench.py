"""The benchmark runs from one end to the other on a tiny community. How fast anything is, is not asked here."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from app.kit.markup import SourceFormat, render
from bench import every_page
from bench.__main__ import measured
from bench.vocabulary import body, language
from config import ROOT


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
    assert rows["question page, guest"]["bytes"] > 5_000, "packed"
    assert rows["new answer"]["queries"] > 5
    assert content["memory"]["together"]["pss_mb"] > content["memory"]["job worker"]["pss_mb"] > 10
    assert {name: done["number"] for name, done in content["bulk"].items()} == {
        "index, threads": 20,
        "import, posts": 220,
    }
    assert "holds" in shown
    assert str(tmp_path) not in shown + str(content)


def test_every_page_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By everybody, and the slowest are named with a statement that takes time."""
    monkeypatch.setenv("BENCH_KEPT", str(tmp_path))
    monkeypatch.setattr(every_page, "AGAIN", 1)
    monkeypatch.setattr(every_page, "MOST", 1)
    lines, pages = every_page.measured("sqlite", 20, lambda line: None)
    opened = {(page.role, page.endpoint) for page in pages if page.status == 200}
    assert {
        ("guest", "questions.show"),
        ("member", "questions.answer"),
        ("agent", "labels.label"),
        ("lead", "cases.show"),
        ("lead", "equity.report"),
        ("moderator", "moderation.post"),
        ("administrator", "admin.user"),
    } <= opened
    assert not any(page.status >= 500 for page in pages)
    slowest = every_page.slowest(pages)
    assert len(lines) == 3 + 2 * len(slowest) == 3 + 2 * every_page.SHOWN
    assert slowest[0].slowest.startswith(("SELECT", "WITH"))
    assert slowest[0].cpu_ms >= slowest[-1].cpu_ms > 0
    assert str(tmp_path) not in str(lines)


def test_a_filled_database_is_found_again_whatever_ran_before(tmp_path: Path) -> None:
    """Asked by a process that has only begun, and again when it has run the product."""
    asked = "from bench.kept import fingerprint; first = fingerprint(); import wsgi; print(first == fingerprint())"
    command = [sys.executable, "-W", "ignore", "-c", asked]
    env = {**os.environ, "INSTANCE_PATH": str(tmp_path)}
    found = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "True"
