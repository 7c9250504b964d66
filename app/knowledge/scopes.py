"""For what an article holds: its product and versions, in one line."""

from app.catalogue.models import Product

SCOPE_MAX = 200


def scope_of_article(product: Product | None, versions: str) -> str:
    return ", ".join(part for part in (product.name if product else "", versions.strip()) if part)[:SCOPE_MAX]


def names_version(versions: str, name: str) -> bool:
    """True when the list of versions, as an editor wrote it, names this one."""
    return name.strip().casefold() in {part.strip().casefold() for part in versions.split(",")}
