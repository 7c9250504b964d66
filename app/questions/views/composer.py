"""The form below a thread, to answer it: its fields are drawn once for all who write in the same roles and language.

What belongs to one reader alone, its tokens, is put in by the template.
"""

from flask import get_template_attribute
from flask_babel import get_locale
from markupsafe import Markup

from app.accounts.models import User
from app.catalogue.brand import brand_name
from app.posts.voices import COMPANY_ROLES, roles_to_write_in
from app.questions.actions.answering import scope_of
from app.questions.forms.thread import answer_form
from app.questions.models import Question

KEPT_MAX = 200
_drawn: dict[tuple[object, ...], Markup] = {}


def composer(writer: User, question: Question) -> Markup:
    """The fields of an answer by this person, without a token."""
    roles = roles_to_write_in(writer, frozenset(tag.id for tag in question.tags))
    scope = "" if COMPANY_ROLES.isdisjoint(roles) else scope_of(question)
    key = (str(get_locale()), brand_name(), scope, *roles)
    if key not in _drawn:
        if len(_drawn) >= KEPT_MAX:
            _drawn.clear()
        draw = get_template_attribute("questions/parts/composer.html", "answer_inputs")
        _drawn[key] = draw(answer_form(writer, question))
    return _drawn[key]
