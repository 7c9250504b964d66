"""Public holidays by country and region, a year at a time: the first look at a country costs a tenth of a second."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

_LANGUAGES = {"en": "en_US", "it": "it_IT"}


def _source() -> Any:
    """Loaded when first asked: its 250 countries take 12 MB of each process, and most communities name none."""
    import holidays

    return holidays


def known_countries() -> list[str]:
    return sorted(_source().list_supported_countries(include_aliases=False))


def known_regions(country: str) -> list[str]:
    """The codes of a country's regions that keep holidays of their own, or that share the country's."""
    return sorted(_source().list_supported_countries(include_aliases=False).get(country, ()))


@lru_cache(maxsize=256)
def named_holidays(country: str, region: str, year: int, language: str = "en") -> Mapping[date, str]:
    """The holidays of a year with their names, in `language` where the source has it."""
    if not country:
        return MappingProxyType({})
    found = _source().country_holidays(
        country, subdiv=region or None, years=year, language=_LANGUAGES.get(language, language)
    )
    return MappingProxyType({day: name for day, name in found.items() if day.year == year})


@lru_cache(maxsize=256)
def is_known(country: str, region: str = "") -> bool:
    try:
        _source().country_holidays(country, subdiv=region or None)
    except NotImplementedError:
        return False
    return True
