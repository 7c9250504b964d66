"""Rows of open questions, as many as a bench wants."""

from datetime import datetime

from app.posts.kinds import PostKind
from app.questions.states import Level, Owner, State, Trigger


def post_of(ident: int, at: datetime) -> dict[str, object]:
    """The columns of a question's post, the first person's."""
    return {
        "id": ident,
        "kind": PostKind.QUESTION,
        "thread_id": ident,
        "title": f"Question {ident}",
        "author_id": 1,
    } | {
        "source": "It stops.",
        "html": "<p>It stops.</p>",
        "text": "It stops.",
        "renderer_version": 1,
        "created_at": at,
    }


def question_of(ident: int, at: datetime, with_staff: bool) -> dict[str, object]:
    """The columns of a question in the first category, due then: with staff, or still with the community."""
    return {
        "id": ident,
        "state": State.OPEN,
        "level": Level.STAFF if with_staff else Level.COMMUNITY,
        "escalation_trigger": Trigger.PEER_WINDOW_OVER if with_staff else None,
        "owner_state": Owner.STAFF if with_staff else Owner.COMMUNITY,
        "next_due_at": at,
        "window_ends_at": at,
        "category_id": 1,
        "active_at": at,
    }
