"""Articles are found from their publication on, in the text that was published."""

from app.accounts.actors import Guest
from app.accounts.roles import PostingRole
from app.extensions import db
from app.kit.clock import now
from app.knowledge.models import Article
from app.knowledge.states import ArticleState
from app.posts.actions import write
from app.posts.kinds import Standing
from app.search import index
from app.search.backend import Query
from app.search.queries import search
from app.search.suggestions import suggestions
from tests import make
from tests.world import World


def article(world: World, **columns: object) -> int:
    with world.acting("sam") as sam:
        made = write(
            Article,
            sam,
            source="Hold the button for ten seconds.",
            role=PostingRole.AGENT,
            language="en",
            title="How to reset the router",
            product_id=make.product().id,
            standing=Standing.VISIBLE,
            **columns,
        )
        return made.id


def found(world: World, words: str) -> list[tuple[str, int]]:
    with world.looking():
        return [(one.document.kind, one.document.id) for one in search(Guest(), Query(words=words)).found]


def offered(world: World, typed: str) -> list[int]:
    with world.looking():
        return [post.id for post in suggestions(Guest(), typed).posts]


def test_published_is_found_and_a_draft_is_not(world: World) -> None:
    published = article(world, state=ArticleState.PUBLISHED, published_revision=1, published_at=now(), checked_at=now())
    article(world, state=ArticleState.DRAFT)
    with world.app.app_context():
        index.rebuild()
    assert found(world, "reset button") == [("article", published)]


def test_archived_is_not_shown_though_the_index_is_stale(world: World) -> None:
    published = article(world, state=ArticleState.PUBLISHED, published_revision=1, published_at=now())
    with world.app.app_context():
        index.rebuild()
    assert offered(world, "reset rout") == [published]
    with world.acting("lea"):
        db.session.get_one(Article, published).state = ArticleState.ARCHIVED
    assert offered(world, "reset rout") == []
    assert found(world, "reset button") == []
    with world.app.app_context():
        assert index.drift().keys == {("article", published)}
