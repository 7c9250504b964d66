"""One thread of the script: a question, what happened to it, and how it should stand at the end."""

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True)
class Event:
    """Somebody did something; which of the optional fields belong is said by the verb (see verbs.py)."""

    at: timedelta
    by: str
    do: str
    on: str = ""
    ref: str = ""
    body: str = ""
    reason: str = ""
    rule: int = 0
    scope: str = ""
    evidence: str = ""
    topic: str = ""
    fact: str = ""
    until: timedelta | None = None
    claim: str = ""
    sentence: str = ""
    into: str = ""
    issue: str = ""
    needs: tuple[str, ...] = ()
    outcome: str = ""
    approved_by: str = ""


@dataclass(frozen=True)
class Expectation:
    """How the thread stands now, for whoever plays the script to compare with."""

    state: str
    level: str = "community"
    trigger: str = ""
    case: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    shows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thread:
    """`key` is the file's number, which other files refer to; `private` goes into the box only staff read."""

    key: str
    slug: str
    title: str
    by: str
    category: str
    language: str
    asked: timedelta
    body: str
    events: tuple[Event, ...]
    expect: Expectation
    product: str = ""
    version: str = ""
    lot: str = ""
    tags: tuple[str, ...] = ()
    severity: str = "S4"
    private: str = ""
    claim: str = ""


@dataclass(frozen=True)
class ArticleEvent:
    at: timedelta
    by: str
    do: str
    reason: str = ""
    body: str = ""


@dataclass(frozen=True)
class Article:
    """`source` and `answer` name the accepted answer it was drafted from; `kind` is community or official."""

    key: str
    slug: str
    title: str
    kind: str
    by: str
    language: str
    product: str
    versions: tuple[str, ...]
    half_life: str
    source: str
    answer: str
    drafted: timedelta
    body: str
    state: str
    events: tuple[ArticleEvent, ...]
    override: str = ""
