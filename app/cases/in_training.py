"""Whoever is in training says nothing to a customer that nobody has looked over, by whatever way: on the threads too."""

from app.accounts.models import User
from app.accounts.roles import Role
from app.cases.coaching.permissions import can_send_unseen
from app.kit.verdicts import require
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.brakes import brake, edit_brake


@brake
def learning(author: User, _product_id: int | None, kind: PostKind) -> None:
    """They answer there once somebody has looked over it."""
    if kind is not PostKind.QUESTION and author.holds(Role.AGENT):
        require(can_send_unseen(author))


@edit_brake
def learning_to_edit(editor: User, post: Post, _words: str) -> None:
    """What was looked over stays as it was read."""
    learning(editor, None, post.kind)
