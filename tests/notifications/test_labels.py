"""A label changes: the author first, then whoever relied on the words."""

from datetime import timedelta

from sqlalchemy import select

from app.extensions import db
from app.kit.clock import now
from app.labels.actions import correct, dispute, lift, mark_unofficial, verify
from app.notifications.models import Notification
from app.questions.actions.official import make_official
from app.questions.queries import visible_answer
from tests.notifications.mails import Outbox, first_line
from tests.notifications.telling import answered, asked, followed_by, told
from tests.world import World

CLAIM = "Every X200 of lot 7 is defective."


def with_answer(world: World, by: str = "ben", body: str = CLAIM) -> int:
    question_id = asked(world)
    followed_by(world, question_id, "eve")
    answer_id = answered(world, question_id, by=by, body=body)
    Outbox(world.app).clear()
    with world.acting("ann"):
        db.session.execute(Notification.__table__.delete())
    return answer_id


def order(world: World) -> list[str]:
    names = {number: name for name, number in world.ids.items()}
    with world.looking():
        return [names[i] for i in db.session.scalars(select(Notification.user_id).order_by(Notification.id))]


def test_a_correction_reaches_the_author_first_then_all(world: World) -> None:
    answer_id = with_answer(world)
    with world.acting("sam") as sam:
        correct(sam, visible_answer(sam, answer_id), fact="Two devices of lot 7 were defective.")
    assert told(world, "ben") == ["corrected_yours"]
    assert told(world, "ann") == told(world, "eve") == ["corrected_followed"]
    assert order(world) == ["ben", "ann", "eve"]
    sent = Outbox(world.app).all()
    assert [str(mail["To"]).split()[0] for mail in sent] == ["Ben", "Ann", "Eve"]
    assert first_line(sent[0]).startswith("Acme's correction: Two devices of lot 7 were defective.")


def test_a_dispute_and_a_caution_reach_all(world: World) -> None:
    answer_id = with_answer(world, body="Set the profile to stable.")
    with world.acting("gus") as gus:
        dispute(gus, visible_answer(gus, answer_id), update_by=now() + timedelta(days=2), evidence="our own test")
    assert told(world, "ben") == ["disputed_yours"]
    assert sorted(told(world, "ann")) == ["disputed_followed", "escalated"]
    with world.acting("mia") as mia:
        lift(mia, visible_answer(mia, answer_id), reason="It holds.")
    assert told(world, "ben") == ["disputed_yours", "lifted_yours"]
    assert sorted(told(world, "ann")) == ["disputed_followed", "escalated"]


def test_what_only_detection_marked_is_between_it_and_the_author(world: World) -> None:
    answer_id = with_answer(world, body="Set the profile to stable.")
    with world.acting("mia") as mia:
        answer = visible_answer(mia, answer_id)
        mark_unofficial(mia, answer, sentence="Set the profile to stable.", reason="a claim", provisional=True)
    assert told(world, "ben") == ["unofficial_yours"]
    assert told(world, "ann") == told(world, "eve") == []


def test_a_moderators_mark_reaches_all(world: World) -> None:
    answer_id = with_answer(world, body="Set the profile to stable.")
    with world.acting("mia") as mia:
        answer = visible_answer(mia, answer_id)
        mark_unofficial(mia, answer, sentence="Set the profile to stable.", reason="a claim", provisional=False)
    assert told(world, "ben") == ["unofficial_yours"]
    assert told(world, "eve") == ["unofficial_followed"]


def test_confirmed_is_told_to_the_author_alone(world: World) -> None:
    answer_id = with_answer(world, body="Set the profile to stable.")
    with world.acting("gus") as gus:
        verify(gus, visible_answer(gus, answer_id), scope="Router X200", evidence="tested")
    assert told(world, "ben") == ["verified_yours"]
    assert told(world, "ann") == []


def test_an_official_answer_reaches_all(world: World) -> None:
    answer_id = with_answer(world, by="gus", body="Set the profile to stable.")
    with world.acting("sam") as sam:
        make_official(sam, visible_answer(sam, answer_id), scope="Router X200", evidence="manual")
    assert told(world, "gus") == ["official_yours"]
    assert told(world, "ann") == ["official_followed"]
    mail = Outbox(world.app).to("ann@example.org")[0]
    assert first_line(mail) == "Acme's official answer"
    assert "official" not in str(mail["Subject"]).lower()


def test_the_label_that_a_staff_answer_brings_along_is_no_news(world: World) -> None:
    answered(world, asked(world), by="gus")
    assert told(world, "ann") == ["answered"]
    assert told(world, "gus") == []
