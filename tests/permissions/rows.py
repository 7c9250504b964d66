"""Each row of the table as requests of the product; and what is no row: pages for everybody, and one's own settings."""

from dataclasses import dataclass, field

W = {"body": "Some new words."}
WHY = {"reason": "Because it is so."}


@dataclass(frozen=True)
class Ask:
    """One request. `own` is about the visitor's own thing, else another's. `by`: who sends it instead, by kind.

    `image`: an image is sent along. `offered`: the page itself is theirs for other choices, so a choice that it does not offer is refused as one (422).
    """

    method: str
    path: str
    data: dict[str, str] = field(default_factory=dict)
    own: bool = False
    only: frozenset[str] = frozenset()
    offered: bool = False
    by: tuple[tuple[str, str], ...] = ()
    image: bool = False


def get(path: str, **more: object) -> Ask:
    return Ask("GET", path, **more)  # type: ignore[arg-type]


def post(path: str, data: dict[str, str] | None = None, **more: object) -> Ask:
    return Ask("POST", path, data or {}, **more)  # type: ignore[arg-type]


STAFF = frozenset({"agent", "lead", "moderator", "admin"})
NOT_AGENTS = frozenset({"guest", "member", "expert", "lead", "moderator", "admin", "blocked"})
"""An agent assigns nobody: the next case is taken, not picked. They hand theirs back."""
NOT_AT_THE_DESK = frozenset({"guest", "member", "expert", "moderator", "admin", "blocked"})
"""Who works on cases reads notes with them (test_notes_are_for_agents); anybody else, if at all, with a reason."""
DECIDED = {"rule": "{rule}", "reason": "Because it is so.", "reports": ""}
QUESTION = {"title": "A new question of mine", "category": "{category}", "body": "What is it?", "product": ""}
QUESTION |= {"name": "Guest", "email": "guest-asks@example.net"}
PRIVATELY = {"title": "My invoice", "body": "It is wrong.", "category": "", "product": "", "name": "Guest"}
PRIVATELY |= {"email": "guest-writes@example.net"}
NOTICE = {"ground": "spam", "text": "It sells codes.", "good_faith": "y", "name": "G", "email": "g@example.net"}
POLICY = {"next_response": "8 h", "warn": "75", "reminders": "2, 5, 9", "lapse": "10", "save": "1"}
POLICY |= {f"first_S{number}": f"{number} h" for number in range(1, 5)} | {f"days_S{n}": str(n) for n in range(1, 5)}
ISSUE = {"product": "{product}", "title": "It drops", "text": "Words", "symptoms": "drops the line", "owner": "{gus}"}
ISSUE |= {"language": "en", "state": "identified", "mode": "normal", "next_update": "{next_update}", "seen": "0"}
APPROVE = {"decision": "approve", "reason": "", "seen": "1"}
CONFIRM = {"scope": "X200", "versions": "", "evidence": "Tested", "expires": ""}

