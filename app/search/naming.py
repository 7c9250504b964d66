"""product:x — which product is meant by what was typed."""

from collections.abc import Mapping

from app.search.analysis import fold, forms, words


def meant(typed: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The short names (of `known`, short name → name) that the text may mean: none, the one, or several to choose from.

    The short name or the name itself is the one; otherwise those whose name has every word that was typed.
    """
    wanted = _plain(typed)
    exact = [slug for slug, name in known.items() if wanted in (_plain(slug), _plain(name))]
    if exact or not wanted:
        return tuple(exact[:1])
    asked = set(wanted.split())
    return tuple(slug for slug, name in known.items() if asked <= _pieces(slug) | _pieces(name))


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("-", " ").replace("_", " ").split())


def _pieces(text: str) -> set[str]:
    return {form for word in words(text) for form in forms(word.text)}
