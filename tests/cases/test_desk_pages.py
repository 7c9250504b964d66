"""The desk's pages: skills, what needs them, who has them; what was typed comes back when it cannot be taken."""

import pytest
from sqlalchemy import select

from app.activity.models import Event
from app.cases.actions.skills import add_skill, close_skill, remove_rule, reopen_skill, set_agent, set_rule
from app.cases.desk.models import AgentDesk, AgentSkill, DeskRule, Skill
from app.cases.desk.presence import hands_of
from app.cases.models import Case
from app.cases.severity import Severity
from app.extensions import db
from app.kit.errors import IllegalMove, Invalid, Refused
from app.questions.states import Trigger
from tests import make
from tests.cases.test_severity import asked
from tests.visiting import Visitor
from tests.world import World


@pytest.fixture
def ada(world: World) -> Visitor:
    return Visitor(world.app).signed_in_as(world.email("ada"))


def test_a_skill_is_named_given_and_needed(world: World, ada: Visitor) -> None:
    made = ada.post("/admin/skills/new", {"name": "Billing", "about": "Invoices"}, form_at="/admin/skills/new")
    assert made.status_code == 302
    with world.looking():
        number = db.session.scalars(select(Skill.id)).one()
    desk = f"/admin/desk/{world.ids['gus']}"
    given = ada.post(desk, {"skills": str(number), "languages": "EN, it", "capacity": "4"}, form_at=desk)
    assert given.status_code == 302
    rule = {"on": f"category:{1}", "skill": str(number), "severity": ""}
    assert ada.post("/admin/skills/rules/new", rule, form_at="/admin/skills/rules/new").status_code == 302
    page = ada.text("/admin/skills")
    for words in ("Billing", "Invoices", "Broadband", "0 of 4", "English, Italian"):
        assert words in page
    case = asked(world)
    with world.looking():
        assert db.session.get_one(Case, case).skill == "billing"
        hands = hands_of(world.person("gus"))
        assert (hands.skills, hands.languages, hands.capacity) == ({"billing"}, {"en", "it"}, 4)
        kinds = set(db.session.scalars(select(Event.kind).where(Event.actor_id == world.ids["ada"])))
        assert {"case:skill_changed", "case:desk_changed", "case:desk_rule_changed"} <= kinds


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"languages": "klingon", "capacity": "3"}, "is no language we know"),
        ({"languages": "en", "capacity": "0"}, "Between 1 and 100 cases."),
        ({"languages": "en", "capacity": "many"}, "Write a whole number."),
        ({"languages": "en", "capacity": "999"}, "Between 1 and 100 cases."),
        ({"languages": "en", "capacity": "3", "skills": "77"}, "77"),
    ],
)
def test_an_unusable_desk_changes_nothing(world: World, ada: Visitor, typed: dict[str, str], sentence: str) -> None:
    desk = f"/admin/desk/{world.ids['gus']}"
    answer = ada.post(desk, typed, form_at=desk)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{typed["languages"]}"' in page
    with world.looking():
        assert list(db.session.scalars(select(AgentDesk))) == []
        assert list(db.session.scalars(select(AgentSkill))) == []


def test_a_skill_needs_a_name_of_its_own(world: World) -> None:
    with world.acting("lea") as lea:
        add_skill(lea, name="Billing")
    for name in ("", "  ", "billing", "雪", "x" * 61):
        with pytest.raises(Invalid), world.acting("lea") as lea:
            add_skill(lea, name=name)
    with pytest.raises(Refused, match="set the desk"), world.acting("gus") as gus:
        add_skill(gus, name="My own")


def test_a_closed_skill_is_needed_by_no_new_case(world: World) -> None:
    with world.acting("lea") as lea:
        skill = add_skill(lea, name="Billing")
        set_rule(lea, category=make.category(), skill=skill)
    with world.acting("lea") as lea:
        close_skill(lea, db.session.scalars(select(Skill)).one())
    with pytest.raises(IllegalMove), world.acting("lea") as lea:
        close_skill(lea, db.session.scalars(select(Skill)).one())
    without = asked(world)
    with world.acting("lea") as lea:
        reopen_skill(lea, db.session.scalars(select(Skill)).one())
    with_it = asked(world, title="Another question about my network")
    with world.looking():
        assert [db.session.get_one(Case, one).skill for one in (without, with_it)] == ["", "billing"]


def test_one_rule_a_condition_and_the_trigger_before_the_category(world: World) -> None:
    with world.acting("lea") as lea:
        category, hardware = add_skill(lea, name="Billing"), add_skill(lea, name="Hardware")
        set_rule(lea, category=make.category(), skill=category, severity=Severity.S2)
        set_rule(lea, category=make.category(), skill=category, severity=Severity.S3)
        set_rule(lea, trigger=Trigger.ASKER_REQUEST, skill=hardware)
    case = asked(world)
    with world.looking():
        found = db.session.get_one(Case, case)
        assert (found.skill, found.severity) == ("hardware", Severity.S3)
        assert len(list(db.session.scalars(select(DeskRule)))) == 2
    with world.acting("lea") as lea:
        for rule in db.session.scalars(select(DeskRule)):
            remove_rule(lea, rule)
    with pytest.raises(Invalid, match="a skill, a severity"), world.acting("lea") as lea:
        set_rule(lea, category=make.category())
    with pytest.raises(Invalid, match="category or a reason"), world.acting("lea") as lea:
        set_rule(lea, severity=Severity.S1)


def test_only_those_who_work_on_cases_have_a_desk(world: World, ada: Visitor) -> None:
    assert ada.get(f"/admin/desk/{world.ids['ann']}").status_code == 404
    with pytest.raises(Refused), world.acting("ada") as actor:
        set_agent(actor, world.person("ann"), skill_ids=[], languages="", capacity=1)


def test_handing_back_may_say_what_it_needs(world: World) -> None:
    with world.acting("lea") as lea:
        add_skill(lea, name="Hardware")
    number = asked(world)
    gus = Visitor(world.app).signed_in_as(world.email("gus"))
    where = gus.post("/workspace/next").headers["Location"]
    back = gus.post(
        f"{where}/back", {"reason": "The socket is broken", "skill": "hardware"}, form_at=f"{where}?to=back"
    )
    assert (back.status_code, back.headers["Location"]) == (302, "/workspace")
    assert "Back in the queue." in gus.text("/workspace")
    with world.looking():
        assert db.session.get_one(Case, number).skill == "hardware"
