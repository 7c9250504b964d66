"""Terms and privacy: the brand's own text, or the one that comes with the software until there is one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import select

from app.catalogue.brand import brand_name
from app.catalogue.models import Page, PageKey
from app.extensions import db
from app.kit.markup import SourceFormat, render

PAGE_LANGUAGES = ("en", "it")
TEXTS = Path(__file__).parent / "texts"
PLACE = "{brand}"
HEADING = re.compile(r"<(/?)h([3-6])>")


@dataclass(frozen=True)
class Shown:
    """A page as readers get it; `own` is false for the text that came with the software."""

    html: str
    language: str
    own: bool
    updated_at: datetime | None = None


def page_html(source: str) -> str:
    """The Markdown as a page of its own: bodies of posts begin two levels further down, below a post's own title."""
    html = render(source, SourceFormat.MARKDOWN).html
    return HEADING.sub(lambda found: f"<{found[1]}h{max(2, int(found[2]) - 2)}>", html)


def own_pages(key: PageKey) -> Mapping[str, Page]:
    """What the brand has written, by language."""
    return {page.language: page for page in db.session.scalars(select(Page).where(Page.key == key))}


def page_for(key: PageKey, language: str) -> Shown:
    """The brand's text in this language, else in another, else the one that came with the software."""
    own = own_pages(key)
    page = own.get(language) or next((own[name] for name in PAGE_LANGUAGES if name in own), None)
    if page is not None:
        return Shown(page.html, page.language, True, page.updated_at)
    language = language if language in PAGE_LANGUAGES else PAGE_LANGUAGES[0]
    return Shown(_default_html(key, language, brand_name()), language, False)


def default_source(key: PageKey, language: str, brand: str) -> str:
    """The Markdown that came with the software, with the brand's name in its place."""
    return (TEXTS / f"{key.value}.{language}.md").read_text("utf-8").replace(PLACE, brand)


@cache
def _default_html(key: PageKey, language: str, brand: str) -> str:
    return page_html(default_source(key, language, brand))


def written_pages() -> set[tuple[PageKey, str]]:
    """Which texts the brand has written itself, in which language."""
    return {(key, language) for key, language in db.session.execute(select(Page.key, Page.language))}
