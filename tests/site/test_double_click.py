"""The same form twice at once: it is taken once, and whoever pressed twice reads that it was, not that it was not."""

from sqlalchemy import select

from app.activity.once import keep_result
from app.extensions import db
from app.questions.models import Answer
from tests import make
from tests.cases.meanwhile import overtaken
from tests.visiting import Visitor
from tests.world import World


def test_the_second_press_leads_where_the_first_one_did(world: World) -> None:
    """The first one is about to commit when the second begins."""
    with world.acting("ann") as ann:
        question_id = make.question(ann).id
    ben = Visitor(world.app).signed_in_as(world.email("ben"))
    path, taken = f"/questions/{question_id}/answer", f"/questions/{question_id}/x#a1"
    form = {"csrf_token": ben.token(path), "once": "the-same-form", "body": "Restart the router first."}
    second = overtaken(
        world, "ben", lambda _ben: keep_result("the-same-form", taken), lambda: ben.client.post(path, data=form)
    )
    assert (second.status_code, second.location) == (302, taken)
    with world.looking():
        assert db.session.scalars(select(Answer)).all() == []
