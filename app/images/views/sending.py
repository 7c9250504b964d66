"""An image sent by the script of a form: the words for the text come back, or the sentence that says why not."""

from flask import Response, jsonify
from flask_babel import gettext as _

from app.accounts.gates import member
from app.images.adding import take_image
from app.images.views import blueprint
from app.kit.errors import DomainError, TooMany
from app.kit.forms import Press
from app.kit.markup.pictures import markdown_of
from app.kit.texts import Text


@blueprint.post("/images")
@member
def add() -> tuple[Response, int]:
    if not Press().submitted():
        return jsonify(why=_("This page had been open for too long. Load it again; your text is kept.")), 422
    try:
        image, alt = take_image()
    except DomainError as error:
        answer = jsonify(why=str(Text(error.message, **error.params)))
        if isinstance(error, TooMany):
            answer.headers["Retry-After"] = str(error.retry_after)
        return answer, error.status
    return jsonify(words=markdown_of(image.name, alt)), 201
