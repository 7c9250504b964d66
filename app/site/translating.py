"""Keeps each feature's catalogue in step with its texts: what is new is added without a translation, what is gone leaves."""

from collections.abc import Iterator
from io import BytesIO
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

HEAD = r"""msgid ""
msgstr ""
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plural}\n"

"""


def texts_of(feature: Path) -> Iterator[str | tuple[str, ...]]:
    """Every text of a feature that is marked for translation."""
    for _file, _line, message, *_about in extract_from_dir(
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
        if message.id and all(_forms(message.string))
    }
    return [
        (feature.name, str(text))
        for feature in features()
        for text in sorted(set(texts_of(feature)), key=str)
        if text not in known
    ]


def update(language: str) -> int:
    """Adds what no catalogue translates to its feature's, drops what is gone; how many texts want a translation."""
    wanting = untranslated(language)
    for feature in features():
        before, said = catalogue_of(feature, language), set(texts_of(feature))
        after = Catalog(locale=language)
        for text in said:
            old = before.get(text if isinstance(text, str) else text[0])
            if (feature.name, str(text)) in wanting or (old and any(_forms(old.string))):
                after.add(text, old.string if old else None)
        if len(after):
            _write(feature / "translations" / f"{language}.po", after, language)
    return len(wanting)


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _write(path: Path, catalogue: Catalog, language: str) -> None:
    """The texts in order, under a head that says what is needed and nothing of when or by whom."""
    texts = BytesIO()
    write_po(texts, catalogue, width=120, sort_output=True, omit_header=True)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(HEAD.format(language=language, plural=catalogue.plural_forms).encode() + texts.getvalue())
