"""A new entity written at once is the same row, and the same entity, as one written by the session."""

from typing import Any

from sqlalchemy import inspect, select

from app.extensions import db
from app.kit.adding import add_now
from app.kit.markup import SourceFormat
from app.posts.models import Post, Revision
from app.questions.models import Answer, Question
from app.questions.queries import question_by_id
from tests import make
from tests.world import World

TEXT: dict[str, Any] = {"source": "Set it.", "html": "<p>Set it.</p>", "text": "Set it.", "renderer_version": 2}
BY_THE_DATABASE = {"id", "created_at"}


def columns_of(post: Post) -> dict[str, Any]:
    db.session.refresh(post)
    return {prop.key: getattr(post, prop.key) for prop in inspect(type(post)).column_attrs}


def test_it_writes_what_the_session_writes(world: World) -> None:
    with world.acting("ann") as ann:
        question = make.question(ann)
        thread = {"question": question, "thread_id": question.id, "author": ann, "origin": None}
        usual = Answer(**thread, **TEXT)
        db.session.add(usual)
        db.session.flush()
        at_once = add_now(db.session(), Answer(**thread, **TEXT))
        assert at_once.id != usual.id
        one, other = columns_of(usual), columns_of(at_once)
        assert {key: one[key] for key in one if key not in BY_THE_DATABASE} == {
            key: other[key] for key in other if key not in BY_THE_DATABASE
        }
        assert other["created_at"] >= one["created_at"]


def test_it_belongs_to_the_session_and_nothing_of_it_waits(world: World) -> None:
    with world.acting("ann") as ann:
        question = make.question(ann)
        post = add_now(db.session(), Answer(question=question, thread_id=question.id, author=ann, origin=None, **TEXT))
        assert db.session.get(Post, post.id) is post
        assert (post.question, post.author, post.votes, post.accepted_at) == (question, ann, 0, None)
        assert post not in db.session.dirty
        assert post not in db.session.new
        post.votes = 3
        kept = post.id
    with world.looking():
        assert db.session.get_one(Answer, kept).votes == 3


def test_what_waits_is_written_before_it(world: World) -> None:
    with world.acting("ann") as ann:
        question = Question(
            author=ann, category=make.category(), title="No line", state="solved", solved_at=ann.created_at, **TEXT
        )
        db.session.add(question)
        post = add_now(db.session(), Answer(question=question, author=ann, origin=None, **TEXT))
        assert post.question_id == question.id is not None


def test_a_list_that_it_was_given_is_written_after_it(world: World) -> None:
    with world.acting("ann") as ann:
        tags = [make.tag("wifi"), make.tag("dsl")]
        question = make.question(ann, tags=tags)
        revision = Revision(number=2, source="Set it.", source_format=SourceFormat.MARKDOWN, editor=ann)
        given = {"question": question, "author": ann, "origin": None, "revisions": [revision]}
        post = add_now(db.session(), Answer(**given, **TEXT))
        kept = question.id, post.id
    with world.looking():
        assert {tag.slug for tag in question_by_id(kept[0]).tags} == {"wifi", "dsl"}
        assert set(db.session.scalars(select(Revision.number).where(Revision.post_id == kept[1]))) == {2}
