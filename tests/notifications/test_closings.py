"""A case that is closed is told to its customer: how it ended, and what they can do if it is not solved. Once, and with
nothing of what was said in it."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from app.cases.actions.merging import merge
from app.cases.actions.working import close, reply, reply_as_customer
from app.cases.states import Outcome
from app.decisions.actions.deciding import decide
from app.decisions.models import HouseRule, Measure
from app.escalation.actions import request_staff
from app.extensions import db
from app.kit import clock
from app.notifications.actions import choose_mails
from app.notifications.states import Wants
from app.questions.actions.accepting import accept
from app.questions.actions.asking import withdraw
from app.questions.queries import question_by_id, visible_answer
from app.satisfaction.actions import say
from app.satisfaction.queries import asked_under
from tests import make
from tests.cases.calendars import rome
from tests.cases.private import called, opened, opened_and_taken, send, signed_in
from tests.cases.working import MONDAY, asked_customer, taken, the, work_at
from tests.cases.working import opened as public
from tests.cases.working import work as all_due
from tests.notifications.mails import Outbox, html_of, links, text_of
from tests.notifications.telling import told
from tests.notifications.test_italian import speaks
from tests.world import World

CANARY = "canary-51c0"
SOON = timedelta(seconds=20)
REMINDERS = [rome(2026, 11, 25, 9, 30), rome(2026, 11, 30, 9, 30), rome(2026, 12, 4, 9, 30)]
LAPSES = rome(2026, 12, 7, 9, 30)


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with clock.at(MONDAY):
        yield


def lead(mail: EmailMessage) -> str:
    """The first sentences, below the line that says whose mail it is."""
    return text_of(mail).splitlines()[2]


def closed_privately(world: World) -> str:
    """Ann's private case, answered by gus and closed on Monday at 09:30 in Rome."""
    reference = opened_and_taken(world)
    with world.acting("gus") as gus:
        reply(gus, called(reference), body=f"It is {CANARY}.")
    with world.acting("gus") as gus:
        close(gus, called(reference), outcome=None)
    return reference


def closed_in_public(world: World, outcome: Outcome) -> str:
    question_id = public(world)
    taken(world, question_id)
    with world.acting("gus") as gus:
        reply(gus, the(question_id), body=f"It is {CANARY}.")
        if outcome is Outcome.OFFICIAL_ANSWER:
            make.answer(gus, question_by_id(question_id))
    with world.acting("gus") as gus:
        close(gus, the(question_id), outcome=outcome)
    with world.looking():
        return the(question_id).reference


def test_a_private_case_says_that_it_is_closed_and_until_when_it_comes_back(world: World) -> None:
    reference = closed_privately(world)
    assert told(world, "ann")[-2:] == ["case_closed", "satisfaction_asked"]
    assert told(world, "gus") == []
    *_before, mail = Outbox(world.app).to("ann@example.org")
    assert str(mail["Subject"]) == "Your private case was closed"
    assert "Acme Support has closed your private case as settled." in lead(mail)
    assert "Not solved? Write there by Mon 7 Dec 09:30, and it comes back" in lead(mail)
    assert f"/cases/{reference}" in links(mail)
    assert CANARY not in mail.as_string()
    assert "Times: Central European Time." in text_of(mail)


def test_the_same_mail_asks_how_they_were_helped(world: World) -> None:
    """Not two mails of one moment; the link of the one works without signing in."""
    closed_privately(world)
    subjects = [str(mail["Subject"]) for mail in Outbox(world.app).to("ann@example.org")]
    assert "How were you helped?" not in subjects
    mail = Outbox(world.app).to("ann@example.org")[-1]
    (path,) = [path for path in links(mail) if path.startswith("/satisfaction/by-mail/")]
    assert "Say how you were helped" in html_of(mail)
    assert html_of(mail).count("background:#") == 1
    assert "How were you helped?" in signed_in(world, "ben").text(path)


def test_closed_again_it_asks_nothing_that_was_said(world: World) -> None:
    reference = closed_privately(world)
    with world.acting("ann") as ann:
        say(ann, asked_under(reference), mark=2)
    with world.acting("ann") as ann:
        reply_as_customer(ann, called(reference), body="Not solved.")
    with world.acting("gus") as gus:
        close(gus, called(reference), outcome=None)
    assert told(world, "ann").count("case_closed") == 2
    mail = Outbox(world.app).to("ann@example.org")[-1]
    assert str(mail["Subject"]) == "Your private case was closed"
    assert not any(path.startswith("/satisfaction/") for path in links(mail))


@pytest.mark.parametrize(
    ("outcome", "kind", "words"),
    [
        (
            Outcome.SETTLED_PRIVATELY,
            "case_closed_unseen",
            "closed the case of your question: it was settled in private",
        ),
        (
            Outcome.OFFICIAL_ANSWER,
            "case_closed_answered",
            "closed the case of your question: our answer is on its page",
        ),
    ],
)
def test_a_public_question_s_case_says_how_it_ended(world: World, outcome: Outcome, kind: str, words: str) -> None:
    reference = closed_in_public(world, outcome)
    assert told(world, "ann").count(kind) == 1
    assert told(world, "ben") == []
    mail = Outbox(world.app).to("ann@example.org")[-1]
    assert words in lead(mail)
    assert "Not solved?" in lead(mail)
    assert f"/cases/{reference}" in links(mail)
    assert CANARY not in mail.as_string()


