"""The second approval: what waits, who may decide, and that nothing is official before."""

from collections.abc import Callable

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
from app.activity.models import Event, Owed
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid, Refused
from app.labels.actions import make_official as make_post_official
from app.labels.actions import set_label, status_of
from app.labels.algebra import Status
from app.labels.events import LabelEvent
from app.one_voice.actions import approve, drop, send_back, set_approval, speak_officially
from app.one_voice.jobs import look_whether_late
from app.one_voice.models import WaitingOfficial
from app.one_voice.queries import waiting_official, waiting_officials
from app.one_voice.states import Needs, Waiting
from app.questions.actions.answering import edit, withdraw
from app.questions.actions.official import active_official_answer, make_official
from app.questions.models import Answer
from app.questions.queries import visible_answer
from tests import make
from tests.world import World

GIVEN = {"scope": "Router X200", "evidence": "Price list 7"}


def spokesperson_too(world: World, name: str = "lea") -> None:
    with world.acting("ada"):
        world.person(name).is_spokesperson = True


def asked_for(world: World, body: str = "The new cable costs 12 € and is sent tomorrow.") -> tuple[int, str | None]:
    """Sam's answer, and the reference of what waits because of it."""
    with world.acting("ann") as ann:
        posted = make.answer(world.person("sam"), make.question(ann), body=body).id
    with world.acting("sam") as sam:
        waiting = speak_officially(sam, visible_answer(sam, posted), **GIVEN)
        return posted, waiting.reference if waiting else None


def standing(world: World, answer_id: int) -> tuple[Status, bool]:
    with world.looking():
        found = visible_answer(world.person("ann"), answer_id)
        return status_of(found), active_official_answer(found.question) is not None


def test_an_ordinary_one_is_official_at_once(world: World) -> None:
    posted, waits = asked_for(world, "Set the line profile to stable.")
    assert waits is None
    assert standing(world, posted) == (Status.OFFICIAL, True)


def test_one_about_a_price_waits_with_an_owner_and_a_time(world: World) -> None:
    spokesperson_too(world)
    posted, reference = asked_for(world)
    assert standing(world, posted) == (Status.STAFF_VERIFIED, False)
    with world.looking():
        waiting = waiting_official(reference or "")
        assert (waiting.owner.display_name, waiting.topics) == ("Lea", "price")
        assert waiting.due_at > now()
        assert db.session.query(Event).filter_by(kind="official:waits").count() == 1
    with world.acting("lea") as lea:
        approve(lea, waiting_official(reference or ""), seen_revision=1)
    assert standing(world, posted) == (Status.OFFICIAL, True)
    with world.acting("lea") as lea, pytest.raises(Refused):
        approve(lea, waiting_official(reference or ""), seen_revision=1)


def test_its_author_and_others_than_spokespersons_do_not_approve(world: World) -> None:
    spokesperson_too(world)
    posted, reference = asked_for(world)
    for name in ("sam", "gus"):
        with world.acting(name) as who, pytest.raises(Refused):
            approve(who, waiting_official(reference or ""), seen_revision=1)
    assert standing(world, posted) == (Status.STAFF_VERIFIED, False)


def test_the_database_refuses_its_author_too(world: World) -> None:
    spokesperson_too(world)
    _posted, reference = asked_for(world)
    with world.looking():
        by_itself = {"state": Waiting.APPROVED, "decided_at": now(), "decided_by_id": world.ids["sam"]}
        change = update(WaitingOfficial).where(WaitingOfficial.reference == reference).values(by_itself)
        with pytest.raises(IntegrityError):
            db.session.execute(change)


def test_without_a_second_spokesperson_it_is_refused_with_a_sentence(world: World) -> None:
    with pytest.raises(Invalid, match="second spokesperson"):
        asked_for(world)


def test_what_was_edited_meanwhile_is_read_again(world: World) -> None:
    spokesperson_too(world)
    posted, reference = asked_for(world)
    with world.acting("sam") as sam:
        edit(sam, visible_answer(sam, posted), body="The new cable costs 15 € and is sent tomorrow.")
    with world.acting("lea") as lea, pytest.raises(IllegalMove, match="changed while you were reading"):
        approve(lea, waiting_official(reference or ""), seen_revision=1)


def test_returned_with_a_reason_it_stays_ordinary(world: World) -> None:
    spokesperson_too(world)
    posted, reference = asked_for(world)
    with world.acting("lea") as lea:
        with pytest.raises(Invalid):
            send_back(lea, waiting_official(reference or ""), reason=" ")
        send_back(lea, waiting_official(reference or ""), reason="The list is from last year.")
    assert standing(world, posted) == (Status.STAFF_VERIFIED, False)
    with world.acting("sam") as sam:
        assert speak_officially(sam, visible_answer(sam, posted), **GIVEN) is not None


