"""Documents as hits show them, kept in this process under the numbers of what they show (docs/decisions/0002).

Every visible change of a thread raises its number in its own transaction, and one of a name, the brand or a product that of the
site: what was read under two numbers is good as long as these are the numbers. Who may see a document is never kept: the
database is asked for each hit of each search, and says the numbers with it.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, cast, func, literal, select

from app.activity.models import PageVersion
from app.activity.versions import SITE
from app.kit.clock import now
from app.kit.database import may_write
from app.search import registry
from app.search.backend import Key
from app.search.registry import Readable, Shown

CHARACTERS = 4_000_000
"""Of texts that one process keeps: some five hundred threads of ten answers."""
ENTRY = 1_000
"""Characters that a document counts for besides its texts."""


class Numbers(NamedTuple):
    """How often what the whole site shows has changed, and how often a thread has."""

    site: int
    thread: int


def numbers_of(thread_id: Any) -> list[Any]:
    """The `Numbers` of a thread as columns, for the statement that says who may see it; as `versions.thread_key` names it."""
    return [_number(literal(SITE)), _number(literal("thread:") + cast(thread_id, String))]


def _number(key: ColumnElement[str]) -> ColumnElement[int]:
    return select(func.coalesce(func.max(PageVersion.number), 0)).where(PageVersion.key == key).scalar_subquery()


@dataclass(eq=False)
class Entry:
    """What is known of a document under its numbers: itself, and the heads of those of its posts that were shown."""

    numbers: Numbers
    document: Readable | None = None
    heads: dict[int, Shown] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return ENTRY + (sum(len(passage.text) for passage in self.document.passages) if self.document else 0)

    def readable(self, at: datetime) -> Readable | None:
        """None if it was not read yet, or if a confirmation in it has ended since."""
        document = self.document
        ended = document and any(one.until is not None and one.until <= at for one in document.passages)
        return None if ended else document

    def head(self, post_id: int, at: datetime) -> Shown | None:
        head = self.heads.get(post_id)
        ended = head and head.label.expires is not None and head.label.expires <= at
        return None if ended else head


class KeptDocuments:
    """The least recently used ones go first. A transaction that may write keeps nothing and is given nothing kept: what it
    has changed has no number yet, and it may be rolled back."""

    def __init__(self, limit: int = CHARACTERS) -> None:
        self._limit, self._size = limit, 0
        self._entries: OrderedDict[Key, tuple[Entry, int]] = OrderedDict()
        self._lock = Lock()

    def readable(self, seen: Mapping[Key, Numbers]) -> dict[Key, Readable]:
        """The documents of which somebody may see the place; one that is gone since is left out."""
        entries, at = self._under(seen), now()
        found = {key: document for key, entry in entries.items() if (document := entry.readable(at))}
        for kind, ids in by_kind(key for key in entries if key not in found).items():
            for ident, document in registry.documents(kind).readable(ids).items():
                found[kind, ident] = entries[kind, ident].document = document
        self._put(entries)
        return found

    def heads(self, seen: Mapping[Key, Numbers], shown: Mapping[Key, int]) -> dict[int, Shown]:
        """The head of one post of each document, by the post."""
        entries, at = self._under({key: seen[key] for key in shown}), now()
        found = {shown[key]: head for key, entry in entries.items() if (head := entry.head(shown[key], at))}
        missing = {post_id: key for key, post_id in shown.items() if post_id not in found}
        for kind, post_ids in by_kind((missing[post_id][0], post_id) for post_id in missing).items():
            for post_id, head in registry.documents(kind).heads(post_ids).items():
                found[post_id] = entries[missing[post_id]].heads[post_id] = head
        self._put(entries)
        return found

    def _under(self, seen: Mapping[Key, Numbers]) -> dict[Key, Entry]:
        found: dict[Key, Entry] = {}
        with self._lock:
            for key, numbers in seen.items():
                kept = None if may_write() else self._entries.get(key)
                found[key] = kept[0] if kept and kept[0].numbers == numbers else Entry(numbers)
        return found

    def _put(self, entries: Mapping[Key, Entry]) -> None:
        if may_write():
            return
        with self._lock:
            for key, entry in entries.items():
                _former, size = self._entries.pop(key, (None, 0))
                self._entries[key] = entry, entry.size
                self._size += entry.size - size
            while self._size > self._limit:
                _key, (_entry, size) = self._entries.popitem(last=False)
                self._size -= size


def by_kind(keys: Iterable[Key]) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, ident in keys:
        ids[kind].append(ident)
    return ids
