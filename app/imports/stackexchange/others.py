"""Users, comments, votes, links and tags: one row in, one row out."""

from app.imports.stackexchange.fields import Fields
from app.imports.stackexchange.known import Known
from app.imports.stackexchange.licences import licence_of
from app.imports.stackexchange.posts import settle_author
from app.imports.stackexchange.problems import BadRow, ProblemCode
from app.imports.stackexchange.rows import (
    Author,
    CommentRow,
    LinkKind,
    LinkRow,
    TagRow,
    UserRow,
    VoteKind,
    VoteRow,
)

VOTE_KINDS = {1: VoteKind.ACCEPTED, 2: VoteKind.UP, 3: VoteKind.DOWN}
LINK_KINDS = {1: LinkKind.RELATED, 3: LinkKind.DUPLICATE}


def read_user(fields: Fields, row_id: int) -> UserRow:
    """A user; one without a name is called as Stack Exchange itself calls them, "user" and the number."""
    return UserRow(
        id=row_id,
        display_name=fields.text("DisplayName") or f"user{row_id}",
        created_at=fields.required_moment("CreationDate"),
        reputation=fields.number("Reputation") or 0,
        account_id=fields.number("AccountId"),
        location=fields.text("Location"),
        website=fields.text("WebsiteUrl"),
        about_html=fields.bounded_text("AboutMe"),
    )


def read_comment(fields: Fields, row_id: int, known: Known) -> CommentRow | None:
    post_id = read_post_id(fields, "PostId", known)
    if post_id is None:
        return None
    created_at = fields.required_moment("CreationDate")
    return CommentRow(
        id=row_id,
        post_id=post_id,
        text=fields.body("Text"),
        author=settle_author(Author(fields.number("UserId"), fields.text("UserDisplayName")), fields, known),
        created_at=created_at,
        score=fields.number("Score") or 0,
        licence=licence_of(fields.text("ContentLicense"), created_at),
    )


def read_vote(fields: Fields, row_id: int, known: Known) -> VoteRow | None:
    kind = fields.required_number("VoteTypeId")
    post_id = read_post_id(fields, "PostId", known)
    if post_id is None:
        return None
    return VoteRow(row_id, post_id, VOTE_KINDS.get(kind, VoteKind.OTHER), fields.required_moment("CreationDate"))


def read_link(fields: Fields, row_id: int, known: Known) -> LinkRow | None:
    kind = fields.required_number("LinkTypeId")
    if kind not in LINK_KINDS:
        raise BadRow(ProblemCode.UNKNOWN_LINK_TYPE, type=kind)
    post_id = read_post_id(fields, "PostId", known)
    related_id = read_post_id(fields, "RelatedPostId", known)
    if post_id is None or related_id is None:
        return None
    return LinkRow(row_id, post_id, related_id, LINK_KINDS[kind], fields.required_moment("CreationDate"))


def read_tag(fields: Fields, row_id: int) -> TagRow:
    return TagRow(row_id, fields.required_text("TagName"), fields.number("Count") or 0)


def read_post_id(fields: Fields, name: str, known: Known) -> int | None:
    """The question or answer a row belongs to; None if that post is set aside. Errors: BadRow if it is not there."""
    post_id = fields.required_number(name)
    if known.has_post(post_id):
        return post_id
    if post_id in known.set_aside:
        return None
    raise BadRow(ProblemCode.UNKNOWN_POST, post_id=post_id)
