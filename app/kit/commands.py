"""Commands on a database that is not there yet: a sentence says what to run first, instead of a traceback."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

Given = ParamSpec("Given")
Made = TypeVar("Made")
LACKING = ("no such table", "does not exist")


def needs_tables(command: Callable[Given, Made]) -> Callable[Given, Made]:
    @wraps(command)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        try:
            return command(*args, **kwargs)
        except (OperationalError, ProgrammingError) as error:
            if any(words in str(error.orig) for words in LACKING):
                raise click.ClickException("The database has no tables yet. Run `flask db upgrade` first.") from None
            raise

    return run
