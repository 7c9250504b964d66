"""What is presented, as entries of a feed: the label's words first in every text, the caution before a title that has one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from urllib.parse import urlsplit

from app.kit.clock import now
from app.kit.markup import Mark, wrap_sentences
from app.kit.markup.pictures import with_whole_addresses
from app.kit.texts import N_, Text
from app.labels.algebra import Status
from app.labels.presenting import Presented
from app.posts.kinds import PostKind
from app.questions import atom

PART_MAX = 20_000
EXCERPT = 2_000
"""A longer text is told by its beginning, so that one archived post does not make a feed of megabytes."""

CAUTIONS = {
    Status.UNOFFICIAL: N_("Unofficial claim: %(title)s"),
    Status.DISPUTED: N_("Reports differ: %(title)s"),
    Status.CORRECTED: N_("Corrected: %(title)s"),
}
"""The only labels that go before a title: a reader sees them in a list of titles, where no label line stands."""

TITLES = {
    PostKind.ANSWER: N_("Answer to: %(title)s"),
    PostKind.COMMENT: N_("Comment on: %(title)s"),
}


def entry_of(
    one: Presented,
    *,
    site: str,
    title: str = "",
    below: Sequence[Presented] = (),
    topics: Sequence[str] = (),
    moments: Iterable[datetime | None] = (),
) -> atom.Entry:
    """`title` is the thread's, for a post that has none; `below` are posts that stand under it, each with its label;
    `moments` are further times at which what is shown has changed."""
    said = [one, *below]
    changed = [*moments, *(moment for post in said for moment in changes(post))]
    return atom.Entry(
        id=f"tag:{host_of(site)},{one.created_at:%Y-%m-%d}:{one.kind.value}-{one.id}",
        title=title_of(one, title),
        url=site + one.url,
        published=one.created_at,
        updated=max(moment for moment in changed if moment),
        author=one.author,
        role=str(one.role),
        status=one.label.status.value,
        label=str(one.label.text),
        parts=[atom.Part(str(post.label.text), with_whole_addresses(body_of(post), site)) for post in said],
        language=one.language,
        topics=topics,
        via=one.source_url if urlsplit(one.source_url).scheme in ("http", "https") else "",
    )


def changes(one: Presented) -> list[datetime | None]:
    """When what readers see of a post has changed: it was written, edited, labelled, or a label ended by itself."""
    ended = one.label.expires if one.label.expires and one.label.expires <= now() else None
    return [one.created_at, one.edited_at, one.label.as_of, ended]


def title_of(one: Presented, thread_title: str = "") -> str:
    title = one.title or str(Text(TITLES[one.kind], title=thread_title))
    caution = CAUTIONS.get(one.label.status)
    return str(Text(caution, title=title)) if caution else title


def body_of(one: Presented) -> str:
    """The body with every caution beside its sentence; the beginning of a very long one."""
    if len(one.html) > PART_MAX:
        return f"<p>{escape(one.excerpt(EXCERPT))}</p>"
    marks = [Mark(note.sentence, escape(str(note.text)), note.status.value) for note in one.notes]
    return wrap_sentences(one.html, marks) if marks else one.html


def host_of(site: str) -> str:
    return urlsplit(site).hostname or "localhost"
