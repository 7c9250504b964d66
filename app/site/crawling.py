"""For machines that read: what to leave alone, where the pages are, how a browser searches here."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from flask import Response, current_app, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.gates import public
from app.catalogue.brand import brand
from app.catalogue.choices import offered_products
from app.extensions import db
from app.knowledge.models import Article
from app.knowledge.states import READ
from app.posts.addresses import slug_of
from app.posts.kinds import Standing
from app.questions.lists import standing_in_public
from app.questions.models import Question
from app.site.views import blueprint

PAGES_MAX = 20_000
PRIVATE = (
    "/admin",
    "/cases",
    "/drafts",
    "/moderation",
    "/notifications",
    "/questions/ask",
    "/questions/held",
    "/questions/similar",
    "/search",
    "/settings",
    "/sign-in",
    "/users",
)
SHORT_NAME_MAX = 16


@blueprint.get("/robots.txt")
@public
def robots() -> Response:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE), f"Sitemap: {_site()}/sitemap.xml"]
    return _public("\n".join(lines) + "\n", "text/plain")


@blueprint.get("/sitemap.xml")
@public
def sitemap() -> Response:
    """The newest pages, each with the day it last changed."""
    rows = "".join(f"<url><loc>{escape(_site() + path)}</loc>{changed}</url>\n" for path, changed in _pages())
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return _public(f"{head}{rows}</urlset>\n", "application/xml")


def _pages() -> Iterator[tuple[str, str]]:
    yield from ((path, "") for path in ("/", "/questions", "/articles", "/tags"))
    yield from ((f"/products/{product.slug}", "") for product in offered_products())
    articles = select(Article.id, Article.title, Article.published_at).where(
        Article.state.in_(READ), Article.standing == Standing.VISIBLE
    )
    for number, title, at in db.session.execute(articles.order_by(Article.id.desc()).limit(PAGES_MAX)):
        yield f"/articles/{number}/{slug_of(title or '')}", f"<lastmod>{at:%Y-%m-%d}</lastmod>"
    questions = select(Question.id, Question.title, Question.active_at).where(*standing_in_public())
    for number, title, at in db.session.execute(questions.order_by(Question.id.desc()).limit(PAGES_MAX)):
        yield f"/questions/{number}/{slug_of(title or '')}", f"<lastmod>{at:%Y-%m-%d}</lastmod>"


@blueprint.get("/opensearch.xml")
@public
def opensearch() -> Response:
    name = brand().name
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
