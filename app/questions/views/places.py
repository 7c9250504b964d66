"""Where on a page a post is."""

from app.extensions import db
from app.posts.addresses import address_of
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.models import Question


def place_of(post: Post, thread: Post | None = None) -> str:
    """The address of a post's place in its thread; the thread alone for the question itself."""
    if post.kind is PostKind.QUESTION:
        return address_of(post)
    thread = thread or db.session.get(Post, post.thread_id)
    if thread is None:
        raise LookupError(f"post {post.id} has no thread")
    return f"{address_of(thread)}#post-{post.id}"


def at_top(question: Question) -> str:
    return address_of(question)
