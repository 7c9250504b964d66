"""An image sent with a form, without scripts: what was typed comes back with the image written into the text."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import FileField

from app.accounts.gates import me, myself
from app.accounts.queries import actor
from app.images.actions import add_image
from app.images.limits import check_day, take_try
from app.images.models import Image
from app.images.permissions import can_add_image
from app.images.purpose import FIELD, IN_POSTS
from app.images.remaking import made_anew
from app.kit.errors import DomainError, Invalid
from app.kit.forms import Form, Line, Press, Words, sent_back, tidy
from app.kit.markup.pictures import markdown_of
from app.kit.pressing import Answer
from app.kit.texts import N_
from app.kit.verdicts import require

STEP = "image"
"""The value of the button `step` that sends the form for its image alone."""

ALT = "image_alt"
ALT_MAX = 150


class WithImages(Form):
    """A form whose `body` may hold images."""

    image = FileField(_l("Image"))
    image_alt = Line(_l("What does it show?"), max=ALT_MAX)
    body: Words


@dataclass(frozen=True)
class Sent:
    """What came of the image: the words for the text, or why there are none. Neither: the form's token had expired."""

    words: str = ""
    error: DomainError | None = None

    def back(self, form: WithImages, page: Callable[[], str]) -> Answer:
        """The form again, as it was typed, with the image at the end of its text or a sentence beside the field."""
        form.validate()
        for field in form:
            field.errors = field.errors if field.name == "csrf_token" else []
        form.form_errors = []
        if self.words:
            form.body.data = "\n\n".join(filter(None, [form.body.data, self.words]))
            form.image_alt.data = ""
            return page()
        if self.error:
            g.form_status = self.error.status
            form.refuse(self.error)
        return sent_back(page())


def image_sent() -> Sent | None:
    """Takes the image that a form was sent with; None if it was sent for itself.

    To be called before anything is read: while the image is made anew no transaction is open.
    """
    if request.method != "POST" or not (request.form.get("step") == STEP or _files()):
        return None
    if not Press().submitted():
        return Sent()
    try:
        image, alt = take_image()
    except DomainError as error:
        return Sent(error=error)
    return Sent(words=markdown_of(image.name, alt))


def take_image() -> tuple[Image, str]:
    """(the image of this request as it is kept, what it shows). The token was checked by the caller."""
    require(can_add_image(me()))
    owner = myself()
    who, sent, alt = owner.id, _the_file(), _the_alt()
    check_day(owner)
    take_try(owner)
    try:
        made = made_anew(sent, IN_POSTS)
    finally:
        again = actor(who)
    return add_image(again, made), alt or _("Image")


def _files() -> list[FileStorage]:
    return [file for file in request.files.getlist(FIELD) if file.filename]


def _the_file() -> bytes:
    files = _files()
    if len(files) > 1:
        raise Invalid(N_("Send one image at a time."), field=FIELD)
    if not files:
        return b""
    with files[0].stream as stream:
        return stream.read(IN_POSTS.most_bytes + 1)


def _the_alt() -> str:
    alt = " ".join(tidy(request.form.get(ALT, "")).split())
    if len(alt) > ALT_MAX:
        raise Invalid(N_("Say in at most %(max)s characters what it shows."), field=ALT, max=ALT_MAX)
    return alt
