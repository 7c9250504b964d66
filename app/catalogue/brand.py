"""The brand as every label and page names it: read once for each version of the site."""

from dataclasses import dataclass

from sqlalchemy import select

from app.activity.kept import kept
from app.catalogue.models import Brand
from app.extensions import db

DEFAULT_NAME = "Acme"


@dataclass(frozen=True)
class BrandFacts:
    name: str = DEFAULT_NAME
    line: str = ""
    colour: str = "#1d4ed8"
    logo_digest: str | None = None


_row = Brand.__table__.c
_FACTS = select(_row.name, _row.line, _row.colour, _row.logo_digest)


def brand() -> BrandFacts:
    """The brand's facts, kept for the length of the session's use."""
    session = db.session()
    facts = session.info.get("brand")
    if facts is None:
        facts = session.info["brand"] = kept("brand", _read)
    return facts


def _read() -> BrandFacts:
    row = db.session.execute(_FACTS).first()
    return BrandFacts(*row) if row else BrandFacts()


def brand_name() -> str:
    return brand().name


def forget_brand() -> None:
    db.session().info.pop("brand", None)
