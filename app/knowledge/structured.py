"""An article as structured data for machines that read pages (schema.org TechArticle), with the label people see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.labels.algebra import Status
from app.labels.presenting import Presented
from app.posts.kinds import Voice

LEFT_OUT = frozenset({Status.DISPUTED, Status.CORRECTED, Status.WITHDRAWN})
TEXT_MAX = 1500


def tech_article(
    article: Presented, *, site: str, brand: str, scope: str, reviewed_at: datetime | None, questions: Sequence[str]
) -> dict[str, Any] | None:
    """None for what is disputed, corrected or withdrawn: a machine that quotes it would quote it without its label.

    `site` is the address that paths are added to; `questions` are paths. The author is the organisation only for what
    the company says itself.
    """
    if article.label.status in LEFT_OUT:
        return None
    company = article.label.voice is Voice.COMPANY
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": article.title,
        "text": f"[{article.label.text}] {article.excerpt(TEXT_MAX)}",
        "creativeWorkStatus": article.label.status.value,
        "abstract": str(article.label.text),
        "inLanguage": article.language,
        "url": site + article.url,
        "datePublished": article.created_at.isoformat(),
        "dateModified": (article.edited_at or article.created_at).isoformat(),
        "author": {"@type": "Organization", "name": brand} if company else {"@type": "Person", "name": article.author},
        "publisher": {"@type": "Organization", "name": brand},
    }
    if reviewed_at:
        data["lastReviewed"] = reviewed_at.isoformat()
    if scope:
        data["about"] = scope
    if questions:
        data["isBasedOn"] = [site + path for path in questions]
    return data
