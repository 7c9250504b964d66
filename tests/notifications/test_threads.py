"""Who hears what of a thread."""

from datetime import timedelta

from sqlalchemy import func, select

from app.accounts.models import User
from app.activity.models import Event
from app.activity.registry import reactions
from app.escalation.actions import escalate
from app.extensions import db
from app.kit import clock
from app.kit.clock import now
from app.notifications.models import Delivery, Notification
from app.questions.actions.accepting import accept, lapse, remind
from app.questions.actions.answering import comment, withdraw
from app.questions.actions.asking import reopen
from app.questions.events import QuestionEvent
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import Trigger
from tests.notifications.mails import Outbox, first_line, html_of, preheader, text_of, work
from tests.notifications.telling import answered, asked, followed_by, told
from tests.world import World

COMMUNITY = "Community answer · not reviewed by Acme"
TITLE = "Router drops the line every evening"


def test_an_answer_reaches_the_asker_and_followers(any_world: World) -> None:
    question_id = asked(any_world)
    followed_by(any_world, question_id, "eve")
    answered(any_world, question_id)
    assert told(any_world, "ann") == ["answered"]
    assert told(any_world, "eve") == ["answered_followed"]
    assert told(any_world, "ben") == []
    sent = Outbox(any_world.app).to("ann@example.org")
    assert len(sent) == 1
    assert first_line(sent[0]) == preheader(sent[0]) == COMMUNITY
    assert str(sent[0]["Subject"]) == TITLE
    assert "> Set the line profile to stable." in text_of(sent[0])
    assert "Ben answered your question." in html_of(sent[0])


def test_the_companys_answer_says_who_speaks(any_world: World) -> None:
    answered(any_world, asked(any_world), by="gus")
    sent = Outbox(any_world.app).to("ann@example.org")
    assert first_line(sent[0]) == preheader(sent[0]) == "Acme Support · Gus"
    assert "Acme" not in str(sent[0]["Subject"])
    assert told(any_world, "gus") == []


def test_a_comment_reaches_its_author_the_asker_and_followers_once_each(any_world: World) -> None:
    question_id = asked(any_world)
    answer_id = answered(any_world, question_id)
    followed_by(any_world, question_id, "eve", "ben")
    work(any_world.app)
    with any_world.acting("new") as new:
        comment(new, visible_answer(new, answer_id), question_by_id(question_id), body="Which menu is that in?")
    assert told(any_world, "ben") == ["commented"]
    assert told(any_world, "ann") == ["answered", "commented"]
    assert told(any_world, "eve") == ["answered_followed", "commented_followed"]
    assert first_line(Outbox(any_world.app).to("ben@example.org")[0]) == "Member's comment"


def test_acceptance_reaches_the_author_and_followers(any_world: World) -> None:
    question_id = asked(any_world)
    answer_id = answered(any_world, question_id)
    followed_by(any_world, question_id, "eve")
    with any_world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answer_id))
    assert told(any_world, "ben") == ["accepted"]
    assert told(any_world, "eve") == ["answered_followed", "solved_followed"]
    assert told(any_world, "ann") == ["answered"]


def test_acceptance_by_staff_tells_the_silent_asker_too(any_world: World) -> None:
    answer_id = answered(any_world, asked(any_world))
    with clock.at(now() + timedelta(days=8)), any_world.acting("gus") as gus:
        accept(gus, visible_answer(gus, answer_id), reason="The line has been stable for a week.")
    with clock.at(now() + timedelta(days=8)):
        assert told(any_world, "ben") == ["accepted_by_staff"]
        assert told(any_world, "ann") == ["answered", "accepted_for_you"]


