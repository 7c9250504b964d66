"""Exactly one question after solving, to the asker alone; said by mail or page, changed for 14 days, read by leads."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from app.activity.models import Event
from app.cases.actions.merging import merge
from app.cases.actions.requester import change_customer
from app.cases.actions.working import close, reply_as_customer
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Refused, Unseen
from app.notifications.models import Notification
from app.questions.actions.accepting import accept, undo_acceptance
from app.questions.queries import visible_answer
from app.satisfaction.actions import say
from app.satisfaction.links import mailed_path
from app.satisfaction.models import Satisfaction
from app.satisfaction.queries import asked_as, asked_under, said_lately
from tests import make
from tests.cases.private import called, opened, opened_and_taken, signed_in
from tests.notifications.mails import work
from tests.visiting import Visitor
from tests.world import World


def solved(world: World, by: str = "ben") -> tuple[int, str]:
    """Ann's question, solved by somebody's answer; the reference of what she is asked."""
    with world.acting("ann") as ann:
        posted = make.answer(world.person(by), make.question(ann)).id
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, posted))
    return posted, reference(world)


def reference(world: World) -> str:
    with world.looking():
        return db.session.query(Satisfaction.reference).scalar()


def test_asked_once_however_often_it_is_solved(world: World) -> None:
    posted, first = solved(world)
    with world.acting("ann") as ann:
        undo_acceptance(ann, visible_answer(ann, posted))
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, posted))
    assert reference(world) == first
    with world.looking():
        assert db.session.query(Event).filter_by(kind="satisfaction:asked").count() == 1


def test_not_asked_when_staff_accept_or_one_solves_it_oneself(world: World) -> None:
    with world.acting("ann") as ann:
        own = make.answer(ann, make.question(ann)).id
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, own))
    with world.looking():
        assert db.session.query(Satisfaction).count() == 0


def test_said_and_changed_until_its_time_is_over(world: World) -> None:
    _posted, which = solved(world, "gus")
    with world.acting("ann") as ann:
        say(ann, asked_as(which), mark=2)
        say(ann, asked_as(which), mark=5, comment=" Quick. ")
    with world.looking():
        row = db.session.query(Satisfaction).one()
        assert (row.mark, row.comment, row.by_staff) == (5, "Quick.", True)
        assert "Quick" not in str([event.data for event in db.session.query(Event)])
    with world.acting("ben") as ben, pytest.raises(Unseen):
        say(ben, asked_as(which), mark=1)
    with world.acting("ada"):
        db.session.execute(update(Satisfaction).values(until=now() - timedelta(seconds=1)))
    with world.acting("ann") as ann, pytest.raises(Refused):
        say(ann, asked_as(which), mark=1)


def test_by_the_mail_s_link_in_one_press_without_signing_in(app: Flask, world: World, visitor: Visitor) -> None:
    _posted, which = solved(world)
    with world.looking():
        path = mailed_path(world.person("ann"), which)
    page = visitor.text(path)
    assert "Router drops the line" in page
    assert re.search(r'<button[^>]*name="mark" value="4"', page)
    with world.looking():
        assert db.session.query(Satisfaction.mark).scalar() is None, "opening the page says nothing"
    assert visitor.post(path, {"mark": "4", "comment": ""}, form_at=path).status_code == 302
    assert "You said 4 of 5" in visitor.text(path)
    assert visitor.post(path, {"mark": "9", "comment": "Keep me"}, form_at=path).status_code == 422
    assert visitor.get(path + "x").status_code == 410
    with world.acting("ada"):
        world.person("ann").email = "other@example.org"
    assert visitor.get(path).status_code == 410


def test_nobody_else_finds_the_page(world: World, visitor: Visitor) -> None:
    _posted, which = solved(world)
    assert visitor.get(f"/satisfaction/{which}").status_code == 302
    for name in ("ben", "gus", "lea"):
        assert Visitor(world.app).signed_in_as(world.email(name)).get(f"/satisfaction/{which}").status_code == 404
    assert visitor.signed_in_as(world.email("ann")).get(f"/satisfaction/{which}").status_code == 200


def test_leads_see_shares_of_ten_and_more_only(world: World) -> None:
    _posted, _which = solved(world)
    with world.acting("ada"):
        facts = {"asker_id": world.ids["ann"], "until": now(), "by_staff": True, "said_at": now()}
        question = db.session.query(Satisfaction).one().question_id
        db.session.query(Satisfaction).delete()
        cases = [make.question(world.person("ben"), title=f"Question number {one}").id for one in range(9)]
        db.session.add_all(Satisfaction(question_id=one, mark=5, comment="So", **facts) for one in cases)
    with world.looking():
        assert (said_lately().with_staff, said_lately().said, said_lately().comments) == (None, 9, [])
    with world.acting("ada"):
        db.session.add(Satisfaction(question_id=question, mark=1, **facts))
    with world.looking():
        share = said_lately().with_staff
        assert share is not None
        assert (share.share, share.n) == (90, 10)


def test_the_asker_is_told_once(world: World) -> None:
    solved(world)
    work(world.app)
    with world.looking():
        told = db.session.query(Notification).filter_by(kind="satisfaction_asked").all()
        assert [one.user_id for one in told] == [world.ids["ann"]]


def test_not_asked_about_a_private_case_that_was_merged(world: World) -> None:
    """It goes on in the other one, about which they are asked once it is closed."""
    stays = opened_and_taken(world)
    with world.acting("ann") as ann:
        goes = opened(ann, title="The invoice again").reference
    with world.acting("lea") as lea:
        merge(lea, called(goes), into=called(stays), reason="The same")
    with world.looking():
        assert db.session.query(Satisfaction).count() == 0
    with world.acting("gus") as gus:
        close(gus, called(stays), outcome=None)
    with world.looking():
        assert db.session.query(Satisfaction.case_id).all() == [(called(stays).id,)]


def test_whoever_has_the_case_when_it_is_closed_is_asked(world: World) -> None:
    """A case that came under another account after it had been closed once: what the former one was asked is not theirs to
    see or say any more, nor what they said the other's."""
    case = opened_and_taken(world)
    with world.acting("gus") as gus:
        close(gus, called(case), outcome=None)
    which, path = reference(world), ""
    with world.acting("ann") as ann:
        path = mailed_path(ann, which)
        say(ann, asked_as(which), mark=1, comment="It is not even mine.")
    with world.acting("ann") as ann:
        reply_as_customer(ann, called(case), body="It is my daughter's.")
    with world.acting("lea") as lea:
        change_customer(lea, called(case), email=world.email("ben"), reason="Both called us.")
    page, ann_s, ben_s = f"/satisfaction/{which}", signed_in(world, "ann"), signed_in(world, "ben")
    for visitor, where, status in ((ann_s, page, 404), (ben_s, page, 404), (Visitor(world.app), path, 410)):
        assert visitor.get(where).status_code == status
    with world.acting("gus") as gus:
        close(gus, called(case), outcome=None)
    assert ann_s.get(page).status_code == 404
    page = f"/satisfaction/{reference(world)}"
    assert ann_s.get(page).status_code == 404
    shown = ben_s.text(page)
    assert "How were you helped?" in shown
    assert "not even mine" not in shown
    work(world.app)
    with world.acting("ben") as ben:
        say(ben, asked_under(case), mark=4)
    with world.looking():
        told = db.session.query(Notification).filter_by(kind="satisfaction_asked").all()
        assert [one.user_id for one in told] == [world.ids["ben"]]
        assert db.session.query(Satisfaction.asker_id, Satisfaction.mark).all() == [(world.ids["ben"], 4)]


def test_asked_again_neither_twice_nor_of_the_same(world: World) -> None:
    case = opened_and_taken(world)
    for body in ("Not solved.", ""):
        with world.acting("gus") as gus:
            close(gus, called(case), outcome=None)
        if body:
            with world.acting("ann") as ann:
                say(ann, asked_under(case), mark=2)
                reply_as_customer(ann, called(case), body=body)
    with world.looking():
        assert db.session.query(Event).filter_by(kind="satisfaction:asked").count() == 1
        assert db.session.query(Satisfaction.mark).scalar() == 2
