"""The peer window of a question: its category's own, or what was learned where that is switched on and there is enough."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.catalogue.models import Category, LearnedWindow, Tag, WindowLearning
from app.extensions import db

ENOUGH_QUESTIONS = 100
ENOUGH_ACCEPTED = 30
"""A category with fewer keeps its own window, whatever is switched on."""


@dataclass(frozen=True)
class PeerWindow:
    """How long peers have a question, and the chance that they solve it within a day, where that was learned."""

    window: timedelta
    chance_in_a_day: float | None = None


def is_enough(whole: LearnedWindow | None) -> bool:
    return whole is not None and whole.questions >= ENOUGH_QUESTIONS and whole.accepted >= ENOUGH_ACCEPTED


def peer_window(category: Category, tags: Iterable[Tag] = ()) -> PeerWindow:
    return peer_windows([category], tags)[category.id]


def peer_windows(categories: Collection[Category], tags: Iterable[Tag] = ()) -> dict[int, PeerWindow]:
    """By category, in one query: the mean of what was learned of these topics there, or of all questions there."""
    tag_ids = {tag.id for tag in tags}
    rows: dict[int, list[LearnedWindow]] = {}
    query = select(LearnedWindow).join(WindowLearning, WindowLearning.category_id == LearnedWindow.category_id)
    query = query.where(LearnedWindow.category_id.in_([one.id for one in categories]))
    for row in db.session.scalars(query.where(LearnedWindow.tag_id.is_(None) | LearnedWindow.tag_id.in_(tag_ids))):
        rows.setdefault(row.category_id, []).append(row)
    return {one.id: _window(one, rows.get(one.id, [])) for one in categories}


def _window(category: Category, rows: Sequence[LearnedWindow]) -> PeerWindow:
    whole = next((row for row in rows if row.tag_id is None), None)
    if whole is None or not is_enough(whole):
        return PeerWindow(timedelta(minutes=category.window_minutes))
    used = [row for row in rows if row.tag_id is not None] or [whole]
    window = timedelta(minutes=round(fmean(row.minutes for row in used)))
    return PeerWindow(window, fmean(row.chance_per_mille for row in used) / 1000)


def learned_of(category: Category) -> tuple[LearnedWindow | None, Sequence[LearnedWindow]]:
    """The row of all its questions, and those of its topics, with most questions first."""
    query = select(LearnedWindow).where(LearnedWindow.category_id == category.id)
    query = query.options(joinedload(LearnedWindow.tag)).order_by(LearnedWindow.questions.desc(), LearnedWindow.id)
    rows = db.session.scalars(query).all()
    return next((row for row in rows if row.tag_id is None), None), [row for row in rows if row.tag_id is not None]


def learning_of(category: Category) -> WindowLearning | None:
    return db.session.get(WindowLearning, category.id)