def test_staff_taking_over_is_said_with_its_time(any_world: World) -> None:
    question_id = asked(any_world)
    with any_world.acting("mia") as mia:
        escalate(mia, question_by_id(question_id), trigger=Trigger.EXPERT_REQUEST, reason="the secret reason")
    assert told(any_world, "ann") == ["escalated"]
    mail = Outbox(any_world.app).to("ann@example.org")[0]
    assert first_line(mail) == "Asked by a member"
    assert "Acme Support has taken over your question and replies by " in text_of(mail)
    assert "secret" not in mail.as_string()


def test_lapsed_and_reopened(any_world: World) -> None:
    question_id = asked(any_world)
    answered(any_world, question_id)
    with any_world.acting("mia") as mia:
        lapse(mia, question_by_id(question_id))
    assert told(any_world, "ann") == ["answered", "lapsed"]
    with any_world.acting("ann") as ann:
        reopen(ann, question_by_id(question_id))
    assert told(any_world, "ben") == ["reopened"]
    assert told(any_world, "ann") == ["answered", "lapsed"]


def test_a_reminder_after_the_answer_was_taken_back_is_not_mailed(any_world: World) -> None:
    question_id = asked(any_world)
    answer_id = answered(any_world, question_id)
    outbox = Outbox(any_world.app)
    outbox.clear()
    with any_world.acting("mia") as mia:
        remind(mia, question_by_id(question_id))
    with any_world.acting("ben") as ben:
        withdraw(ben, visible_answer(ben, answer_id))
    assert outbox.all() == []


def test_an_answer_taken_back_before_the_mail_is_not_mailed(any_world: World) -> None:
    answer_id = answered(any_world, asked(any_world))
    with any_world.acting("ben") as ben:
        withdraw(ben, visible_answer(ben, answer_id))
    assert Outbox(any_world.app).all() == []


def test_nobody_is_told_of_an_archive_nor_imported_closed_or_suspended_people(any_world: World) -> None:
    question_id = asked(any_world)
    followed_by(any_world, question_id, "eve", "new", "ada")
    with any_world.acting("ann"):
        db.session.get_one(User, any_world.ids["ann"]).email = None
        db.session.get_one(User, any_world.ids["eve"]).closed_at = now()
        db.session.get_one(User, any_world.ids["new"]).suspended_until = now() + timedelta(days=1)
    answered(any_world, question_id)
    assert [told(any_world, name) for name in ("ann", "eve", "new", "ada")] == [[], [], [], ["answered_followed"]]
    with any_world.acting("ann"):
        question = question_by_id(question_id)
        question.archived_at, question.owner_state, question.next_due_at = now(), None, None
        event = db.session.scalars(select(Event).where(Event.kind == QuestionEvent.ANSWERED.value)).one()
        db.session.execute(Notification.__table__.delete())
        reactions["notifications.reactions.threads.answered"](event)
    assert told(any_world, "ada") == []


def test_a_reaction_that_runs_twice_tells_and_mails_once(any_world: World) -> None:
    answered(any_world, asked(any_world))
    work(any_world.app)
    with any_world.acting("ann"):
        event = db.session.scalars(select(Event).where(Event.kind == QuestionEvent.ANSWERED.value)).one()
        reactions["notifications.reactions.threads.answered"](event)
    assert told(any_world, "ann") == ["answered"]
    assert len(Outbox(any_world.app).to("ann@example.org")) == 1
    with any_world.looking():
        assert db.session.scalar(select(func.count()).select_from(Delivery)) == 1


def test_mails_of_a_thread_belong_together(any_world: World) -> None:
    question_id = asked(any_world)
    for name in ("ben", "eve"):
        answered(any_world, question_id, by=name)
    first, second = Outbox(any_world.app).to("ann@example.org")
    assert first["References"] == second["References"] == first["In-Reply-To"]
    assert first["Message-ID"] != second["Message-ID"]
    assert str(first["Subject"]) == str(second["Subject"])
    other = asked(any_world, title="No light on the modem")
    answered(any_world, other)
    assert Outbox(any_world.app).to("ann@example.org")[-1]["References"] != first["References"]
