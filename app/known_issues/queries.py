"""Reading known issues, what is attached to them, and who hears of them. Issues themselves are for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.cases.models import Case
from app.cases.states import DONE
from app.catalogue.models import Lot
from app.extensions import db
from app.kit.clock import now
from app.kit.database import table_of
from app.kit.errors import Unseen
from app.known_issues.matching import Scope
from app.known_issues.models import IssueChange, IssueFollower, IssueQuestion, KnownIssue
from app.known_issues.states import IssueState
from app.posts.kinds import Standing
from app.posts.models import Post
from app.questions.beside import THREAD, read_linked
from app.questions.models import Question
from app.questions.states import Level, Owner, State

RESOLVED_MAX = 50
CANDIDATES_MAX = 5000
WHOLE = (
    joinedload(KnownIssue.product),
    selectinload(KnownIssue.versions),
    selectinload(KnownIssue.lots),
    selectinload(KnownIssue.symptoms),
)
STANDING = IssueQuestion.left_at.is_(None)
_OPEN = KnownIssue.state != IssueState.RESOLVED


def issue_by_id(issue_id: int) -> KnownIssue:
    """The issue with what it is about, or Unseen."""
    found = db.session.scalar(select(KnownIssue).where(KnownIssue.id == issue_id).options(*WHOLE))
    if found is None:
        raise Unseen
    return found


def open_issues(product_id: int | None = None, limit: int = 200) -> Sequence[KnownIssue]:
    """What is not resolved: incidents first, then what was changed last."""
    query = select(KnownIssue).where(_OPEN).options(*WHOLE)
    if product_id is not None:
        query = query.where(KnownIssue.product_id == product_id)
    order = KnownIssue.is_incident.desc(), KnownIssue.changed_at.desc(), KnownIssue.id.desc()
    return db.session.scalars(query.order_by(*order).limit(limit)).all()


def resolved_issues(limit: int = RESOLVED_MAX) -> Sequence[KnownIssue]:
    query = select(KnownIssue).where(~_OPEN).options(*WHOLE)
    return db.session.scalars(query.order_by(KnownIssue.resolved_at.desc(), KnownIssue.id.desc()).limit(limit)).all()


def scopes_to_match(product_id: int | None) -> list[tuple[int, Scope]]:
    """What a new question may belong to: the open issues of its product, of any product if it has none."""
    if not db.session.scalar(select(exists().where(_OPEN))):
        return []
    return [(issue.id, scope_of(issue)) for issue in open_issues(product_id)]


def scope_of(issue: KnownIssue) -> Scope:
    own = tuple(lot.name for lot in issue.lots)
    others: Sequence[str] = ()
    if own:
        query = select(Lot.name).where(Lot.product_id == issue.product_id, Lot.name.not_in(own))
        others = db.session.scalars(query).all()
    return Scope(
        product_id=issue.product_id,
        product=issue.product.name,
        versions=tuple((version.id, version.name) for version in issue.versions),
        lots=own,
        other_lots=tuple(others),
        symptoms=tuple(symptom.phrase for symptom in issue.symptoms),
    )


def changes_of(issue: KnownIssue) -> Sequence[IssueChange]:
    """The latest first, with who said each."""
    query = select(IssueChange).where(IssueChange.issue_id == issue.id).options(joinedload(IssueChange.by))
    return db.session.scalars(query.order_by(IssueChange.number.desc())).all()


_attached = table_of(IssueQuestion).c
read_linked("issue", _attached.issue_id, _attached.question_id == THREAD, _attached.left_at.is_(None))


def standing_row(question_id: int) -> IssueQuestion | None:
    """How a question is attached now, with the issue; None if it is not."""
    query = select(IssueQuestion).where(IssueQuestion.question_id == question_id, STANDING)
    return db.session.scalar(query.options(joinedload(IssueQuestion.issue).options(*WHOLE)))


def left_issue_ids(question_id: int) -> set[int]:
    """The issues that somebody said a question does not belong to."""
    query = select(IssueQuestion.issue_id).where(IssueQuestion.question_id == question_id, ~STANDING)
    return set(db.session.scalars(query))


_COUNTED = and_(STANDING, Question.standing == Standing.VISIBLE, Question.ended_at.is_(None))


@dataclass(frozen=True)
class Attachments:
    """How many questions are attached that can be read, and what their askers said once it was resolved."""

    questions: int
    solved: int
    not_solved: int


def attachments_of(issue_id: int) -> Attachments:
    query = select(
        func.count(),
        func.count().filter(IssueQuestion.solved.is_(True)),
        func.count().filter(IssueQuestion.solved.is_(False)),
    )
    query = query.select_from(IssueQuestion).join(Question, Question.id == IssueQuestion.question_id)
    return Attachments(*db.session.execute(query.where(IssueQuestion.issue_id == issue_id, _COUNTED)).one())


def attached_rows(issue_id: int, limit: int = 100) -> Sequence[IssueQuestion]:
    """The attached questions that can be read, the newest first, with the question."""
    query = select(IssueQuestion).join(IssueQuestion.question).where(IssueQuestion.issue_id == issue_id, _COUNTED)
    whole = selectinload(IssueQuestion.question).options(joinedload(Question.author), joinedload(Question.origin))
    return db.session.scalars(query.options(whole).order_by(IssueQuestion.id.desc()).limit(limit)).all()


def left_rows(issue_id: int, limit: int = 20) -> Sequence[IssueQuestion]:
    """The questions that were detached, the latest first, with the question: for staff."""
    query = select(IssueQuestion).join(IssueQuestion.question).where(IssueQuestion.issue_id == issue_id, ~STANDING)
    whole = selectinload(IssueQuestion.question).options(joinedload(Question.author), joinedload(Question.origin))
    query = query.where(Question.standing == Standing.VISIBLE).options(whole)
    return db.session.scalars(query.order_by(IssueQuestion.left_at.desc()).limit(limit)).all()


def in_its_turn(issue_id: int) -> Select[Question]:
    """The attached questions whose next step is the issue's: with staff, and in no case of their own."""
    case = exists().where(Case.question_id == Question.id, Case.state.not_in(DONE))
    query = select(Question).join(IssueQuestion, IssueQuestion.question_id == Question.id)
    query = query.where(IssueQuestion.issue_id == issue_id, STANDING, Question.level == Level.STAFF)
    return query.where(Question.owner_state == Owner.STAFF, ~case)


