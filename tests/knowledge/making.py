"""Builders on the product's own actions: a solved question, a draft of it, a published article."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from app.catalogue.models import Category
from app.extensions import db
from app.kit.clock import now
from app.kit.markup import SourceFormat
from app.knowledge.actions.drafting import draft_from_answer
from app.knowledge.actions.editing import submit
from app.knowledge.actions.publishing import publish
from app.knowledge.models import Article
from app.knowledge.queries import article_by_id
from app.posts.actions import write
from app.posts.models import Origin
from app.questions.actions.accepting import accept
from app.questions.models import Acceptance, Answer, Question
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import State
from tests import make
from tests.world import World

LONG_AGO = timedelta(days=20)


def solved(world: World, *, by: str = "ben", asker: str = "ann", settled: bool = True, **given: Any) -> int:
    """The id of an accepted answer; accepted twenty days ago when `settled`."""
    with world.acting(asker) as ann:
        question_id = make.question(ann, **given).id
    with world.acting(by) as ben:
        answer_id = make.answer(ben, question_by_id(question_id)).id
    with world.acting(asker) as ann:
        answer = visible_answer(ann, answer_id)
        accept(ann, answer)
        if settled:
            answer.accepted_at = now() - LONG_AGO
            db.session.execute(update(Acceptance).values(at=now() - LONG_AGO))
    return answer_id


def drafted(world: World, *, by: str = "eve", **given: Any) -> int:
    answer_id = solved(world, **given)
    with world.acting(by) as editor:
        return draft_from_answer(editor, visible_answer(editor, answer_id)).id


def in_review(world: World, *, by: str = "eve", **given: Any) -> int:
    article_id = drafted(world, by=by, **given)
    with world.acting(by) as editor:
        submit(editor, the(article_id))
    return article_id


def published(world: World, *, reviewer: str = "lea", **given: Any) -> int:
    article_id = in_review(world, **given)
    with world.acting(reviewer) as lea:
        publish(lea, the(article_id))
    return article_id


def the(article_id: int) -> Article:
    found = article_by_id(article_id)
    assert found is not None
    return found


QUESTION_HTML = "<p>My <em>old</em> router &amp; modem drop the line.</p><pre><code>ping -c 3 10.0.0.1\n</code></pre>"
ANSWER_HTML = (
    "<p>Use <code>adsl_tool</code>:</p><ol><li>stop it</li><li>start it</li></ol>"
    '<p>See <a href="https://example.org/a_b">the manual</a>.</p>'
)


def imported(world: World, *, language: str = "en", question_html: str = QUESTION_HTML) -> int:
    """The id of an accepted answer of an archived, imported thread with HTML bodies and no product."""
    from app.accounts.roles import PostingRole

    with world.acting("ann") as ann:
        moment = now()
        question = write(
            Question,
            ann,
            source=question_html,
            source_format=SourceFormat.HTML,
            title="Line drops with an old router",
            role=PostingRole.IMPORTED,
            language=language,
            category=db.session.query(Category).first(),
            product=None,
            version=None,
            tags=[make.tag("dsl"), make.tag("wifi")],
            state=State.SOLVED,
            solved_at=moment,
            archived_at=moment,
        )
        question.origin = Origin(source="diy.example", foreign_id="q1", year=2014, author="old", licence="CC BY-SA 3.0")
        answer = write(
            Answer,
            world.person("ben"),
            source=ANSWER_HTML,
            source_format=SourceFormat.HTML,
            role=PostingRole.IMPORTED,
            language=language,
            thread=question,
            question=question,
            accepted_at=moment,
        )
        answer.origin = Origin(source="diy.example", foreign_id="a1", year=2014, author="older", licence="CC BY-SA 3.0")
        db.session.add(Acceptance(question_id=question.id, answer_id=answer.id, imported=True))
        db.session.flush()
        return answer.id
