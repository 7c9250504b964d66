"""When cases wait for what nobody at the desk can do, a lead hears it once, and the board says it as long as it lasts."""

from sqlalchemy import func, select

from app.cases.actions.absences import end_absence, set_absence
from app.cases.desk.board import board_of
from app.cases.desk.hands import Hands, Need, uncovered
from app.cases.desk.models import Absence, Uncovered
from app.cases.jobs import watch_desk
from app.cases.queue import QueueEntry
from app.cases.severity import Severity
from app.extensions import db
from app.jobs.worker import run_all
from app.kit import edge
from app.kit.clock import now
from app.notifications.models import Notification
from tests.cases.test_taking import skilled
from tests.cases.waiting import DAY, wait
from tests.visiting import Visitor
from tests.world import World


def watch(world: World, times: int = 1) -> None:
    for _ in range(times):
        with world.app.app_context(), edge.transaction():
            watch_desk()
        with world.app.app_context():
            run_all()


def told(world: World) -> list[tuple[int, str]]:
    with world.looking():
        rows = db.session.execute(
            select(Notification.user_id, Notification.url).where(Notification.kind == "case_nobody")
        )
        return [(user_id, url) for user_id, url in rows]


def test_a_lead_hears_once_and_again_only_when_it_comes_again(world: World) -> None:
    skilled(world, "sam", "billing")
    with world.acting("ann") as ann:
        wait(ann.id, skill="billing")
    watch(world)
    assert told(world) == []
    with world.acting("sam") as sam:
        away = set_absence(sam, sam, from_at=now() - DAY, until_at=now() + DAY).id
    watch(world, times=3)
    assert told(world) == [(world.ids["lea"], "/workspace/team")]
    lea = Visitor(world.app).signed_in_as(world.email("lea"))
    assert "1 case waits that nobody at the desk can take." in lea.text("/workspace/team")
    assert "Cases wait for a skill or a language that nobody at the desk has now." in lea.text("/notifications")
    with world.acting("sam") as sam:
        end_absence(sam, db.session.get_one(Absence, away))
    watch(world)
    with world.looking():
        assert db.session.scalar(select(func.count()).where(Uncovered.ended_at.is_(None)).select_from(Uncovered)) == 0
    with world.acting("sam") as sam:
        set_absence(sam, sam, from_at=now(), until_at=now() + DAY)
    watch(world)
    assert len(told(world)) == 2


def test_a_language_that_nobody_speaks_and_a_queue_that_is_only_long(world: World) -> None:
    for name in ("gus", "sam", "lea"):
        skilled(world, name, languages="en", capacity=1)
    with world.acting("ann") as ann:
        for _ in range(5):
            wait(ann.id)
    watch(world)
    assert told(world) == [], "everybody has enough to do, but somebody can"
    with world.acting("ann") as ann:
        wait(ann.id, language="it")
    watch(world)
    assert len(told(world)) == 1
    with world.acting("lea") as lea:
        assert board_of(lea).gaps == [("", "it", 1)]


def test_who_may_take_what_is_told_without_a_database() -> None:
    entry = QueueEntry(1, Severity.S4, now(), now(), "billing", "it")
    can = Hands(1, frozenset({"billing"}), frozenset({"it"}))
    lead = Hands(2, frozenset({"billing"}), None, leads=True)
    assert uncovered([Need(entry)], [can]) == {}
    assert uncovered([Need(entry)], [Hands(1), Hands(2, frozenset({"billing"}), frozenset({"en"}))]) == {
        ("billing", "it"): 1
    }
    assert uncovered([Need(entry, not_for=frozenset({1}))], [can]) == {("billing", "it"): 1}
    assert uncovered([Need(entry, lead_only=True)], [can]) == {("billing", "it"): 1}
    assert uncovered([Need(entry, lead_only=True)], [can, lead]) == {}
    assert uncovered([Need(entry)], [Hands(1, frozenset({"billing"}), away_until=now())]) == {("billing", "it"): 1}
