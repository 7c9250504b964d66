"""What somebody may be called. A name is inert text that can be read, and is not taken for the company's."""

import re
import unicodedata

from app.kit.errors import Invalid
from app.kit.texts import N_

NAME_MAX = 60
MARKS_MAX = 2
"""Accents on one letter: Vietnamese needs two; a tower of them hides the lines above."""

JOINERS = "\u200c\u200d"
"""Persian and Indic scripts spell with these two invisible characters."""


def clean_name(raw: str) -> str:
    """The name as it is kept (composed, single spaces), or Invalid on the field `name`.

    Refused: nothing, more than 60 characters, characters that control or turn the text, towers of accents, and names
    without a letter or a digit.
    """
    name = re.sub(r"[ \t\u00a0\u3000]+", " ", unicodedata.normalize("NFC", raw)).strip()
    if not name:
        raise Invalid(N_("Say what we may call you."), field="name")
    if len(name) > NAME_MAX:
        raise Invalid(N_("A name has at most %(max)s characters."), field="name", max=NAME_MAX)
    if any(_is_invisible(character) for character in name):
        raise Invalid(N_("This name has invisible characters. Type it anew."), field="name")
    if _has_tower(name) or not any(character.isalnum() for character in name):
        raise Invalid(N_("Take a name that others can read: letters, digits, spaces."), field="name")
    return name


def _is_invisible(character: str) -> bool:
    category = unicodedata.category(character)
    return category in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") or (category == "Cf" and character not in JOINERS)


def _has_tower(name: str) -> bool:
    run = 0
    for character in unicodedata.normalize("NFD", name):
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run > MARKS_MAX:
            return True
    return False


def sounds_like(name: str, brand: str) -> bool:
    """Whether a reader could take the name for the brand's: it holds the brand's words, however they are spaced, or begins with
    them.

    Width, case, accents, punctuation, invisible joiners and letters of other scripts that look alike make no difference: "ACME
    Support", "Ａｃｍｅ", "The Ac.me", "Ácme" and one with a Cyrillic "А" all sound like Acme.
    """
    words, wanted = _words(name), "".join(_words(brand))
    if not wanted:
        return False
    runs = (words[start : start + size] for start in range(len(words)) for size in range(1, len(words) - start + 1))
    return "".join(words).startswith(wanted) or any("".join(run) == wanted for run in runs)


_ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏѵԛԝкмтвнᴀαοερτυικνχβημζıłøđℓ",
    "aeopcyxijsdhlvqwkmtbhaaoeptuikvxbhmzilodl",
)
"""Small letters of other scripts, or with a stroke, by the Latin ones they are taken for."""


def _words(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_ALIKE)
    shown = "".join(one for one in apart if unicodedata.category(one) not in ("Mn", "Me", "Cf"))
    return re.findall(r"[^\W_]+", shown)
