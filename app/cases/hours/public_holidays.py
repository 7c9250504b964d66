"""Public holidays by country and region, a year at a time.

Where they come from takes 35 MB of a process and half a second, so it is loaded when something is asked that is not known;
a server learns what it will need before its processes are forked (`learn`).
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache, lru_cache
from multiprocessing import get_context
from types import MappingProxyType
from typing import Any

_LANGUAGES = {"en": "en_US", "it": "it_IT"}
_LEARNED: dict[tuple[str, str, int], Mapping[date, str]] = {}
"""In English, by country, region and year."""
_PLACES = {("IT", "")}
"""Known without a look: that of the hours which a new community has, and those of what was learned."""


def _source() -> Any:
    import holidays

    return holidays


@cache
def _supported() -> Mapping[str, list[str]]:
    found: Mapping[str, list[str]] = _source().list_supported_countries(include_aliases=False)
    return found


def known_countries() -> list[str]:
    return sorted(_supported())


def known_regions(country: str) -> list[str]:
    """The codes of a country's regions that keep holidays of their own, or that share the country's."""
    return sorted(_supported().get(country, ()))


@lru_cache(maxsize=256)
def named_holidays(country: str, region: str, year: int, language: str = "en") -> Mapping[date, str]:
    """The holidays of a year with their names, in `language` where the source has it."""
    if not country:
        return MappingProxyType({})
    learned = _LEARNED.get((country, region, year)) if language == "en" else None
    return MappingProxyType(learned if learned is not None else _looked_up(country, region, year, language))


def _looked_up(country: str, region: str, year: int, language: str = "en") -> dict[date, str]:
    found = _source().country_holidays(
        country, subdiv=region or None, years=year, language=_LANGUAGES.get(language, language)
    )
    return {day: name for day, name in found.items() if day.year == year}


@lru_cache(maxsize=256)
def is_known(country: str, region: str = "") -> bool:
    if (country, region) in _PLACES:
        return True
    try:
        _source().country_holidays(country, subdiv=region or None)
    except NotImplementedError:
        return False
    return True


def learn(country: str, region: str, years: Iterable[int]) -> None:
    """Has a child that ends look them up, so that neither this process nor those it will start load what that needs."""
    if not country:
        return
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as child:
        for year, found in child.submit(_years, country, region, tuple(years)).result().items():
            _LEARNED[country, region, year] = found
    _PLACES.update({(country, ""), (country, region)})
    named_holidays.cache_clear()


def _years(country: str, region: str, years: Iterable[int]) -> dict[int, dict[date, str]]:
    return {year: _looked_up(country, region, year) for year in years}
