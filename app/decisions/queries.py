"""Reading reports, decisions and rules. Reports are for moderators; a decision for them and the person concerned."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.queries import actor as person_as_actor
from app.decisions.models import Decision, HouseRule, Report
from app.decisions.permissions import Subject, can_read_decision, can_read_reports
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.keyset import Page, keyset
from app.kit.verdicts import require
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.queries import seen_by, visible_post

Actor = User | Guest


def rules_in_force() -> list[HouseRule]:
    query = select(HouseRule).where(HouseRule.retired_at.is_(None)).order_by(HouseRule.number)
    return list(db.session.scalars(query))


def rule_by_id(rule_id: int | None) -> HouseRule | None:
    return db.session.get(HouseRule, rule_id) if rule_id else None


def post_of_any_kind(actor: Actor, post_id: int) -> Post:
    """A question, answer, comment or published article that this person may see, or Unseen."""
    query = select(Post).where(Post.id == post_id, Post.kind == PostKind.ARTICLE, seen_by(actor))
    article = db.session.scalars(query.options(joinedload(Post.author), joinedload(Post.origin))).first()
    return article or visible_post(actor, post_id)


def somebody(user_id: int) -> User:
    """A person with an account that is open, or Unseen."""
    user = db.session.get(User, user_id)
    if user is None or user.closed_at is not None:
        raise Unseen
    return person_as_actor(user_id)


def report_for(actor: Actor, report_id: int) -> Report:
    """One report with its rule, or Unseen for everybody but moderators."""
    require(can_read_reports(actor))
    found = db.session.scalar(select(Report).where(Report.id == report_id).options(joinedload(Report.rule)))
    if found is None:
        raise Unseen
    return found


def subject_of(report: Report | Decision) -> Subject:
    """The post (with author and origin) or the person it is about, hidden ones too."""
    if report.user_id is not None:
        return person_as_actor(report.user_id)
    query = select(Post).where(Post.id == report.post_id)
    return db.session.scalars(query.options(joinedload(Post.author), joinedload(Post.origin))).one()


def waiting_reports(actor: Actor, *, limit: int = 200) -> list[Report]:
    """What waits for a moderator, the oldest first."""
    if not can_read_reports(actor):
        return []
    query = select(Report).where(Report.decided_at.is_(None)).order_by(Report.at, Report.id).limit(limit)
    return list(db.session.scalars(query.options(joinedload(Report.rule))))


def reports_on(subject: Subject, *, waiting: bool = True) -> list[Report]:
    column = Report.user_id if isinstance(subject, User) else Report.post_id
    query = select(Report).where(column == subject.id).order_by(Report.at, Report.id)
    if waiting:
        query = query.where(Report.decided_at.is_(None))
    return list(db.session.scalars(query.options(joinedload(Report.rule))))


def decisions_on(subject: Subject, *, limit: int = 20) -> list[Decision]:
    """What was decided on a post or a person, the latest first."""
    column = Decision.user_id if isinstance(subject, User) else Decision.post_id
    query = select(Decision).where(column == subject.id).order_by(Decision.id.desc()).limit(limit)
    return list(db.session.scalars(query.options(joinedload(Decision.rule), joinedload(Decision.by))))


def decisions_about(user: User) -> int:
    """How many restrictions were decided on a person and on what they wrote."""
    posts = select(Post.id).where(Post.author_id == user.id)
    query = select(func.count()).where(
        Decision.rule_id.is_not(None), (Decision.user_id == user.id) | Decision.post_id.in_(posts)
    )
    return db.session.scalar(query.select_from(Decision)) or 0


def decision_for(actor: Actor, decision_id: int) -> Decision:
    """A decision with its rule, for the person concerned and for moderators, or Unseen."""
    query = select(Decision).where(Decision.id == decision_id)
    found = db.session.scalars(query.options(joinedload(Decision.rule), joinedload(Decision.by))).first()
    if found is None:
        raise Unseen
    require(can_read_decision(actor, found, _concerned(found)))
    return found


def _concerned(decision: Decision) -> int | None:
    if decision.user_id is not None:
        return decision.user_id
    return db.session.scalar(select(Post.author_id).where(Post.id == decision.post_id))


def decision_log(*, after: str | None = None) -> Page[Decision]:
    """Every decision, the latest first."""
    query = select(Decision).options(joinedload(Decision.rule), joinedload(Decision.by))
    return keyset(
        query,
        (Decision.at, Decision.id),
        after=after,
        read=lambda page: list(db.session.scalars(page)),
        key=lambda decision: (decision.at, decision.id),
    )
