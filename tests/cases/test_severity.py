"""How grave a case is: by what happened, never by who tells it; who may change it; and what becomes of its place."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from app.activity.models import Event
from app.cases.actions.opening import attach_private_details
from app.cases.actions.severity import change_severity
from app.cases.actions.skills import add_skill, set_rule
from app.cases.actions.working import reply_as_customer
from app.cases.desk.models import SeverityChange
from app.cases.impact import Facts, severity_of, severity_of_words
from app.cases.models import Case
from app.cases.queries import case_of, hours_now
from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, first_response_due
from app.escalation.actions import request_staff
from app.extensions import db
from app.kit import clock
from app.kit.errors import Invalid, Refused, Unseen
from app.questions.queries import question_by_id
from tests import make
from tests.cases.test_taking import taken_by
from tests.cases.waiting import wait
from tests.world import World

WORDS = [
    ("The charger smokes when I plug it in.", Severity.S1),
    ("It caught fire on the table", Severity.S1),
    ("I see someone else's invoices in my account", Severity.S1),
    ("Il caricatore fa scintille e odore di bruciato", Severity.S1),
    ("Ho preso la scossa elettrica dal router", Severity.S1),
    ("We cannot work since this morning", Severity.S2),
    ("I was charged twice for October", Severity.S2),
    ("Mi è stata addebitata due volte la fattura", Severity.S2),
    ("Non riusciamo a telefonare da ieri", Severity.S2),
    ("The app crashes on start", Severity.S3),
    ("È lentissimo la sera, poi si disconnette", Severity.S3),
    ("How do I change the name of my network?", Severity.S4),
    ("Which firewall setting is best for the Fire TV?", Severity.S4),
    ("It got warm, but no smoke and it never caught fire.", Severity.S4),
    ("Nessun fumo, solo una domanda sul colore", Severity.S4),
    ("How do refunds work?", Severity.S4),
    ("", Severity.S4),
]
BOASTS = (
    " I have 200k followers.",
    " I am a journalist.",
    " I spend 10,000 a year with you.",
    " Sono un influencer.",
    "!!!",
)


@pytest.mark.parametrize(("text", "severity"), WORDS)
def test_words_that_name_harm(text: str, severity: Severity) -> None:
    assert severity_of_words(text) is severity


@pytest.mark.parametrize(("text", "severity"), WORDS)
def test_whoever_says_it_and_however_loudly(text: str, severity: Severity) -> None:
    for boast in BOASTS:
        assert severity_of_words(text + boast) is severity
        assert severity_of_words(text.upper() + boast) is severity
    chance = Random(text)
    assert severity_of_words(f"I am {chance.random()} and famous. {text}") is severity


def test_the_gravest_fact_holds() -> None:
    assert severity_of(Facts("My order number is 4711, what does it cost to change it?")) is Severity.S4
    assert severity_of(Facts("A question", at_least=Severity.S3)) is Severity.S3
    assert severity_of(Facts("It smokes", at_least=Severity.S3)) is Severity.S1
    assert list(Facts.__dataclass_fields__) == ["text", "at_least"]


def due(severity: Severity, case: Case) -> object:
    return first_response_due(SlaPolicy(), hours_now(), severity, case.entered_at)


def asked(world: World, **given: str) -> int:
    private = given.pop("private", "")
    with world.acting("ann") as ann:
        question = make.question(ann, **{"title": "About my network", "body": "Which name is best?", **given})
        attach_private_details(ann, question, text=private)
        case = case_of(question.id) or request_staff(ann, question, reason="Please")
        return case.id


def test_a_case_has_the_severity_of_its_words_its_category_and_its_trigger(world: World) -> None:
    plain, graver = asked(world), asked(world, body="I was charged twice.")
    with world.acting("lea") as lea:
        billing = add_skill(lea, name="Billing")
        set_rule(lea, category=make.category(), skill=billing, severity=Severity.S3)
    by_rule = asked(world)
    with world.looking():
        cases = [db.session.get_one(Case, one) for one in (plain, graver, by_rule)]
        assert [(case.severity, case.skill) for case in cases] == [
            (Severity.S4, ""),
            (Severity.S2, ""),
            (Severity.S3, "billing"),
        ]
        assert all(case.deadline == due(case.severity, case) for case in cases)


def test_private_words_hasten_the_case_and_nobody_outside_can_tell(world: World) -> None:
    quiet, grave = asked(world), asked(world, private="We cannot work since this morning.")
    with world.looking():
        plain, hastened = db.session.get_one(Case, quiet), db.session.get_one(Case, grave)
        assert (hastened.severity, hastened.deadline) == (Severity.S2, due(Severity.S2, hastened))
        assert hastened.promised_at == due(Severity.S4, hastened)
        for case in (plain, hastened):
            assert question_by_id(case.question_id or 0).next_due_at == case.promised_at


def test_any_agent_raises_it_and_its_place_counts_from_when_it_came(world: World) -> None:
    came = datetime(2026, 11, 23, 9, tzinfo=UTC)
    with clock.at(came), world.acting("ann") as ann:
        number = wait(ann.id, entered_at=came).id
    with clock.at(came + timedelta(hours=5)):
        assert taken_by(world, "gus") == number
        with world.acting("sam") as sam:
            case = db.session.get_one(Case, number)
            promised = case.promised_at
            change_severity(sam, case, severity=Severity.S2, reason="Their shop is closed because of it")
    with world.looking():
        case = db.session.get_one(Case, number)
        assert (case.severity, case.deadline, case.promised_at) == (Severity.S2, came + timedelta(hours=2), promised)
        row = db.session.scalars(select(SeverityChange)).one()
        assert (row.before, row.after, row.by_id) == (Severity.S4, Severity.S2, world.ids["sam"])
        event = db.session.scalars(select(Event).where(Event.kind == "case:severity_changed")).one()
        assert event.data == {"before": "S4", "after": "S2"}
        assert event.thread_id is None


def test_only_a_lead_lowers_it_and_always_with_a_reason(world: World) -> None:
    number = asked(world, body="I was charged twice.")
    taken_by(world, "gus")
    with pytest.raises(Refused, match="Only a lead lowers"), world.acting("gus") as gus:
        change_severity(gus, db.session.get_one(Case, number), severity=Severity.S4, reason="It is small")
    with pytest.raises(Invalid, match="Say why"), world.acting("lea") as lea:
        change_severity(lea, db.session.get_one(Case, number), severity=Severity.S4, reason=" ")
    with pytest.raises(Invalid, match="that already"), world.acting("lea") as lea:
        change_severity(lea, db.session.get_one(Case, number), severity=Severity.S2, reason="Again")
    with pytest.raises(Unseen), world.acting("ben") as ben:
        change_severity(ben, db.session.get_one(Case, number), severity=Severity.S1, reason="Me first")
    with world.acting("lea") as lea:
        case = db.session.get_one(Case, number)
        promised = case.promised_at
        change_severity(lea, case, severity=Severity.S4, reason="The bank shows one payment")
    with world.looking():
        case = db.session.get_one(Case, number)
        assert (case.severity, case.deadline) == (Severity.S4, due(Severity.S4, case))
        assert case.promised_at == promised, "what was promised stands"


def test_what_the_customer_writes_later_may_raise_it_and_never_lower_it(world: World) -> None:
    number = asked(world)
    taken_by(world, "gus")
    for body, severity in (
        ("Now it smokes!", Severity.S1),
        ("It is slow again, no smoke any more.", Severity.S1),
    ):
        with world.acting("ann") as ann:
            reply_as_customer(ann, db.session.get_one(Case, number), body=body)
        with world.looking():
            assert db.session.get_one(Case, number).severity is severity
    with world.looking():
        assert [row.by_id for row in db.session.scalars(select(SeverityChange))] == [None]
