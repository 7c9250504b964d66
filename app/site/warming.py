"""What every process would load and make for itself with its first pages, made once in the one that they are forked from: the
first reader does not wait for it, and what nobody changes afterwards is in memory once.

Nothing here may keep a site from starting: without a database there is simply less to share.
"""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app.cases.hours.public_holidays import learn
from app.cases.queries import hours_now
from app.extensions import db
from app.kit.clock import now
from app.posts.addresses import path_of_thread
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.search.backend import IndexUnavailable, Query
from app.site.language import LANGUAGES

PATHS = ("/", "/questions", "/articles", "/search", "/sign-in")
YEARS = (-1, 0, 1, 2)
"""Of public holidays, beside this one: what is due then is reckoned now."""
NOBODY = "0.0.0.0"
"""Who these pages are counted for."""


def warm(app: Flask) -> None:
    try:
        with app.app_context():
            _learn_holidays()
            paths = (*PATHS, *_newest_thread())
    except SQLAlchemyError:
        return
    reader = app.test_client(use_cookies=False)
    for path in paths:
        for language in LANGUAGES:
            reader.get(
                path,
                base_url=app.config["BASE_URL"],
                headers={"Accept-Language": language},
                environ_base={"REMOTE_ADDR": NOBODY},
            )
    with app.app_context():
        try:
            app.extensions["search"].search(Query(words="a-z"))
        except IndexUnavailable:
            return


def _learn_holidays() -> None:
    hours, this_year = hours_now(), (now() + timedelta(hours=12)).year
    learn(hours.country, hours.region, [this_year + years for years in YEARS])


def _newest_thread() -> list[str]:
    query = select(Post.id, Post.title).where(Post.kind == PostKind.QUESTION).order_by(Post.id.desc()).limit(1)
    return [path_of_thread(PostKind.QUESTION, ident, title or "") for ident, title in db.session.execute(query)]