def test_a_note_that_comes_with_the_closing_is_one_notice_with_the_note(world: World) -> None:
    question_id = public(world)
    taken(world, question_id)
    with world.looking():
        reference = the(question_id).reference
    words = {"outcome": "public_note", "note": "The manual is on page 3 of our site."}
    assert send(signed_in(world, "gus"), reference, "close", **words) == 302
    assert told(world, "ann") == ["case_closed_noted"]
    (mail,) = Outbox(world.app).to("ann@example.org")
    assert "closed the case of your question, with this note that everybody can read" in lead(mail)
    assert "The manual is on page 3 of our site." in text_of(mail)
    assert text_of(mail).startswith("Acme Support · Gus")


def test_an_asker_who_closed_it_by_their_own_word_is_told_nothing(world: World) -> None:
    question_id = public(world)
    taken(world, question_id)
    with world.acting("gus") as gus:
        posted = make.answer(gus, question_by_id(question_id)).id
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, posted))
    assert not [kind for kind in told(world, "ann") if kind.startswith("case_")]


def test_a_merged_case_is_told_as_merged_alone(world: World) -> None:
    stays = opened_and_taken(world)
    with world.acting("ann") as ann:
        goes = opened(ann, title="The invoice again").reference
    with world.acting("lea") as lea:
        merge(lea, called(goes), into=called(stays), reason="The same")
    assert [kind for kind in told(world, "ann") if "merged" in kind or "closed" in kind] == ["case_merged"]


def test_what_came_back_before_it_was_told_is_not_told(world: World) -> None:
    reference = opened_and_taken(world)
    told(world, "ann")
    with world.acting("gus") as gus:
        close(gus, called(reference), outcome=None)
    with world.acting("ann") as ann:
        reply_as_customer(ann, called(reference), body="Wait")
    assert "case_closed" not in told(world, "ann")


def test_who_wants_no_mails_reads_it_in_the_app(world: World) -> None:
    with world.acting("ann") as ann:
        choose_mails(ann, wants=Wants.NONE)
    closed_privately(world)
    assert "case_closed" in told(world, "ann")
    assert Outbox(world.app).to("ann@example.org") == []


def test_the_lapse_says_why_and_until_when_it_comes_back(world: World) -> None:
    reference = opened_and_taken(world)
    with world.acting("gus") as gus:
        reply(gus, called(reference), body="Which line?", needed=CANARY)
    for moment in REMINDERS:
        work_at(world, moment + SOON)
    with clock.at(LAPSES + SOON):
        all_due(world)
        assert told(world, "ann")[-1] == "case_lapsed"
        mail = Outbox(world.app).to("ann@example.org")[-1]
    assert str(mail["Subject"]) == "Your private case was closed"
    assert "since we did not hear from you" in lead(mail)
    assert "by Mon 21 Dec 09:30" in lead(mail)
    assert CANARY not in mail.as_string()


def test_the_lapse_of_a_public_question_is_told_once(world: World) -> None:
    asked_customer(world, public(world))
    for moment in REMINDERS:
        work_at(world, moment + SOON)
    with clock.at(LAPSES + SOON):
        all_due(world)
        kinds = told(world, "ann")
    assert [kind for kind in kinds if "lapsed" in kind or "closed" in kind] == ["lapsed"]


def test_in_italian(world: World) -> None:
    speaks(world, "ann", "it")
    closed_privately(world)
    mail = Outbox(world.app).to("ann@example.org")[-1]
    assert str(mail["Subject"]) == "Il tuo caso privato è stato chiuso"
    assert "L'Assistenza Acme ha chiuso il tuo caso privato" in lead(mail)
    assert "entro lun 7 dic 09:30" in lead(mail)


def test_a_case_that_ended_with_its_question_says_so_unless_they_took_it_back(world: World) -> None:
    removed = public(world)
    taken(world, removed)
    with world.acting("mia") as mia:
        rule = db.session.scalars(select(HouseRule)).one()
        decide(mia, question_by_id(removed), measure=Measure.HIDE, rule=rule, reason="It names a person.")
    assert told(world, "ann").count("case_closed_ended") == 1
    mail = next(mail for mail in Outbox(world.app).to("ann@example.org") if "case of" in str(mail["Subject"]))
    assert "Your question has ended, and its case was closed with it." in lead(mail)
    page = next(path for path in links(mail) if path.startswith("/cases/"))
    assert "This case is closed." in signed_in(world, "ann").text(page)
    with world.acting("ben") as ben:
        own = make.question(ben)
        request_staff(ben, own, reason="We cannot go on without")
        withdraw(ben, own)
    assert not [kind for kind in told(world, "ben") if kind.startswith("case_")]


def test_staff_s_acceptance_for_the_asker_is_told_as_that_alone(world: World) -> None:
    question_id = public(world)
    taken(world, question_id)
    with world.acting("gus") as gus:
        posted = make.answer(gus, question_by_id(question_id)).id
    told(world, "ann")
    with clock.at(MONDAY + timedelta(days=7, minutes=1)):
        with world.acting("lea") as lea:
            accept(lea, visible_answer(lea, posted), reason="They said so on the phone.")
        with world.looking():
            assert not the(question_id).is_open
        kinds = told(world, "ann")
    assert kinds[-1] == "accepted_for_you"
    assert not [kind for kind in kinds if kind.startswith("case_")]
