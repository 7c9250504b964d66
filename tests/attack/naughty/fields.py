"""Every form of the product and what can be typed into it."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flask import Flask
from wtforms import Field, FileField, PasswordField
from wtforms.validators import Length

import app as product
from app.kit.forms import Form, Line, Words

NOT_TYPED = {"once", "csrf_token", "image_alt"}
"""The last is read only when an image comes with it, which has a test of its own."""


@dataclass(frozen=True)
class Typed:
    """A field as an attacker sees it. `limit` is 0 for what is chosen or hidden."""

    name: str
    limit: int
    secret: bool


def _below(form: type[Form]) -> Iterator[type[Form]]:
    for one in form.__subclasses__():
        yield one
        yield from _below(one)


@cache
def forms() -> dict[str, type[Form]]:
    """Name → form, of all packages; found by what they are, so that a new one is found too."""
    for module in pkgutil.walk_packages(product.__path__, "app."):
        importlib.import_module(module.name)
    return {f"{one.__module__.removeprefix('app.')}.{one.__name__}": one for one in set(_below(Form))}


def _typed(field: Field) -> Typed:
    limits = [check.max for check in field.validators if isinstance(check, Length)]
    is_text = isinstance(field, (Line, Words, PasswordField))
    return Typed(field.name, min(limits) if is_text else 0, isinstance(field, PasswordField))


def fields_of(app: Flask, name: str) -> dict[str, Typed]:
    with app.test_request_context("/"):
        found = forms()[name](formdata=None, meta={"csrf": False})
        return {
            field.name: _typed(field)
            for field in found
            if field.name not in NOT_TYPED and not isinstance(field, FileField)
        }
