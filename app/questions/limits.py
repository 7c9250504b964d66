"""What a new member may do on the first day: enough for a person with a problem, too little for a machine."""

from datetime import timedelta

from sqlalchemy import func, select

from app.accounts.models import User
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid, TooMany
from app.kit.markup.pictures import links_in
from app.kit.texts import N_
from app.posts.kinds import PostKind
from app.posts.models import Post

FIRST_DAY = timedelta(days=1)
FIRST_DAY_POSTS = {PostKind.QUESTION: 3, PostKind.ANSWER: 10, PostKind.COMMENT: 20}
FIRST_DAY_LINKS = 2

_SENTENCES = {
    PostKind.QUESTION: N_("On the first day you can ask %(max)s questions. Tomorrow there is no such limit."),
    PostKind.ANSWER: N_("On the first day you can give %(max)s answers. Tomorrow there is no such limit."),
    PostKind.COMMENT: N_("On the first day you can write %(max)s comments. Tomorrow there is no such limit."),
}


def is_new(author: User) -> bool:
    return not author.is_staff and now() - author.created_at < FIRST_DAY


def check_first_day(author: User, kind: PostKind) -> None:
    """Raises TooMany when a new member has used up the day's posts of a kind."""
    if not is_new(author):
        return
    written = db.session.scalar(
        select(func.count()).select_from(Post).where(Post.author_id == author.id, Post.kind == kind)
    )
    limit = FIRST_DAY_POSTS[kind]
    if (written or 0) >= limit:
        left = author.created_at + FIRST_DAY - now()
        raise TooMany(_SENTENCES[kind], retry_after=int(left.total_seconds()), max=limit)


def check_links(author: User, html: str) -> None:
    """Raises Invalid when a new member's text has more links than the first day allows."""
    if is_new(author) and links_in(html) > FIRST_DAY_LINKS:
        raise Invalid(
            N_("On the first day a text can hold %(max)s links. Take some out and send it again."),
            field="body",
            max=FIRST_DAY_LINKS,
        )
