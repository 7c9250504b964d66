"""Templates are compiled once for each language: the same page as before, text by text."""

import pytest
from flask import Flask, render_template
from flask_babel import force_locale
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from app.kit.templates import written

PAGES = {
    "says.html": '<p title="{{ _("Search") }}">{{ _("Search") }}</p>',
    "puts_in.html": '{{ _("Answer: %(title)s", title=title) }}',
    "percent.html": '{{ _("100%% sure") }}|{{ _("a") if false else "b" }}',
    "shadow.html": "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{% set twice = other %}{{ twice('<') }}",
    "calls.html": "{% macro box() %}[{{ caller() }}]{% endmacro %}{% call box() %}{{ title }}{% endcall %}",
    "given.html": "{% macro item(x, y='-', z=none) %}{{ x }}{{ y }}{{ z }}{% endmacro %}"
    "{{ item('a') }} {{ item('<', z=1) }} {{ item(y=2, x=title) }}",
    "lacks.html": "{% macro item(x) %}[{{ x }}{{ caller() if caller }}]{% endmacro %}{{ item('a') }}{{ item() }}",
    "loops.html": "{% macro item(x, last) %}{{ x }}{{ '.' if last }}{% endmacro %}"
    "{% for x in title %}{{ item(x, last=loop.last) }}{% endfor %}",
    "draws.html": '{% from "site/macros/icon.html" import icon as drawing %}{{ drawing("search") }}{{ drawing(title) }}',
    "misses.html": '{% from "t/says.html" import nothing %}{{ nothing() }}',
    "plain.txt": '{{ _("Search") }} {{ title }}',
}


@pytest.fixture
def pages(app: Flask) -> Flask:
    loader = app.jinja_loader
    assert loader is not None
    loader.mapping = {**loader.mapping, "t": DictLoader(PAGES)}  # type: ignore[attr-defined]
    return app


def page(app: Flask, name: str, language: str = "en", **values: object) -> str:
    with app.test_request_context("/"), force_locale(language):
        return render_template(f"t/{name}", **values)


def test_each_reader_gets_their_language_from_the_first_to_the_last(pages: Flask) -> None:
    for language, word in (("en", "Search"), ("it", "Cerca"), ("en", "Search")):
        assert page(pages, "says.html", language) == f'<p title="{word}">{word}</p>'


def test_what_is_put_into_a_text_is_escaped(pages: Flask) -> None:
    assert page(pages, "puts_in.html", title="<b>") == "Answer: &lt;b&gt;"
    assert page(pages, "puts_in.html", title=Markup("<b>")) == "Answer: <b>"


def test_a_text_is_a_format_with_and_without_something_in_it(pages: Flask) -> None:
    assert page(pages, "percent.html") == "100% sure|b"


def test_a_name_that_is_set_anew_is_no_macro(pages: Flask) -> None:
    assert page(pages, "shadow.html", other=lambda x: x * 3) == "&lt;&lt;&lt;"


def test_macros_take_blocks_and_loops(pages: Flask) -> None:
    assert page(pages, "calls.html", title="<") == "[&lt;]"
    assert page(pages, "loops.html", title="abc") == "abc."


def test_macros_take_what_they_are_given_in_any_order(pages: Flask) -> None:
    assert page(pages, "given.html", title=Markup("<b>")) == "a-None &lt;-1 <b>2None"
    assert page(pages, "lacks.html") == "[a][]"


def test_a_drawing_of_constants_is_the_drawing(pages: Flask) -> None:
    html = page(pages, "draws.html", title="search")
    assert html[: len(html) // 2] == html[len(html) // 2 :]
    assert "#search" in html


def test_a_macro_that_is_not_there_is_an_error(pages: Flask) -> None:
    with pytest.raises(UndefinedError):
        page(pages, "misses.html")


def test_texts_that_are_no_markup_stay_as_they_are(pages: Flask) -> None:
    assert page(pages, "plain.txt", "it", title="<b>") == "Cerca <b>"


@pytest.mark.parametrize("value", ["<i>", Markup("<i>"), 7, None, ["<i>"]])
def test_written_is_what_escaping_gives(value: object) -> None:
    from markupsafe import escape

    assert str(written(value)) == str(escape(value))
