"""Imported answers that send the asker to an article: the two know of each other, whichever was imported first."""

from collections import defaultdict
from collections.abc import Sequence
from html import unescape
from re import compile as pattern
from typing import Any, NamedTuple

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.activity.versions import thread_key, touch
from app.imports.articles.addresses import base_of, slug_in
from app.kit import edge
from app.knowledge.models import Article, ArticleLink
from app.knowledge.states import LinkKind
from app.posts.former import shape_of
from app.posts.kinds import Standing
from app.posts.models import FormerAddress, Origin, Post
from app.posts.numbers import above
from app.questions.models import Answer

LOOKED_THROUGH = 2_000
"""Answers in one transaction."""

_HREF = pattern(r'<a\b[^>]*?\bhref="([^"]*/kb/[^"]*)"')


class Known(NamedTuple):
    """An imported article, and the site it stood on ("" if its archive did not say)."""

    id: int
    base: str


def link_answers_to_articles() -> int:
    """Writes what is not linked yet; how many links were made."""
    made, last = 0, 0
    while True:
        with edge.transaction() as session:
            articles = _articles(session)
            rows = _answers(session, last) if articles else []
            if not rows:
                return made
            made += _link(session, articles, rows)
            last = rows[-1].id


def _articles(session: Session) -> dict[str, Known]:
    """Former path → article."""
    query = select(FormerAddress.path, Article.id, Origin.url).join(Article, Article.id == FormerAddress.post_id)
    query = query.join(Origin, Origin.id == Article.origin_id).where(FormerAddress.path.like("/kb/%"))
    return {path: Known(article_id, base_of(url)) for path, article_id, url in session.execute(query)}


def _answers(session: Session, last: int) -> Sequence[Row[Any]]:
    answers, posts = Answer.__table__, Post.__table__
    query = select(answers.c.id, answers.c.question_id, posts.c.html, Origin.url)
    query = query.join(posts, posts.c.id == answers.c.id).join(Origin, Origin.id == posts.c.origin_id)
    query = query.where(above(answers.c.id, last), posts.c.standing == Standing.VISIBLE, posts.c.html.like("%/kb/%"))
    return session.execute(query.order_by(answers.c.id).limit(LOOKED_THROUGH)).all()


def _link(session: Session, articles: dict[str, Known], rows: Sequence[Row[Any]]) -> int:
    wanted: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.question_id] |= linked_in(row.html, base_of(row.url), articles)
    questions = [question_id for question_id, found in wanted.items() if found]
    query = select(ArticleLink.question_id, ArticleLink.article_id)
    query = query.where(ArticleLink.question_id.in_(questions), ArticleLink.kind == LinkKind.ANSWERED_WITH)
    here = {tuple(row) for row in session.execute(query)} if questions else set()
    new = sorted({(question_id, number) for question_id in questions for number in wanted[question_id]} - here)
    session.add_all(
        ArticleLink(question_id=question_id, article_id=number, kind=LinkKind.ANSWERED_WITH)
        for question_id, number in new
    )
    touch(session, *{thread_key(number) for pair in new for number in pair})
    return len(new)


def linked_in(html: str, base: str, articles: dict[str, Known]) -> set[int]:
    """The articles that a body links to. `base` is where the body stood itself: an address without a host means there.

    An address that names another site than the article stood on is about something else of the same name.
    """
    found: set[int] = set()
    for address in map(unescape, _HREF.findall(html)):
        named = base_of(address) or base
        slug = slug_in(address, named)
        known = articles.get(shape_of(f"/kb/{slug}") or "") if slug else None
        if known is not None and (not known.base or not named or _host(named) == _host(known.base)):
            found.add(known.id)
    return found


def _host(base: str) -> str:
    """Links of the years before it had a certificate begin with http."""
    return base.partition("//")[2].lower()