ROWS: dict[str, list[Ask]] = {
    "read public Q/A/KB, search": [get("/search?q=lamp"), get("/posts/{zmain}"), get("/articles/{kplain}")],
    "read visible revisions": [get("/posts/{aplain}/history"), get("/articles/{kplain}/history")],
    "read redacted revision / hidden post": [
        get("/posts/{my_hidden}/history", own=True),
        get("/posts/{hidden_of_ann}/history"),
    ],
    "ask (a guest's question is held until the address is confirmed)": [post("/questions/ask", QUESTION)],
    "answer, comment": [post("/questions/{target_question}/answer", W), post("/posts/{target_answer}/comment", W)],
    "edit own post": [post("/posts/{my_answer}/edit", {**W, "revision": "1"}, own=True)],
    "edit other's public post": [post("/posts/{target_answer}/edit", {**W, **WHY, "revision": "1"})],
    "hide/remove other's post (with SoR)": [
        post("/moderation/posts/{target_answer}", {**DECIDED, "measure": "hide"}, offered=True)
    ],
    "upload file": [post("/images", {"image_alt": "A wall"}, image=True)],
    "vote (never own)": [post("/posts/{target_answer}/vote")],
    "accept an answer to one's own question": [
        post("/answers/{my_on}/acceptance", own=True),
        post("/answers/{target_answer}/acceptance", WHY),
    ],
    "make an answer official (only with the spokesperson grant)": [
        post(
            "/posts/{company_answer}/label/official",
            {**CONFIRM, "seen": "{seen_company_answer}"},
            by=(("agent", "sam"),),
        )
    ],
    "approve an official answer (spokesperson, not its author)": [
        post("/official/{waits_of_sam}", APPROVE, only=NOT_AGENTS),
        post("/official/{waits_of_lea}", APPROVE, by=(("agent", "sam"),), only=frozenset({"agent"})),
        get("/official"),
    ],
    "confirm or clear an unofficial flag; lift a label": [
        post("/posts/{marked_answer}/label/lift", {**WHY, "seen": "{seen_marked_answer}"}),
        post("/moderation/claims/{flag}", {**WHY, "verdict": "cleared"}),
    ],
    "dispute with counter-evidence (two experts, or one of staff)": [
        post("/posts/{target_answer}/label/doubt", {"evidence": "I tried.", "seen": "0"}, only=frozenset({"expert"})),
        post(
            "/posts/{target_answer}/label/dispute",
            {"evidence": "I tried.", "seen": "0", "update_by": "{update_by}"},
            only=STAFF | {"guest", "member", "blocked"},
        ),
    ],
    "verify an answer for a scope (staff_verified)": [
        post("/posts/{target_answer}/label/verify", {**CONFIRM, "seen": "{seen_target_answer}"})
    ],
    "correct a post with a fact": [
        post(
            "/posts/{target_answer}/label/correct",
            {"fact": "It is not so.", "evidence": "Tested", "seen": "{seen_target_answer}"},
        )
    ],
    "withdraw own post": [
        post("/posts/{my_answer}/withdrawal", own=True),
        post("/posts/{target_answer}/withdrawal"),
    ],
    "report content (Art 16)": [post("/posts/{target_answer}/report", NOTICE), post("/users/{ann}/report", NOTICE)],
    "see reporter identity": [
        get("/moderation/reports/{report}/reporter"),
        post("/moderation/reports/{report}/reporter", WHY),
    ],
    "suspend member / expert": [post("/moderation/users/{ann}", {**DECIDED, "measure": "suspend", "days": "7"})],
    "suspend staff, moderator, admin": [
        post("/moderation/users/{sam}", {**DECIDED, "measure": "suspend", "days": "7"}, offered=True)
    ],
    "read private case": [get("/cases/{my_case}", own=True), get("/cases/{case_of_ann}")],
    "open a private case (a guest by confirmed address)": [post("/cases/new", PRIVATELY)],
    "download case attachment": [
        get("/cases/{my_case}/files/{my_file}", own=True),
        get("/cases/{case_of_ann}/files/{file_of_ann}"),
    ],
    "export case": [
        get("/cases/{my_case}/export", own=True),
        get("/cases/{my_case}/export.json", own=True),
        get("/cases/{case_of_ann}/export"),
        get("/cases/{case_of_ann}/export.json"),
    ],
    "invite expert into case (customer consents)": [
        post("/cases/{other_case}/expert", {**WHY, "expert": "{eve}"}),
    ],
    "read case as invited expert": [get("/cases/{case_of_ann}/as-expert")],
    "merge cases, change requester": [
        post("/cases/{other_case}/merging", {**WHY, "into": "{case_of_ann}"}),
        post("/cases/{other_case}/requester", {**WHY, "email": "zoe@example.org"}),
    ],
    "read internal notes / drafts": [post("/cases/look", {"case": "{case_of_ann}", **WHY}, only=NOT_AT_THE_DESK)],
    "reply in case": [
        post("/cases/{my_case}/customer", W, own=True),
        post("/cases/{case_of_ann}/reply", {**W, "needed": ""}, only=STAFF),
        post("/cases/{case_of_ann}/wait", W, only=STAFF),
        post("/cases/{case_of_ann}/customer", W, only=frozenset({"guest", "member", "expert", "blocked"})),
    ],
    "see customer e-mail, phone, order no.": [get("/cases/{case_of_ann}")],
    "escalate public question to case (author consents)": [
        post("/questions/{my_question}/staff-request", WHY, own=True),
        post("/questions/{target_question}/staff-request", WHY),
    ],
    "assign / reassign": [
        post("/cases/{case_of_ann}/back", {**WHY, "skill": ""}),
        post("/cases/{case_of_ann}/assignment", {**WHY, "to": "{sam}"}, only=NOT_AGENTS),
    ],
    "close / reopen": [post("/cases/{case_of_ann}/close", {"outcome": "settled_privately"})],
    "own data export, delete account": [post("/settings/close", {"current": "correct-horse-battery-7"}, own=True)],
    "draft KB article": [
        post(
            "/articles/new",
            {
                "title": "New article",
                "body": "Words",
                "topics": "wifi",
                "half_life": "180",
                "language": "en",
                "voice": "community",
                "product": "",
            },
        ),
        get("/articles/desk"),
    ],
    "publish KB article": [
        post("/articles/{in_review}/review", {"decision": "publish", "seen": "{edits}", "note": ""})
    ],
    "change role": [
        post("/admin/users/{ann}/roles/agent"),
        post("/admin/users/{sam}/roles/agent/revocation"),
        post("/admin/users/{gus}/spokesperson"),
        post("/admin/users/{ann}/employment"),
    ],
    "grant admin": [post("/admin/users/{ann}/roles/administrator")],
    "settings, SSO": [
        post("/admin/brand", {"name": "Other", "line": "", "colour": "#123456"}),
        post("/admin/rules/new", {"number": "7", "title": "New rule", "text": "", "title_it": "", "text_it": ""}),
        get("/admin/jobs"),
        get("/admin/approvals"),
        post("/admin/synonyms", {"words": "doorway, gateway", "language": ""}),
        post("/admin/pages/terms", {"en": "Terms", "it": "Condizioni"}),
    ],
    "read audit log (moderator: moderation part only)": [get("/moderation/log"), get("/moderation")],
    "accept for an absent asker (after 7 days, with a reason)": [post("/answers/{absent_answer}/acceptance", WHY)],
    'say "did not help", reopen own question': [
        post("/answers/{my_on}/did-not-help", own=True),
        post("/answers/{target_answer}/did-not-help"),
        post("/questions/{solved}/reopening", WHY),
        post("/cases/{case_of_ann}/solved"),
        post("/cases/{case_of_ann}/solved/undo"),
        post("/cases/{case_of_ann}/not-solved"),
    ],
    'say "needs staff" on any question': [post("/questions/{zcorrected}/needs-staff", WHY)],
    "flag a sentence as unofficial claim": [
        post("/posts/{target_answer}/label/unofficial", {**WHY, "seen": "{seen_target_answer}", "sentence": "0"})
    ],
    "appoint an expert": [post("/admin/users/{ann}/topics", {"tag": "{dsl}"})],
    "edit calendars, SLA policies, skills": [
        post(
            "/admin/hours",
            {
                "zone": "Europe/Rome",
                "week": "Mon-Fri 10:00-12:00",
                "country": "IT",
                "region": "",
                "exceptions": "",
                "save": "1",
            },
        ),
        post("/admin/policy", POLICY),
        post("/admin/skills/new", {"name": "Billing", "about": ""}),
        post("/admin/desk/{gus}", {"languages": "en", "capacity": "3"}),
    ],
    "edit categories, products, tags": [
        post("/admin/categories/new", {"name": "New one", "slug": "", "about": "", "window": "8", "place": "3"}),
        post("/admin/products/new", {"name": "New product", "slug": "", "about": "", "place": "3"}),
        post("/admin/tags", {"slug": "newtag", "about": ""}),
        post("/admin/categories/{spare}/closing"),
        post("/admin/products/{product}/versions", {"name": "firmware 9"}),
    ],
    "remove personal data from a post": [
        post("/posts/{my_answer}/personal-data", {"cuts": "says"}, own=True),
        post("/posts/{cut_answer}/personal-data", {"cuts": "Verdi", **WHY}),
    ],
    "lock, merge, move a thread": [
        post("/moderation/posts/{target_question}", {**DECIDED, "measure": "lock"}, offered=True),
        post("/questions/{solved}/merge?into={target_question}", WHY),
    ],
    "take the next case": [
        post("/workspace/next"),
        post("/workspace/absence", {"from_day": "2090-01-01", "until": "2090-01-02"}),
    ],
    "lower a severity": [post("/cases/{grave_case}/severity", {**WHY, "severity": "S4"})],
    'subscribe, "I have this too", "did this help?"': [
        post("/questions/{target_question}/subscription"),
        post("/questions/{target_question}/too"),
        post("/articles/{kplain}/feedback", {"helped": "yes", "why": ""}),
    ],
    "report a content gap": [
        post("/gaps/new", {"words": "other words", "text": "", "email": "", "kind": "not_found", "page": ""})
    ],
    "close a content gap": [post("/gaps/{gap}", {"answer": "No, because.", "article": ""}), get("/gaps")],
    "open, change, close a known issue or incident": [
        post("/known-issues/new", ISSUE),
        post("/known-issues/{issue}/change", {**ISSUE, "news": "It is the night sync.", "seen": "2"}),
        post("/known-issues/{issue}/resolution", {"outcome": "fixed", "news": "Mended.", "seen": "2"}),
        post("/questions/{target_question}/known-issue", {"issue": "{issue}", **WHY}),
        post("/known-issues/held/{held_post}/release"),
    ],
    "see another's e-mail / IP": [get("/admin/users/{ann}/address"), post("/admin/users/{ann}/address", WHY)],
    "see the users page and roles": [get("/admin/users"), get("/admin/users/{ann}")],
    "invite staff": [post("/admin/invitations", {"email": "joins@example.net", "role": "agent"})],
}

