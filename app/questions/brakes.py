"""What a later feature may put in the way of a new post, or of other words for one: each brake is asked before anything is
written."""

from collections.abc import Callable
from typing import TypeVar

from app.accounts.models import User
from app.posts.kinds import PostKind, Voice
from app.posts.models import Post

Brake = Callable[[User, int | None, PostKind], None]
AnyBrake = TypeVar("AnyBrake", bound=Brake)
ThreadBrake = Callable[[User, int, PostKind, Voice, str], None]
AnyThreadBrake = TypeVar("AnyThreadBrake", bound=ThreadBrake)
EditBrake = Callable[[User, Post, str], None]
AnyEditBrake = TypeVar("AnyEditBrake", bound=EditBrake)
_brakes: list[Brake] = []
_thread_brakes: list[ThreadBrake] = []
_edit_brakes: list[EditBrake] = []


def brake(check: AnyBrake) -> AnyBrake:
    """`check(author, product_id, kind)` raises what the author is told; a post it says nothing of is written."""
    _brakes.append(check)
    return check


def ask_brakes(author: User, product_id: int | None, kind: PostKind) -> None:
    for check in _brakes:
        check(author, product_id, kind)


def thread_brake(check: AnyThreadBrake) -> AnyThreadBrake:
    """`check(author, question_id, kind, voice, words)` is asked before something is added to a question's thread."""
    _thread_brakes.append(check)
    return check


def ask_thread_brakes(author: User, question_id: int, kind: PostKind, voice: Voice, words: str = "") -> None:
    for check in _thread_brakes:
        check(author, question_id, kind, voice, words)


def edit_brake(check: AnyEditBrake) -> AnyEditBrake:
    """`check(editor, post, words)` is asked before what stands is given other words."""
    _edit_brakes.append(check)
    return check


def ask_edit_brakes(editor: User, post: Post, words: str) -> None:
    for check in _edit_brakes:
        check(editor, post, words)
