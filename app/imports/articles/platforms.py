"""For whom a stretch of an article was written: `win,linux`, `not tb115`, in words.

Such wikis show each reader only what fits the reader's own system and version. Here everybody sees everything, so each
stretch says for whom it is. A version stands for itself and all later ones, `=` for itself alone.
"""

import re

NAMES = {
    "android": "Android",
    "desktop": "Desktop",
    "ios": "iOS",
    "linux": "Linux",
    "m": "Mobile",
    "mac": "macOS",
    "maemo": "Maemo",
    "win": "Windows",
    "winxp": "Windows XP",
}
PROGRAMS = {"fx": "Firefox", "m": "Firefox Mobile", "tb": "Thunderbird"}
WORDS = {
    "en": {"or later": "{} or later", "before": "before {}", "not": "not {}"},
    "it": {"or later": "{} o successivi", "before": "prima di {}", "not": "non {}"},
}
_VERSION = re.compile(r"(=?)([a-z]+)(\d+)")


def platforms_of(written: str, language: str = "en") -> str:
    """ "Windows, Linux", "before Thunderbird 115"; what has no name here stays as it was written."""
    words = WORDS.get(language, WORDS["en"])
    negative, _, listed = written.strip().rpartition("not ")
    negated = written.strip().startswith("not ")
    named = [part.strip().lower() for part in (listed if not negative else listed).split(",") if part.strip()]
    return ", ".join(_one(part, negated=negated, words=words) for part in named)


def _one(part: str, *, negated: bool, words: dict[str, str]) -> str:
    if part in NAMES:
        return words["not"].format(NAMES[part]) if negated else NAMES[part]
    found = _VERSION.fullmatch(part)
    if found is None:
        return words["not"].format(part) if negated else part
    exactly, program, number = found.groups()
    if program == "win":
        named = f"Windows {number}"
        return words["not"].format(named) if negated else named
    named = f"{PROGRAMS.get(program, program)} {number}"
    if exactly:
        return words["not"].format(named) if negated else named
    return words["before" if negated else "or later"].format(named)
