"""Short names for addresses: what makes one, and how one is made from a name."""

import re
import unicodedata

from app.kit.errors import Invalid
from app.kit.texts import N_

SLUG_MAX = 60
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def slug_from(name: str) -> str:
    """ "Wi-Fi & router" becomes "wi-fi-router"; empty for a name without Latin letters or digits."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:SLUG_MAX].strip("-")


def clean_slug(raw: str, *, name: str = "", field: str = "slug") -> str:
    """The short name as typed, or made from the name if none was typed; Invalid if it cannot stand in an address."""
    slug = raw.strip().lower() or slug_from(name)
    if len(slug) > SLUG_MAX or not SLUG.fullmatch(slug):
        raise Invalid(
            N_("Small letters, digits and single hyphens, at most %(max)s characters."), field=field, max=SLUG_MAX
        )
    return slug


def needed(value: str, most: int, field: str) -> str:
    """The trimmed text; Invalid when empty or too long."""
    value = value.strip()
    if not value:
        raise Invalid(N_("This is needed."), field=field)
    return at_most(value, most, field)


def at_most(value: str, most: int, field: str) -> str:
    value = value.strip()
    if len(value) > most:
        raise Invalid(N_("At most %(max)s characters."), field=field, max=most)
    return value
