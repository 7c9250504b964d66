"""How many statements a page asks of the database: counted in this process, where they can be seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import event
from sqlalchemy.engine import Engine

from app import create_app
from app.extensions import db
from bench.browser import _ONCE, _TOKEN
from bench.community import PASSWORD, email_of
from bench.kept import Place
from bench.scenes import Scene
from config import TestSettings


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are asked within."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


class Counter:
    """The product on the same database, asked without a server."""

    def __init__(self, place: Place) -> None:
        settings = TestSettings(place.folder, place.url)
        self.app = create_app(settings)
        self.guest, self.member = self.app.test_client(), self.app.test_client()
        fields = {"email": email_of(41), "password": PASSWORD, **self._tokens(self.member, "/sign-in")}
        self.member.post("/sign-in", data=fields)

    def of(self, scene: Scene) -> float:
        """Statements for one request of a scene, the second one of its kind, when what a process keeps is there."""
        first, second = scene.asks[0], scene.asks[-1]
        client = self.member if first.by and "/sign-in" not in first.path else self.guest
        numbers = []
        for ask in (first, second):
            if ask.fields is None:
                with counted() as asked:
                    client.get(ask.path, headers=ask.headers)
            else:
                path = ask.path if not ask.path.endswith("/vote") else "/preferences"
                fields = {**ask.fields, **self._tokens(client, path)}
                with counted() as asked:
                    client.post(urlsplit(ask.path).path, data=fields)
            numbers.append(len(asked))
        return numbers[-1]

    def _tokens(self, client: Any, path: str) -> dict[str, str]:
        page = client.get(path).get_data(as_text=True)
        token, once = _TOKEN.search(page), _ONCE.search(page)
        return {**({"csrf_token": token[1]} if token else {}), **({"once": once[1]} if once else {})}

    def close(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        self.app.extensions["guest_pages"].engine.dispose()
        self.app.extensions["search"].close()
