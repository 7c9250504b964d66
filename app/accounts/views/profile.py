"""The public page of a person: role, topics, outcomes and posts; nobody's popularity."""

from dataclasses import dataclass

from flask import render_template
from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.accounts.gates import me, public
from app.accounts.models import User
from app.accounts.permissions import can_see_people
from app.accounts.queries import WITH_RIGHTS
from app.accounts.roles import ROLE_NAMES, PostingRole, Role
from app.accounts.views.blueprint import blueprint
from app.catalogue.models import Tag
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.texts import Text
from app.labels.presenting import Presented, present
from app.posts.kinds import PostKind, Standing
from app.posts.models import Post
from app.questions.models import Acceptance, Answer, Question

RECENT = 20


@dataclass(frozen=True)
class Outcomes:
    """Answers of somebody that solved a question, by who said so."""

    by_asker: int
    by_staff: int
    imported: int


def _visible_person(user_id: int) -> User:
    """Somebody whose address was confirmed, who came with an import, or who is gone; else Unseen."""
    user = db.session.scalars(select(User).where(User.id == user_id).options(*WITH_RIGHTS)).unique().first()
    if user is None or (user.email and not user.email_confirmed_at):
        raise Unseen
    return user


def _roles_now(user: User) -> list[Text]:
    held = [PostingRole(role.value) for role in Role if user.holds(role)]
    if not held:
        held = [PostingRole.EMPLOYEE if user.is_employee else PostingRole.MEMBER]
    if user.expert_tag_ids:
        held.append(PostingRole.EXPERT)
    return [Text(ROLE_NAMES[role]) for role in held]


def _outcomes(user: User) -> Outcomes:
    """Each answer counts once, however often it was accepted; what was undone or hidden does not count, and neither does
    an answer to oneself, which an imported solution may be."""
    asked = aliased(Question, flat=True)
    asker = (~Acceptance.by_staff) & (~Acceptance.imported)
    query = (
        select(
            func.count(func.distinct(case((asker, Answer.id)))),
            func.count(func.distinct(case((Acceptance.by_staff, Answer.id)))),
            func.count(func.distinct(case((Acceptance.imported, Answer.id)))),
        )
        .select_from(Acceptance)
        .join(Answer, Answer.id == Acceptance.answer_id)
        .join(asked, and_(asked.id == Answer.question_id, asked.author_id != user.id))
        .where(Answer.author_id == user.id, Answer.standing == Standing.VISIBLE, Acceptance.undone_at.is_(None))
    )
    return Outcomes(*db.session.execute(query).one())


def _recent(user: User) -> list[tuple[Presented, str]]:
    """The latest questions and answers that everybody may read, each with the title of its thread."""
    thread = Post.__table__.alias("thread")
    query = (
        select(Post, thread.c.title)
        .outerjoin(thread, thread.c.id == Post.thread_id)
        .where(Post.author_id == user.id, Post.standing == Standing.VISIBLE)
        .where(Post.kind.in_((PostKind.QUESTION, PostKind.ANSWER)))
        .where(or_(Post.thread_id.is_(None), thread.c.standing == Standing.VISIBLE))
        .options(joinedload(Post.author), joinedload(Post.origin))
        .order_by(Post.id.desc())
        .limit(RECENT)
    )
    rows = db.session.execute(query).unique().all()
    shown = present([post for post, _title in rows])
    return [(post, post.title or title or "") for post, (_post, title) in zip(shown, rows, strict=True)]


@blueprint.get("/users/<int:user_id>")
@public
def profile(user_id: int) -> str:
    user = _visible_person(user_id)
    topics = list(db.session.scalars(select(Tag).where(Tag.id.in_(user.expert_tag_ids)).order_by(Tag.slug)))
    return render_template(
        "accounts/profile.html",
        person=user,
        mine=user.id == me().id,
        roles=_roles_now(user),
        topics=topics,
        outcomes=_outcomes(user),
        posts=_recent(user),
        staff_view=bool(can_see_people(me())),
        noindex=bool(user.closed_at),
    )
