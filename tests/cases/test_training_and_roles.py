"""Only agents are in training: with a lead's role, or without the agent's, it is over, for nobody could end it any more."""

from sqlalchemy import select

from app.accounts.actions.granting import grant_role, revoke_role
from app.accounts.roles import Role
from app.activity.models import Event
from app.cases.actions.working import reply
from app.cases.coaching.actions import begin_training
from app.cases.coaching.queries import in_training
from app.extensions import db
from app.known_issues.permissions import can_state
from tests.cases.private import called, opened_and_taken
from tests.world import World


def learns(world: World) -> bool:
    with world.looking():
        return in_training(world.ids["gus"])


def test_a_trainee_who_becomes_lead_writes_to_customers(world: World) -> None:
    reference = opened_and_taken(world)
    with world.acting("lea") as lea:
        begin_training(lea, world.person("gus"))
    with world.acting("ada") as ada:
        grant_role(ada, world.person("gus"), Role.LEAD)
    assert not learns(world)
    with world.acting("gus") as gus:
        reply(gus, called(reference), body="Put right")
    with world.looking():
        event = db.session.scalars(select(Event).where(Event.kind == "case:training_ended")).one()
        assert event.actor_id == world.ids["ada"]


def test_a_trainee_who_is_no_agent_any_more_is_in_no_training(world: World) -> None:
    with world.acting("lea") as lea:
        begin_training(lea, world.person("gus"))
    with world.acting("ada") as ada:
        grant_role(ada, world.person("gus"), Role.MODERATOR)
    assert learns(world), "still an agent"
    with world.acting("ada") as ada:
        revoke_role(ada, world.person("gus"), Role.AGENT)
    assert not learns(world)
    with world.acting("gus") as gus:
        assert can_state(gus)
