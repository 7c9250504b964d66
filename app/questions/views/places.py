"""Where on a page a post is."""

from app.accounts.gates import me
from app.extensions import db
from app.posts.addresses import address_of
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.models import Question
from app.questions.paging import exact_address, is_long


def place_of(post: Post, thread: Post | None = None) -> str:
    """The address of a post's place in its thread; the thread alone for the question itself.

    In a long thread the post's own address, which leads to its page: a vote or an acceptance moves it to another one.
    """
    thread = thread or _thread_of(post)
    return address_of(post) if isinstance(thread, Question) and is_long(thread) else exact_address(me(), post, thread)


def exact_place(post: Post) -> str:
    """Where it is at this moment."""
    return exact_address(me(), post, _thread_of(post))


def _thread_of(post: Post) -> Post:
    if post.kind is PostKind.QUESTION:
        return post
    thread = db.session.get(Post, post.thread_id)
    if thread is None:
        raise LookupError(f"post {post.id} has no thread")
    return thread


def at_top(question: Question) -> str:
    return address_of(question)
