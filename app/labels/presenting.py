"""What a post looks like outside: one object, made here alone, that cannot be made without a label.

Page, list, search hit, mail, feed, structured data, share card: each is given a Presented and nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.accounts.roles import ROLE_NAMES
from app.catalogue.brand import brand_name
from app.kit.clock import now
from app.kit.markup import excerpt
from app.kit.texts import N_, Text
from app.labels.algebra import CONFIRMED, Status
from app.labels.models import LabelRow, SentenceMark
from app.labels.read import labels_of, marks_of
from app.labels.versions import names_version
from app.labels.wording import PROVISIONAL, Facts, rule_name, wording
from app.posts.addresses import address_of
from app.posts.kinds import PostKind, Standing, Voice
from app.posts.models import Post

TONES = {
    Status.OFFICIAL: "official",
    Status.STAFF_VERIFIED: "verified",
    Status.COMMUNITY_VERIFIED: "panel",
    Status.UNREVIEWED: "plain",
    Status.UNOFFICIAL: "unofficial",
    Status.DISPUTED: "disputed",
    Status.CORRECTED: "corrected",
    Status.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True)
class Label:
    """The label as readers get it. `text` translates itself; the rest is for machines."""

    voice: Voice
    status: Status
    text: Text
    tone: str
    scope: str = ""
    as_of: datetime | None = None
    expires: datetime | None = None
    evidence: str = ""
    fact: str = ""
    versions: str = ""
    provisional: bool = False

    def __post_init__(self) -> None:
        if self.voice is Voice.COMMUNITY and self.status is Status.OFFICIAL:
            raise ValueError("community voice can never be official")
        if not self.text:
            raise ValueError("a label without words")

    def is_for(self, version: str) -> bool:
        """Whether what was confirmed was confirmed for this version too; True when no versions were named."""
        return self.status not in CONFIRMED or not self.versions or names_version(self.versions, version)


@dataclass(frozen=True)
class Note:
    """A caution beside one sentence."""

    id: int
    sentence: str
    status: Status
    text: Text


@dataclass(frozen=True)
class Presented:
    """A post with its label. `html` and `text` are empty when only the label may be read."""

    id: int
    kind: PostKind
    thread_id: int
    title: str
    url: str
    label: Label
    html: str
    text: str
    author_id: int
    author: str
    role: Text
    created_at: datetime
    edited_at: datetime | None
    revision: int
    language: str
    score: int
    accepted_at: datetime | None
    standing: Standing
    notes: tuple[Note, ...] = ()
    source_url: str = ""
    attribution: str = ""
    product_scope: int | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.label, Label):
            raise TypeError("a post is never shown without its label")

    def excerpt(self, length: int = 200) -> str:
        return excerpt(self.text, length)


@dataclass(frozen=True)
class Headed:
    """A post of which only the head is shown, a hit of a search: its label, and where it is found."""

    id: int
    title: str
    url: str
    label: Label

    def __post_init__(self) -> None:
        if not isinstance(self.label, Label):
            raise TypeError("a post is never shown without its label")


def effective_status(post: Post, row: LabelRow | None, at: datetime) -> Status:
    """The status at a moment: withdrawn and hidden posts are withdrawn; an expired confirmation is unreviewed."""
    if post.standing in (Standing.WITHDRAWN, Standing.HIDDEN):
        return Status.WITHDRAWN
    return status_at(row, at)


def status_at(row: LabelRow | None, at: datetime) -> Status:
    """The status of a post that stands, at a moment."""
    return Status.UNREVIEWED if row is None else standing_status(row.status, row.expires_at, at)


def standing_status(kept: Status | None, expires_at: datetime | None, at: datetime) -> Status:
    """The same of a label's two columns; None if there is no label."""
    if kept is None or (kept in CONFIRMED and expires_at is not None and expires_at <= at):
        return Status.UNREVIEWED
    return kept


def _removed_by(post: Post, row: LabelRow | None) -> Text | str:
    """The rule by which a moderator removed it, as it was worded then."""
    if post.standing is not Standing.HIDDEN:
        return ""
    if row is None or row.rule_number is None:
        return Text(N_("a moderator's decision"))
    return rule_name(row.rule_number, row.rule_title, row.rule_title_it)


