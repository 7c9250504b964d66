"""Writing posts of any kind: the first text, later ones, taking it back, hiding it, removing personal data."""

from typing import Any, TypeVar

from sqlalchemy import insert, update

from app.accounts.models import User
from app.accounts.roles import PostingRole
from app.activity.log import Acting, record
from app.extensions import db
from app.images.actions import erase_left_out, note_uses
from app.kit.adding import add_now
from app.kit.clock import now
from app.kit.database import table_of
from app.kit.errors import Invalid
from app.kit.markup import SourceFormat, render
from app.kit.states import check_move
from app.kit.texts import N_
from app.posts.events import PostEvent
from app.posts.kinds import STANDING_MOVES, Standing
from app.posts.models import BODY_MAX, TITLE_MAX, Post, Revision
from app.posts.voices import voice_of

AnyPost = TypeVar("AnyPost", bound=Post)
ERASED = "—"
_KEPT = insert(table_of(Revision))


def check_text(source: str, title: str | None = None, *, limit: int = BODY_MAX) -> None:
    """Raises Invalid, naming the field, for a text that is missing or too long."""
    if title is not None and not title.strip():
        raise Invalid(N_("Give it a title: one line that says what is wrong."), field="title")
    if title is not None and len(title) > TITLE_MAX:
        raise Invalid(N_("A title has at most %(max)s characters."), field="title", max=TITLE_MAX)
    if not source.strip():
        raise Invalid(N_("Write something first."), field="body")
    if len(source) > limit:
        raise Invalid(N_("A text has at most %(max)s characters."), field="body", max=limit)


def write(
    kind: type[AnyPost],
    author: User,
    *,
    source: str,
    role: PostingRole,
    language: str,
    title: str | None = None,
    source_format: SourceFormat = SourceFormat.MARKDOWN,
    thread: Post | None = None,
    **columns: Any,
) -> AnyPost:
    """A new post with its first revision. Voice and role are fixed here."""
    check_text(source, title)
    body = render(source, source_format)
    post = kind(
        author=author,
        author_role=role,
        voice=voice_of(role),
        title=title.strip() if title else None,
        source=source,
        source_format=source_format,
        html=body.html,
        text=body.text,
        renderer_version=body.version,
        language=language,
        created_at=now(),
        origin=None,
        thread_id=thread.id if thread else None,
        **columns,
    )
    add_now(db.session(), post)
    if thread is None:
        post.thread_id = post.id
    _keep(post, author.id)
    note_uses(post.id, post.html, first=True)
    return post


def _keep(post: Post, editor_id: int, reason: str = "") -> None:
    """The text as it stands, for good."""
    revision = {
        "post_id": post.id,
        "number": post.revision,
        "title": post.title,
        "source": post.source,
        "source_format": post.source_format,
        "editor_id": editor_id,
        "at": now(),
        "reason": reason,
    }
    db.session.execute(_KEPT, revision)


def revise(post: Post, editor: User, *, source: str, title: str | None = None, reason: str = "") -> bool:
    """A new revision of the text; False when nothing changed. Edits are written in Markdown from then on only if
    they were before: an imported post stays HTML."""
    check_text(source, title if post.title is not None else None)
    title = title.strip() if title and post.title is not None else post.title
    if (source, title) == (post.source, post.title):
        return False
    body = render(source, post.source_format)
    post.source, post.title, post.html, post.text = source, title, body.html, body.text
    post.renderer_version = body.version
    post.revision += 1
    post.edited_at = now()
    db.session.flush()
    _keep(post, editor.id, reason)
    note_uses(post.id, post.html)
    return True


def move_standing(actor: Acting, post: Post, standing: Standing, event: PostEvent, **data: Any) -> None:
    """Shows, hides or takes back a post, and says so on its thread's pages."""
    check_move(STANDING_MOVES, post.standing, standing)
    post.standing = standing
    record(actor, event, post, thread_id=post.thread_id, **data)


def remove_personal_data(actor: Acting, post: Post, *, source: str, title: str | None = None, editor: User) -> None:
    """Replaces the text by one without the personal data, and erases every earlier revision of it for good."""
    revise(post, editor, source=source, title=title, reason="")
    db.session.execute(
        update(Revision)
        .where(Revision.post_id == post.id, Revision.number < post.revision)
        .values(source=ERASED, title=ERASED if post.title else None, erased_at=now())
    )
    erase_left_out(actor, post.id, post.author_id, post.html)
    record(actor, PostEvent.PERSONAL_DATA_REMOVED, post, thread_id=post.thread_id)
