"""Roles, the spokesperson grant, experts, invitations: who may give and take them, and what takes two."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts import links
from app.accounts.actions import experts, granting, inviting, seconding
from app.accounts.models import Proposal, StaffInvitation
from app.accounts.queries import open_proposals, people_with, user_by_email
from app.accounts.roles import Role
from app.extensions import db
from app.kit.clock import at, now
from app.kit.errors import IllegalMove, Invalid, Refused, Unseen
from tests import make
from tests.accounts.steps import GOOD, kinds
from tests.visiting import Visitor
from tests.world import World


@pytest.fixture
def two_administrators(world: World) -> World:
    with world.acting("ada") as ada:
        granting.give(ada, world.person("ben"), Role.ADMINISTRATOR)
    return world


def test_an_administrator_grants_and_revokes(world: World) -> None:
    with world.acting("ada") as ada:
        assert granting.grant_role(ada, world.person("ann"), Role.AGENT) is None
    with world.acting("ada") as ada:
        ann = world.person("ann")
        assert (ann.has(Role.AGENT), ann.is_staff, ann.grants[0].granted_by_id) == (True, True, ada.id)
        with pytest.raises(IllegalMove):
            granting.grant_role(ada, ann, Role.AGENT)
        granting.revoke_role(ada, ann, Role.AGENT)
        assert not ann.is_staff
        with pytest.raises(IllegalMove):
            granting.revoke_role(ada, ann, Role.AGENT)
    assert kinds(world.app) == ["account:role_granted", "account:role_revoked"]


@pytest.mark.parametrize("name", ["ann", "eve", "gus", "lea", "mia"])
def test_nobody_else_does(world: World, name: str) -> None:
    with world.acting(name) as actor, pytest.raises(Unseen):
        granting.grant_role(actor, world.person("ben"), Role.AGENT)
    with world.acting(name) as actor, pytest.raises(Unseen):
        granting.revoke_role(actor, world.person("sam"), Role.AGENT)
    with world.acting(name) as actor, pytest.raises(Unseen):
        granting.grant_spokesperson(actor, world.person("gus"))
    with world.acting(name) as actor, pytest.raises(Unseen):
        granting.mark_employee(actor, world.person("ben"), True)
    assert kinds(world.app) == []


def test_the_only_administrator_makes_a_second_one_and_the_log_says_so(world: World) -> None:
    with world.acting("ada") as ada:
        assert granting.grant_role(ada, world.person("ben"), Role.ADMINISTRATOR) is None
        assert world.person("ben").has(Role.ADMINISTRATOR)
        from app.activity.models import Event

        assert db.session.scalars(select(Event.data)).one() == {"role": "administrator", "alone": True}


def test_a_third_takes_two(two_administrators: World) -> None:
    world = two_administrators
    with world.acting("ada") as ada:
        assert granting.grant_role(ada, world.person("gus"), Role.ADMINISTRATOR) is not None
    with world.acting("ada") as ada:
        assert not world.person("gus").has(Role.ADMINISTRATOR)
        with pytest.raises(IllegalMove):
            granting.grant_role(ada, world.person("gus"), Role.ADMINISTRATOR)
        with pytest.raises(Refused, match="Another administrator"):
            seconding.second(ada, open_proposals()[0])
    with world.acting("mia") as mia, pytest.raises(Unseen):
        seconding.second(mia, open_proposals()[0])
    with world.acting("ben") as ben:
        proposal = open_proposals()[0]
        seconding.second(ben, proposal)
        assert world.person("gus").has(Role.ADMINISTRATOR)
        with pytest.raises(IllegalMove):
            seconding.second(ben, proposal)
    assert kinds(world.app)[-2:] == ["account:second_asked", "account:role_granted"]


def test_a_proposal_is_declined(two_administrators: World) -> None:
    world = two_administrators
    with world.acting("ada") as ada:
        granting.grant_role(ada, world.person("gus"), Role.ADMINISTRATOR)
    with world.acting("ben") as ben:
        proposal = open_proposals()[0]
        seconding.decline(ben, proposal)
        with pytest.raises(IllegalMove):
            seconding.second(ben, proposal)
    with world.acting("ada") as ada:
        assert open_proposals() == []
        assert not world.person("gus").has(Role.ADMINISTRATOR)
        assert granting.grant_role(ada, world.person("gus"), Role.ADMINISTRATOR) is not None, "it may be proposed anew"


def test_the_database_itself_wants_two(world: World) -> None:
    from sqlalchemy.exc import IntegrityError

    ada = world.ids["ada"]
    with pytest.raises(IntegrityError), world.acting("ada"):
        db.session.add(
            Proposal(
                deed="grant_administrator",
                user_id=world.ids["gus"],
                by_id=ada,
                decided_by_id=ada,
                decided_at=now(),
            )
        )


def test_the_last_administrator_stays(world: World) -> None:
    with world.acting("ada") as ada, pytest.raises(IllegalMove, match="last administrator"):
        granting.revoke_role(ada, ada, Role.ADMINISTRATOR)


def test_a_role_needs_somebody_confirmed_and_in_good_standing(world: World) -> None:
    with world.acting("ada") as ada:
        ann, ben = world.person("ann"), world.person("ben")
        ann.suspended_until, ben.email_confirmed_at = now() + timedelta(days=1), None
        for person in (ann, ben):
            with pytest.raises(Invalid):
                granting.grant_role(ada, person, Role.AGENT)


def test_a_suspended_administrator_decides_nothing(world: World) -> None:
    with world.acting("ada") as ada:
        ada.suspended_until = now() + timedelta(days=1)
        with pytest.raises(Refused, match="suspended"):
            granting.grant_role(ada, world.person("ann"), Role.AGENT)


def test_spokespersons_are_those_who_answer(world: World) -> None:
    with world.acting("ada") as ada:
        gus = world.person("gus")
        granting.grant_spokesperson(ada, gus)
        with pytest.raises(IllegalMove):
            granting.grant_spokesperson(ada, gus)
        for name in ("mia", "ann"):
            with pytest.raises(Invalid):
                granting.grant_spokesperson(ada, world.person(name))
        granting.revoke_role(ada, gus, Role.AGENT)
        assert not gus.is_spokesperson, "the grant goes with the role"
        with pytest.raises(IllegalMove):
            granting.revoke_spokesperson(ada, gus)
        granting.mark_employee(ada, world.person("ann"), True)
        granting.mark_employee(ada, world.person("ann"), True)
    assert kinds(world.app) == [
        "account:spokesperson_granted",
        "account:role_revoked",
        "account:spokesperson_revoked",
        "account:employee_marked",
    ]


@pytest.mark.parametrize("name", ["lea", "mia", "ada"])
def test_experts_are_appointed_for_ninety_days(world: World, name: str) -> None:
    with world.acting(name) as actor:
        tag_id = make.tag("dsl").id
        experts.appoint_expert(actor, world.person("ann"), tag_id)
        assert world.person("ann").is_expert_of({tag_id})
    with world.looking(), at(now() + timedelta(days=90, minutes=1)):
        assert not world.person("ann").is_expert_of({tag_id})
    with world.acting(name) as actor:
        ann = world.person("ann")
        with pytest.raises(Invalid):
            experts.appoint_expert(actor, ann, tag_id, lasting=timedelta(days=91))
        experts.end_expertise(actor, ann, tag_id)
        with pytest.raises(IllegalMove):
            experts.end_expertise(actor, ann, tag_id)
    assert kinds(world.app) == ["account:expert_appointed", "account:expert_ended"]


@pytest.mark.parametrize("name", ["ann", "eve", "gus"])
def test_not_by_others_nor_for_staff(world: World, name: str) -> None:
    with world.acting(name) as actor, pytest.raises(Unseen):
        experts.appoint_expert(actor, world.person("ben"), make.tag().id)
    with world.acting("lea") as lea, pytest.raises(Refused):
        experts.appoint_expert(lea, world.person("gus"), make.tag().id)


def test_an_expert_may_step_down_and_joins_the_staff_without_the_topic(world: World) -> None:
    with world.acting("ada") as ada:
        granting.grant_role(ada, world.person("eve"), Role.AGENT)
        assert world.person("eve").expertise == []
    with world.acting("lea") as lea:
        experts.appoint_expert(lea, world.person("ann"), make.tag().id)
    with world.acting("ann") as ann:
        experts.end_expertise(ann, ann, make.tag().id)
        with pytest.raises(Unseen):
            experts.end_expertise(ann, world.person("eve"), make.tag().id)


@pytest.mark.parametrize(
    ("name", "role", "refusal"),
    [
        ("lea", Role.LEAD, Refused),
        ("lea", Role.ADMINISTRATOR, Refused),
        ("ada", Role.ADMINISTRATOR, Refused),
        ("mia", Role.AGENT, Unseen),
        ("gus", Role.AGENT, Unseen),
        ("ann", Role.AGENT, Unseen),
    ],
)
def test_who_may_not_invite(world: World, name: str, role: Role, refusal: type[Exception]) -> None:
    with world.acting(name) as actor, pytest.raises(refusal):
        inviting.invite(actor, email="new@example.com", role=role)


def _invited(world: World, email: str, role: Role = Role.AGENT) -> str:
    with world.acting("lea" if role is Role.AGENT else "ada") as actor:
        invitation = inviting.invite(actor, email=email, role=role)
        return links.invitation_path(invitation)


def test_a_newcomer_joins_by_invitation(world: World, visitor: Visitor) -> None:
    path = _invited(world, "kim@example.org")
    page = visitor.text(path)
    assert "Agent" in page
    assert "kim@example.org" in page
    assert visitor.post(path, {"name": "Kim", "password": "1234567890"}, form_at=path).status_code == 422
    given = {"name": "Kim", "password": GOOD, "role": "administrator", "email": "other@example.org"}
    assert visitor.post(path, given, form_at=path).location == "/"
    with world.looking():
        kim = user_by_email("kim@example.org")
        assert kim.roles == {Role.AGENT}
        assert kim.email_confirmed_at is not None
        assert kim.grants[0].granted_by_id == world.ids["lea"]
        assert user_by_email("other@example.org") is None
    assert visitor.get("/settings").status_code == 200
    assert visitor.get(path).status_code == 410
    assert "account:staff_invited" in kinds(world.app)
    assert kinds(world.app)[-2:] == ["account:invitation_accepted", "account:signed_in"]


def test_whoever_has_an_account_accepts_with_it(world: World, visitor: Visitor) -> None:
    path = _invited(world, "ann@example.org", Role.MODERATOR)
    assert "Sign in with it to accept" in visitor.text(path)
    assert visitor.post(path, {"name": "X", "password": GOOD}).status_code == 422
    ben = Visitor(world.app).signed_in_as("ben@example.org")
    assert ben.post(path, form_at="/settings").status_code == 422
    visitor.signed_in_as("ann@example.org")
    assert visitor.post(path, form_at=path).status_code == 302
    with world.looking():
        assert world.person("ann").roles == {Role.MODERATOR}
        assert world.person("ben").roles == frozenset()


def test_an_invitation_ends_with_the_host_s_right_after_a_week_or_when_withdrawn(
    world: World, visitor: Visitor
) -> None:
    path = _invited(world, "kim@example.org")
    with at(now() + timedelta(days=7, minutes=1)):
        assert visitor.get(path).status_code == 410
    with world.acting("ada") as ada:
        granting.revoke_role(ada, world.person("lea"), Role.LEAD)
    assert visitor.post(path, {"name": "Kim", "password": GOOD}, form_at=path).status_code == 409
    with world.acting("ada") as ada:
        inviting.withdraw_invitation(ada, inviting.open_invitations()[0])
    assert visitor.get(path).status_code == 410
    with world.looking():
        assert user_by_email("kim@example.org") is None
        assert db.session.scalar(select(StaffInvitation.id)) is None


def test_one_invitation_at_a_time(world: World) -> None:
    with world.acting("lea") as lea:
        inviting.invite(lea, email="Kim@Example.org", role=Role.AGENT)
        with pytest.raises(IllegalMove):
            inviting.invite(lea, email="Kim@example.org", role=Role.AGENT)
        with pytest.raises(Invalid):
            inviting.invite(lea, email="gus@example.org", role=Role.AGENT)
        with pytest.raises(Invalid):
            inviting.invite(lea, email="kim at example", role=Role.AGENT)


def test_people_are_found_by_their_role(world: World) -> None:
    with world.looking():
        assert [user.display_name for user in people_with(Role.MODERATOR)] == ["Mia"]
