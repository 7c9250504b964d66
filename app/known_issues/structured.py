"""A known issue for machines: the company's own announcement, with who says it and how far it is."""

from typing import Any

from app.catalogue.brand import brand_name
from app.known_issues.presenting import ShownIssue


def announcement(issue: ShownIssue, site: str) -> dict[str, Any]:
    """https://schema.org/SpecialAnnouncement is for emergencies of cities; a known issue is an article by the company."""
    who = {"@type": "Organization", "name": brand_name()}
    return {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": issue.title,
        "abstract": str(issue.label.text),
        "about": {"@type": "Product", "name": issue.product},
        "author": who,
        "publisher": who,
        "inLanguage": issue.language,
        "datePublished": issue.opened_at.isoformat(),
        "dateModified": issue.changed_at.isoformat(),
        "url": f"{site}{issue.url}",
    }