def asks_for_word(issue_id: int) -> Select[Question]:
    """The attached questions whose askers were asked whether it is solved and have not said."""
    query = select(Question).join(IssueQuestion, IssueQuestion.question_id == Question.id)
    query = query.where(IssueQuestion.issue_id == issue_id, STANDING, IssueQuestion.solved.is_(None))
    return query.where(Question.level == Level.STAFF, Question.owner_state == Owner.ASKER)


def asker_ids(issue_id: int) -> list[int]:
    query = select(Question.author_id).join(IssueQuestion, IssueQuestion.question_id == Question.id)
    query = query.where(IssueQuestion.issue_id == issue_id, _COUNTED)
    return list(db.session.scalars(query.distinct().order_by(Question.author_id)))


def follower_ids(issue_id: int) -> list[int]:
    query = select(IssueFollower.user_id).where(IssueFollower.issue_id == issue_id)
    return list(db.session.scalars(query.order_by(IssueFollower.user_id)))


def follows(user_id: int | None, issue_id: int) -> bool:
    return user_id is not None and db.session.get(IssueFollower, (issue_id, user_id)) is not None


def late_issues(moment: datetime, limit: int) -> Sequence[int]:
    query = select(KnownIssue.id).where(KnownIssue.next_update_at <= moment).order_by(KnownIssue.next_update_at)
    return db.session.scalars(query.limit(limit)).all()


def ended_modes(limit: int) -> Sequence[int]:
    query = select(KnownIssue.id).where(KnownIssue.mode_until <= now()).order_by(KnownIssue.mode_until)
    return db.session.scalars(query.limit(limit)).all()


ASKED_SINCE = timedelta(days=90)


def candidates(product_id: int) -> list[tuple[int, str, int | None, int | None]]:
    """Open questions of a product (or of none) that wait for the community: number, words, product, version."""
    post, question = table_of(Post), table_of(Question)
    query = select(question.c.id, post.c.title, post.c.text, question.c.product_id, question.c.version_id)
    query = query.join(post, post.c.id == question.c.id).where(
        question.c.state == State.OPEN,
        question.c.owner_state == Owner.COMMUNITY,
        question.c.level == Level.COMMUNITY,
        post.c.standing == Standing.VISIBLE,
        post.c.created_at > now() - ASKED_SINCE,
        or_(question.c.product_id == product_id, question.c.product_id.is_(None)),
    )
    rows = db.session.execute(query.order_by(question.c.id.desc()).limit(CANDIDATES_MAX))
    return [(row.id, f"{row.title}\n{row.text}", row.product_id, row.version_id) for row in rows]
