"""Authors of an archive as users without an e-mail address, who cannot sign in; or the members who have claimed them."""

import re
from collections.abc import Iterable
from datetime import datetime

from app.accounts.models import User
from app.imports.archive_rows import FOREIGN_MAX, NOBODY, Person, PostRow
from app.imports.bulk import Bulk
from app.imports.queries import claimers
from app.imports.writing.origins import Origins

NAME_MAX = 60

_ADDRESS = re.compile(r"([^@\s]+)@[^@\s]+\.[^@\s.]+")


def shown_name(name: str) -> str:
    """The name as readers see it. Somebody who signed in with an address had it shown as a name; here it is not."""
    name = " ".join(name.split())
    address = _ADDRESS.fullmatch(name)
    return ((address[1] if address else name) or "?")[:NAME_MAX]


class People:
    """Everybody who wrote something, each once. Who was met is remembered: some hundred bytes a person."""

    def __init__(self, bulk: Bulk, origins: Origins) -> None:
        self.bulk, self.origins = bulk, origins
        self.ids: dict[str, int] = {}
        self.fresh: set[str] = set()
        """Made in the transaction at work."""

    def begin(self) -> None:
        self.fresh.clear()

    def forget_fresh(self) -> None:
        """The transaction that made them came to nothing."""
        for foreign in self.fresh:
            self.ids.pop(foreign, None)
        self.fresh.clear()

    def meet(self, people: Iterable[Person]) -> None:
        """Looks up, at once, those who are not known yet."""
        unknown = {person.foreign[:FOREIGN_MAX] for person in people} - self.ids.keys()
        if unknown:
            made = self.origins.made(User, unknown)
            members = claimers(made.values())
            self.ids.update((foreign, members.get(user_id, user_id)) for foreign, user_id in made.items())

    def meet_authors(self, posts: Iterable[PostRow]) -> None:
        """Looks up everybody who wrote these posts or an earlier text of them."""
        self.meet(author for post in posts for author in (post.author, *(version.author for version in post.versions)))

    def id_of(self, person: Person, at: datetime) -> int:
        """Their user's id; the user is made now unless an earlier run did. `meet` them first."""
        foreign = person.foreign[:FOREIGN_MAX]
        if foreign not in self.ids:
            self.ids[foreign] = self._make(person, foreign, at)
            self.fresh.add(foreign)
        return self.ids[foreign]

    def _make(self, person: Person, foreign: str, at: datetime) -> int:
        name, since = shown_name(person.name or NOBODY.name), person.since or at
        user_id = self.bulk.next_id(User)
        origin_id = self.origins.new(foreign, since, url=person.url, author=name)
        self.bulk.add(User, id=user_id, display_name=name, created_at=since, origin_id=origin_id)
        return user_id
