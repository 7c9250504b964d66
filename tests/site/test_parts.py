"""What every page is built from keeps its promises: labels first, nothing inline, small enough."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from markupsafe import Markup

from app.site import assets
from tests.site.pages import label, presented

TEMPLATES = sorted(Path(assets.__file__).parents[1].glob("*/templates/**/*.html"))
TONES = ["official", "agent", "verified", "panel", "plain", "unofficial", "disputed", "corrected", "withdrawn"]


def macro(app: Flask, file: str, name: str) -> Any:
    return getattr(app.jinja_env.get_template(f"site/macros/{file}.html").module, name)


@pytest.mark.parametrize("tone", TONES)
def test_a_post_says_who_speaks_before_anything_else(app: Flask, tone: str) -> None:
    with app.test_request_context():
        html = macro(app, "posts", "post")(presented(label=label(tone, "Who · speaks")), heading="A title")
        words = Markup(html).striptags()
    assert words.startswith("Who · speaks")
    assert html.index('class="label') < html.index("the words")


def test_a_hit_and_a_row_have_the_label_on_a_line_of_its_own(app: Flask) -> None:
    with app.test_request_context():
        hit = macro(app, "posts", "hit")("/q", "A title", label(), "words")
        row = macro(app, "posts", "thread_row")("/q", "A title", label(), "open")
    for html in (hit, row):
        assert Markup(html).striptags().startswith("Community answer · not reviewed by Acme")
        assert re.search(r'<p class="label plain">.*?</p>', html, re.DOTALL)


def test_comments_fold_after_three_and_every_one_is_labelled(app: Flask) -> None:
    with app.test_request_context():
        html = macro(app, "posts", "post")(presented(), comments=[presented(number) for number in range(20, 25)])
    shown, folded = html.split("<details")
    assert shown.count("<li") == 3
    assert folded.count("<li") == 2
    assert "2 more comments" in folded
    assert html.count('class="label') == 6


def test_a_caution_never_gets_lost(app: Flask) -> None:
    note = SimpleNamespace(text="Unofficial claim", sentence="All are <faulty>", status="unofficial")
    with app.test_request_context():
        loose = macro(app, "posts", "post")(presented(notes=(note,)))
        set_in = macro(app, "posts", "post")(presented(notes=(note,)), html='<p>x</p><p class="claim-note">note</p>')
    assert "All are &lt;faulty&gt;" in loose
    assert loose.index("claim-note") < loose.index("the words")
    assert set_in.count("claim-note") == 1


def test_names_and_labels_are_text_never_markup(app: Flask) -> None:
    evil = "<script>alert(1)</script>"
    with app.test_request_context():
        html = macro(app, "posts", "post")(presented(author=evil, role=evil, label=label("plain", evil)))
    assert "<script" not in html


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parents[1].name}/{path.name}")
def test_templates_hold_no_inline_style_or_script(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(r"<[^>]*\sstyle\s*=|<style|<[^>]*\son[a-z]+\s*=|javascript:", source)
    for opening in re.findall(r"<script[^>]*>", source):
        assert "src=" in opening or "application/ld+json" in opening


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parents[1].name}/{path.name}")
def test_every_icon_asked_for_is_in_the_sprite(path: Path) -> None:
    drawn = set(re.findall(r'id="([\w-]+)"', (assets.STATIC / "icons.svg").read_text("utf-8")))
    source = path.read_text("utf-8")
    asked = set(re.findall(r'\bicon\("([\w-]+)"', source)) | set(re.findall(r'icon_name="([\w-]+)"', source))
    assert asked <= drawn


def test_small_enough_to_be_quick() -> None:
    assert len(assets.stylesheet().encode()) <= 30 * 1024
    assert len(assets.script().encode()) <= 20 * 1024


def test_scripts_lose_only_indentation_and_comments() -> None:
    assert assets.unindented("{\n  // why\n\n  a(`//x`);  // y\n    b();\n}\n") == "{\na(`//x`);  // y\nb();\n}\n"
    assert not [line for line in assets.script().splitlines() if line.count("`") % 2], "a text over several lines"


def test_squeezing_keeps_spaces_that_mean_something() -> None:
    squeezed = assets.squeezed('/* a */ .a .b:is(c, d) > e { width: calc(1px + 2px) ; font: "A B", x; }\n')
    assert squeezed == '.a .b:is(c,d) > e{width:calc(1px + 2px);font:"A B",x}'


def test_every_script_keeps_to_itself() -> None:
    for name in assets.SCRIPTS:
        source = (assets.STATIC / "js" / f"{name}.js").read_text("utf-8")
        code = re.sub(r"(?m)^//.*\n", "", source).strip()
        assert code.startswith("{"), name
        assert code.endswith("}"), name
        assert not re.search(r"\beval\(|\bnew Function\(|^\s*(?:import|export)\b", code, re.MULTILINE), name
