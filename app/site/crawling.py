"""For machines that read: what to leave alone, where the pages are, how a browser searches here."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from flask import Response, current_app, url_for
from flask_babel import gettext as _

from app.accounts.gates import public
from app.catalogue.brand import brand
from app.kit.errors import Unseen
from app.questions.atom import NOT_XML
from app.site.sitemap import SHELVES, Address, pages, part, parts
from app.site.views import blueprint

AFTER = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)
XML = '<?xml version="1.0" encoding="UTF-8"?>'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
PRIVATE = (
    "/admin",
    "/cases",
    "/drafts",
    "/gaps",
    "/moderation",
    "/notifications",
    "/preferences",
    "/questions/ask",
    "/questions/held",
    "/questions/similar",
    "/search",
    "/settings",
    "/sign-in",
    "/unsubscribe/",
    "/users",
    "/word/",
    "/workspace",
    "/posts/*/",
    "/questions/*/answer$",
    "/questions/*/fresh",
    "/questions/*/subscription",
    "/questions/*/too$",
)
"""What is someone's own, what is a form, and searches: endless pages with nothing that is not elsewhere."""
SHORT_NAME_MAX = 16


@blueprint.get("/robots.txt")
@public
def robots() -> Response:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE), f"Sitemap: {_site()}/sitemap.xml"]
    return _public("\n".join(lines) + "\n", "text/plain")


@blueprint.get("/sitemap.xml")
@public
def sitemap() -> Response:
    """The index of all parts."""
    places = ["/sitemap-pages.xml"]
    places += [f"/sitemap-{name}-{after}.xml" for name in SHELVES for after in parts(name)]
    rows = (f"<sitemap><loc>{escape(_site() + place)}</loc></sitemap>" for place in places)
    return _listing("sitemapindex", rows)


@blueprint.get("/sitemap-pages.xml")
@public
def sitemap_pages() -> Response:
    return _listing("urlset", map(_row, pages()))


@blueprint.get("/sitemap-<name>-<after>.xml")
@public
def sitemap_part(name: str, after: str) -> Response:
    """`after` is the number before the part's first."""
    if name not in SHELVES or not AFTER.fullmatch(after):
        raise Unseen
    return _listing("urlset", map(_row, part(name, int(after))))


def _row(address: Address) -> str:
    changed = f"<lastmod>{address.changed:%Y-%m-%d}</lastmod>" if address.changed else ""
    return f"<url><loc>{escape(_site() + address.path)}</loc>{changed}</url>"


def _listing(root: str, rows: Iterable[str]) -> Response:
    body = "\n".join(rows)
    response = Response(f'{XML}\n<{root} xmlns="{SITEMAP}">\n{body}\n</{root}>\n', mimetype="application/xml")
    response.add_etag()
    return response


@blueprint.get("/opensearch.xml")
@public
def opensearch() -> Response:
    name = NOT_XML.sub("", brand().name)
    template = quoteattr(f"{_site()}{url_for('search.index')}?q={{searchTerms}}")
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>{escape(name[:SHORT_NAME_MAX])}</ShortName>"
        f"<Description>{escape(_('Search the %(brand)s Community', brand=name))}</Description>"
        "<InputEncoding>UTF-8</InputEncoding>"
        f'<Url type="text/html" template={template}/></OpenSearchDescription>\n'
    )
    return _public(xml, "application/opensearchdescription+xml")


def _public(body: str, kind: str) -> Response:
    response = Response(body, mimetype=kind)
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _site() -> str:
    return str(current_app.config["BASE_URL"])
