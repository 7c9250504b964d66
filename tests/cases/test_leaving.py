"""With the role go the skills, the place at the desk and the cases in hand; nothing comes back with a role granted anew."""

from sqlalchemy import func, select

from app.accounts.actions.granting import grant_role, revoke_role
from app.accounts.queries import actor
from app.accounts.roles import Role
from app.cases.actions.skills import add_skill, set_agent
from app.cases.desk.models import AgentDesk, AgentSkill, HandOver, How
from app.cases.states import CaseState
from app.extensions import db
from app.kit import clock
from tests.cases.working import MONDAY, opened, taken, the
from tests.world import World


def at_the_desk(world: World) -> tuple[int, int]:
    with world.looking():
        return tuple(  # type: ignore[return-value]
            db.session.scalar(select(func.count()).select_from(model).where(model.user_id == world.ids["gus"]))
            for model in (AgentSkill, AgentDesk)
        )


def has_a_place(world: World) -> None:
    with world.acting("lea") as lea:
        skill = add_skill(lea, name="Billing")
        db.session.flush()
        set_agent(lea, actor(world.ids["gus"]), skill_ids=[skill.id], languages="en", capacity=3)
    assert at_the_desk(world) == (1, 1)


def test_who_is_no_agent_any_more_has_no_skill_and_no_case(world: World) -> None:
    with clock.at(MONDAY):
        has_a_place(world)
        number = opened(world)
        taken(world, number)
        with world.acting("ada") as ada:
            revoke_role(ada, actor(world.ids["gus"]), Role.AGENT)
        assert at_the_desk(world) == (0, 0)
        with world.looking():
            case = the(number)
            assert (case.state, case.owner_id) == (CaseState.QUEUED, None)
            assert [row.how for row in db.session.scalars(select(HandOver))] == [How.OWNER_AWAY]
        with world.acting("ada") as ada:
            grant_role(ada, actor(world.ids["gus"]), Role.AGENT)
        assert at_the_desk(world) == (0, 0)


def test_who_stays_at_the_desk_by_another_role_keeps_both(world: World) -> None:
    with clock.at(MONDAY):
        has_a_place(world)
        number = opened(world)
        taken(world, number)
        with world.acting("ada") as ada:
            grant_role(ada, actor(world.ids["gus"]), Role.LEAD)
        with world.acting("ada") as ada:
            revoke_role(ada, actor(world.ids["gus"]), Role.AGENT)
        assert at_the_desk(world) == (1, 1)
        with world.looking():
            assert the(number).owner_id == world.ids["gus"]
