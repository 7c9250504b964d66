"""The town with whatever it lacks, so that every table has a row, and with values that are easily lost on the way."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import select, update

from app.accounts.models import Proposal, Team, User
from app.accounts.roles import Deed
from app.activity.models import Owed, PageVersion
from app.cases.actions.privately import Wanted, open_privately
from app.cases.clocks.models import PolicyVersion
from app.cases.coaching.models import Looked, Training, WaitingReply, Way
from app.cases.customer.models import CaseField, CaseFile, CommunityReturn, ExpertLook, Field, HeldCase
from app.cases.desk.models import (
    Absence,
    AgentDesk,
    AgentSkill,
    DeskRule,
    HandOver,
    How,
    SeverityChange,
    Skill,
    Uncovered,
)
from app.cases.looking.models import CaseLook
from app.cases.models import Calendar, Case, CaseNote
from app.cases.queries import DEFAULT_HOURS, DEFAULT_POLICY
from app.cases.severity import Severity
from app.cases.sla_policy import to_dict
from app.cases.states import CaseState, Outcome
from app.catalogue.models import Brand, LearnedWindow, Lot, Page, PageKey, WindowLearning
from app.extensions import db
from app.identities.models import IdentityLook
from app.images import storage
from app.images.models import Image, ImageUse, Kind
from app.imports.models import AuthorAddress, ImportBatch
from app.jobs.models import ScheduledRun
from app.kit.clock import now
from app.knowledge.models import ArticleFeedback, ContentGap
from app.knowledge.states import GapKind
from app.macros.models import Macro, MacroUse, MacroVersion
from app.notifications.models import MailChoice
from app.notifications.states import Wants
from app.one_voice.models import ApprovalRule, OfficialStance, WaitingOfficial
from app.one_voice.states import Needs, Stance, Waiting
from app.posts.models import FormerAddress, Post
from app.questions.models import (
    Answer,
    Draft,
    LinkKind,
    MeToo,
    Question,
    Reopening,
    ShownBeforeAsking,
    ThreadLink,
    Vote,
)
from app.satisfaction.models import Satisfaction
from app.search.models import SynonymGroup
from tests.attack.town import Town
from tests.known_issues.furnishing import furnish as known_issues

WORDS = 'line\nfeed, \u2028 and \u2029, \x85, "quotes" \\ and \x1f, 雪, 👩‍🚀, e\u0301, \ufeff, </script>'
PICTURE = b"\x89PNG not really\n\x00\r\n"
PICTURE_NAME = f"{0xABC:026x}-3x4.png"
ERASED_NAME = f"{0xDEF:026x}-3x4.png"


def complete(town: Town) -> None:
    """Rows for what the town does not do, and awkward ones for what it does."""
    ids, posts = town.ids, town.posts
    known_issues(town.acting, WORDS)
    with town.acting("ada") as ada:
        add = db.session.add
        ada.team_id = _new(Team(name="First line"))
        ada.about = WORDS
        brand = db.session.get_one(Brand, 1)
        brand.logo, brand.logo_type, brand.logo_digest = PICTURE * 2, "image/png", "abc"
        add(Page(key=PageKey.TERMS, language="it", source=WORDS, html="<p>…</p>", updated_at=now()))
        add(Lot(product_id=1, name="lot 7"))
        add(WindowLearning(category_id=1, by_id=ids["ada"]))
        taught = {"chance_per_mille": 300, "questions": 9, "accepted": 3, "rates": [0.1, 1e-06]}
        add(LearnedWindow(category_id=1, tag_id=1, minutes=30, least_minutes=30, most_minutes=90, **taught))
        add(Calendar(hours=DEFAULT_HOURS.to_dict()))
        add(PolicyVersion(policy=to_dict(DEFAULT_POLICY), by_id=ids["ada"]))
        add(Proposal(deed=Deed.SUSPEND_STAFF, user_id=ids["gus"], by_id=ids["ada"], until=now() + timedelta(days=1)))
        add(ImportBatch(source="diy.example", counts={"b": 1, "a": [None, 1.5, "\ud83d"], "": {}}, problems={}))
        add(AuthorAddress(user_id=ids["new"], email="old@example.net"))
        add(SynonymGroup(words="router, modem"))
        add(FormerAddress(path="/questions/17", post_id=posts["zimported"]))
        add(ScheduledRun(name="cases.sweep", last_at=datetime(2026, 1, 1, tzinfo=UTC)))
        add(Owed(name="mail.send", args={"to": 1}, run_at=now() + timedelta(days=400)))
        add(MailChoice(user_id=ids["ben"], wants=Wants.NONE))
        add(Vote(post_id=posts["aplain"], user_id=ids["eve"]))
        add(MeToo(question_id=posts["zmain"], user_id=ids["ben"]))
        add(ArticleFeedback(article_id=posts["kplain"], user_id=ids["ann"], helped=False, why=WORDS))
        add(ContentGap(kind=GapKind.ZERO_RESULTS, words=WORDS, normal="line feed", assignee_id=ids["gus"]))
        add(ThreadLink(from_id=posts["zplain"], to_id=posts["zmain"], kind=LinkKind.RELATED))
        add(Reopening(question_id=posts["zmain"], by_id=ids["ann"], reason=WORDS))
        add(ShownBeforeAsking(question_id=posts["zplain"], post_id=posts["kplain"], opened=True))
        for form in ("b", "B", "a-b", "a_b", "é", "z"):
            add(Draft(user_id=ids["ben"], form=form, content="{}", at=datetime(2026, 1, 1, tzinfo=UTC)))
        add(PageVersion(key="thread:99999", number=2**40))
        _picture(posts["zplain"], ids["ann"])
        second_readers(ids, posts)
        _desk(ids)
        private_cases(ids)
        db.session.flush()
        _rows_that_name_later_ones(posts)


def _desk(ids: dict[str, int]) -> None:
    """Somebody with a skill who is away, what needs it, and what became of a case because of that."""
    skill = Skill(slug="billing", name="Billing", about=WORDS)
    db.session.add(skill)
    db.session.flush()
    case_id = db.session.scalars(select(Case.id).order_by(Case.id).limit(1)).one()
    gus, lea, soon = ids["gus"], ids["lea"], now() + timedelta(days=1)
    db.session.add_all(
        [
            AgentSkill(user_id=gus, skill_id=skill.id),
            AgentDesk(user_id=gus, capacity=3, languages="en it"),
            Absence(user_id=gus, from_at=now(), until_at=soon, by_id=lea),
            DeskRule(category_id=1, skill_id=skill.id),
            HandOver(case_id=case_id, how=How.ASSIGNED, to_id=gus, by_id=lea, reason=WORDS),
            IdentityLook(person_id=gus, by_id=ids["ada"], reason=WORDS, until_at=now() + timedelta(minutes=30)),
            CaseLook(case_id=case_id, by_id=ids["ada"], reason=WORDS, until_at=now() + timedelta(minutes=30)),
            SeverityChange(case_id=case_id, before=Severity.S4, after=Severity.S2, reason=WORDS),
            Uncovered(skill="billing", language="it"),
        ]
    )


def private_cases(ids: dict[str, int]) -> None:
    """What a private case has besides words; and what a guest wrote whose address is not confirmed."""
    ann, gus = db.session.get_one(User, ids["ann"]), ids["gus"]
    fields = {"order": WORDS[:200]}
    case, said = open_privately(ann, Wanted(title="Private", body=WORDS, product_id=1, fields=fields))
    case.crm_id, case.owner_id, case.state, case.assigned_at = "C-1", gus, CaseState.ASSIGNED, now()
    db.session.add(CaseField(case_id=case.id, field=Field.SERIAL, asked_at=now(), asked_by_id=gus))
    image = Image(
        name=f"{0xBCD:026x}-3x4.png", owner_id=ann.id, kind=Kind.PNG, width=3, height=4, size=2 * len(PICTURE)
    )
    image.digest, image.private = sha256(PICTURE * 2).hexdigest(), True
    storage.keep(image.name, PICTURE * 2)
    with_reply = db.session.scalars(select(WaitingReply.id)).first()
    db.session.add(CaseFile(case_id=case.id, message_id=said.id, waiting_id=with_reply, image=image, by_id=ann.id))
    look = ExpertLook(case_id=case.id, expert_id=ids["eve"], by_id=gus, reason=WORDS, with_pictures=True)
    look.agreed_at = look.ended_at = now()
    look.ended_by_id = ann.id
    note = CaseNote(case_id=case.id, author_id=ids["eve"], source=WORDS, html="x", by_expert=True)
    asked = db.session.scalars(select(Case).where(Case.question_id.is_not(None)).limit(1)).one()
    back = CommunityReturn(question_id=asked.question_id, case_id=asked.id, by_id=gus, reason=WORDS)
    back.agreed, back.answered_at = False, now()
    held = HeldCase(email="held@example.net", name="Held", content=json.dumps({"title": WORDS, "body": WORDS}))
    merged, _words = open_privately(ann, Wanted(title="Merged", body="x"))
    merged.state, merged.closed_at, merged.next_due_at = CaseState.RESOLVED, now(), None
    merged.outcome, merged.merged_into_id, merged.earlier_id = Outcome.MERGED, case.id, asked.id
    third = HandOver(case_id=case.id, how=How.HANDED_BACK, from_id=gus, to_id=ids["lea"], by_id=gus, reason=WORDS)
    third.number, third.to_lead = 3, True
    db.session.add_all([look, note, back, held, third])


def second_readers(ids: dict[str, int], posts: dict[str, int]) -> None:
    """What a second person reads before it is sent or official, prepared texts, and how an asker was helped."""
    add, case_id = db.session.add, db.session.scalars(select(Case.id).order_by(Case.id).limit(1)).one()
    answer_id, earlier_id = db.session.scalars(select(Answer.id).order_by(Answer.id).limit(2))
    gus, lea, soon = ids["gus"], ids["lea"], now() + timedelta(hours=3)
    add(ApprovalRule(needs=Needs.ALL, by_id=ids["ada"]))
    who = {"author_id": gus, "due_at": soon, "decided_at": now(), "decided_by_id": lea, "reason": WORDS}
    answers = {"answer_id": answer_id, "earlier_id": earlier_id, "displaces_id": earlier_id}
    what = {"scope": WORDS[:90], "versions": "4.2", "evidence": WORDS, "topics": "price safety"}
    add(WaitingOfficial(**who, **answers, **what, owner_id=lea, state=Waiting.RETURNED, stance=Stance.SUPERSEDES))
    add(OfficialStance(answer_id=answer_id, earlier_id=earlier_id, stance=Stance.CONSISTENT, by_id=gus))
    add(Training(user_id=gus, by_id=lea, ended_at=now(), ended_by_id=lea))
    words = {"body": WORDS, "needed": WORDS, "scope": "X200", "put_in": "1 2"}
    add(WaitingReply(**who, **words, case_id=case_id, reviewer_id=lea, way=Way.PRIVATE, state=Looked.RETURNED))
    said = {"mark": 4, "comment": WORDS, "said_at": now(), "until": soon}
    if db.session.query(Satisfaction).filter_by(question_id=posts["zplain"]).count() == 0:
        add(Satisfaction(asker_id=ids["ann"], question_id=posts["zplain"], by_staff=True, **said))
    macro = Macro(name=WORDS[:70], language="it", owner_id=gus, retired_at=now())
    db.session.add(macro)
    db.session.flush()
    version = MacroVersion(macro_id=macro.id, number=1, body=WORDS, by_id=gus)
    db.session.add(version)
    db.session.flush()
    add(MacroUse(version_id=version.id, post_id=posts["aplain"]))


def _new(row: Team) -> int:
    db.session.add(row)
    db.session.flush()
    return row.id


def _picture(post_id: int, owner_id: int) -> None:
    storage.keep(PICTURE_NAME, PICTURE)
    facts = {"owner_id": owner_id, "kind": Kind.PNG, "width": 3, "height": 4, "size": len(PICTURE)}
    image = Image(name=PICTURE_NAME, digest=sha256(PICTURE).hexdigest(), **facts)
    erased = Image(name=ERASED_NAME, digest="0" * 64, erased_at=now(), **facts)
    db.session.add_all([image, erased])
    db.session.flush()
    db.session.add(ImageUse(post_id=post_id, image_id=image.id, shown=True))


def _rows_that_name_later_ones(posts: dict[str, int]) -> None:
    """A comment that was moved into a younger thread; a question whose earlier one is younger."""
    db.session.execute(update(Post).where(Post.id == posts["cplain0"]).values(thread_id=posts["zhidden"]))
    table = Question.__table__
    db.session.execute(update(table).where(table.c.id == posts["zmain"]).values(earlier_id=posts["zplain"]))
