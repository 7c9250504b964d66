"""The words of every label, in one place. Both languages: translations/it.po beside it."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.roles import PostingRole
from app.kit.texts import N_, Text
from app.labels.algebra import Status
from app.posts.kinds import PostKind, Voice

PROVISIONAL = N_("Unofficial claim · marked provisionally, %(brand)s has not confirmed this")
"""Set by detection, before a person has looked."""


def rule_name(number: int, title: str, title_it: str) -> Text:
    """A house rule as the reader's language names it: a translation picks the title of its own language."""
    return Text(N_("rule %(number)s, %(title)s"), number=number, title=title, title_it=title_it or title)


@dataclass(frozen=True)
class Facts:
    """All that the words of a label depend on."""

    brand: str
    kind: PostKind
    voice: Voice
    status: Status
    role: PostingRole
    name: str
    accepted: bool = False
    scope: str = ""
    as_of: datetime | None = None
    set_by: str = ""
    update_by: datetime | None = None
    fact: str = ""
    rule: str | Text = ""
    source: str = ""
    year: int | None = None
    earlier: bool = False
    provisional: bool = False


def wording(facts: Facts) -> Text:
    """The label's sentence. Cautions come first, then the company's voice, then what was confirmed, then the rest."""
    return _caution(facts) or _company(facts) or _confirmed(facts) or _community(facts)


def _caution(facts: Facts) -> Text | None:
    match facts.status:
        case Status.WITHDRAWN if facts.rule:
            return Text(N_("Removed: %(rule)s"), rule=facts.rule)
        case Status.WITHDRAWN:
            return Text(N_("Withdrawn by its author"))
        case Status.CORRECTED:
            return Text(
                N_("%(brand)s's correction: %(fact)s Original below"), brand=facts.brand, fact=_sentence(facts.fact)
            )
        case Status.DISPUTED:
            return Text(
                N_("Reports differ · %(brand)s is checking, update by %(time)s"),
                brand=facts.brand,
                time=facts.update_by,
            )
        case Status.UNOFFICIAL if facts.provisional:
            return Text(PROVISIONAL, brand=facts.brand)
        case Status.UNOFFICIAL:
            return Text(N_("Unofficial claim · %(brand)s has not confirmed this"), brand=facts.brand)
    return None


def _sentence(fact: str) -> str:
    return fact if fact.rstrip().endswith((".", "!", "?")) else f"{fact.rstrip()}."


def _company(facts: Facts) -> Text | None:
    if facts.voice is not Voice.COMPANY:
        return None
    if facts.kind is PostKind.ARTICLE:
        return _company_article(facts)
    if facts.status is Status.OFFICIAL:
        return Text(N_("%(brand)s's official answer"), brand=facts.brand)
    if facts.role is PostingRole.MODERATOR:
        return Text(N_("%(brand)s moderator · %(name)s"), brand=facts.brand, name=facts.name)
    return Text(N_("%(brand)s Support · %(name)s"), brand=facts.brand, name=facts.name)


def _company_article(facts: Facts) -> Text:
    if facts.as_of is None:
        return Text(N_("%(brand)s's article · draft, not reviewed"), brand=facts.brand)
    if facts.earlier:
        return Text(
            N_("%(brand)s's article · for %(scope)s, due for a new check"), brand=facts.brand, scope=_scope(facts)
        )
    return Text(
        N_("%(brand)s's article · for %(scope)s, checked %(date)s"),
        brand=facts.brand,
        scope=_scope(facts),
        date=facts.as_of.date(),
    )


def _community_article(facts: Facts) -> Text:
    if facts.source and facts.as_of is None:
        return Text(
            N_("Community article from %(source)s, %(year)s · not reviewed by %(brand)s"),
            source=facts.source,
            year=str(facts.year),
            brand=facts.brand,
        )
    if facts.as_of is None:
        return Text(N_("Community article · draft, not reviewed · not %(brand)s's statement"), brand=facts.brand)
    if facts.earlier or not facts.set_by:
        return Text(
            N_("Community article · for %(scope)s, due for a new check · not %(brand)s's statement"),
            scope=_scope(facts),
            brand=facts.brand,
        )
    return Text(
        N_("Community article · reviewed by %(name)s, %(date)s, for %(scope)s · not %(brand)s's statement"),
        name=facts.set_by,
        date=facts.as_of.date(),
        scope=_scope(facts),
        brand=facts.brand,
    )


def _confirmed(facts: Facts) -> Text | None:
    day = facts.as_of.date() if facts.as_of else ""
    if facts.kind is PostKind.ARTICLE:
        return None
    if facts.status is Status.STAFF_VERIFIED:
        return Text(
            N_("%(name)s's answer · confirmed by %(brand)s for %(scope)s, %(date)s"),
            name=facts.name,
            brand=facts.brand,
            scope=_scope(facts),
            date=day,
        )
    if facts.status is Status.COMMUNITY_VERIFIED:
        return Text(N_("Agreed by a member panel · not reviewed by %(brand)s"), brand=facts.brand)
    return None


def _community(facts: Facts) -> Text:
    if facts.kind is PostKind.ARTICLE:
        return _community_article(facts)
    if facts.role is PostingRole.EMPLOYEE:
        return Text(N_("%(brand)s employee · personal view"), brand=facts.brand)
    match facts.kind:
        case PostKind.QUESTION:
            return Text(N_("Asked by a member")) if not facts.source else _imported_question(facts)
        case PostKind.COMMENT:
            return Text(N_("Member's comment")) if not facts.source else _imported_comment(facts)
    return _answer(facts)


def _answer(facts: Facts) -> Text:
    if facts.earlier:
        return Text(
            N_("Community answer · confirmed in an earlier version, this one not reviewed by %(brand)s"),
            brand=facts.brand,
        )
    if facts.source and facts.accepted:
        return Text(
            N_("Solved it for the asker · community answer from %(source)s, %(year)s, not reviewed by %(brand)s"),
            source=facts.source,
            year=str(facts.year),
            brand=facts.brand,
        )
    if facts.source:
        return Text(
            N_("Community answer from %(source)s, %(year)s · not reviewed by %(brand)s"),
            source=facts.source,
            year=str(facts.year),
            brand=facts.brand,
        )
    if facts.accepted:
        return Text(N_("Solved it for the asker · community answer, not reviewed by %(brand)s"), brand=facts.brand)
    return Text(N_("Community answer · not reviewed by %(brand)s"), brand=facts.brand)


def _imported_question(facts: Facts) -> Text:
    return Text(N_("Asked by a member of %(source)s, %(year)s"), source=facts.source, year=str(facts.year))


def _imported_comment(facts: Facts) -> Text:
    return Text(N_("Member's comment from %(source)s, %(year)s"), source=facts.source, year=str(facts.year))


def _scope(facts: Facts) -> str | Text:
    return facts.scope or Text(N_("all versions"))
