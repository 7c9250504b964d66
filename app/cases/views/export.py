"""A case to take along: as a page that can be read and printed, and as JSON with its images."""

import json
from datetime import datetime

from flask import make_response, render_template
from werkzeug.wrappers import Response

from app.accounts.gates import member, myself
from app.cases.customer.export import exported
from app.cases.models import Case
from app.cases.permissions import can_export
from app.cases.put_together import led_to
from app.cases.queries import visible_case
from app.cases.views import blueprint
from app.cases.views.doors import Door
from app.kit.verdicts import require


def _case(door: Door) -> Case:
    case = door.case()
    require(can_export(door.person, case))
    return visible_case(door.person, led_to(case).reference)


@blueprint.get("/cases/<reference>/export")
@member
def export_page(reference: str) -> str:
    return as_page(Door(myself(), reference))


@blueprint.get("/cases/<reference>/export.json")
@member
def export_json(reference: str) -> Response:
    return as_json(Door(myself(), reference))


def as_page(door: Door) -> str:
    whole = exported(_case(door), door.person)
    return render_template("cases/export.html", door=door, whole=whole, when=datetime.fromisoformat, noindex=True)


def as_json(door: Door) -> Response:
    case = _case(door)
    text = json.dumps(exported(case, door.person), ensure_ascii=False, indent=1)
    response = make_response(text)
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = f'attachment; filename="case-{case.reference[:6]}.json"'
    response.headers["Cache-Control"] = "no-store"
    return response
