"""Somebody closed their account: what they said they have goes, and what of theirs was kept aside."""

from sqlalchemy import delete

from app.extensions import db
from app.known_issues.held_models import HeldPost
from app.known_issues.owned_models import OwnedProduct


def erase_with_person(user_id: int) -> None:
    """A post that still waits is published by nobody any more; one that was let out is a post, and stays as one."""
    for model, whose in ((OwnedProduct, OwnedProduct.user_id), (HeldPost, HeldPost.author_id)):
        db.session.execute(delete(model).where(whose == user_id))
