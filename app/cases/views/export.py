"""A case to take along: as a page that can be read and printed, and as JSON with its images."""

import json
from datetime import datetime

from flask import make_response, render_template
from werkzeug.wrappers import Response

from app.accounts.gates import me, member, myself
from app.cases.customer.export import exported
from app.cases.models import Case
from app.cases.permissions import can_export
from app.cases.queries import visible_case
from app.cases.views import blueprint
from app.kit.verdicts import require


def _case(reference: str) -> Case:
    case = visible_case(me(), reference)
    require(can_export(me(), case))
    return case


@blueprint.get("/cases/<reference>/export")
@member
def export_page(reference: str) -> str:
    case = _case(reference)
    whole = exported(case, myself())
    return render_template("cases/export.html", case=case, whole=whole, when=datetime.fromisoformat, noindex=True)


@blueprint.get("/cases/<reference>/export.json")
@member
def export_json(reference: str) -> Response:
    case = _case(reference)
    text = json.dumps(exported(case, myself()), ensure_ascii=False, indent=1)
    response = make_response(text)
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = f'attachment; filename="case-{case.reference[:6]}.json"'
    response.headers["Cache-Control"] = "no-store"
    return response