def test_dropped_by_its_author_or_with_the_answer(world: World) -> None:
    spokesperson_too(world)
    posted, reference = asked_for(world)
    with world.acting("lea") as lea, pytest.raises(Refused):
        drop(lea, waiting_official(reference or ""))
    with world.acting("sam") as sam:
        withdraw(sam, visible_answer(sam, posted))
    with world.looking():
        assert waiting_official(reference or "").state is Waiting.DROPPED
        assert waiting_officials() == []


def test_when_its_time_is_over_leads_hear_of_it_once(world: World) -> None:
    spokesperson_too(world)
    _posted, reference = asked_for(world)
    with world.looking():
        row = db.session.query(Owed).filter_by(name="one_voice.jobs.look_whether_late").one()
        assert row.run_at == waiting_official(reference or "").due_at
    for _twice in range(2):
        with world.acting("ada"):
            look_whether_late(db.session.query(WaitingOfficial.id).scalar())
    with world.looking():
        assert db.session.query(Event).filter_by(kind="official:late").count() == 1


def test_another_that_became_official_meanwhile_stops_the_approval(world: World) -> None:
    spokesperson_too(world)
    posted, reference = asked_for(world)
    with world.acting("lea") as lea:
        question = visible_answer(lea, posted).question
        other = make.answer(lea, question, body="Set the line profile to stable.")
        assert speak_officially(lea, visible_answer(lea, other.id), **GIVEN) is None
    with world.acting("lea") as lea, pytest.raises(IllegalMove, match="Another answer became official"):
        approve(lea, waiting_official(reference or ""), seen_revision=1)


def test_the_setting(world: World) -> None:
    spokesperson_too(world)
    with world.acting("lea") as lea, pytest.raises(Refused):
        set_approval(lea, needs=Needs.ALL)
    with world.acting("ada") as ada:
        set_approval(ada, needs=Needs.NONE)
    assert asked_for(world)[1] is None
    with world.acting("ada") as ada:
        set_approval(ada, needs=Needs.ALL)
        with pytest.raises(Invalid, match="already"):
            set_approval(ada, needs=Needs.ALL)
    assert asked_for(world, "Set the line profile to stable.")[1] is not None


PRICED = "The new cable costs 12 € and is sent tomorrow."


PATHS: dict[str, Callable[[User, Answer], object]] = {
    "the answer's": lambda actor, answer: make_official(actor, answer, **GIVEN),
    "the label's": lambda actor, answer: make_post_official(actor, answer, **GIVEN),
    "the label itself": lambda actor, answer: set_label(actor, answer, Status.OFFICIAL, LabelEvent.MADE_OFFICIAL),
}
"""Every action that could make an answer official, called by itself."""


@pytest.mark.parametrize("path", list(PATHS))
@pytest.mark.parametrize(("needs", "body"), [(Needs.SENSITIVE, PRICED), (Needs.ALL, "Set the line profile to stable.")])
def test_no_action_makes_it_official_before_a_second_person_has_read_it(
    world: World, path: str, needs: Needs, body: str
) -> None:
    spokesperson_too(world)
    if needs is not Needs.SENSITIVE:
        with world.acting("ada") as ada:
            set_approval(ada, needs=needs)
    posted, reference = asked_for(world, body)
    for name in ("sam", "lea"):
        with world.acting(name) as who, pytest.raises(IllegalMove, match="second spokesperson"):
            PATHS[path](who, visible_answer(who, posted))
    assert standing(world, posted) == (Status.STAFF_VERIFIED, False)
    with world.acting("lea") as lea:
        approve(lea, waiting_official(reference or ""), seen_revision=1)
    assert standing(world, posted) == (Status.OFFICIAL, True)


def test_an_approval_is_of_one_text_and_not_of_the_next(world: World) -> None:
    """Approved, then edited: neither path makes the new text official by the old approval."""
    spokesperson_too(world)
    posted, reference = asked_for(world)
    with world.acting("lea") as lea:
        approve(lea, waiting_official(reference or ""), seen_revision=1)
    with world.acting("sam") as sam:
        edit(sam, visible_answer(sam, posted), body="The new cable costs 14 € and is sent in a week.")
    with world.acting("sam") as sam, pytest.raises(IllegalMove, match="second spokesperson"):
        make_official(sam, visible_answer(sam, posted), **GIVEN)
    assert standing(world, posted) == (Status.STAFF_VERIFIED, False)


def test_where_nothing_needs_a_second_reader_every_action_does_it_at_once(world: World) -> None:
    with world.acting("ada") as ada:
        set_approval(ada, needs=Needs.NONE)
    with world.acting("ann") as ann:
        posted = make.answer(world.person("sam"), make.question(ann), body=PRICED).id
    with world.acting("sam") as sam:
        make_official(sam, visible_answer(sam, posted), **GIVEN)
    assert standing(world, posted) == (Status.OFFICIAL, True)
