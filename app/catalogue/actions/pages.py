"""The brand's own terms and privacy texts."""

from app.accounts.models import User
from app.activity.log import record
from app.activity.versions import SITE, touch
from app.catalogue.actions.branding import brand_row
from app.catalogue.events import CatalogueEvent
from app.catalogue.models import Page, PageKey
from app.catalogue.pages import PAGE_LANGUAGES, page_html
from app.catalogue.permissions import can_change_brand
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require

SOURCE_MAX = 30_000


def write_page(actor: User, *, key: PageKey, language: str, source: str) -> None:
    """The text in one language from now on; an empty one brings back the text that came with the software."""
    require(can_change_brand(actor))
    if language not in PAGE_LANGUAGES:
        raise Invalid(N_("There is no such language here."))
    source = source.strip()
    if len(source) > SOURCE_MAX:
        raise Invalid(N_("At most %(max)s characters."), field=language, max=SOURCE_MAX)
    row = db.session.get(Page, (key, language))
    if source == (row.source if row else ""):
        return
    if not source:
        db.session.delete(row)
    else:
        row = row or Page(key=key, language=language)
        row.source, row.html, row.updated_at = source, page_html(source), now()
        db.session.add(row)
    record(actor, CatalogueEvent.PAGE_CHANGED, brand_row(), key=key.value, language=language)
    touch(db.session(), SITE)
