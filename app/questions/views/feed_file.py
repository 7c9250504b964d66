"""One page of a feed as it is sent: its addresses, its age, and nothing when the reader has it already."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from flask import Response, current_app, request
from flask_babel import gettext as _
from sqlalchemy import or_, select

from app.activity.models import Event
from app.catalogue.brand import brand
from app.catalogue.models import Brand
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.keyset import DAMAGED
from app.questions import atom
from app.questions.entries import host_of

PAGES_MAX = 20
"""A feed tells of the last six hundred things; what is older is in the lists and the sitemap."""
CURSOR = re.compile(r"([1-9]\d?)\.([\w-]{1,190})", re.ASCII)
SETTLED = timedelta(seconds=2)
SHOWN_EVERYWHERE = ("catalogue:%", "import:done", "import:claimed", "account:closed")
"""What changes feeds without being about a thread. No word in private is among it, or feeds would tell when there was one."""


@dataclass(frozen=True)
class Told:
    """One page of a feed: its entries, after which place the next begins, and the page for people (`of`) that shows the
    same; `only` is what the feed is narrowed by."""

    title: str
    entries: Sequence[atom.Entry]
    of: str
    next_cursor: str | None = None
    only: dict[str, str] = field(default_factory=dict)


def site_address() -> str:
    return str(current_app.config["BASE_URL"])


def place_sent() -> tuple[int, str | None]:
    """Which page of the feed is asked for, and after which place it begins."""
    sent = [value for value in request.args.getlist("after") if value]
    if not sent:
        return 1, None
    found = CURSOR.fullmatch(sent[0]) if len(sent) == 1 else None
    if found is None or not 2 <= int(found[1]) <= PAGES_MAX:
        raise Invalid(DAMAGED)
    return int(found[1]), found[2]


def sent(told: Told, path: str, *, number: int = 1, after: str | None = None) -> Response:
    """`number` and `after` are this page's own place."""

    def at(place: int, cursor: str | None) -> str:
        values = {**told.only, **({"after": f"{place}.{cursor}"} if cursor else {})}
        return f"{site}{path}?{urlencode(values)}" if values else site + path

    site, name = site_address(), brand().name
    pages = {"first": at(1, None)} if after or told.next_cursor else {}
    if told.next_cursor and number < PAGES_MAX:
        pages["next"] = at(number + 1, told.next_cursor)
    community = _("%(brand)s Community", brand=name)
    body = atom.feed(
        id=f"tag:{host_of(site)},2026:{at(1, None).removeprefix(site)}",
        title=" · ".join((told.title, community)),
        about=_("Every post says who is speaking. Only what is marked official is %(brand)s's word.", brand=name),
        author=community,
        site=site,
        at=at(number, after),
        of=site + told.of,
        entries=told.entries,
        empty_at=db.session.scalar(select(Brand.opened_at)) or now().replace(hour=0, minute=0, second=0),
        pages=pages,
    )
    response = Response(body, mimetype="application/atom+xml")
    response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag()
    _date(response)
    return response


def _date(response: Response) -> None:
    """As old as the last event in public. Nothing is said while that is so fresh that another could come in the same
    second: whoever asks by time alone would never see that one."""
    in_public = or_(Event.thread_id.is_not(None), *(Event.kind.like(kind) for kind in SHOWN_EVERYWHERE))
    last = db.session.scalar(select(Event.at).where(in_public).order_by(Event.id.desc()).limit(1))
    if last is not None and now() - last > SETTLED:
        response.last_modified = last
