"""What a template takes from another one it uses, or hands on: what it does not need only hides where it stands."""

from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from jinja2 import Environment, nodes

APP = Path(__file__).resolve().parents[2] / "app"
Imported = tuple[str, str, str]
"""By which template, from which, and what."""


def addresses() -> dict[str, Path]:
    """ "cases/show.html" for app/cases/templates/show.html."""
    return {f"{path.parts[len(APP.parts)]}/{path.as_posix().split('/templates/')[1]}": path for path in templates()}


def templates() -> list[Path]:
    return sorted(APP.glob("*/templates/**/*.html"))


def imported(tree: nodes.Template, address: str) -> Iterator[tuple[Imported, str]]:
    """Each with the name by which it goes here."""
    for taken in tree.find_all(nodes.FromImport):
        source = taken.template.value if isinstance(taken.template, nodes.Const) else ""
        for name in taken.names:
            theirs, ours = name if isinstance(name, tuple) else (name, name)
            yield (address, source, theirs), ours


def named(tree: nodes.Template) -> set[str]:
    return {one.name for one in tree.find_all(nodes.Name) if one.ctx == "load"}


def within(tree: nodes.Template, kind: type[nodes.Extends | nodes.Include]) -> set[str]:
    """The templates whose names it shares: the one it extends, or those it includes."""
    return {one.template.value for one in tree.find_all(kind) if isinstance(one.template, nodes.Const)}


def seen_by(address: str, trees: dict[str, nodes.Template]) -> set[str]:
    """The names that are used of what a template imports: by itself, by what it includes, and by what extends it."""
    tree, used = trees[address], named(trees[address])
    below = within(tree, nodes.Include) | {
        child for child, one in trees.items() if address in within(one, nodes.Extends)
    }
    for other in below & trees.keys():
        own = {ours for _key, ours in imported(trees[other], other)}
        used |= seen_by(other, trees) - own
    return used


def unused(trees: dict[str, nodes.Template]) -> list[Imported]:
    taken = {key: ours for address, tree in trees.items() for key, ours in imported(tree, address)}
    handed_on = {(source, name) for _address, source, name in taken}
    used = {address: seen_by(address, trees) for address, tree in trees.items() if any(imported(tree, address))}
    return sorted(key for key, ours in taken.items() if ours not in used[key[0]] and (key[0], ours) not in handed_on)


def parsed(environment: Environment, sources: dict[str, str]) -> dict[str, nodes.Template]:
    return {address: environment.parse(source) for address, source in sources.items()}


def test_what_is_imported_is_used(app: Flask) -> None:
    sources = {address: path.read_text("utf-8") for address, path in addresses().items()}
    assert len(sources) > 100
    assert unused(parsed(app.jinja_env, sources)) == []


def test_what_nobody_uses_is_found(app: Flask) -> None:
    sources = {
        "a": '{% from "b" import one, two as other, three %}{{ one() }}{% call other() %}x{% endcall %}',
        "b": '{% from "c" import one, two, four %}{% macro three() %}{{ five }}{% endmacro %}',
        "above": '{% from "c" import six, seven, eight %}{% block main %}{% endblock %}',
        "below": '{% extends "above" %}{% from "c" import seven %}{% block main %}{{ six() }}{{ seven() }}{% endblock %}',
    }
    found = [("a", "b", "three"), ("above", "c", "eight"), ("above", "c", "seven"), ("b", "c", "four")]
    assert unused(parsed(app.jinja_env, sources)) == found
