"""What the company answered officially stays as it was asked: under other words its answer would be to another question."""

from sqlalchemy import select

from app.accounts.models import User
from app.catalogue.brand import brand_name
from app.extensions import db
from app.kit.errors import Refused
from app.kit.texts import N_
from app.labels.actions import row_of
from app.labels.algebra import is_typo
from app.posts.models import Post, Revision
from app.questions.actions.official import active_official_answer
from app.questions.brakes import edit_brake
from app.questions.models import Question


@edit_brake
def as_it_was_asked(editor: User, post: Post, words: str) -> None:
    """Whoever asked may mend slips; a moderator, who says why, changes what has to be."""
    if not isinstance(post, Question) or editor.id != post.author_id:
        return
    answer = active_official_answer(post)
    if answer is not None and not is_typo(_asked_then(post, answer), words):
        raise Refused(
            N_(
                "%(brand)s has answered this officially, so it stays as it was asked, but for slips of the pen. Write a comment,"
                " or ask a new question."
            ),
            brand=brand_name(),
        )


def _asked_then(question: Question, answer: Post) -> str:
    """The text that was answered, so that small steps do not add up; where it was erased, the first one since that was not."""
    row = row_of(answer)
    later = [Revision.post_id == question.id, Revision.erased_at.is_(None)]
    if row is not None:
        before = select(Revision.number).where(Revision.post_id == question.id, Revision.at <= row.as_of)
        number = db.session.scalar(before.order_by(Revision.number.desc()).limit(1))
        later += [Revision.number >= number] if number is not None else []
    found = db.session.scalar(select(Revision).where(*later).order_by(Revision.number).limit(1))
    return f"{found.title or ''}\n{found.source}" if found is not None else f"{question.title or ''}\n{question.source}"