NOT_YET: dict[str, str] = {
    "appeal a decision (Art 20)": "no appeals yet",
    "decide appeal": "no appeals yet",
    "erase case / person": "not yet",
    "create own API token": "no API yet",
    "create/edit webhook": "no webhooks yet",
    "view / replay webhook payload": "no webhooks yet",
    "bulk user export, restore backup": "from the command line of the machine alone",
    "impersonate; alter audit log; token making tokens": "for nobody: there is no such route",
    "draft a correction": "a correction is made in one step, see its row",
    "approve a correction": "a correction is made in one step, see its row",
    "propose an idea": "no ideas yet",
    "decide on an idea or signal": "no ideas yet",
    "import archives": "from the command line of the machine alone",
}

PUBLIC = {
    "accounts.ask_confirmation", "accounts.ask_reset", "accounts.check_mail", "accounts.confirm",
    "accounts.confirm_address", "accounts.invitation", "accounts.profile", "accounts.register", "accounts.reset",
    "accounts.reset_sent", "accounts.sign_in", "accounts.sign_out",
    "cases.answer_community_by_link", "cases.by_link", "cases.check_mail", "cases.confirm_held", "cases.export_by_link",
    "cases.export_json_by_link", "cases.file_by_link", "cases.keep_out_by_link", "cases.let_in_by_link", "cases.renew_link",
    "decisions.received", "images.show", "known_issues.index",
    "known_issues.short", "known_issues.show", "knowledge.index",
    "knowledge.show", "knowledge.thanks", "knowledge.version", "labels.history", "notifications.unsubscribe",
    "notifications.word", "satisfaction.by_mail", "questions.check_mail", "questions.confirm", "questions.feed", "questions.fresh",
    "questions.index", "questions.preview", "questions.preview_question", "questions.product", "questions.short",
    "questions.show", "questions.similar", "questions.tag", "questions.tags", "questions.thread_feed",
    "search.typing", "site.brand_stylesheet", "site.health", "site.home",
    "site.labels", "site.logo", "site.opensearch", "site.preferences", "site.privacy", "site.robots", "site.rules",
    "site.rooms_stylesheet",
    "site.script", "site.sitemap", "site.sitemap_pages", "site.sitemap_part", "site.static", "site.stylesheet", "site.terms",
}  # fmt: skip
"""For anybody; what a link of a mail opens is guarded by its signature."""

