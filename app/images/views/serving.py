"""A picture as a file. Nothing that a browser could run is ever served from here, whatever was sent."""

from flask import Response, abort, request

from app.accounts.gates import me, public
from app.images.storage import path_of
from app.images.views import blueprint
from app.images.views.readers import find, may_see
from app.kit.markup.pictures import FOLDER, size_of

POLICY = "default-src 'none'; sandbox"


@blueprint.get("/images/<name>")
@public
def show(name: str) -> Response:
    """Whoever has it asks again each time whether it still may be seen; unchanged, it is not sent again."""
    found = find(name) if size_of(FOLDER + name) else None
    if found is None or not (found.for_all or may_see(me(), found)):
        abort(404)
    response = Response(mimetype=found.kind.value)
    response.set_etag(found.digest[:32])
    response.headers["Content-Disposition"] = f'inline; filename="{found.name}"'
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin" if found.for_all else "same-origin"
    if not request.if_none_match.contains(found.digest[:32]):
        try:
            response.set_data(path_of(found.name).read_bytes())
        except FileNotFoundError:
            abort(404)
    response.make_conditional(request)
    return response
