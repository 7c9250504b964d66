"""Where a post is found. Paths only: the edge knows the host."""

import re
import unicodedata

from app.posts.kinds import PostKind
from app.posts.models import Post

SLUG_MAX = 60

RESERVED = frozenset(
    {
        "answer",
        "fresh",
        "known-issue",
        "lock",
        "merge",
        "move",
        "needs-staff",
        "reopening",
        "staff-request",
        "subscription",
        "too",
    }
)
"""Words that stand for a page of their own below a thread's number: a title like that gets a dash behind it."""


def slug_of(title: str) -> str:
    """A readable part of an address: lower-case ASCII words joined by dashes; "-" when nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:SLUG_MAX].strip("-")
    return f"{slug}-" if slug in RESERVED or not slug else slug


def address_of(post: Post) -> str:
    """The path of a post: its thread's page, and for an answer or comment the place on it."""
    if post.kind in (PostKind.QUESTION, PostKind.ARTICLE):
        return path_of_thread(post.kind, post.id, post.title or "")
    return f"/posts/{post.id}"


def path_of_thread(kind: PostKind, thread_id: int, title: str) -> str:
    return f"/{'articles' if kind is PostKind.ARTICLE else 'questions'}/{thread_id}/{slug_of(title)}"
