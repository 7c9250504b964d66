"""The forms below a thread: answer, comment, edit, a reason."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, Regexp

from app.accounts.models import User
from app.accounts.roles import PostingRole
from app.catalogue.brand import brand_name
from app.images.adding import WithImages
from app.kit.forms import Form, Line, Words
from app.posts.kinds import Voice
from app.posts.models import TITLE_MAX, Post
from app.posts.voices import roles_to_write_in, voice_of
from app.questions.actions.answering import scope_of
from app.questions.models import Question

COMMENT_MAX = 3000
REASON_MAX = 500
INCOMPLETE = _l("This page is not complete; load it again.")

ROLE_CHOICES = {
    PostingRole.MODERATOR: _l("As a moderator"),
    PostingRole.ADMINISTRATOR: _l("As administrator"),
    PostingRole.EMPLOYEE: _l("My personal view, as an employee"),
    PostingRole.MEMBER: _l("As a member"),
    PostingRole.EXPERT: _l("As an expert"),
}


def _written(sentence: str) -> InputRequired:
    return InputRequired(message=sentence)


class AnswerForm(WithImages):
    body = Words(_l("Your answer"), [_written(_l("Write something first."))])
    role = RadioField(_l("Who is speaking"))
    scope = Line(_l("For which product and versions"), max=200)
    left_in = HiddenField()


class CommentForm(WithImages):
    body = Words(_l("Your comment"), [_written(_l("Write something first."))], max=COMMENT_MAX)
    role = RadioField(_l("Who is speaking"))
    left_in = HiddenField()


class EditForm(WithImages):
    title = Line(_l("Title"), [_written(_l("Give it a title: one line that says what is wrong."))], max=TITLE_MAX)
    body = Words(_l("Text"), [_written(_l("Write something first."))])
    reason = Line(_l("What you changed, and why"), max=200)
    revision = HiddenField(validators=[_written(INCOMPLETE), Regexp(r"\d{1,9}\Z", message=INCOMPLETE)])
    left_in = HiddenField()


class ReasonForm(Form):
    """A reason that has to be given."""

    reason = Words(_l("Why"), [_written(_l("Say why, in a sentence."))], max=REASON_MAX)


class OptionalReasonForm(Form):
    reason = Words(_l("Why (optional)"), max=REASON_MAX)


def answer_form(writer: User, question: Question) -> AnswerForm:
    """With the choice between the company's voice and one's own for staff, and without it for everybody else."""
    form = AnswerForm()
    roles = offer_roles(form, writer, question)
    if not any(voice_of(role) is Voice.COMPANY for role in roles):
        del form.scope
    elif form.scope.data is None:
        form.scope.data = scope_of(question)
    return form


def comment_form(writer: User, question: Question | None) -> CommentForm:
    form = CommentForm()
    offer_roles(form, writer, question)
    return form


def offer_roles(form: AnswerForm | CommentForm, writer: User, question: Question | None) -> list[PostingRole]:
    tags = frozenset(tag.id for tag in question.tags) if question else frozenset()
    roles = roles_to_write_in(writer, tags)
    if len(roles) == 1:
        del form.role
        return roles
    company = _("For %(brand)s, as %(brand)s Support", brand=brand_name())
    form.role.choices = [(role.value, ROLE_CHOICES.get(role, company)) for role in roles]
    form.role.default = roles[0].value
    if form.role.data is None or form.role.data == "None":
        form.role.data = roles[0].value
    return roles


def role_of(form: AnswerForm | CommentForm) -> PostingRole | None:
    return PostingRole(form.role.data) if "role" in form else None


def edit_form(post: Post) -> EditForm:
    """Filled with the text as it stands and the number of its revision."""
    form = EditForm(data={"title": post.title, "body": post.source, "revision": str(post.revision)})
    if post.title is None:
        del form.title
    return form
