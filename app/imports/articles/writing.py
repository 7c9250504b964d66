"""Articles as they were published elsewhere: readable at once, under a label that says whose word they are."""

from collections import Counter
from collections.abc import Sequence

from app.imports.articles.archive import Article as ArticleRow
from app.imports.desk import Desk
from app.imports.writing.posts import fitting_title
from app.knowledge.freshness import HalfLife
from app.knowledge.models import Article, ArticleTag, Credit
from app.knowledge.states import ArticleState
from app.knowledge.titles import check_title
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.search.marking import mark

TABLES = (Article, ArticleTag, Credit)


class Articles:
    """Nobody of ours has reviewed them: no publication names a reviewer, and no day of a check is known."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def write(self, rows: Sequence[ArticleRow]) -> Counter[str]:
        """How much of each kind was added."""
        desk = self.desk
        known = desk.origins.made(Post, (row.post.foreign for row in rows))
        new = [row for row in rows if row.post.foreign not in known]
        desk.people.meet(person for row in new for person in row.writers)
        added: Counter[str] = Counter()
        for row in new:
            article_id = self._article(row)
            mark(PostKind.ARTICLE.value, article_id)
            added["articles"] += 1
            added["revisions"] += len(row.post.versions)
        desk.posts.write_addresses()
        desk.bulk.write()
        added["users"] = len(desk.people.fresh)
        return +added

    def _article(self, row: ArticleRow) -> int:
        desk = self.desk
        title = fitting_title(check_title(fitting_title(row.title), or_with=desk.source))
        article_id = desk.posts.add(PostKind.ARTICLE, row.post, title=title, created_at=row.first_at)
        desk.bulk.add(
            Article,
            id=article_id,
            state=ArticleState.PUBLISHED,
            product_id=desk.places.product(row.product) if row.product else None,
            versions="",
            half_life_days=HalfLife.NETWORK,
            published_revision=max(1, len(row.post.versions)),
            published_at=row.post.at,
            check_note="",
        )
        for tag_id in sorted({desk.places.tag(topic) for topic in row.topics}):
            desk.bulk.add(ArticleTag, article_id=article_id, tag_id=tag_id)
        for user_id in sorted({desk.people.id_of(person, row.first_at) for person in row.writers}):
            desk.bulk.add(Credit, article_id=article_id, user_id=user_id)
        return article_id