OWN = {
    "accounts.change_address", "accounts.change_password", "accounts.end_others", "accounts.end_sign_in",
    "accounts.settings", "accounts.sign_ins", "cases.answer_community", "cases.let_expert_in", "cases.mine",
    "decisions.show", "identities.looks", "known_issues.held_post", "known_issues.my_held", "known_issues.owned", "known_issues.remove_owned",
    "known_issues.take_back_post", "imports.claim", "imports.send_link", "satisfaction.asked",
    "imports.yours", "notifications.again",
    "notifications.follow", "notifications.index", "notifications.read_all", "notifications.settings",
    "questions.drop_draft", "questions.keep_draft",
}  # fmt: skip
"""About oneself alone, whoever one is; another's is not there (tests/attack/test_canaries.py)."""

WITH_ROW = {
    "known_issues.reopen": "open, change, close a known issue or incident",
    "known_issues.held": "open, change, close a known issue or incident",
    "known_issues.return_post": "open, change, close a known issue or incident",
    "known_issues.detach_question": "open, change, close a known issue or incident",
    "known_issues.subscription": 'subscribe, "I have this too", "did this help?"',
    "known_issues.undo_subscription": 'subscribe, "I have this too", "did this help?"',
    "known_issues.is_mine": "accept an answer to one's own question",
    "known_issues.is_other": "accept an answer to one's own question",
    "known_issues.solved": "accept an answer to one's own question",
    "known_issues.not_solved": "accept an answer to one's own question",
    "questions.undo_acceptance": "accept an answer to one's own question",
    "questions.undo_subscription": 'subscribe, "I have this too", "did this help?"',
    "questions.undo_merging": "lock, merge, move a thread",
    "questions.undo_too": 'subscribe, "I have this too", "did this help?"',
    "questions.undo_vote": "vote (never own)",
    "questions.undo_withdrawal": "withdraw own post",
    "knowledge.from_answer": "draft KB article",
    "knowledge.edit": "draft KB article",
    "knowledge.preview": "draft KB article",
    "knowledge.submission": "draft KB article",
    "knowledge.discard": "draft KB article",
    "knowledge.keep": "publish KB article",
    "knowledge.assign_gap": "close a content gap",
    "knowledge.reopen": "close a content gap",
    "labels.label": "flag a sentence as unofficial claim",
    "cases.workspace": "take the next case",
    "cases.back_to_community": "assign / reassign",
    "cases.crm": "see customer e-mail, phone, order no.",
    "cases.erase_case_file": "download case attachment",
    "cases.expert_file": "read case as invited expert",
    "cases.keep_expert_out": "invite expert into case (customer consents)",
    "cases.absence_end": "take the next case",
    "cases.team": "lower a severity",
    "cases.bulk": "lower a severity",
    "cases.training": "lower a severity",
    "cases.training_end": "lower a severity",
    "cases.desk_news": "take the next case",
    "cases.news": "read private case",
    "cases.review": "reply in case",
    "cases.reviews": "take the next case",
    "cases.reply_back": "reply in case",
    "cases.reply_file": "reply in case",
    "macros.bring_back": "take the next case",
    "macros.index": "take the next case",
    "macros.new": "take the next case",
    "macros.one": "take the next case",
    "macros.retirement": "take the next case",
    "one_voice.drop": "approve an official answer (spokesperson, not its author)",
    "one_voice.rule": "settings, SSO",
    "equity.report": "edit calendars, SLA policies, skills",
    "cases.skill": "edit calendars, SLA policies, skills",
    "cases.skills": "edit calendars, SLA policies, skills",
    "cases.skill_closing": "edit calendars, SLA policies, skills",
    "cases.skill_reopening": "edit calendars, SLA policies, skills",
    "cases.new_desk_rule": "edit calendars, SLA policies, skills",
    "cases.desk_rule_removal": "edit calendars, SLA policies, skills",
    "cases.agent_away": "edit calendars, SLA policies, skills",
    "moderation.report": "see reporter identity",
    "admin.index": "see the users page and roles",
    "admin.approval_agreement": "grant admin",
    "admin.approval_refusal": "grant admin",
    "admin.brand_preview": "settings, SSO",
    "admin.logo": "settings, SSO",
    "admin.logo_removal": "settings, SSO",
    "admin.opening": "settings, SSO",
    "admin.test_mail": "settings, SSO",
    "admin.category_learning": "settings, SSO",
    "admin.category_learning_undo": "settings, SSO",
    "admin.job_drop": "settings, SSO",
    "admin.job_try": "settings, SSO",
    "admin.rules": "settings, SSO",
    "admin.rule_retirement": "settings, SSO",
    "search.synonym_group": "settings, SSO",
    "search.synonym_removal": "settings, SSO",
    "search.synonym_undo": "settings, SSO",
    "admin.categories": "edit categories, products, tags",
    "admin.category": "edit categories, products, tags",
    "admin.category_reopening": "edit categories, products, tags",
    "admin.products": "edit categories, products, tags",
    "admin.product": "edit categories, products, tags",
    "admin.product_retirement": "edit categories, products, tags",
    "admin.product_return": "edit categories, products, tags",
    "admin.lots": "edit categories, products, tags",
    "admin.tag": "edit categories, products, tags",
    "admin.employment_revocation": "change role",
    "admin.spokesperson_revocation": "change role",
    "admin.topic_end": "appoint an expert",
    "admin.invitation_withdrawal": "invite staff",
}
"""The other routes of a row: their gate and their permission are the row's."""
