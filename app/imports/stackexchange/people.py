"""Authors of a dump as users without e-mail, and where each row came from."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.accounts.models import User
from app.imports.bulk import Bulk
from app.imports.stackexchange.reader import Dump
from app.imports.stackexchange.rows import Author
from app.posts.models import Origin

NAME_MAX = 60
NOBODY = "former user"


class Origins:
    """What an earlier run of this source made, and what this one makes: each row once, by its foreign id."""

    def __init__(self, bulk: Bulk, source: str) -> None:
        self.bulk, self.source = bulk, source
        query = select(Origin.foreign_id, Origin.id).where(Origin.source == source)
        self.known = dict(bulk.session.execute(query).all())

    def made(self, model: Any, foreign: str) -> int | None:
        """The row an earlier run made for a foreign id."""
        if foreign not in self.known:
            return None
        table = model.__table__
        return self.bulk.session.scalar(select(table.c.id).where(table.c.origin_id == self.known[foreign]))

    def new(self, foreign: str, at: datetime, *, url: str = "", author: str = "", licence: str = "") -> int:
        origin_id = self.bulk.next_id(Origin)
        self.bulk.add(
            Origin,
            id=origin_id,
            source=self.source,
            foreign_id=foreign,
            url=url,
            year=at.year,
            author=author[:120],
            licence=licence[:40],
        )
        return origin_id


class People:
    """Everybody who wrote something in the dump."""

    def __init__(self, origins: Origins, dump: Dump) -> None:
        self.origins, self.bulk, self.dump = origins, origins.bulk, dump
        self.users: dict[int | str, int] = {}
        self.names: dict[int, str] = {}
        self.added = 0

    def take_over(self, foreign: str, name: str, created_at: datetime) -> int:
        """The user of a foreign id, made now unless an earlier run did."""
        if (made := self.origins.made(User, foreign)) is not None:
            return made
        site = self.dump.site
        url = site.user_url(int(foreign[5:])) if site and foreign.startswith("user:") else ""
        origin_id, user_id = self.origins.new(foreign, created_at, url=url, author=name), self.bulk.next_id(User)
        shown = (name.strip() or "?")[:NAME_MAX]
        self.bulk.add(User, id=user_id, display_name=shown, created_at=created_at, origin_id=origin_id)
        self.added += 1
        return user_id

    def author(self, author: Author, at: datetime) -> int:
        """A known user; else somebody by the name that was left; else one former user for all."""
        if author.user_id is not None and author.user_id in self.users:
            return self.users[author.user_id]
        name = author.name or NOBODY
        if name not in self.users:
            self.users[name] = self.take_over(f"name:{name}"[:80], name, at)
        return self.users[name]

    def add(self, number: int, name: str, created_at: datetime) -> None:
        """A row of the dump's users."""
        self.users[number] = self.take_over(f"user:{number}", name, created_at)
        self.names[number] = name

    def name_of(self, author: Author) -> str:
        """The name that attribution owes."""
        return author.name or self.names.get(author.user_id or 0) or NOBODY
