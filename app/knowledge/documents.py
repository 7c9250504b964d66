"""Articles as they are searched: those that are shown, in the text that was published."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from app.catalogue.models import Product
from app.catalogue.tagged import tags_of
from app.extensions import db
from app.knowledge.models import Article, ArticleTag
from app.knowledge.queries import readable_by, shown
from app.labels.passages import authors, heads, passages, presented, reading, strongest
from app.labels.presenting import Headed, Presented
from app.posts.addresses import path_of_thread
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.posts.numbers import above
from app.search.documents import SearchDocument
from app.search.kept import Numbers, numbers_of
from app.search.registry import Actor, Readable, documents_of

INDEXED, SHOWN = 200_000, 40_000
"""Characters that are indexed, and that are looked through for an excerpt."""


@cache
def _texts(length: int) -> Select[Any]:
    return reading(Post.id.in_(bindparam("ids", expanding=True)), length=length)


def _articles(ids: Sequence[int], *columns: Any) -> Select[Any]:
    query = select(Article.id, Article.title, Article.language, Article.published_at, Article.checked_at, *columns)
    return query.outerjoin(Product, Product.id == Article.product_id).where(Article.id.in_(ids), shown())


@documents_of(PostKind.ARTICLE.value)
class Articles:
    def load(self, ids: Sequence[int]) -> list[SearchDocument]:
        texts = passages(_texts(INDEXED), ids=ids)
        people = authors(Post.id.in_(ids))
        tags = tags_of(ids, thing=ArticleTag.article_id, tag=ArticleTag.tag_id)
        return [
            SearchDocument(
                kind="article",
                id=row.id,
                title=row.title,
                tags=tuple(tags[row.id]),
                product=row.product,
                category=None,
                language=row.language,
                passages=texts.get(row.id, ()),
                status=strongest(texts.get(row.id, ())).value,
                official=any(passage.status == "official" for passage in texts.get(row.id, ())),
                solved=False,
                created_at=row.created_at,
                updated_at=row.checked_at or row.published_at,
                year=row.created_at.year,
                authors=people.get(row.id, ()),
            )
            for row in db.session.execute(_articles(ids, Article.created_at, Product.slug.label("product")))
        ]

    def ids_after(self, last: int, limit: int) -> list[int]:
        query = select(Article.id).where(above(Article.id, last), shown()).order_by(Article.id).limit(limit)
        return list(db.session.scalars(query))

    def seen(self, actor: Actor, ids: Sequence[int]) -> dict[int, Numbers]:
        query = select(Article.id, *numbers_of(Article.id)).where(Article.id.in_(ids), shown(), readable_by(actor))
        return {ident: Numbers(site, thread) for ident, site, thread in db.session.execute(query)}

    def readable(self, ids: Sequence[int]) -> dict[int, Readable]:
        texts = passages(_texts(SHOWN), ids=ids)
        return {
            row.id: Readable(
                kind="article",
                id=row.id,
                title=row.title,
                url=path_of_thread(PostKind.ARTICLE, row.id, row.title),
                language=row.language,
                product=row.product,
                at=row.checked_at or row.published_at,
                solved=False,
                passages=texts.get(row.id, ()),
            )
            for row in db.session.execute(_articles(ids, Product.name.label("product")))
        }

    def heads(self, post_ids: Sequence[int]) -> dict[int, Headed]:
        return heads(post_ids)

    def presented(self, post_ids: Sequence[int]) -> dict[int, Presented]:
        return presented(post_ids)
