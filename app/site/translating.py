"""Keeps each feature's catalogue in step with its texts: what is new is added without a translation, what is gone leaves."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

APP = Path(__file__).resolve().parent.parent
METHODS = [
    ("**.py", "python"),
    ("**/templates/**", "jinja2.ext:babel_extract"),
    ("**.jinja", "jinja2.ext:babel_extract"),
]
KEYWORDS = {"_": None, "_l": None, "N_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "_n": (1, 2)}
OPTIONS = {"jinja2.ext:babel_extract": {"trimmed": "false", "silent": "false"}}


def texts_of(feature: Path) -> Iterator[str | tuple[str, ...]]:
    """Every text of a feature that is marked for translation."""
    for _file, _line, message, _comments, _context in extract_from_dir(
        str(feature), METHODS, keywords=KEYWORDS, options_map=OPTIONS
    ):
        yield message


def catalogue_of(feature: Path, language: str) -> Catalog:
    path = feature / "translations" / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def features() -> list[Path]:
    return sorted(path for path in APP.iterdir() if (path / "__init__.py").exists())


def untranslated(language: str) -> list[tuple[str, str]]:
    """(feature, text) of everything that no feature's catalogue translates."""
    known = {
        message.id
        for feature in features()
        for message in catalogue_of(feature, language)
        if message.id and all(message.string if isinstance(message.string, tuple | list) else (message.string,))
    }
    return [
        (feature.name, str(text))
        for feature in features()
        for text in sorted(set(texts_of(feature)), key=str)
        if text not in known
    ]


def update(language: str) -> int:
    """Adds what is missing to each feature's catalogue and drops what is gone; how many texts still want a translation."""
    for feature in features():
        before, wanted = catalogue_of(feature, language), set(texts_of(feature))
        if not wanted:
            continue
        after = Catalog(locale=language, header_comment=f"# {feature.name}, {language}", charset="utf-8")
        for text in sorted(wanted, key=str):
            old = before.get(text if isinstance(text, str) else text[0])
            after.add(text, old.string if old else None)
        path = feature / "translations" / f"{language}.po"
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as file:
            write_po(file, after, width=120, sort_output=True, omit_header=False)
    return len(untranslated(language))
