"""Pictures sent with a message: made anew before anything is written, and served to whoever may read the case."""

from flask import Response, abort, redirect, request, url_for
from flask_babel import gettext as _

from app.accounts.gates import me, member, myself
from app.accounts.models import User
from app.accounts.queries import actor
from app.cases.actions.files import IN_A_MESSAGE, TOO_MANY, erase_file
from app.cases.customer.files import file_called
from app.cases.customer.models import CaseFile
from app.cases.permissions import can_erase_file
from app.cases.put_together import visible_led_to
from app.cases.queries import visible_case
from app.cases.views import blueprint
from app.images.limits import take_try
from app.images.remaking import Made, Purpose, made_anew
from app.images.storage import path_of
from app.kit import edge
from app.kit.errors import Invalid, Unseen
from app.kit.markup.pictures import SIDE_MAX
from app.kit.pressing import Answer, press

IN_CASES = Purpose(field="files", box=(SIDE_MAX, SIDE_MAX), most_bytes=10 * 1024 * 1024)
POLICY = "default-src 'none'; sandbox"


def pictures_sent(who: User) -> list[Made]:
    """The images of this request, made anew; other files are refused with a sentence. The token and who were checked.

    Meanwhile no transaction is open, so whatever was read before has to be read again.
    """
    sent = [file for file in request.files.getlist(IN_CASES.field) if file.filename]
    if not sent:
        return []
    if len(sent) > IN_A_MESSAGE:
        raise Invalid(TOO_MANY, field=IN_CASES.field, max=IN_A_MESSAGE)
    read = [file.stream.read(IN_CASES.most_bytes + 1) for file in sent]
    number = who.id
    for _file in read:
        take_try(who)
    edge.release()
    try:
        return [made_anew(one, IN_CASES) for one in read]
    finally:
        actor(number)


def served(file: CaseFile | None) -> Response:
    """As a download that no cache keeps: whoever may no longer read the case has no copy of ours."""
    if file is None or file.image.erased_at is not None:
        raise Unseen
    try:
        data = path_of(file.image.name).read_bytes()
    except FileNotFoundError:
        abort(404)
    response = Response(data, mimetype=file.image.kind.value)
    ending = file.image.name.rpartition(".")[2]
    response.headers["Content-Disposition"] = f'attachment; filename="{file.reference[:12]}.{ending}"'
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@blueprint.get("/cases/<reference>/files/<file>")
@member
def case_file(reference: str, file: str) -> Response:
    return served(file_called(visible_led_to(me(), reference).id, file))


@blueprint.route("/cases/<reference>/files/<file>/erasure", methods=["GET", "POST"])
@member
def erase_case_file(reference: str, file: str) -> Answer:
    case = visible_case(me(), reference)
    found = file_called(case.id, file)
    back = url_for("cases.show", reference=reference)
    if found is None:
        raise Unseen
    if found.image.erased_at is not None and request.method == "GET":
        return redirect(back)
    return press(
        lambda: erase_file(myself(), case, found),
        title=_("Take this image away?"),
        sentence=_("It is deleted for good. The conversation says that there was one."),
        yes=_("Delete the image"),
        back=back,
        said=_("Deleted."),
        may=can_erase_file(me(), case, found.by_id),
        danger=True,
    )
