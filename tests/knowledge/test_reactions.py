"""What articles make of answers, labels, releases and the clock."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.activity.log import record
from app.activity.models import Owed
from app.catalogue.events import CatalogueEvent
from app.catalogue.models import ProductVersion
from app.extensions import db
from app.jobs.worker import run_all
from app.kit import clock
from app.knowledge.jobs import check_freshness
from app.knowledge.models import Article, ArticleLink
from app.knowledge.queries import published_page, questions_of
from app.knowledge.states import ArticleState, CheckReason, LinkKind
from app.labels.actions import correct
from app.questions.actions.answering import edit
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.knowledge import making
from tests.knowledge.linked import articles_beside
from tests.world import World


def run(world: World) -> None:
    with world.app.app_context():
        run_all()
        assert not db.session.scalars(select(Owed.error).where(Owed.error.is_not(None))).all()


def ask_and_answer(world: World, body: str) -> tuple[int, int]:
    with world.acting("ann") as ann:
        question_id = make.question(ann, title="The same again, it seems").id
    with world.acting("ben") as ben:
        return question_id, make.answer(ben, question_by_id(question_id), body).id


def links(world: World) -> list[tuple[int, LinkKind]]:
    with world.looking():
        query = select(ArticleLink.question_id, ArticleLink.kind).where(ArticleLink.kind == LinkKind.ANSWERED_WITH)
        return [(row[0], row[1]) for row in db.session.execute(query)]


def test_an_answer_that_links_to_an_article_is_noted_once(world: World) -> None:
    article_id = making.published(world)
    question_id, answer_id = ask_and_answer(world, f"See [this](/articles/{article_id}/some-slug).")
    run(world)
    assert links(world) == [(question_id, LinkKind.ANSWERED_WITH)]
    with world.acting("ben") as ben:
        edit(ben, visible_answer(ben, answer_id), body=f"See [this](/articles/{article_id}), it helps.")
    run(world)
    assert links(world) == [(question_id, LinkKind.ANSWERED_WITH)]
    with world.looking():
        assert articles_beside(question_id) == [article_id]
        assert question_id in [shown.id for shown in questions_of(article_id)]
        assert all(shown.label.text for shown in questions_of(article_id))


@pytest.mark.parametrize(
    ("body", "noted"),
    [
        ("https://elsewhere.example/articles/{id}", False),
        ("https://elsewhere.example/articles/{id}/another-slug", False),
        ("https://community.example/articles/{id}/router-drops-the-line-every-evening", True),
        ("[x](/articles/{id}?a=b#c)", True),
        ("`/articles/{id}`", False),
        ("[x](/articles/999)", False),
    ],
)
def test_which_links_count(world: World, body: str, noted: bool) -> None:
    article_id = making.published(world)
    ask_and_answer(world, body.format(id=article_id))
    run(world)
    assert bool(links(world)) is noted


def test_a_draft_is_not_linked(world: World) -> None:
    article_id = making.drafted(world)
    ask_and_answer(world, f"[x](/articles/{article_id})")
    run(world)
    assert links(world) == []
    with world.looking():
        assert articles_beside(making.the(article_id).from_answer_id - 1) == []


def release(world: World, name: str) -> None:
    with world.acting("lea") as lea:
        version = ProductVersion(product_id=make.product().id, name=name, place=9)
        db.session.add(version)
        db.session.flush()
        record(lea, CatalogueEvent.VERSION_RELEASED, version)


def test_a_release_doubts_the_articles_that_do_not_name_it(world: World) -> None:
    article_id = making.published(world)
    release(world, "firmware 5")
    run(world)
    with world.looking():
        article = making.the(article_id)
        assert (article.state, article.check_reason, article.check_note) == (
            ArticleState.NEEDS_CHECK, CheckReason.VERSION, "firmware 5",
        )  # fmt: skip


def test_a_release_that_the_article_names_changes_nothing(world: World) -> None:
    article_id = making.published(world)
    with world.acting("gus"):
        making.the(article_id).versions = "firmware 4.2, Firmware 5"
    release(world, "firmware 5")
    run(world)
    with world.looking():
        assert making.the(article_id).state is ArticleState.PUBLISHED


def test_a_corrected_source_doubts_the_article(world: World) -> None:
    article_id = making.published(world)
    with world.acting("gus") as gus:
        correct(gus, visible_answer(gus, making.the(article_id).from_answer_id), fact="It is the other profile.")
    run(world)
    with world.looking():
        assert making.the(article_id).check_reason is CheckReason.SOURCE


def test_the_clock_doubts_at_the_half_life_and_expires_at_two(world: World) -> None:
    article_id = making.published(world)
    start = clock.now()
    for days, state, expired in ((179, ArticleState.PUBLISHED, False), (181, ArticleState.NEEDS_CHECK, False), (361, ArticleState.NEEDS_CHECK, True)):  # fmt: skip
        with clock.at(start + timedelta(days=days)), world.acting("ann"):
            check_freshness()
            check_freshness()
            article = making.the(article_id)
            assert (article.state, article.expired_at is not None) == (state, expired)
    with world.looking():
        assert published_page().items == []
        assert db.session.scalars(select(Article.check_reason)).one() is CheckReason.AGE
