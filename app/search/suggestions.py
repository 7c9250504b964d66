"""What is offered while somebody types, and what was probably meant when little was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.search.analysis import WORD, composed, distinct_words, forms
from app.search.backend import IndexUnavailable, Query, Results
from app.search.grammar import Typed, corrected, parse
from app.search.index import backend
from app.search.queries import heads
from app.search.registry import Actor, Shown
from app.search.spelling import corrections

READ = 200
"""Characters of a text being typed that are read."""
SHORTEST = 2
COMPLETIONS, POSTS = 3, 4
LITTLE = 2
"""Hits up to which a better spelling is looked for."""
WORDS_CHECKED = 8


@dataclass(frozen=True)
class Suggestions:
    """Whole search texts to go on with, and posts that may be the answer already, each with its label."""

    texts: Sequence[str] = ()
    posts: Sequence[Shown] = ()

    def __bool__(self) -> bool:
        return bool(self.texts or self.posts)


def suggestions(actor: Actor, text: str) -> Suggestions:
    """For a text whose last word may be unfinished; nothing while there is no index."""
    typed = parse(text[:READ])
    if len(typed.words) < SHORTEST:
        return Suggestions()
    try:
        texts = completions(typed)
        hits = backend().similar(" ".join([typed.words, *map(_last_word, map(parse, texts))]), limit=2 * POSTS)
    except IndexUnavailable:
        return Suggestions()
    return Suggestions(texts, _titled(heads(actor, hits), typed.words)[:POSTS])


def completions(typed: Typed) -> list[str]:
    """The text with its last word completed, the commonest first; none if the text does not end with a word."""
    last = _last_word(typed)
    if len(last) < SHORTEST:
        return []
    begun = typed.text[: len(typed.text) - len(last)]
    found = backend().words_starting(forms(last)[0], limit=COMPLETIONS + 1)
    return [begun + word for word, _ in found if forms(word)[0] != forms(last)[0]][:COMPLETIONS]


def _last_word(typed: Typed) -> str:
    if not typed.parts or typed.parts[-1][1] != len(typed.text):
        return ""
    found = WORD.findall(typed.text)
    return found[-1] if found and typed.text.endswith(found[-1]) else ""


def _titled(posts: Iterable[Shown], typed: str) -> list[Shown]:
    """Those with a word of the text in their title, or a word that begins as its last one."""
    *whole, last = [word.forms[0] for word in distinct_words(composed(typed), WORDS_CHECKED)] or [""]
    kept = []
    for post in posts:
        title = {form for word in WORD.findall(composed(post.title)) for form in forms(word)}
        if not title.isdisjoint(whole) or any(word.startswith(last) for word in title if last):
            kept.append(post)
    return kept


def did_you_mean(typed: Typed, results: Results, product_names: Iterable[str]) -> str | None:
    """The same text with the words that were probably meant; None if enough was found, or nothing better is known."""
    if results.total > LITTLE and not results.relaxed:
        return None
    having = {word for hit in results.hits for word in hit.words} if results.relaxed else set()
    words = [word.text for word in distinct_words(composed(typed.words), WORDS_CHECKED) if word.text not in having]
    names = {form for name in product_names for word in WORD.findall(name) for form in forms(word)}
    index = backend()
    instead = corrections(
        words,
        documents=lambda word: index.search(Query(words=word, limit=0)).total,
        like=index.words_like,
        names=names,
    )
    better = corrected(typed, instead) if instead else typed.text
    return better if better != typed.text else None
