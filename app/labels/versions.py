"""Which versions a confirmation names."""

import re

_PART = re.compile(r"[,;/&\s]+")
_JOINS = frozenset({"and", "or", "e", "o", "ed"})
_LAST_NUMBER = re.compile(r"\d+(?:\.\d+)*\Z")


def names_version(versions: str, version: str) -> bool:
    """Whether a list as people write it ("4.1, 4.2", "firmware 4.1 and 4.2") names a version.

    By its whole name, or by its number alone, as a whole word: "4.2" is not named by "4.2.1".
    """
    wanted = version.strip().casefold()
    if not wanted:
        return False
    words = [word for word in _PART.split(versions.casefold()) if word and word not in _JOINS]
    if _contains(words, _PART.split(wanted)):
        return True
    number = _LAST_NUMBER.search(wanted)
    return number is not None and number.group() in words


def _contains(words: list[str], wanted: list[str]) -> bool:
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))
