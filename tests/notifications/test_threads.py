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


def test_an_answer_reaches_the_asker_and_followers(world: World) -> None:
    question_id = asked(world)
    followed_by(world, question_id, "eve")
    answered(world, question_id)
    assert told(world, "ann") == ["answered"]
    assert told(world, "eve") == ["answered_followed"]
    assert told(world, "ben") == []
    sent = Outbox(world.app).to("ann@example.org")
    assert len(sent) == 1
    assert first_line(sent[0]) == preheader(sent[0]) == COMMUNITY
    assert str(sent[0]["Subject"]) == TITLE
    assert "> Set the line profile to stable." in text_of(sent[0])
    assert "Ben answered your question." in html_of(sent[0])


def test_the_companys_answer_says_who_speaks(world: World) -> None:
    answered(world, asked(world), by="gus")
    sent = Outbox(world.app).to("ann@example.org")
    assert first_line(sent[0]) == preheader(sent[0]) == "Acme Support · Gus"
    assert "Acme" not in str(sent[0]["Subject"])
    assert told(world, "gus") == []


def test_a_comment_reaches_its_author_the_asker_and_followers_once_each(world: World) -> None:
    question_id = asked(world)
    answer_id = answered(world, question_id)
    followed_by(world, question_id, "eve", "ben")
    work(world.app)
    with world.acting("new") as new:
        comment(new, visible_answer(new, answer_id), question_by_id(question_id), body="Which menu is that in?")
    assert told(world, "ben") == ["commented"]
    assert told(world, "ann") == ["answered", "commented"]
    assert told(world, "eve") == ["answered_followed", "commented_followed"]
    assert first_line(Outbox(world.app).to("ben@example.org")[0]) == "Member's comment"


def test_acceptance_reaches_the_author_and_followers(world: World) -> None:
    question_id = asked(world)
    answer_id = answered(world, question_id)
    followed_by(world, question_id, "eve")
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answer_id))
    assert told(world, "ben") == ["accepted"]
    assert told(world, "eve") == ["answered_followed", "solved_followed"]
    assert told(world, "ann") == ["answered", "satisfaction_asked"]


def test_acceptance_by_staff_tells_the_silent_asker_too(world: World) -> None:
    answer_id = answered(world, asked(world))
    with clock.at(now() + timedelta(days=8)), world.acting("gus") as gus:
        accept(gus, visible_answer(gus, answer_id), reason="The line has been stable for a week.")
    with clock.at(now() + timedelta(days=8)):
        assert told(world, "ben") == ["accepted_by_staff"]
        assert told(world, "ann") == ["answered", "accepted_for_you"]


def test_staff_taking_over_is_said_with_its_time(world: World) -> None:
    question_id = asked(world)
    with world.acting("mia") as mia:
        escalate(mia, question_by_id(question_id), trigger=Trigger.EXPERT_REQUEST, reason="the secret reason")
    assert told(world, "ann") == ["escalated"]
    mail = Outbox(world.app).to("ann@example.org")[0]
    assert first_line(mail) == "Asked by a member"
    assert "Acme Support has taken over your question and replies by " in text_of(mail)
    assert "secret" not in mail.as_string()


def test_lapsed_and_reopened(world: World) -> None:
    question_id = asked(world)
    answered(world, question_id)
    with world.acting("mia") as mia:
        lapse(mia, question_by_id(question_id))
    assert told(world, "ann") == ["answered", "lapsed"]
    with world.acting("ann") as ann:
        reopen(ann, question_by_id(question_id))
    assert told(world, "ben") == ["reopened"]
    assert told(world, "ann") == ["answered", "lapsed"]


def test_a_reminder_after_the_answer_was_taken_back_is_not_mailed(world: World) -> None:
    question_id = asked(world)
    answer_id = answered(world, question_id)
    outbox = Outbox(world.app)
    outbox.clear()
    with world.acting("mia") as mia:
        remind(mia, question_by_id(question_id))
    with world.acting("ben") as ben:
        withdraw(ben, visible_answer(ben, answer_id))
    assert outbox.all() == []


def test_an_answer_taken_back_before_the_mail_is_not_mailed(world: World) -> None:
    answer_id = answered(world, asked(world))
    with world.acting("ben") as ben:
        withdraw(ben, visible_answer(ben, answer_id))
    assert Outbox(world.app).all() == []


def test_nobody_is_told_of_an_archive_nor_imported_closed_or_suspended_people(world: World) -> None:
    question_id = asked(world)
    followed_by(world, question_id, "eve", "new", "ada")
    with world.acting("ann"):
        db.session.get_one(User, world.ids["ann"]).email = None
        db.session.get_one(User, world.ids["eve"]).closed_at = now()
        db.session.get_one(User, world.ids["new"]).suspended_until = now() + timedelta(days=1)
    answered(world, question_id)
    assert [told(world, name) for name in ("ann", "eve", "new", "ada")] == [[], [], [], ["answered_followed"]]
    with world.acting("ann"):
        question = question_by_id(question_id)
        question.archived_at, question.owner_state, question.next_due_at = now(), None, None
        event = db.session.scalars(select(Event).where(Event.kind == QuestionEvent.ANSWERED.value)).one()
        db.session.execute(Notification.__table__.delete())
        reactions["notifications.reactions.threads.answered"](event)
    assert told(world, "ada") == []


def test_a_reaction_that_runs_twice_tells_and_mails_once(world: World) -> None:
    answered(world, asked(world))
    work(world.app)
    with world.acting("ann"):
        event = db.session.scalars(select(Event).where(Event.kind == QuestionEvent.ANSWERED.value)).one()
        reactions["notifications.reactions.threads.answered"](event)
    assert told(world, "ann") == ["answered"]
    assert len(Outbox(world.app).to("ann@example.org")) == 1
    with world.looking():
        assert db.session.scalar(select(func.count()).select_from(Delivery)) == 1


def test_mails_of_a_thread_belong_together(world: World) -> None:
    question_id = asked(world)
    for name in ("ben", "eve"):
        answered(world, question_id, by=name)
    first, second = Outbox(world.app).to("ann@example.org")
    assert first["References"] == second["References"] == first["In-Reply-To"]
    assert first["Message-ID"] != second["Message-ID"]
    assert str(first["Subject"]) == str(second["Subject"])
    other = asked(world, title="No light on the modem")
    answered(world, other)
    assert Outbox(world.app).to("ann@example.org")[-1]["References"] != first["References"]
