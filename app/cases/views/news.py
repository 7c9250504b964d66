"""What open pages ask now and then: is there something new in this case, at my desk; and who else has the case open."""

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.accounts.gates import agent, me, member, myself
from app.accounts.models import User
from app.accounts.roles import Role
from app.cases.models import Case
from app.cases.news import count_since, desk_mark, mark_of
from app.cases.presence import note_presence, others_at
from app.cases.queries import visible_to
from app.cases.views import blueprint
from app.extensions import db
from app.kit import edge
from app.kit.errors import Unseen
from app.kit.polling import polled


def works_on(case: Case) -> bool:
    return me().has(Role.AGENT, Role.LEAD) and case.customer_id != me().id


def said_of_others(case: Case, reader: User) -> str:
    """One sentence about everybody else who has it open."""
    others = others_at(case.id, reader.id)
    writing = [name for name, writes in others if writes]
    if writing:
        return _("%(name)s is writing a reply.", name=", ".join(writing))
    return _("%(name)s has this case open.", name=", ".join(name for name, _no in others)) if others else ""


def news_address(case: Case, reader: User) -> str:
    return url_for("cases.news", reference=case.reference, after=mark_of(case, reader))


@blueprint.get("/cases/<reference>/news")
@member
def news(reference: str) -> Response:
    case, reader = db.session.scalar(visible_to(me()).where(Case.reference == reference)), myself()
    if case is None:
        raise Unseen
    count = count_since(case, reader, request.args.get("after", ""))
    said = {"count": count, "text": ngettext("%(num)s new word: show it", "%(num)s new words: show them", count)}
    if works_on(case):
        said["here"] = said_of_others(case, reader)
        edge.afterwards(_note, case.id, reader.id, request.args.get("writing") == "1")
    return polled(**said)


def _note(case_id: int, user_id: int, writing: bool) -> None:
    note_presence(case_id, user_id, writing=writing)


def here_now(case: Case) -> str:
    """For the page of a case: who else has it open; and that this reader has it open from now on. A form that was refused
    notes nothing: whoever sent it without a token need not have it open."""
    if not works_on(case):
        return ""
    if request.method == "GET":
        edge.afterwards(_note, case.id, myself().id, False)
    return said_of_others(case, myself())


@blueprint.get("/workspace/news")
@agent
def desk_news() -> Response:
    changed = request.args.get("after", "") != desk_mark(myself())
    return polled(count=int(changed), text=_("Something changed at your desk: show it"))
