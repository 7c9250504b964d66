"""The demo is played by the product itself: nothing is refused, and every thread stands as its script says."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import create_app
from app.accounts.actors import SYSTEM
from app.cases.coaching.models import WaitingReply
from app.cases.coaching.queries import in_training
from app.cases.desk.presence import skills_by_agent
from app.cases.models import Case
from app.cases.queries import case_of
from app.cases.states import CaseState
from app.demo.playing import Player
from app.demo.seed import is_empty, seed
from app.extensions import db
from app.kit.clock import now
from app.knowledge.models import Article
from app.known_issues.models import KnownIssue
from app.labels.presenting import present
from app.one_voice.queries import waiting_of
from app.questions.models import Question
from app.questions.queries import question_by_id, visible_post
from tests.databases import Databases, close

NOT_BUILT_YET = {"31": "back to the community"}
"""Threads whose story needs a part of the product that later work brings; they are played as far as it goes."""


@pytest.fixture(scope="module")
def played(
    database: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, Player]]:
    app = create_app(databases.settings(database, tmp_path_factory.mktemp("demo")))
    with app.app_context():
        yield app, seed()
    close(app)


def test_nothing_was_refused(played: tuple[Flask, Player]) -> None:
    assert played[1].slips == []


def test_every_thread_stands_as_its_script_says(played: tuple[Flask, Player]) -> None:
    _app, player = played
    wrong = {}
    for thread in player.script.threads:
        if thread.key in NOT_BUILT_YET:
            continue
        question, case = question_by_id(player.posts[thread.key]["q"]), case_of(player.posts[thread.key]["q"])
        stands = question.state.value if question.ended_at is None else thread.expect.state
        got = (stands, question.level.value, question.trigger.value if question.trigger else "")
        wanted = (thread.expect.state, thread.expect.level, thread.expect.trigger)
        if got != wanted or (case.state.value if case else "") != thread.expect.case:
            wrong[thread.key] = (got, wanted, case.state.value if case else "", thread.expect.case)
    assert wrong == {}


def test_every_label_is_the_scripts(played: tuple[Flask, Player]) -> None:
    _app, player = played
    wrong = {}
    for thread in player.script.threads:
        for name, status in thread.expect.labels.items():
            shown = present([visible_post(SYSTEM, player.posts[thread.key][name])])[0]
            if shown.label.status.value != status:
                wrong[f"{thread.key} {name}"] = (shown.label.status.value, status)
    assert wrong == {}


def test_nobody_is_left_in_silence(played: tuple[Flask, Player]) -> None:
    overdue = select(func.count()).select_from(Question).where(Question.next_due_at < now())
    late = db.session.scalar(overdue)
    assert late == 0


def test_every_article_of_the_script_is_there(played: tuple[Flask, Player]) -> None:
    states = sorted(article.state.value for article in db.session.scalars(select(Article)))
    assert sorted(article.state for article in played[1].script.articles) == states


def test_a_second_start_adds_nothing(played: tuple[Flask, Player]) -> None:
    assert not is_empty()


def test_a_team_lead_sees_a_desk_at_work(played: tuple[Flask, Player]) -> None:
    """Cases that wait for a skill, somebody who has it, and a reply of somebody in training to be looked over."""
    _app, player = played
    people = player.people
    assert [skill.name for skill in skills_by_agent([people["ben"]])[people["ben"]]] == [
        "Bills",
        "Mobile",
        "Smart home",
    ]
    assert in_training(people["nina"])
    waiting = db.session.scalars(select(Case.skill).where(Case.state == CaseState.QUEUED, Case.skill != "")).all()
    assert sorted(waiting) == ["bills", "smart-home"]
    reply = db.session.scalars(select(WaitingReply)).one()
    assert (reply.author_id, reply.reviewer_id != people["nina"]) == (people["nina"], True)
    assert db.session.scalar(select(func.count()).select_from(KnownIssue)) == 2


def test_what_is_sensitive_waits_for_a_second_spokesperson(played: tuple[Flask, Player]) -> None:
    _app, player = played
    states = {thread: waiting_of(player.posts[thread][name]) for thread, name in (("03", "a2"), ("13", "a1"))}
    assert states["03"] is None, "the other one has approved it"
    assert states["13"] is not None
    assert "safety" in states["13"].topics
