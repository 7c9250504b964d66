"""What happens in these tests, and who was told of it."""

from sqlalchemy import select

from app.extensions import db
from app.notifications.models import Notification
from app.questions.actions.following import follow
from app.questions.queries import question_by_id
from tests import make
from tests.notifications.mails import work
from tests.world import World


def asked(world: World, by: str = "ann", **given: object) -> int:
    with world.acting(by) as asker:
        return make.question(asker, **given).id


def answered(world: World, question_id: int, by: str = "ben", **given: object) -> int:
    with world.acting(by) as author:
        return make.answer(author, question_by_id(question_id), **given).id


def followed_by(world: World, question_id: int, *names: str) -> None:
    for name in names:
        with world.acting(name) as person:
            follow(person, question_by_id(question_id))


def told(world: World, name: str) -> list[str]:
    """The kinds of what somebody was told, in order, once the worker has done what is owed."""
    work(world.app)
    with world.looking():
        query = select(Notification.kind).where(Notification.user_id == world.ids[name]).order_by(Notification.id)
        return list(db.session.scalars(query))