def label_of(post: Post, row: LabelRow | None, at: datetime) -> Label:
    status = effective_status(post, row, at)
    origin = post.origin
    lapsed = row is not None and status is Status.UNREVIEWED and row.status in CONFIRMED
    facts = Facts(
        brand=brand_name(),
        kind=post.kind,
        voice=post.voice,
        status=status,
        role=post.author_role,
        name=post.author.display_name,
        accepted=post.accepted_at is not None,
        scope=row.scope if row else "",
        as_of=row.as_of if row else None,
        set_by=row.set_by.display_name if row and row.set_by else "",
        update_by=row.update_by if row else None,
        fact=row.fact if row else "",
        rule=_removed_by(post, row),
        source=origin.source if origin else "",
        year=origin.year if origin else None,
        earlier=bool(row and (row.earlier or lapsed)),
        provisional=bool(row and row.provisional),
    )
    company = post.voice is Voice.COMPANY and status in (Status.STAFF_VERIFIED, Status.UNREVIEWED)
    return Label(
        voice=post.voice,
        status=status,
        text=wording(facts),
        tone="agent" if company else TONES[status],
        scope=facts.scope,
        as_of=facts.as_of,
        expires=row.expires_at if row else None,
        evidence=row.evidence if row else "",
        fact=facts.fact if status is Status.CORRECTED else "",
        versions=row.versions if row else "",
        provisional=bool(row and row.provisional),
    )


def _note(mark: SentenceMark) -> Note:
    match mark.status:
        case Status.CORRECTED:
            text = Text(N_("%(brand)s's correction: %(fact)s"), brand=brand_name(), fact=mark.fact)
        case Status.DISPUTED:
            text = Text(
                N_("Reports differ · %(brand)s is checking, update by %(time)s"),
                brand=brand_name(),
                time=mark.update_by,
            )
        case _ if mark.provisional:
            text = Text(PROVISIONAL, brand=brand_name())
        case _:
            text = Text(N_("Unofficial claim · %(brand)s has not confirmed this"), brand=brand_name())
    return Note(mark.id, mark.sentence, mark.status, text)


def present(posts: Iterable[Post], *, may_read_withdrawn: bool = False) -> list[Presented]:
    """Each post as readers see it, in the same order; two queries however many posts. `author` and `origin` are loaded."""
    posts = list(posts)
    ids = [post.id for post in posts]
    if not ids:
        return []
    return present_read(posts, labels_of(ids), marks_of(ids), may_read_withdrawn=may_read_withdrawn)


def present_read(
    posts: Iterable[Post],
    labels: Mapping[int, LabelRow],
    marks: Iterable[SentenceMark],
    *,
    may_read_withdrawn: bool = False,
) -> list[Presented]:
    """The same for posts whose labels and marks were read already: all that they have."""
    moment = now()
    marked: dict[int, list[SentenceMark]] = {}
    for mark in marks:
        marked.setdefault(mark.post_id, []).append(mark)
    return [
        _presented(post, labels.get(post.id), marked.get(post.id, ()), moment, may_read_withdrawn) for post in posts
    ]


def headed(post: Post, row: LabelRow | None, at: datetime) -> Headed:
    """The head of a post; its text need not be loaded."""
    return Headed(post.id, post.title or "", address_of(post), label_of(post, row, at))


def labelled(posts: Iterable[Post]) -> list[Label]:
    """The labels alone, in the same order: for rows that show no text. One query."""
    posts = list(posts)
    labels, moment = labels_of([post.id for post in posts]) if posts else {}, now()
    return [label_of(post, labels.get(post.id), moment) for post in posts]


def present_one(post: Post, *, may_read_withdrawn: bool = False) -> Presented:
    return present([post], may_read_withdrawn=may_read_withdrawn)[0]


def _readable_at(address: str) -> str:
    """An archive's address of the original, if a browser opens it as a page: one that runs something is none."""
    return address if address.startswith(("https://", "http://")) else ""


def _attribution(post: Post) -> str:
    """What an imported text owes: its author, unless the byline names them already, its source and its licence."""
    origin = post.origin
    if origin is None:
        return ""
    author = "" if origin.author == post.author.display_name else origin.author
    return " · ".join(filter(None, (author, origin.source, origin.licence)))


def _presented(
    post: Post, row: LabelRow | None, marks: Sequence[SentenceMark], at: datetime, may_read_withdrawn: bool
) -> Presented:
    label = label_of(post, row, at)
    readable = may_read_withdrawn or label.status is not Status.WITHDRAWN
    origin = post.origin
    return Presented(
        id=post.id,
        kind=post.kind,
        thread_id=post.thread_id or post.id,
        title=post.title or "",
        url=address_of(post),
        label=label,
        html=post.html if readable else "",
        text=post.text if readable else "",
        author_id=post.author_id,
        author=post.author.display_name,
        role=Text(ROLE_NAMES[post.author_role]),
        created_at=post.created_at,
        edited_at=post.edited_at,
        revision=post.revision,
        language=post.language,
        score=post.score,
        accepted_at=post.accepted_at,
        standing=post.standing,
        notes=tuple(_note(mark) for mark in marks) if readable else (),
        source_url=_readable_at(origin.url) if origin else "",
        attribution=_attribution(post),
        product_scope=row.product_id if row else None,
    )
