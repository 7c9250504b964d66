"""What a knowledge base says of one article, checked value by value."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from app.imports.articles.addresses import revision_in
from app.imports.articles.tables import Row
from app.kit.clock import now
from app.kit.markup import IMPORT
from app.kit.texts import N_
from app.posts.models import PATH_MAX


class Wrong(StrEnum):
    NO_SLUG = "no_slug"
    NO_TITLE = "no_title"
    NO_TEXT = "no_text"
    TOO_LARGE = "too_large"
    REPEATED = "repeated_article"
    NEVER_APPROVED = "never_approved"
    NO_HISTORY = "no_history"
    BAD_REVISION = "bad_revision"
    REPEATED_REVISION = "repeated_revision"
    OTHER_ARTICLE = "revision_of_no_article"
    NOT_APPROVED = "revision_not_approved"


SENTENCES = {
    Wrong.NO_SLUG: N_("The article has no usable slug; it was left out."),
    Wrong.NO_TITLE: N_("The article has no title; it was left out."),
    Wrong.NO_TEXT: N_("The article has no text; it was left out."),
    Wrong.TOO_LARGE: N_("The article has %(bytes)s bytes, more than %(limit)s; it was left out."),
    Wrong.REPEATED: N_("An earlier row has this slug already; this one was left out."),
    Wrong.NEVER_APPROVED: N_("None of its revisions was ever approved, so no reader saw it; it was left out."),
    Wrong.NO_HISTORY: N_("No revision tells when it was written; it got the day of the import."),
    Wrong.BAD_REVISION: N_("The address, the time or the status of the revision cannot be read; it was left out."),
    Wrong.REPEATED_REVISION: N_("An earlier row is about this revision already; this one was left out."),
    Wrong.OTHER_ARTICLE: N_(
        "The revision is of an article that the archive does not hold (%(slug)s); it was left out."
    ),
    Wrong.NOT_APPROVED: N_("The revision was never approved (%(status)s), so no reader saw it; it was left out."),
}


class BadRow(Exception):
    """The row is left out."""

    def __init__(self, code: Wrong, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class Status(StrEnum):
    """`current` is the approved revision whose text readers see; every other word stands for one they never saw."""

    APPROVED = "approved"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class RevisionRow:
    slug: str
    number: int
    at: datetime
    user: str
    name: str
    page: str
    status: str

    @property
    def was_seen(self) -> bool:
        return self.status in set(Status)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    slug: str
    title: str
    url: str
    locale: str
    html: str
    products: tuple[str, ...]
    topics: tuple[str, ...]

    @property
    def language(self) -> str:
        """ "en" of "en-US"; English where the archive says nothing."""
        found = self.locale.replace("_", "-").partition("-")[0].strip().lower()
        return found if found.isascii() and found.isalpha() and len(found) in (2, 3) else "en"


def read_article(row: Row) -> ArticleRow:
    """Raises BadRow."""
    slug, title, html = row["slug"].strip().strip("/"), " ".join(row["title"].split()), row["html"]
    if not slug or "/" in slug or len(slug) > PATH_MAX - len("/kb/") or not slug.isprintable():
        raise BadRow(Wrong.NO_SLUG)
    if not title:
        raise BadRow(Wrong.NO_TITLE)
    if not html.strip():
        raise BadRow(Wrong.NO_TEXT)
    if (size := IMPORT.measure(html)) > IMPORT.maximum:
        raise BadRow(Wrong.TOO_LARGE, bytes=size, limit=IMPORT.maximum)
    return ArticleRow(
        slug=slug,
        title=title,
        url=row.get("url", "").strip(),
        locale=row.get("locale", "").strip(),
        html=html,
        products=_several(row.get("products_str", "")),
        topics=_several(row.get("topics_str", "")),
    )


def read_revision(row: Row) -> RevisionRow:
    """Raises BadRow."""
    named, at = revision_in(row["revision"]), moment_of(row["datetime"])
    status = row["status"].strip().lower()
    if named is None or at is None or not status:
        raise BadRow(Wrong.BAD_REVISION)
    page = row.get("creator", "").strip()
    user = page.strip("/").rpartition("/")[2]
    return RevisionRow(
        slug=named[0],
        number=named[1],
        at=at,
        user=user,
        name=row.get("display_name", "").strip() or user,
        page=page,
        status=status,
    )


def moment_of(written: str) -> datetime | None:
    """ISO 8601, aware; without a zone it is UTC. None for anything else."""
    try:
        found = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    if not 1970 < found.year < 2200:
        return None
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return found if found <= now() + timedelta(days=1) else None


def _several(written: str) -> tuple[str, ...]:
    """Words with semicolons between them, each once."""
    return tuple(dict.fromkeys(word.strip() for word in written.split(";") if word.strip()))
