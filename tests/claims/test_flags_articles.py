"""A claim in an article is marked in the moment the article is published."""

from sqlalchemy import select

from app.claims.models import Flag
from app.extensions import db
from app.labels.actions import status_of
from app.labels.algebra import Status
from tests.knowledge import making
from tests.world import World


def test_a_published_article_is_looked_at(world: World) -> None:
    article_id = making.published(world, body="All X200 routers of this batch are defective.")
    with world.looking():
        flag = db.session.scalars(select(Flag).where(Flag.post_id == article_id)).one()
        assert flag.sentence == "All X200 routers of this batch are defective."
        assert status_of(making.the(article_id)) is Status.UNOFFICIAL
