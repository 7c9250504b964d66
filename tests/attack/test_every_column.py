"""Each text that is kept is said to be public, private or our own; a new column fails here until somebody says which.

Private ones of a case have a secret each in the wall (walled.py, found by themselves), the others in the town (private_words.py).
"""

from flask import Flask
from sqlalchemy import JSON, Enum, String

from app.extensions import db
from tests.attack.filling import OURS
from tests.attack.walled import belongs_to_a_case

PUBLIC = {
    "brand": {"name", "line", "support_name"}, "categories": {"name", "about"}, "tags": {"about"}, "lots": {"name"},
    "products": {"name", "about"}, "product_versions": {"name"}, "pages": {"source", "html"},
    "house_rules": {"title", "title_it", "text", "text_it"}, "origins": {"source", "url", "author", "licence"},
    "posts": {"title", "source", "html", "text"}, "revisions": {"title", "source", "reason"},
    "labels": {"scope", "versions", "evidence", "fact", "reason", "rule_title", "rule_title_it"},
    "label_changes": {"scope", "evidence", "reason", "fact"}, "sentence_marks": {"sentence", "fact"},
    "known_issues": {"title", "source", "html", "workaround", "workaround_html"},
    "known_issue_changes": {"source", "html", "before"}, "known_issue_symptoms": {"phrase"},
    "known_issue_questions": {"because", "reason", "left_reason"}, "articles": {"versions", "check_note"},
    "publications": {"scope", "reason"}, "content_gaps": {"words", "answer"}, "endings": {"reason"},
    "acceptances": {"reason"}, "users": {"display_name", "about"}, "claim_flags": {"sentence", "hits", "reason", "decision_reason"},
    "images": {"name"}, "skills": {"name", "about"}, "teams": {"name"},
}  # fmt: skip
PRIVATE = {
    "held_questions": {"email", "name", "content"}, "users": {"email", "new_email"}, "drafts": {"content"},
    "sign_ins": {"address", "browser"}, "staff_invitations": {"email"}, "counter_evidence": {"evidence"},
    "decisions": {"reason"}, "needs_staff": {"reason"}, "reports": {"reporter_name", "reporter_email", "text"},
    "article_drafts": {"title", "source", "versions", "reason", "returned_note", "writer_ids"},
    "gap_reporters": {"email", "text", "page"}, "author_addresses": {"email"}, "owned_products": {"lot"},
    "held_posts": {"content", "reason"}, "identity_looks": {"reason"}, "reopenings": {"reason"}, "macros": {"name"}, "macro_versions": {"body"},
    "waiting_officials": {"scope", "versions", "evidence", "reason"}, "article_feedback": {"why"},
}  # fmt: skip
OWN = {
    "import_batches": {"source", "counts", "problems"}, "scheduled_runs": {"name"}, "learned_windows": {"rates"},
    "search_synonyms": {"words", "former"}, "calendars": {"hours"}, "sla_policies": {"policy"}, "events": {"data"},
    "notifications": {"url", "params"}, "owed": {"name", "args", "error"},
}  # fmt: skip
"""Codes, numbers and times; what a test looks through for private words (test_canaries.py, test_the_wall.py)."""


def test_each_column_with_words_is_said_to_be_public_private_or_our_own(app: Flask) -> None:
    found = {
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        if not belongs_to_a_case(table)
        for column in table.columns
        if isinstance(column.type, String | JSON) and not isinstance(column.type, Enum) and not column.foreign_keys
        and column.name not in OURS
    }  # fmt: skip
    named = [f"{table}.{column}" for kind in (PUBLIC, PRIVATE, OWN) for table in kind for column in kind[table]]
    assert sorted(found) == sorted(named)
