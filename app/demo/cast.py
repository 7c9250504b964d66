"""Who and what the script is about: the brand, its people, its catalogue."""

from dataclasses import dataclass, field
from datetime import timedelta

ROLES = ("member", "expert", "agent", "lead", "moderator", "administrator")
STAFF = frozenset({"agent", "lead", "moderator", "administrator"})
LANGUAGES = ("en", "it")


@dataclass(frozen=True)
class Brand:
    name: str
    colour: str
    line: dict[str, str]
    time_zone: str
    weekly: dict[str, list[list[str]]]
    holidays: str
    password: str


@dataclass(frozen=True)
class Person:
    """`name` is the short handle events use; the e-mail is what one signs in with."""

    name: str
    full_name: str
    email: str
    role: str
    language: str
    joined: timedelta
    about: str
    topics: tuple[str, ...] = ()
    spokesperson: bool = False

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF


@dataclass(frozen=True)
class Category:
    slug: str
    name: dict[str, str]
    about: dict[str, str]
    peer_window_hours: int = 8


@dataclass(frozen=True)
class Product:
    """`also_called` are its proper names in people's mouths, `nouns` what kind of thing it is, in both languages."""

    slug: str
    name: str
    about: dict[str, str]
    owner: str
    versions: dict[str, timedelta] = field(default_factory=dict)
    lots: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tag:
    slug: str
    name: dict[str, str]


@dataclass(frozen=True)
class KnownIssue:
    slug: str
    title: dict[str, str]
    product: str
    versions: tuple[str, ...]
    symptoms: dict[str, str]
    phrases: tuple[str, ...]
    state: str
    opened: timedelta
    by: str


@dataclass(frozen=True)
class Rule:
    number: int
    title: dict[str, str]
    text: dict[str, str]


@dataclass(frozen=True)
class Gap:
    """Something looked for and not found; `kind` is how we came to know."""

    words: str
    kind: str
    language: str
    at: timedelta
    page: str = ""
    by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Skill:
    """What cases of these categories need, and who can do it."""

    name: str
    about: str
    categories: tuple[str, ...]
    agents: tuple[str, ...]


@dataclass(frozen=True)
class Agent:
    name: str
    languages: str
    capacity: int
    in_training: bool = False


@dataclass(frozen=True)
class PrivateCase:
    """What somebody wrote to staff alone; `reply` is handed in by whoever the lead gave it to, to be looked over."""

    by: str
    at: timedelta
    language: str
    category: str
    title: str
    body: str
    given_to: str = ""
    because: str = ""
    reply: str = ""
