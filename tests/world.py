"""A named cast in a small community, for tests of any feature.

    with world.acting("ann") as ann:        # an app context with a writing transaction, committed at its end
        question = make.question(ann)

Names: ann, ben (members, ann asks), eve (expert of `wifi`), gus (agent), sam (agent and spokesperson), lea (team
lead), mia (moderator), ada (administrator), new (joined just now). Password of all: PASSWORD.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask

from app.accounts.models import Expertise, RoleGrant, User
from app.accounts.passwords import hash_password
from app.accounts.queries import actor
from app.accounts.roles import Role
from app.catalogue.models import Brand, Category, Product, ProductVersion, Tag
from app.decisions.models import HouseRule
from app.extensions import db
from app.kit import edge
from app.kit.clock import now

PASSWORD = "correct-horse-battery-7"
_HASH: list[str] = []

ROLES: dict[str, tuple[Role, ...]] = {
    "ann": (),
    "ben": (),
    "eve": (),
    "gus": (Role.AGENT,),
    "sam": (Role.AGENT,),
    "lea": (Role.LEAD,),
    "mia": (Role.MODERATOR,),
    "ada": (Role.ADMINISTRATOR,),
    "new": (),
}


@dataclass
class World:
    app: Flask
    ids: dict[str, int] = field(default_factory=dict)

    def email(self, name: str) -> str:
        return f"{name}@example.org"

    def person(self, name: str) -> User:
        """The person as an actor, inside an open context."""
        return actor(self.ids[name])

    @contextmanager
    def acting(self, name: str) -> Iterator[User]:
        """An app context with one writing transaction, in which somebody acts."""
        with self.app.app_context(), edge.transaction():
            yield self.person(name)

    @contextmanager
    def looking(self) -> Iterator[None]:
        """An app context that only reads."""
        with self.app.app_context():
            yield
            db.session.rollback()


def populate(app: Flask) -> World:
    if not _HASH:
        _HASH.append(hash_password(PASSWORD))
    world = World(app)
    with app.app_context(), edge.transaction() as session:
        earlier = now() - timedelta(days=30)
        session.add(Brand(id=1, name="Acme"))
        session.add(Category(slug="broadband", name="Broadband", place=1))
        router = Product(slug="router-x200", name="Router X200", place=1)
        router.versions = [ProductVersion(name="firmware 4.1", place=1), ProductVersion(name="firmware 4.2", place=2)]
        wifi = Tag(slug="wifi")
        session.add_all([router, wifi, Tag(slug="dsl"), HouseRule(number=1, title="Be kind")])
        session.flush()
        people = {}
        for name, roles in ROLES.items():
            user = people[name] = User(
                email=world.email(name),
                email_confirmed_at=earlier,
                display_name=name.capitalize(),
                password_hash=_HASH[0],
                created_at=now() if name == "new" else earlier,
                is_spokesperson=name == "sam",
            )
            user.grants = [RoleGrant(role=role) for role in roles]
            if name == "eve":
                user.expertise = [Expertise(tag_id=wifi.id, until=now() + timedelta(days=60))]
        session.add_all(people.values())
        session.flush()
        world.ids |= {name: user.id for name, user in people.items()}
    return world
