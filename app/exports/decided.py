"""What an export takes and what it leaves out, table by table, and why. A table that is in neither fails the tests."""

PEOPLE = "people wrote, did or chose it"
RECORD = "it is a record of what happened, which nothing can make again"
OWED = "it is still owed to somebody"
SETUP = "it is how the community is set up"
TWICE = "it keeps something from happening twice"

TAKEN = {
    "absences": SETUP,
    "acceptances": PEOPLE,
    "agent_desks": SETUP,
    "agent_skills": SETUP,
    "answers": PEOPLE,
    "article_drafts": PEOPLE,
    "article_feedback": PEOPLE,
    "article_links": RECORD,
    "article_tags": PEOPLE,
    "articles": PEOPLE,
    "author_addresses": OWED,
    "brand": SETUP,
    "calendars": SETUP,
    "case_hand_overs": RECORD,
    "case_alarms": OWED,
    "case_clocks": OWED,
    "case_looks": RECORD,
    "case_messages": PEOPLE,
    "case_notes": PEOPLE,
    "cases": OWED,
    "categories": SETUP,
    "claim_flags": RECORD,
    "comments": PEOPLE,
    "content_gaps": OWED,
    "counter_evidence": PEOPLE,
    "credits": RECORD,
    "decisions": RECORD,
    "deliveries": TWICE,
    "desk_rules": SETUP,
    "drafts": PEOPLE,
    "endings": RECORD,
    "events": RECORD,
    "expertise": SETUP,
    "former_addresses": "people and other sites link to these addresses",
    "gap_reporters": OWED,
    "held_questions": PEOPLE,
    "house_rules": SETUP,
    "image_uses": PEOPLE,
    "images": PEOPLE,
    "import_batches": RECORD,
    "label_changes": RECORD,
    "labels": RECORD,
    "learned_windows": RECORD,
    "lots": SETUP,
    "mail_choices": PEOPLE,
    "me_too": PEOPLE,
    "needs_staff": PEOPLE,
    "notifications": OWED,
    "origins": RECORD,
    "owed": OWED,
    "page_versions": "browsers hold pages by these numbers: counted anew, they would show old pages as fresh",
    "pages": SETUP,
    "posts": PEOPLE,
    "private_details": PEOPLE,
    "product_versions": SETUP,
    "products": SETUP,
    "proposals": RECORD,
    "publications": RECORD,
    "questions": PEOPLE,
    "reopenings": PEOPLE,
    "reports": OWED,
    "revisions": RECORD,
    "role_grants": SETUP,
    "scheduled_runs": TWICE,
    "search_synonyms": SETUP,
    "sentence_marks": RECORD,
    "severity_changes": RECORD,
    "shown_before_asking": RECORD,
    "skills": SETUP,
    "sla_policies": SETUP,
    "staff_invitations": OWED,
    "subscriptions": PEOPLE,
    "tags": SETUP,
    "teams": SETUP,
    "thread_links": RECORD,
    "thread_tags": PEOPLE,
    "uncovered_skills": RECORD,
    "users": PEOPLE,
    "votes": PEOPLE,
    "window_learning": SETUP,
}

LEFT_OUT = {
    "attempts": "counts of the last day's sign-ins and questions by address; they begin again",
    "search_dirty": "what waits to be indexed; the index is made anew after an import",
    "sign_ins": "browsers that are signed in, with their addresses; everybody signs in again",
    "submissions": "forms that were sent once, kept for a short while against a double press",
}

OF_A_NEW_SITE = frozenset({"brand", "owed", "page_versions", "scheduled_runs"})
"""What the program itself writes before anybody came: it does not make a database less empty, and gives way."""


def undecided(tables: set[str]) -> set[str]:
    """Tables that nobody has decided about, and decisions about tables that are not there."""
    return tables ^ (TAKEN.keys() | LEFT_OUT.keys())
