"""Plays the script through the product's own actions, with the clock moved to each moment."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import delete, func, select

from app.accounts.models import User
from app.accounts.queries import actor
from app.activity.models import Owed
from app.cases.actions.opening import attach_private_details
from app.catalogue.models import Category, Product, ProductVersion, Tag
from app.demo.acts import ACTS
from app.demo.known_issues import open_until
from app.demo.script import DemoScript
from app.demo.threads import Event, Thread
from app.escalation.jobs import sweep
from app.extensions import db
from app.jobs.worker import run_one
from app.kit import clock, edge
from app.posts.models import Post
from app.questions.actions.asking import ask
from app.questions.models import Question
from app.questions.queries import question_by_id

SLACK = timedelta(minutes=1)
"""A turn that ends at the very moment of the next act ends before it."""


@dataclass
class Player:
    """Walks the timeline. `posts` knows each thread's posts by their names in the script."""

    script: DemoScript
    people: dict[str, int]
    at: datetime
    posts: dict[str, dict[str, int]] = field(default_factory=dict)
    slips: list[str] = field(default_factory=list)
    issues: dict[str, int] = field(default_factory=dict)

    def person(self, name: str) -> User:
        return actor(self.people[name])

    def post(self, thread: Thread, name: str) -> Post:
        return db.session.get_one(Post, self.posts[thread.key][name or "q"])

    def question(self, thread: Thread) -> Question:
        return question_by_id(self.posts[thread.key]["q"])

    def play(self, told: Callable[[int], Any]) -> None:
        """Everything that happened, in order; what the clock does in between is done by the product itself."""
        for offset, thread, event in self.script.timeline():
            open_until(self, offset)
            moment = self.at + offset
            self.pass_time(moment)
            with clock.at(moment):
                if event is None:
                    self.attempt(f"{thread.key} asked", partial(self._ask, thread))
                else:
                    self.attempt(
                        f"{thread.key} {event.by} {event.do}",
                        partial(self._act, thread, event),
                    )
                run_owed()
            told(1)
        self.pass_time(self.at)

    def pass_time(self, until: datetime) -> None:
        """Lets every due time up to `until` come, at its own moment."""
        for _ in range(200):
            with edge.transaction() as session:
                due = session.scalar(select(func.min(Question.next_due_at)).select_from(Question))
            if due is None or due > until + SLACK:
                return
            with clock.at(due + timedelta(seconds=5)):
                with edge.transaction():
                    sweep()
                run_owed()

    def attempt(self, what: str, act: Callable[[], object]) -> None:
        """Each act in a transaction of its own; what the product refuses is a slip of the script."""
        try:
            with edge.transaction():
                act()
        except Exception as error:
            self.slips.append(f"{what}: {type(error).__name__}: {error}")
            db.session.rollback()

    def _ask(self, thread: Thread) -> None:
        product = _one(Product, slug=thread.product) if thread.product else None
        version = (
            _one(ProductVersion, product_id=product.id, name=thread.version) if product and thread.version else None
        )
        asker = self.person(thread.by)
        question = ask(
            asker,
            title=thread.title,
            body=thread.body,
            category=_one(Category, slug=thread.category),
            product=product,
            version=version,
            tags=[_one(Tag, slug=slug) for slug in thread.tags],
            language=thread.language,
        )
        self.posts[thread.key] = {"q": question.id}
        if thread.private:
            attach_private_details(asker, question, text=thread.private)

    def _act(self, thread: Thread, event: Event) -> None:
        ACTS[event.do](self, thread, event)


def _one(model: Any, **named: Any) -> Any:
    return db.session.scalars(select(model).filter_by(**named)).one()


def run_owed() -> None:
    """What the events of this moment owe, but for mails: nobody wants a hundred of them about the past."""
    with edge.transaction() as session:
        session.execute(delete(Owed).where(Owed.name.contains("mail") | Owed.name.startswith("search.")))
    for _ in range(100):
        if not run_one():
            return
