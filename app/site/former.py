"""Links to the system that a thread was imported from: instead of "not found", the way to where it is now."""

from flask import redirect, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.accounts.actors import Guest
from app.accounts.gates import me
from app.accounts.models import User
from app.extensions import db
from app.kit.errors import Unseen
from app.knowledge.queries import visible_article
from app.posts.addresses import address_of
from app.posts.former import former_post
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.paging import exact_address
from app.questions.queries import visible_post


def moved() -> Response | None:
    """For good (301), if something had this address and whoever asks may see it; a hidden thing was never there."""
    if request.method not in ("GET", "HEAD"):
        return None
    post_id = former_post(request.path, request.query_string.decode("utf-8", "replace"))
    if post_id is None:
        return None
    try:
        return redirect(_present_address(me(), post_id), code=301)
    except Unseen:
        return None


def _present_address(reader: User | Guest, post_id: int) -> str:
    """A reply's is its place on its thread's page."""
    if db.session.scalar(select(Post.kind).where(Post.id == post_id)) is PostKind.ARTICLE:
        return address_of(visible_article(reader, post_id))
    post = visible_post(reader, post_id)
    if post.thread_id in (None, post.id):
        return address_of(post)
    return exact_address(reader, post, db.session.get_one(Post, post.thread_id))
