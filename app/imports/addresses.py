"""The list of imported authors' addresses, as an administrator writes it: a CSV file with source, author, email."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from app.accounts.actors import SYSTEM
from app.accounts.addresses import clean_address
from app.accounts.models import User
from app.accounts.queries import WITH_RIGHTS
from app.activity.log import record
from app.extensions import db
from app.imports.actions import offer
from app.imports.events import ImportEvent
from app.imports.faults import ArchiveFault, Problems, RowProblem
from app.imports.models import AuthorAddress, ImportBatch
from app.kit import edge
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.posts.models import Origin

COLUMNS = ("source", "author", "email")
NOT_THIS = N_("%(name)s is not a list of addresses: its first line has to name the columns source, author and email.")
UNREADABLE = N_("%(name)s cannot be read as CSV in UTF-8: %(reason)s.")
NO_ADDRESS = N_("This is not an e-mail address: %(value)s; the row was left out.")
UNKNOWN = N_("Nobody called %(author)s came with %(source)s; the row was left out.")
CLAIMED = N_("The posts of %(author)s are claimed already; the row was left out.")
ANOTHER = N_("An earlier row has another address for %(author)s; this one was left out.")


@dataclass(frozen=True)
class Named:
    """A line of the list."""

    line: int
    source: str
    author: str
    email: str


def take_addresses(path: Path, problems: Problems) -> dict[str, int]:
    """Notes whose address is whose, and offers members who have one of them what waits for it. All of it or nothing.

    Gives how many addresses are new or changed, and how many mails go out. Errors: ArchiveFault.
    """
    with edge.transaction() as session:
        addresses = _Taking(path, problems).take(list(_rows(path)))
        session.flush()
        offers = _offer_to_members() if addresses else 0
        counts = {"addresses": addresses, "offers": offers}
        if addresses:
            batch = ImportBatch(source="addresses", done_at=now(), counts=counts, problems=dict(problems.counts))
            session.add(batch)
            record(SYSTEM, ImportEvent.ADDRESSES_TAKEN, batch, lists=False, **counts)
    return counts


class _Taking:
    """One reading of the list."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self.path, self.problems = path, problems
        self.named: dict[int, str] = {}

    def take(self, rows: list[Named]) -> int:
        """How many addresses are new or changed."""
        return sum(self._take(row) for row in rows)

    def _take(self, row: Named) -> bool:
        try:
            email = clean_address(row.email).lower()
        except Invalid:
            return self._left_out(row, "no_address", NO_ADDRESS, value=row.email[:80])
        user_id = _imported_author(row.source, row.author)
        if user_id is None:
            return self._left_out(row, "unknown", UNKNOWN, author=row.author[:80], source=row.source[:80])
        if self.named.setdefault(user_id, email) != email:
            return self._left_out(row, "another", ANOTHER, author=row.author)
        here = db.session.scalar(select(AuthorAddress).where(AuthorAddress.user_id == user_id))
        if here is None:
            db.session.add(AuthorAddress(user_id=user_id, email=email))
            return True
        if here.email == email:
            return False
        if here.claimed_at is not None:
            return self._left_out(row, "claimed", CLAIMED, author=row.author)
        here.email, here.offered_at = email, None
        return True

    def _left_out(self, row: Named, code: str, sentence: str, **params: str) -> bool:
        self.problems(RowProblem(code, self.path.name, row.line, row.author[:80], sentence, dict(params)))
        return False


def _imported_author(source: str, author: str) -> int | None:
    """By the name that the source knows them by, or by the whole foreign id."""
    query = select(User.id).join(Origin, Origin.id == User.origin_id)
    query = query.where(Origin.source == source, Origin.foreign_id.in_([f"user:{author}", author]))
    return db.session.scalar(query.limit(1))


def _offer_to_members() -> int:
    """To those who have confirmed one of the addresses long ago; the others are told when they do."""
    waiting = select(AuthorAddress.email).where(AuthorAddress.offered_at.is_(None), AuthorAddress.claimed_at.is_(None))
    query = select(User).where(func.lower(User.email).in_(waiting), User.email_confirmed_at.is_not(None))
    members = db.session.scalars(query.where(User.closed_at.is_(None)).options(*WITH_RIGHTS)).unique().all()
    return sum(offer(user) for user in members)


def _rows(path: Path) -> Iterator[Named]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, strict=True)
            names = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
            if not set(COLUMNS) <= names.keys():
                raise ArchiveFault(NOT_THIS, name=path.name)
            for row in reader:
                source, author, email = ((row[names[column]] or "").strip() for column in COLUMNS)
                yield Named(reader.line_num, source, author, email)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ArchiveFault(UNREADABLE, name=path.name, reason=str(error)) from None
