"""Decisions with their reasons, roles, articles, gaps, claims."""

from datetime import timedelta

from app.accounts.actions.experts import appoint_expert
from app.accounts.actions.granting import grant_role
from app.accounts.actions.suspending import suspend
from app.accounts.actors import SYSTEM, Guest
from app.accounts.roles import Role
from app.activity.log import record
from app.claims.events import ClaimEvent
from app.decisions.events import DecisionEvent
from app.decisions.models import Decision, HouseRule, Measure
from app.extensions import db
from app.kit.clock import now
from app.knowledge.actions.gap_ends import assign_gaps, close_gaps
from app.knowledge.actions.gaps import report_gap
from app.knowledge.models import ContentGap
from app.notifications.actions import choose_mails
from app.notifications.states import Wants
from app.posts.actions import move_standing
from app.posts.events import PostEvent
from app.posts.kinds import Standing
from app.posts.models import Post
from tests import make
from tests.knowledge.making import published, the
from tests.notifications.mails import Outbox, first_line, text_of, work
from tests.notifications.telling import answered, asked, told
from tests.world import World


def rule() -> HouseRule:
    return db.session.scalars(db.select(HouseRule)).one()


def decided(world: World, post_id: int | None, measure: Measure, user: str | None = None) -> None:
    with world.acting("mia") as mia:
        decision = Decision(
            post_id=post_id,
            user_id=world.ids[user] if user else None,
            measure=measure,
            rule=rule(),
            reason="It insults somebody.",
            by=mia,
            until=now() + timedelta(days=7) if user else None,
        )
        db.session.add(decision)
        if measure is Measure.HIDE:
            move_standing(mia, db.session.get_one(Post, post_id), Standing.HIDDEN, PostEvent.HIDDEN)
        if user:
            suspend(mia, world.person(user), until=now() + timedelta(days=7))
        record(mia, DecisionEvent.DECIDED, decision)


def test_the_author_gets_the_reasons_whatever_mails_they_chose(world: World) -> None:
    answer_id = answered(world, asked(world))
    with world.acting("ben") as ben:
        choose_mails(ben, Wants.NONE)
    decided(world, answer_id, Measure.HIDE)
    assert told(world, "ben") == ["decided"]
    (mail,) = Outbox(world.app).to("ben@example.org")
    words = text_of(mail)
    for part in ("Decision: Hidden", "Rule: rule 1, Be kind", "Reason: It insults somebody.", "Hidden"):
        assert part in words
    assert mail["List-Unsubscribe"] is None
    assert "ann@example.org" not in mail.as_string()


def test_whoever_has_left_is_told_nothing(world: World) -> None:
    answer_id = answered(world, asked(world))
    with world.acting("ben") as ben:
        ben.closed_at = now()
    decided(world, answer_id, Measure.HIDE)
    assert told(world, "ben") == []


def test_no_action_is_no_news_to_the_author(world: World) -> None:
    answer_id = answered(world, asked(world))
    decided(world, answer_id, Measure.NO_ACTION)
    assert told(world, "ben") == []


def test_a_suspension_is_told_once_with_its_reasons(world: World) -> None:
    decided(world, None, Measure.SUSPEND, "ben")
    assert told(world, "ben") == ["decided"]
    (mail,) = Outbox(world.app).to("ben@example.org")
    assert "Until: " in text_of(mail)


def test_a_suspension_without_a_decision_is_told_too(world: World) -> None:
    with world.acting("mia") as mia:
        suspend(mia, world.person("ben"), until=now() + timedelta(days=7))
    assert told(world, "ben") == ["suspended"]
    assert len(Outbox(world.app).to("ben@example.org")) == 1


def test_roles_and_expertise(world: World) -> None:
    with world.acting("ada") as ada:
        grant_role(ada, world.person("ben"), Role.AGENT)
        appoint_expert(ada, world.person("ann"), make.tag("dsl").id)
    assert told(world, "ben") == ["role_granted"]
    assert told(world, "ann") == ["expert_appointed"]
    assert "community: Agent." in text_of(Outbox(world.app).to("ben@example.org")[0])
    assert "an expert of dsl." in text_of(Outbox(world.app).to("ann@example.org")[0])


def test_whoever_is_named_in_an_article_is_told(world: World) -> None:
    article_id = published(world)
    assert told(world, "ben")[-1] == "article_credited"
    mail = Outbox(world.app).to("ben@example.org")[-1]
    with world.looking():
        assert str(mail["Subject"]) == the(article_id).title
    assert "article" in first_line(mail).lower()


def test_everybody_who_reported_a_gap_is_told(world: World) -> None:
    article_id = published(world)
    Outbox(world.app).clear()
    with world.acting("ann") as ann:
        gap_id = report_gap(ann, words="stable profile on the X200").id
        report_gap(Guest(), words="stable profile on the X200", email="carla@example.net", language="it")
    with world.acting("eve") as eve:
        close_gaps(eve, [db.session.get_one(ContentGap, gap_id)], article=the(article_id))
    assert told(world, "ann")[-1] == "gap_closed"
    (mail,) = Outbox(world.app).to("ann@example.org")
    (guest,) = Outbox(world.app).to("carla@example.net")
    assert "You looked for: stable profile on the X200" in text_of(mail)
    assert "Avevi cercato: stable profile on the X200" in text_of(guest)
    assert guest["List-Unsubscribe"] is None
    assert "article" in first_line(mail).lower()
    assert "articolo" in first_line(guest).lower()


def test_what_is_given_and_closed_together_is_told_once(world: World) -> None:
    Outbox(world.app).clear()
    with world.acting("ann") as ann:
        gaps = [report_gap(ann, words=words) for words in ("esim on a watch", "esim apple watch")]
        gaps.append(report_gap(Guest(), words="esim apple watch", email="carla@example.net"))
        report_gap(Guest(), words="esim on a watch", email="carla@example.net")
        ids = [gap.id for gap in gaps[:2]]
    with world.acting("lea") as lea:
        assign_gaps(lea, [db.session.get_one(ContentGap, each) for each in ids], to=world.person("eve"))
    assert told(world, "eve") == ["gap_assigned"]
    with world.acting("eve") as eve:
        close_gaps(eve, [db.session.get_one(ContentGap, each) for each in ids], answer="Not on watches.")
    assert told(world, "ann") == ["gap_closed"]
    assert len(Outbox(world.app).to("ann@example.org")) == 1
    assert len(Outbox(world.app).to("carla@example.net")) == 1
    assert Outbox(world.app).to("eve@example.org") == []


def test_a_claim_reaches_moderators_in_the_app_alone(world: World) -> None:
    answer_id = answered(world, asked(world), body="Set the profile.")
    with world.acting("ann"):
        record(SYSTEM, ClaimEvent.FLAGGED, db.session.get_one(Post, answer_id))
    assert told(world, "mia") == ["claim_flagged"]
    work(world.app)
    assert Outbox(world.app).to("mia@example.org") == []
