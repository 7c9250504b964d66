"""The next case: by skills and languages, within capacity, never to somebody who is away, and never twice at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from threading import Barrier

import pytest
from sqlalchemy import select

from app.accounts.actions.granting import grant_role
from app.accounts.roles import Role
from app.activity.models import Event
from app.cases.actions.absences import set_absence
from app.cases.actions.skills import add_skill, set_agent
from app.cases.actions.taking import take_next, why_nothing
from app.cases.actions.working import hand_back
from app.cases.desk.hands import Nothing, may_take, why
from app.cases.desk.models import Skill
from app.cases.desk.presence import hands_of
from app.cases.desk.queries import entries_for, needs
from app.cases.models import Case
from app.cases.queue import order_key
from app.cases.severity import Severity
from app.cases.states import CaseState
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Unseen
from tests.cases.waiting import DAY, wait
from tests.visiting import Visitor
from tests.world import World


def skilled(world: World, name: str, *skills: str, languages: str = "", capacity: int = 10) -> None:
    """Gives somebody these skills, which are made if they are not there."""
    with world.acting("lea") as lea:
        known = {skill.slug: skill for skill in db.session.scalars(select(Skill))}
        ids = [(known.get(slug) or add_skill(lea, name=slug)).id for slug in skills]
        set_agent(lea, world.person(name), skill_ids=ids, languages=languages, capacity=capacity)


def taken_by(world: World, name: str) -> int | None:
    with world.acting(name) as agent:
        case = take_next(agent)
        return case.id if case else None


def reason(world: World, name: str) -> Nothing:
    with world.acting(name) as agent:
        return why_nothing(hands_of(agent))


def test_the_most_urgent_is_given_with_its_event(world: World) -> None:
    with world.acting("ann") as ann:
        later, sooner = wait(ann.id).id, wait(ann.id, deadline=now() + DAY / 2).id
    assert [taken_by(world, "gus"), taken_by(world, "sam"), taken_by(world, "gus")] == [sooner, later, None]
    with world.looking():
        events = db.session.execute(select(Event.kind, Event.subject_id, Event.actor_id).order_by(Event.id)).all()
        assert [tuple(event) for event in events] == [
            ("case:taken", sooner, world.ids["gus"]),
            ("case:taken", later, world.ids["sam"]),
        ]


@pytest.mark.parametrize("name", ["ann", "mia", "ada"])
def test_whoever_does_not_work_on_cases_takes_none(world: World, name: str) -> None:
    with pytest.raises(Unseen), world.acting(name) as person:
        take_next(person)


def test_a_case_goes_to_whoever_has_its_skill_and_language(world: World) -> None:
    skilled(world, "sam", "billing", languages="it")
    skilled(world, "gus", languages="en")
    with world.acting("ann") as ann:
        billing = wait(ann.id, skill="billing", language="it", deadline=now() + DAY / 4).id
        italian = wait(ann.id, language="it", deadline=now() + DAY / 3).id
        english = wait(ann.id, language="en").id
    assert [taken_by(world, "gus"), taken_by(world, "gus")] == [english, None]
    assert reason(world, "gus") is Nothing.OTHER_SKILL
    assert [taken_by(world, "sam"), taken_by(world, "sam")] == [billing, italian]
    assert reason(world, "sam") is Nothing.EMPTY


def test_no_more_than_was_agreed_at_a_time(world: World) -> None:
    skilled(world, "gus", capacity=2)
    with world.acting("ann") as ann:
        for _ in range(3):
            wait(ann.id)
    assert None not in (taken_by(world, "gus"), taken_by(world, "gus"))
    assert taken_by(world, "gus") is None
    assert reason(world, "gus") is Nothing.FULL
    with world.acting("gus") as gus:
        held = db.session.scalars(select(Case).where(Case.owner_id == gus.id)).first()
        assert held is not None
        held.state, held.needed = CaseState.WAITING_CUSTOMER, "the serial number"
    assert taken_by(world, "gus") is not None, "what waits for the customer does not count"


def test_whoever_is_away_is_given_nothing(world: World) -> None:
    with world.acting("ann") as ann:
        wait(ann.id)
    with world.acting("gus") as gus:
        set_absence(gus, gus, from_at=now() - DAY, until_at=now() + DAY)
    assert taken_by(world, "gus") is None
    assert reason(world, "gus") is Nothing.AWAY
    assert taken_by(world, "sam") is not None


def test_nobody_is_given_their_own_case(world: World) -> None:
    with world.acting("gus") as gus:
        own = wait(gus.id).id
    assert taken_by(world, "gus") is None
    assert taken_by(world, "sam") == own


def handed_back(world: World, name: str, case_id: int) -> None:
    with world.acting(name) as agent:
        hand_back(agent, db.session.get_one(Case, case_id), reason="Needs another pair of eyes")


def test_what_was_handed_back_goes_to_somebody_else_with_its_first_place_and_at_last_to_a_lead(world: World) -> None:
    with world.acting("ada") as ada:
        for name in ("ben", "eve"):
            grant_role(ada, world.person(name), Role.AGENT)
    with world.acting("ann") as ann:
        first = wait(ann.id, deadline=now() + DAY / 2).id
        wait(ann.id)
    with world.looking():
        deadline = db.session.get_one(Case, first).deadline
    for name in ("gus", "sam", "ben"):
        assert taken_by(world, name) == first
        handed_back(world, name, first)
        with world.looking():
            assert db.session.get_one(Case, first).deadline == deadline
    with world.looking():
        assert db.session.get_one(Case, first).owner_id == world.ids["lea"], "the third change of owner goes to a lead"
    assert taken_by(world, "gus") != first
    assert taken_by(world, "eve") is None


def test_the_page_says_why_nothing_came(world: World) -> None:
    skilled(world, "gus", capacity=1, languages="en")
    gus = Visitor(world.app).signed_in_as(world.email("gus"))

    def press() -> str:
        answer = gus.post("/workspace/next")
        assert answer.status_code == 302
        return gus.text(answer.headers["Location"])

    assert "Nothing waits. Well done." in press()
    with world.acting("ann") as ann:
        wait(ann.id, language="it")
    assert "What waits needs a skill or a language you do not have." in press()
    with world.acting("ann") as ann:
        wait(ann.id)
        wait(ann.id)
    press()
    assert "As many cases wait for you as was agreed: 1 of 1." in press()
    with world.acting("gus") as me:
        set_absence(me, me, from_at=now() - DAY, until_at=now() + DAY)
    assert "You are away until" in press()
    with world.looking():
        assert "%" not in str(why(Nothing.AWAY, hands_of(world.person("gus"))))


def test_agents_at_once_never_get_the_same_case(world: World) -> None:
    """Real threads on the real database: twelve presses by four people for eight cases."""
    with world.acting("ada") as ada:
        grant_role(ada, world.person("ben"), Role.AGENT)
    with world.acting("ann") as ann:
        waiting = {wait(ann.id).id for _ in range(8)}
    names = ["gus", "sam", "lea", "ben"] * 3
    gate = Barrier(len(names))

    def press(name: str) -> int | None:
        gate.wait()
        return taken_by(world, name)

    with ThreadPoolExecutor(len(names)) as threads:
        got = [case_id for case_id in threads.map(press, names) if case_id is not None]
    assert sorted(got) == sorted(waiting)
    with world.looking():
        owners = db.session.execute(select(Case.id, Case.state, Case.owner_id)).all()
        taken = db.session.execute(select(Event.subject_id, Event.actor_id).where(Event.kind == "case:taken")).all()
        assert all(state is CaseState.ASSIGNED for _id, state, _owner in owners)
        assert sorted((case_id, owner) for case_id, _state, owner in owners) == sorted(map(tuple, taken))


def test_one_agent_pressing_many_times_at_once_stays_within_capacity(world: World) -> None:
    skilled(world, "gus", capacity=2)
    with world.acting("ann") as ann:
        for _ in range(6):
            wait(ann.id)
    gate = Barrier(6)

    def press(_number: int) -> int | None:
        gate.wait()
        return taken_by(world, "gus")

    with ThreadPoolExecutor(6) as threads:
        got = [case_id for case_id in threads.map(press, range(6)) if case_id is not None]
    assert len(got) == len(set(got)) == 2


@pytest.mark.parametrize("seed", range(3))
def test_what_the_database_offers_is_what_the_hands_may_take(world: World, seed: int) -> None:
    """The conditions are said twice, in SQL and in Python: over random desks they agree, and in the queue's order."""
    chance = Random(seed)
    for name in ("gus", "sam", "lea"):
        skills = [slug for slug in ("billing", "hardware") if chance.random() < 0.5]
        skilled(world, name, *skills, languages=chance.choice(("", "en", "en it", "it")))
    with world.acting("ann") as ann:
        for _ in range(40):
            case = wait(
                chance.choice((ann.id, world.ids["gus"], world.ids["sam"])),
                severity=chance.choice(list(Severity)),
                skill=chance.choice(("", "billing", "hardware")),
                language=chance.choice(("en", "it", "de")),
                deadline=now() + timedelta(minutes=chance.randrange(600)),
            )
            others = [name for name in ("gus", "sam", "lea") if world.ids[name] != case.customer_id]
            for name in chance.sample(others, chance.choice((0, 0, 1, 2))):
                case.owner_id, case.state = world.ids[name], CaseState.ASSIGNED
                db.session.flush()
                hand_back(world.person(name), case, reason="Not mine")
    with world.looking():
        for name in ("gus", "sam", "lea"):
            hands = hands_of(world.person(name))
            allowed = sorted((need.entry for need in needs() if may_take(need, hands)), key=order_key)
            assert entries_for(hands) == allowed[:20]
