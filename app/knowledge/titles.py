"""Titles of articles: an address is made of them, and some addresses belong to the pages around an article."""

from app.kit.errors import Invalid
from app.kit.texts import N_
from app.posts.addresses import slug_of

TAKEN = frozenset({"history", "edit", "review", "keep", "feedback", "submission", "discard"})


def check_title(title: str, *, or_with: str = "") -> str:
    """The title; one whose address is taken is refused, or with `or_with` followed by that."""
    if slug_of(title) not in TAKEN:
        return title
    if or_with:
        return f"{title}: {or_with}"
    raise Invalid(N_("Write a longer title: this word alone is the address of another page."), field="title")
