"""A thread as structured data for machines that read pages (schema.org QAPage), with the labels people see.

Accepted is what the asker accepted and nobody cautioned against; the official one first. What is disputed, corrected or
withdrawn is left out: a machine that quotes it would quote it without its label.
"""

from collections.abc import Sequence
from typing import Any

from app.labels.algebra import CAUTION, Status
from app.labels.presenting import Presented
from app.posts.kinds import Voice

LEFT_OUT = frozenset({Status.DISPUTED, Status.CORRECTED, Status.WITHDRAWN})
ANSWERS_MAX = 20
TEXT_MAX = 1500
"""Characters of each text, so that a page does not carry every body twice."""

Data = dict[str, Any]


def qa_page(question: Presented, answers: Sequence[Presented], *, site: str, brand: str, more: int = 0) -> Data | None:
    """The page's data, or None if the question itself is disputed, corrected or withdrawn. `site` is the address that the
    paths are added to; `answers` come in the order of the page; `more` are on further pages."""
    if question.label.status in LEFT_OUT:
        return None
    kept = [one for one in answers if one.label.status not in LEFT_OUT and one.text]
    accepted = sorted((one for one in kept if _is_accepted(one)), key=lambda one: one.label.status != Status.OFFICIAL)
    others = [one for one in kept if not _is_accepted(one)]
    main = {
        "@type": "Question",
        "name": question.title,
        **_common(question, site, brand),
        "answerCount": len(kept) + max(more, 0),
    }
    if accepted:
        main["acceptedAnswer"] = [_answer(one, site, brand) for one in accepted[:ANSWERS_MAX]]
    if others:
        main["suggestedAnswer"] = [_answer(one, site, brand) for one in others[: ANSWERS_MAX - len(accepted)]]
    return {"@context": "https://schema.org", "@type": "QAPage", "inLanguage": question.language, "mainEntity": main}


def _is_accepted(answer: Presented) -> bool:
    return answer.accepted_at is not None and answer.label.status not in CAUTION


def _common(post: Presented, site: str, brand: str) -> Data:
    """The label stands first in the text, as everywhere, and its code beside it."""
    company = post.label.voice is Voice.COMPANY
    data: Data = {
        "text": f"[{post.label.text}] {post.excerpt(TEXT_MAX)}",
        "creativeWorkStatus": post.label.status.value,
        "upvoteCount": max(post.score, 0),
        "url": site + post.url,
        "datePublished": post.created_at.isoformat(),
        "author": {"@type": "Organization", "name": brand} if company else {"@type": "Person", "name": post.author},
    }
    if post.edited_at:
        data["dateModified"] = post.edited_at.isoformat()
    return data


def _answer(answer: Presented, site: str, brand: str) -> Data:
    return {"@type": "Answer", **_common(answer, site, brand)}
