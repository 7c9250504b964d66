"""A knowledge base becomes articles: once, never in the company's name, beside the questions that were answered with them."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from app.accounts.actors import Guest
from app.accounts.models import User
from app.activity.models import Event
from app.extensions import db
from app.imports.models import ImportBatch
from app.knowledge.actions.editing import edit, submit
from app.knowledge.actions.publishing import confirm, publish
from app.knowledge.jobs import check_freshness
from app.knowledge.models import Article, ArticleLink, ArticleTag, Credit, Publication
from app.knowledge.queries import questions_of, visible_article
from app.knowledge.states import ArticleState, LinkKind
from app.labels.presenting import present_one
from app.posts.kinds import Voice
from app.posts.models import FormerAddress, Origin, Post, Revision
from app.questions.models import Question
from tests.imports.articles.knowledge_base import HELP, article, revision, write
from tests.imports.json_forum import answer, question
from tests.imports.json_forum import write as write_forum
from tests.imports.test_jsonl import run as run_jsonl
from tests.knowledge.linked import articles_beside
from tests.visiting import Visitor
from tests.world import World

MODELS = (User, Origin, Post, Article, Revision, ArticleTag, Credit, ArticleLink, FormerAddress, ImportBatch, Event)
BODY = (
    '<h1 id="w_why">Why</h1><p>Scale hums. See <a href="/en-US/kb/descale">how</a>.</p>'
    '<div class="note">Wait. <script>alert(1)</script><img src="https://track.example/x.png" alt="cup"></div>'
)


def run(app: Flask, *args: Any) -> Result:
    return app.test_cli_runner().invoke(args=["import", "articles", *map(str, args)])


def counts() -> dict[str, int]:
    found = {model.__tablename__: db.session.scalar(select(func.count()).select_from(model)) or 0 for model in MODELS}
    db.session.rollback()
    return found


@pytest.fixture
def base(tmp_path: Path) -> Path:
    articles = [article("scale-in-kettles", html=BODY), article("descale"), article("history")]
    revisions = [
        revision("scale-in-kettles", 1, "approved", "fritz"),
        revision("scale-in-kettles", 4, "rejected", "nobody"),
        revision("scale-in-kettles", 8, "current"),
        revision("descale", 5, "current"),
        revision("history", 6, "current"),
    ]
    return write(tmp_path / "kb.zip", articles, revisions)


def articles_here() -> dict[str, int]:
    return dict(db.session.execute(select(Origin.foreign_id, Article.id).join(Article.origin)).all())


def test_articles_are_taken_over_once(world: World, base: Path) -> None:
    first = run(world.app, base, "--source", "Old help")
    assert first.exit_code == 0, first.output
    assert "Read: 3 articles, 5 revisions" in first.output
    added = first.output.partition("Added: ")[2].splitlines()[0]
    assert sorted(added.split(", ")) == ["2 users", "3 articles", "4 revisions"]
    with world.looking():
        before = counts()
    assert "Nothing new." in run(world.app, base, "--source", "Old help").output
    with world.looking():
        assert counts() == before


def test_what_readers_see_is_nobodys_word_here(world: World, base: Path, visitor: Visitor) -> None:
    assert run(world.app, base, "--source", "Old help", "--licence", "CC BY-SA 3.0").exit_code == 0
    with world.looking():
        article_id = articles_here()["article:scale-in-kettles"]
        found = visible_article(Guest(), article_id)
        shown = present_one(found)
        assert (found.voice, shown.label.voice, found.product.slug) == (Voice.COMMUNITY, Voice.COMMUNITY, "kettle")
        assert str(shown.label.text) == "Community article from Old help, 2018 · not reviewed by Acme"
        assert shown.attribution == "Old help · CC BY-SA 3.0"
        assert found.source.startswith("## Why\n\nScale hums. See [how](/kb/descale).\n\n> **Note:** Wait.")
        assert db.session.scalar(select(func.count()).select_from(Publication)) == 0
    page = visitor.text(f"/articles/{article_id}/scale-in-kettles")
    assert "Community article from Old help, 2018 · not reviewed by Acme" in page
    assert "<img" not in page.split('class="body"')[1].split("</article>")[0]
    assert "alert(1)" not in page
    for path in ("/kb/scale-in-kettles", "/en-US/kb/scale-in-kettles", "/it/kb/scale-in-kettles/?as=x"):
        answered = visitor.get(path)
        assert (answered.status_code, answered.headers["Location"]) == (301, f"/articles/{article_id}/scale-in-kettles")


def test_the_history_names_who_wrote_before_and_claims_no_text(world: World, base: Path, visitor: Visitor) -> None:
    assert run(world.app, base, "--source", "Old help").exit_code == 0
    with world.looking():
        article_id = articles_here()["article:scale-in-kettles"]
    page = " ".join(visitor.text(f"/articles/{article_id}/history").split())
    assert "Published on Old help; nobody here reviewed these versions." in page
    assert page.index("Written by Dora") < page.index("Written by Fritz · its text is not in the archive")
    assert "Nobody" not in page
    assert visitor.get(f"/articles/{article_id}/versions/1").status_code == 404


def test_time_alone_hides_none_and_a_lead_can_confirm_one(world: World, base: Path) -> None:
    assert run(world.app, base, "--source", "Old help").exit_code == 0
    with world.acting("lea") as lea:
        check_freshness()
        article_id = articles_here()["article:descale"]
        found = visible_article(lea, article_id)
        assert (found.state, found.expired_at) == (ArticleState.PUBLISHED, None)
        confirm(lea, found, note="Tried it.")
    with world.looking():
        label = present_one(visible_article(Guest(), article_id)).label
        assert str(label.text).startswith("Community article · reviewed by Lea")
        assert label.voice is Voice.COMMUNITY


def test_a_version_of_our_own_follows_those_from_elsewhere(world: World, base: Path, visitor: Visitor) -> None:
    assert run(world.app, base, "--source", "Old help").exit_code == 0
    with world.acting("gus") as gus:
        article_id = articles_here()["article:descale"]
        found = visible_article(gus, article_id)
        edit(gus, found, title="Descale", body="With vinegar.", product=found.product, reason="Vinegar does it")
        submit(gus, found)
    with world.acting("lea") as lea:
        publish(lea, visible_article(lea, article_id))
    page = " ".join(visitor.text(f"/articles/{article_id}/history").split())
    ours, theirs = page.index("Written by Gus, reviewed by Lea"), page.index("Before it came here")
    assert ours < theirs < page.index("Written by Dora")
    assert page.count("read now") == 1
    with world.looking():
        label = present_one(visible_article(Guest(), article_id)).label
        assert (label.voice, str(label.text)[:35]) == (Voice.COMMUNITY, "Community article · reviewed by Lea")


@pytest.mark.parametrize("articles_first", [True, False])
def test_answers_and_articles_find_each_other(world: World, base: Path, tmp_path: Path, articles_first: bool) -> None:
    said = [
        answer(1, 1, content=f'<p>See <a href="{HELP.replace("https", "http")}/en-US/kb/descale#w_x">this</a>.</p>'),
        answer(2, 2, content='<p>See <a href="https://other.example/kb/descale">theirs</a>.</p>'),
        answer(3, 3, content=f'<p><a href="{HELP}/kb/unknown">gone</a></p>'),
        answer(4, 4, content=f'<p><a href="{HELP}/it/kb/descale">una</a></p>', is_spam="true"),
    ]
    files = write_forum(tmp_path / "forum", [question(number) for number in range(1, 5)], said)
    for articles in (articles_first, not articles_first):
        result = run(world.app, base, "--source", "Old help") if articles else run_jsonl(world.app, *files)
        assert result.exit_code == 0, result.output
    assert "1 article links" in result.output
    with world.looking():
        article_id = articles_here()["article:descale"]
        asked = db.session.scalar(select(Question.id).join(Question.origin).where(Origin.foreign_id == "question:1"))
        links = [(link.question_id, link.kind) for link in db.session.scalars(select(ArticleLink))]
        assert links == [(asked, LinkKind.ANSWERED_WITH)]
        assert articles_beside(asked) == [article_id]
        assert [one.id for one in questions_of(article_id)] == [asked]


def test_a_refused_archive_changes_nothing(world: World, base: Path) -> None:
    with world.looking():
        before = counts()
    base.write_bytes(base.read_bytes()[:-100])
    refused = run(world.app, base)
    assert refused.exit_code == 1
    assert "damaged or incomplete" in refused.output
    with world.looking():
        assert counts() == before
