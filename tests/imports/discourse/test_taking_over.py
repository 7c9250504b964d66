"""The whole way of a Discourse forum into the community: once, labelled, at its old addresses, whatever interrupts it."""

import random
import signal
import subprocess
import sys
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
from app.labels.presenting import present_one
from app.posts.models import FormerAddress, Origin, Post, Revision
from app.questions.models import Acceptance, Answer, Comment, Question, ThreadLink
from app.questions.queries import visible_question
from app.questions.states import State
from config import ROOT
from tests.imports.discourse.topics import FORUM, heading, post, topic, write
from tests.imports.test_killed import ended, environment, position
from tests.visiting import Visitor
from tests.world import World

MODELS = (
    User,
    Origin,
    Post,
    Question,
    Answer,
    Comment,
    Revision,
    Acceptance,
    ThreadLink,
    FormerAddress,
    ImportBatch,
    Event,
)


def run(app: Flask, *args: Any) -> Result:
    return app.test_cli_runner().invoke(args=["import", "discourse", *map(str, args)])


def counts() -> dict[str, int]:
    found = {model.__tablename__: db.session.scalar(select(func.count()).select_from(model)) or 0 for model in MODELS}
    db.session.rollback()
    return found


@pytest.fixture
def forum(tmp_path: Path) -> Path:
    link = f'<p>See <a href="{FORUM}/t/another/8/2">there</a> and <a href="/t/gone/99">what is gone</a>.</p>'
    solved = [
        post(2, "anna"),
        post(3, html=link, likes=4),
        post(4, "anna"),
        post(5, "carla", accepted=True),
        post(6, html="---"),
    ]
    hidden = '<p>Hi <script>alert(1)</script><img src="https://track.example/x.png" alt="a kettle"></p>'
    return write(
        tmp_path / "topics.jsonl.xz",
        topic(7, *solved),
        heading(),
        topic(8, post(2, html=hidden)),
        topic(9),
        packed=True,
    )


def test_a_forum_is_taken_over_once(world: World, forum: Path) -> None:
    first = run(world.app, forum)
    assert first.exit_code == 0, first.output
    assert "Read: 4 lines, 9 posts, 3 users" in first.output
    added = first.output.partition("Added: ")[2].splitlines()[0]
    assert sorted(added.split(", ")) == ["1 accepted", "1 links", "2 comments", "3 answers", "3 questions", "3 users"]
    with world.looking():
        before = counts()
    second = run(world.app, forum)
    assert second.exit_code == 0
    assert "Nothing new." in second.output
    with world.looking():
        assert counts() == before
        questions = list(db.session.scalars(select(Question).order_by(Question.id)))
        assert [row.state for row in questions] == [State.SOLVED, State.ANSWERED, State.OPEN]
        assert all(row.archived_at and row.next_due_at is None for row in questions)
        link = db.session.scalars(select(ThreadLink)).one()
        assert (link.from_id, link.to_id) == (questions[0].id, questions[1].id)


def test_what_readers_see(world: World, forum: Path, visitor: Visitor) -> None:
    assert run(world.app, forum, "--licence", "CC BY 4.0").exit_code == 0
    with world.looking():
        first, second = list(db.session.scalars(select(Question.id).order_by(Question.id)))[:2]
        asked = present_one(visible_question(Guest(), first))
        assert str(asked.label.text) == "Asked by a member of forum.example.org, 2019"
        assert (asked.source_url, asked.attribution) == (
            f"{FORUM}/t/the-kettle-hums/7",
            "forum.example.org · CC BY 4.0",
        )
        answers = dict(db.session.execute(select(Origin.foreign_id, Answer.id).join(Answer.origin)).all())
    page = visitor.text(f"/questions/{first}/the-kettle-hums-case-7")
    assert 'href="/t/8/2"' in page
    assert f'href="{FORUM}/t/gone/99"' in page
    other = visitor.text(f"/questions/{second}/the-kettle-hums-case-8")
    assert "alert(1)" not in other
    assert "<img" not in other.split('class="body"', 2)[2]
    here = f"/questions/{first}/the-kettle-hums-case-7"
    for path, place in {
        "/t/the-kettle-hums/7": here,
        "/t/7": here,
        "/t/any-title/7/6": here,
        "/t/any-title/7/77": here,
        "/t/7/3": f"{here}#post-{answers['topic:7/3']}",
    }.items():
        answered = visitor.get(path)
        assert (answered.status_code, answered.headers.get("Location")) == (301, place), path


def test_a_refused_archive_changes_nothing(world: World, forum: Path) -> None:
    with world.looking():
        before = counts()
    forum.write_bytes(forum.read_bytes()[:-30])
    refused = run(world.app, forum)
    assert refused.exit_code == 1
    assert "breaks off after line" in refused.output
    with world.looking():
        assert counts() == before


def test_killed_it_goes_on(world: World, tmp_path: Path) -> None:
    topics = (
        topic(number, post(2), post(3, "anna"), post(4, html=f'<a href="/t/{number - 1}">x</a>'))
        for number in range(1, 501)
    )
    path = write(tmp_path / "many.jsonl", *topics)
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "import", "discourse", str(path)]
    with world.app.app_context():
        before, env = counts(), environment(world.app)
        running = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not ended(running, 0.02) and position() == 0:
            pass
        if not ended(running, random.random() * 0.2):
            running.send_signal(signal.SIGKILL)
        running.communicate()
        assert 0 < position() < 500
        again = run(world.app, path)
        assert again.exit_code == 0, again.output
        added = {name: number - before[name] for name, number in counts().items()}
        assert added == {
            "users": 2,
            "origins": 2_002,
            "posts": 2_000,
            "questions": 500,
            "answers": 1_000,
            "comments": 500,
            "revisions": 2_000,
            "acceptances": 0,
            "thread_links": 499,
            "former_addresses": 2_500,
            "import_batches": 1,
            "events": 1,
        }
