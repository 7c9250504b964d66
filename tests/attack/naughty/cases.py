"""Where each form is filled in: by whom, at which address, with what besides.

`only` are fields that take a few words alone (an address, a number, a name): a naughty string there is refused more often
than not. `changed` are fields whose words are kept in another shape than they were typed in. `fine` is the status of what was taken.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    form: str
    who: str
    path: str
    base: dict[str, str] = field(default_factory=dict)
    only: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    fine: int = 302
    one_way: bool = False
    """What it leads to says nothing of whether it was taken, or it is never taken: a password that is wrong."""


def case(form: str, who: str, path: str, base: dict[str, str] | None = None, **more: object) -> Case:
    sets = {key: frozenset(str(value).split()) if isinstance(value, str) else value for key, value in more.items()}
    return Case(form, who, path, base or {}, **sets)  # type: ignore[arg-type]


W = {"body": "Some new words."}
WHY = {"reason": "Because it is so."}
PASSWORD = "correct-horse-battery-7"
NEW = {"password": "four words nobody guesses"}
QUESTION = {"title": "A new question of mine", "category": "{category}", "body": "What is it?", "product": ""}
GUEST = {"name": "Guest", "email": "guest-asks@example.net"}
PRIVATELY = {"title": "My invoice", "body": "It is wrong.", "category": "", "product": ""}
NOTICE = {"ground": "spam", "text": "It sells codes.", "good_faith": "y", "name": "G", "email": "g@example.net"}
TEXT = {"title": "New article", "body": "Words", "half_life": "180", "product": ""}
ARTICLE = {**TEXT, "topics": "wifi", "language": "en", "voice": "community"}
CONFIRM = {"scope": "X200", "versions": "", "evidence": "Tested", "expires": "", "seen": "{seen_target_answer}"}
LABELS = "/posts/{target_answer}/label"
SEEN = {"seen": "{seen_target_answer}"}
RULE = {"number": "7", "title": "New rule"}
HOURS = {"zone": "Europe/Rome", "week": "Mon-Fri 9:00-18:00", "country": "IT", "region": "", "exceptions": "",
         "save": "1"}  # fmt: skip
POLICY = {f"{name}_S{number}": value for number in range(1, 5) for name, value in (("first", "1 h"), ("days", "5"))}
POLICY |= {"next_response": "8 h", "warn": "75", "reminders": "2, 5, 9", "lapse": "10", "save": "1"}
TASK = {"name": "New one", "slug": "", "about": "", "place": "3"}

ISSUE = {"product": "{product}", "title": "It drops", "text": "Words", "symptoms": "drops the line", "owner": "{gus}",
         "language": "en", "state": "identified", "mode": "normal", "next_update": "{next_update}", "seen": "0"}  # fmt: skip

CASES = [
    case("accounts.forms.RegisterForm", "guest", "/register", {"name": "Zed", "email": "zed@example.net", **NEW},
         only="email", changed="name", one_way=True),
    case("accounts.forms.SignInForm", "guest", "/sign-in", {"email": "ann@example.org", "password": PASSWORD},
         only="email", one_way=True),
    case("accounts.forms.AddressForm", "guest", "/confirmation", {"email": "ann@example.org"}, only="email", one_way=True),
    case("accounts.forms.AddressForm", "guest", "/password-reset", {"email": "ann@example.org"}, only="email", one_way=True),
    case("accounts.forms.ConfirmForm", "guest", "{confirmation}", {"password": PASSWORD}, one_way=True),
    case("accounts.forms.OwnAddressForm", "guest", "{new_address}", {"password": PASSWORD}, one_way=True),
    case("accounts.forms.ResetForm", "guest", "{reset}", NEW, one_way=True),
    case("accounts.forms.JoinForm", "guest", "{invitation}", {"name": "Zed", **NEW}, changed="name"),
    case("accounts.forms.PasswordForm", "ben", "/settings/password", {"current": PASSWORD, **NEW}, one_way=True),
    case("accounts.forms.NewAddressForm", "ben", "/settings/address", {"email": "n@example.net", "current": PASSWORD},
         only="email", one_way=True),
    case("accounts.forms.CloseForm", "ben", "/settings/close", {"current": PASSWORD}, one_way=True),
    case("accounts.forms.ProfileForm", "ben", "/settings", {"name": "Ben"}, changed="name"),
    case("admin.forms.BrandForm", "ada", "/admin/brand", {"name": "Acme", "line": "", "colour": "#123456"},
         only="colour"),
    case("admin.forms.CategoryForm", "ada", "/admin/categories/new", {**TASK, "window": "8"}, only="slug window"),
    case("admin.forms.ProductForm", "ada", "/admin/products/new", TASK, only="slug"),
    case("admin.forms.InvitationForm", "ada", "/admin/invitations", {"email": "joins@example.net", "role": "agent"}, only="email"),
    case("admin.forms.LotsForm", "ada", "/admin/products/{product}/lots", {"names": "L1"}, only="names"),
    case("admin.forms.VersionForm", "ada", "/admin/products/{product}/versions", {"name": "firmware 9"}),
    case("admin.forms.PageForm", "ada", "/admin/pages/terms", {"en": "Terms", "it": "Condizioni"}),
    case("admin.forms.RuleForm", "ada", "/admin/rules/new", RULE),
    case("admin.forms.TagForm", "ada", "/admin/tags", {"slug": "newtag", "about": ""}, only="slug"),
    case("admin.forms.TagAboutForm", "ada", "/admin/tags/{dsl}", {"about": "x"}),
    case("admin.forms.TopicForm", "ada", "/admin/users/{ann}/topics", {"tag": "{dsl}"}),
    case("admin.forms.WhyForm", "ada", "/admin/jobs/{job}/removal", {"why": "no_longer_needed"}),
    case("admin.views.learning.LearningForm", "ada", "/admin/categories/{category}/learning", {"answer_costs": "100"}),
    case("cases.clocks.forms.HoursForm", "ada", "/admin/hours", HOURS, only="zone week region exceptions"),
    case("cases.clocks.forms.PolicyForm", "ada", "/admin/policy", POLICY, only=" ".join(set(POLICY) - {"save"})),
    case("cases.desk.forms.SkillForm", "ada", "/admin/skills/new", {"name": "Repair"}),
    case("cases.desk.forms.RuleForm", "ada", "/admin/skills/rules/new", {"on": "category:{category}", "skill": "", "severity": "S2"}),
    case("cases.desk.forms.AgentForm", "ada", "/admin/desk/{gus}", {"languages": "en", "capacity": "3"},
         only="languages capacity"),
    case("cases.desk.forms.AbsenceForm", "gus", "/workspace/absence", {"from_day": "2030-01-01", "until": "2030-01-02"}),
    case("cases.desk.forms.AssignForm", "lea", "/cases/{case_of_ann}/assignment", {"to": "{sam}", **WHY}),
    case("cases.desk.forms.SeverityForm", "lea", "/cases/{case_of_ann}/severity", {"severity": "S1", **WHY}),
    case("cases.looking.forms.LookForm", "ada", "/cases/look", {"case": "{case_of_ann}", **WHY}, only="case"),
    case("identities.forms.LookForm", "mia", "/moderation/reports/{report}/reporter", WHY),
    case("cases.desk.bulk_form.BulkForm", "lea", "/workspace/team/bulk",
         {"cases": "{case_of_ann}", "deed": "back", "to": "", "severity": "", **WHY}, fine=200),
    case("cases.coaching.forms.LookOverForm", "sam", "/workspace/reviews/{written}", {**W, "decision": "send", "reason": ""}),
    case("cases.coaching.forms.LookOverForm", "sam", "/workspace/reviews/{written}", {**W, "decision": "return", **WHY}),
    case("macros.forms.MacroForm", "lea", "/workspace/macros/new", {"name": "Thanks", "language": "", "body": "Thank you.", "team": "y"}),
    case("one_voice.forms.DecideForm", "lea", "/official/{waits_of_sam}", {"seen": "1", "decision": "return", **WHY}),
    case("one_voice.forms.RuleForm", "ada", "/admin/official", {"needs": "all"}),
    case("satisfaction.forms.MarkForm", "ann", "/satisfaction/{asked_ann}", {"mark": "4", "comment": "Quick."}),
    case("cases.forms.ReplyForm", "gus", "/cases/{case_of_ann}/reply", {**W, "needed": ""}),
    case("cases.forms.NoteForm", "gus", "/cases/{case_of_ann}/note", {**W, "goes_on": "y"}),
    case("cases.forms.WaitForm", "gus", "/cases/{case_of_ann}/wait", W),
    case("cases.forms.PublicForm", "gus", "/cases/{case_of_ann}/public", {**W, "scope": "X200", "official": "y", "evidence": "Manual", "stance": "consistent"}),
    case("cases.customer.forms.CustomerForm", "ann", "/cases/{case_of_ann}/customer", W),
    case("cases.customer.forms.PrivateForm", "ben", "/cases/new", PRIVATELY),
    case("cases.customer.forms.GuestPrivateForm", "guest", "/cases/new", {**PRIVATELY, **GUEST}, only="email body", changed="name"),
    case("cases.customer.forms.CrmForm", "gus", "/cases/{case_of_ann}/crm", {"crm_id": "C-1"}, only="crm_id"),
    case("cases.customer.forms.ExpertForm", "gus", "/cases/{other_case}/expert", {"expert": "{eve}", **WHY}),
    case("cases.customer.forms.ExpertNoteForm", "eve", "/cases/{case_of_ann}/as-expert", W),
    case("cases.customer.forms.MergeForm", "lea", "/cases/{other_case}/merging", {"into": "{case_of_ann}", **WHY}),
    case("cases.customer.forms.RequesterForm", "lea", "/cases/{other_case}/requester", {"email": "zoe@example.org", **WHY}, only="email"),
    case("cases.customer.forms.ReturnForm", "gus", "/cases/{case_of_ann}/community", WHY),
    case("cases.forms.HandBackForm", "gus", "/cases/{case_of_ann}/back", WHY),
    case("cases.forms.CloseForm", "gus", "/cases/{case_of_ann}/close", {"outcome": "public_note", "note": "We replaced it."}),
    case("decisions.forms.CutForm", "mia", "/posts/{cut_answer}/personal-data", {"cuts": "Verdi", **WHY}, only="cuts"),
    case("decisions.forms.ReportForm", "guest", "/posts/{target_answer}/report", NOTICE, only="email", changed="name"),
    case("decisions.forms.ReportForm", "ben", "/users/{ann}/report", NOTICE, without="name email"),
    case("knowledge.forms.articles.NewForm", "eve", "/articles/new", ARTICLE, only="topics", without="reason"),
    case("knowledge.forms.articles.TextForm", "eve", "/articles/{kplain}/edit", {**TEXT, **WHY, "seen": "0"}),
    case("knowledge.forms.articles.FromAnswerForm", "eve", "/answers/{aaccepted}/article", WHY),
    case("knowledge.forms.articles.ReviewForm", "lea", "/articles/{in_review}/review",
         {"decision": "return", "note": "Why?", "seen": "{edits}"}),
    case("knowledge.forms.articles.KeepForm", "lea", "/articles/{kplain}/keep", {"act": "archive", "note": "Old"}),
    case("knowledge.forms.articles.FeedbackForm", "ben", "/articles/{kplain}/feedback", {"helped": "no", "why": ""}),
    case("knowledge.forms.gaps.GapForm", "guest", "/gaps/new", {"words": "other words", "kind": "not_found"}, only="email"),
    case("knowledge.forms.gaps.CloseGapForm", "lea", "/gaps/{gap}", {"answer": "No, because.", "article": ""}, only="article"),
    case("knowledge.forms.gaps.AssignGapForm", "lea", "/gaps/{gap}/assignment", {"to": ""}),
    case("known_issues.forms.IssueForm", "gus", "/known-issues/new", ISSUE, only="symptoms versions lots next_update mode_until slow_minutes"),
    case("known_issues.forms.ChangeForm", "gus", "/known-issues/{issue}/change", {**ISSUE, "news": "It is so.", "seen": "2"},
         only="symptoms versions lots next_update mode_until slow_minutes"),
    case("known_issues.forms.ResolveForm", "gus", "/known-issues/{issue}/resolution",
         {"outcome": "fixed", "news": "Mended.", "seen": "2"}),
    case("known_issues.forms.ReopenForm", "gus", "/known-issues/{resolved_issue}/reopening",
         {"news": "Not over.", "next_update": "{next_update}", "seen": "2"}, only="next_update"),
    case("known_issues.forms.AttachForm", "gus", "/questions/{target_question}/known-issue", {"issue": "{issue}", **WHY}),
    case("known_issues.forms.WhyForm", "gus", "/known-issues/held/{held_post}/return", WHY),
    case("known_issues.forms.OwnedForm", "ben", "/settings/products", {"product": "p{product}", "lot": ""}),
    case("labels.forms.ConfirmForm", "gus", LABELS + "/verify", CONFIRM, changed="versions"),
    case("labels.forms.OfficialForm", "sam", "/posts/{company_answer}/label/official",
         {**CONFIRM, "seen": "{seen_company_answer}"}, changed="versions"),
    case("labels.forms.SentenceForm", "gus", LABELS + "/unofficial", {**SEEN, **WHY, "sentence": "0"}),
    case("labels.forms.DisputeForm", "gus", LABELS + "/dispute", {**SEEN, "evidence": "I tried.", "update_by": "{update_by}"}),
    case("labels.forms.DoubtForm", "eve", "/posts/{target_answer}/label/doubt", {"evidence": "I tried.", "seen": "0"}),
    case("labels.forms.CorrectForm", "gus", LABELS + "/correct", {**SEEN, "fact": "It is not so.", "evidence": "Tested"}),
    case("labels.forms.LiftForm", "mia", "/posts/{marked_answer}/label/lift", {**WHY, "seen": "{seen_marked_answer}"}),
    case("moderation.forms.ClaimForm", "mia", "/moderation/claims/{flag}", {**WHY, "verdict": "cleared"}, changed="fact"),
    case("moderation.forms.DecisionForm", "mia", "/moderation/posts/{target_answer}",
         {"rule": "{rule}", **WHY, "reports": "", "measure": "hide"}, without="days"),
    case("moderation.forms.DecisionForm", "mia", "/moderation/users/{ann}",
         {"rule": "{rule}", **WHY, "reports": "", "measure": "suspend", "days": "7"}),
    case("notifications.views.listing.ReadForm", "ann", "/notifications/read", {"up_to": "1"}),
    case("notifications.views.settings.MailForm", "ann", "/settings/notifications", {"wants": "none"}),
    case("questions.forms.asking.AskForm", "ann", "/questions/ask", QUESTION, only="more_tags"),
    case("questions.forms.asking.GuestAskForm", "guest", "/questions/ask", {**QUESTION, **GUEST}, only="more_tags email body",
         changed="name"),
    case("questions.forms.merging.MergeForm", "mia", "/questions/{solved}/merge?into={target_question}", WHY),
    case("questions.forms.thread.AnswerForm", "gus", "/questions/{target_question}/answer", {**W, "role": "agent"}),
    case("questions.forms.thread.CommentForm", "gus", "/posts/{target_answer}/comment", {**W, "role": "agent"}),
    case("questions.forms.thread.EditForm", "ann", "/posts/{question_of_ann}/edit",
         {"title": "Own question", **W, "revision": "1"}),
    case("questions.forms.thread.ReasonForm", "eve", "/questions/{zcorrected}/needs-staff", WHY),
    case("questions.forms.thread.ReasonForm", "ann", "/questions/{solved}/reopening", WHY),
    case("questions.forms.thread.ReasonForm", "gus", "/answers/{absent_answer}/acceptance", WHY),
    case("questions.forms.thread.OptionalReasonForm", "ann", "/questions/{question_of_ann}/staff-request", WHY),
    case("questions.views.answering.PreviewForm", "ben", "/preview", W, fine=200),
    case("questions.views.asking.QuestionPreview", "guest", "/questions/ask/preview", W, fine=200),
    case("search.forms.SynonymsForm", "ada", "/admin/synonyms", {"words": "doorway, gateway", "language": ""}, only="words"),
    case("site.views.preferences.PreferencesForm", "guest", "/preferences", {"language": "en", "theme": "", "keys": "y"}),
]  # fmt: skip

BASES = {
    "kit.forms.Press",
    "images.adding.WithImages",
    "labels.forms.LabelForm",
    "cases.forms.AnswerForm",
    "one_voice.stance.StanceFields",
    "macros.choosing.MacroFields",
    "cases.customer.forms.WithFields",
}
"""Nothing to type into, or filled in only as the forms made of them."""
ELSEWHERE = {"admin.forms.LogoForm": "a file: tests/catalogue/test_logo.py"}
NOT_ASKED = {"knowledge.forms.articles.NewForm": {"reason"}}
"""Fields that a form has from another and no page of its own shows."""
