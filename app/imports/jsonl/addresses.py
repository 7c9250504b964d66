"""Where the posts of an archive stood: said by the row itself, or made from a pattern that holds for all of them."""

from dataclasses import dataclass

from app.posts.addresses import slug_of


def _filled(pattern: str, values: dict[str, str]) -> str:
    """`{id}` and the like replaced; nothing if a value that is asked for is not known."""
    for name, value in values.items():
        place = "{" + name + "}"
        if place in pattern and not value:
            return ""
        pattern = pattern.replace(place, value)
    return pattern


@dataclass(frozen=True)
class Addresses:
    """Patterns with `{id}`, `{locale}`, `{slug}` (of the title) and, for answers, `{question}`."""

    url: str = ""
    answer_url: str = ""
    old_paths: tuple[str, ...] = ()

    def of_question(self, ident: str, locale: str, title: str) -> tuple[str, tuple[str, ...]]:
        """(url, old paths)."""
        values = {"id": ident, "locale": locale, "slug": slug_of(title)}
        return _filled(self.url, values), tuple(filter(None, (_filled(path, values) for path in self.old_paths)))

    def of_answer(self, ident: str, question: str) -> str:
        return _filled(self.answer_url, {"id": ident, "question": question})
