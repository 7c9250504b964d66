"""Words that mean the same: groups are added, changed, removed, and every change can be taken back."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.actors import Guest
from app.accounts.models import User
from app.activity.log import record
from app.activity.versions import touch
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.search.analysis import STOP_WORDS, WORD, composed
from app.search.events import SearchEvent
from app.search.grammar import cleaned
from app.search.models import SYNONYMS_MAX, SynonymGroup
from app.search.permissions import can_change_synonyms
from app.search.synonyms import BETWEEN, SYNONYMS, folded, in_use, members

Actor = User | Guest

FEWEST, MOST = 2, 12
"""Words of a group."""
WORD_MAX, PARTS_MAX = 40, 4
"""Characters of one of them, and words that it may be made of."""
GROUPS_MAX = 200
LANGUAGES = ("", "en", "it")
KEPT = timedelta(days=30)
"""How long a removed group can be brought back."""


def add_synonyms(actor: Actor, *, language: str, words: str) -> SynonymGroup:
    require(can_change_synonyms(actor))
    group = SynonymGroup(language=_language(language), words=_clean(words))
    _check(group)
    db.session.add(group)
    _changed(actor, group, "added")
    return group


def change_synonyms(actor: Actor, group: SynonymGroup, *, language: str, words: str) -> None:
    require(can_change_synonyms(actor))
    _require_in_use(group)
    before = group.words
    group.language, group.words = _language(language), _clean(words)
    with db.session.no_autoflush:
        _check(group)
    if group.words != before:
        group.former = before
    _changed(actor, group, "changed")


def remove_synonyms(actor: Actor, group: SynonymGroup) -> None:
    require(can_change_synonyms(actor))
    _require_in_use(group)
    group.removed_at = now()
    _changed(actor, group, "removed")


def take_back(actor: Actor, group: SynonymGroup) -> None:
    """Brings a removed group back, or its words before the last change; taking back twice is as before."""
    require(can_change_synonyms(actor))
    if group.removed_at is None and not group.former:
        raise IllegalMove(N_("There is nothing to take back."))
    with db.session.no_autoflush:
        if group.removed_at is not None:
            group.removed_at = None
        else:
            group.words, group.former = group.former, group.words
        _check(group)
    _changed(actor, group, "taken_back")


def removed_lately() -> list[SynonymGroup]:
    """The groups that can be brought back, the last one first."""
    query = select(SynonymGroup).where(SynonymGroup.removed_at > now() - KEPT)
    return list(db.session.scalars(query.order_by(SynonymGroup.removed_at.desc()).limit(MOST)))


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise Invalid(N_("Choose one of the languages."), field="language")
    return language


def _clean(text: str) -> str:
    typed = [" ".join(cleaned(one).split()) for line in composed(text).splitlines() for one in line.split(",")]
    kept = {folded(one): one for one in reversed(typed) if one}
    words = [one for one in dict.fromkeys(typed) if one and kept[folded(one)] == one]
    for one in words:
        _check_word(one)
    if len(words) < FEWEST:
        raise Invalid(N_("Write at least two words that mean the same, with commas between them."), field="words")
    if len(words) > MOST:
        raise Invalid(N_("A group has at most %(most)s words."), field="words", most=MOST)
    together = BETWEEN.join(words)
    if len(together) > SYNONYMS_MAX:
        raise Invalid(N_("At most %(max)d characters."), field="words", max=SYNONYMS_MAX)
    return together


def _check_word(one: str) -> None:
    parts = WORD.findall(one)
    if not parts:
        raise Invalid(N_("“%(word)s” has no letter or digit."), field="words", word=one[:WORD_MAX])
    if len(one) > WORD_MAX or len(parts) > PARTS_MAX:
        raise Invalid(
            N_("“%(word)s” is too long: at most %(parts)s words and %(max)s characters."),
            field="words", word=f"{one[:WORD_MAX]}…", parts=PARTS_MAX, max=WORD_MAX,
        )  # fmt: skip
    if all(any(part in small for small in STOP_WORDS.values()) for part in folded(one)):
        raise Invalid(N_("“%(word)s” is in nearly every text, so it tells nothing."), field="words", word=one)


def _check(group: SynonymGroup) -> None:
    """No more groups than can be looked through, and no word in two of them that could be used together."""
    own = {folded(one) for one in members(group.words)}
    others = [one for one in in_use() if one.id != group.id]
    if len(others) >= GROUPS_MAX:
        raise Invalid(N_("There are %(most)s groups already, and more would make every search slow."), most=GROUPS_MAX)
    for other in others:
        if group.language and other.language and group.language != other.language:
            continue
        for one in members(other.words):
            if folded(one) in own:
                raise Invalid(
                    N_("“%(word)s” is in another group already: %(words)s. Add the new words there."),
                    field="words", word=one, words=other.words,
                )  # fmt: skip


def _require_in_use(group: SynonymGroup) -> None:
    if group.removed_at is not None:
        raise IllegalMove(N_("This group has been removed meanwhile."))


def _changed(actor: Actor, group: SynonymGroup, what: str) -> None:
    group.changed_at = now()
    record(actor, SearchEvent.SYNONYMS_CHANGED, group, what=what)
    touch(db.session(), SYNONYMS)
