"""Binds the index to the application: one backend a process, and marks written with each transaction."""

from typing import Protocol

from app.search.marking import write_marks
from app.search.whoosh_backend import WhooshBackend

PATIENCE = 10.0
"""Seconds that a writer waits for another one; whoever gives up tries again by itself."""


class Application(Protocol):
    config: dict
    extensions: dict


def bind(app: Application) -> None:
    app.extensions["search"] = WhooshBackend(app.config["SEARCH_PATH"], patience=PATIENCE)
    app.extensions["edge"].before_commit.insert(0, write_marks)
