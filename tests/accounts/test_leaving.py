"""Whoever closes their account leaves what they said in public, and nothing that they said or gave in private."""

import re

from sqlalchemy import String, select, update

from app.accounts.actions.profile import close_account
from app.accounts.models import User
from app.cases.actions import working
from app.cases.customer.models import CaseField, Field, HeldCase
from app.cases.models import Case, PrivateDetails
from app.extensions import db
from app.imports.models import AuthorAddress
from app.kit.clock import now
from app.knowledge.models import ArticleFeedback, ContentGap, GapReporter
from app.knowledge.states import GapKind
from app.known_issues.held_models import HeldPost
from app.known_issues.models import KnownIssue
from app.known_issues.owned_models import OwnedProduct
from app.known_issues.states import HeldState
from app.posts.kinds import PostKind
from app.questions.models import Draft, HeldQuestion, NeedsStaff, Reopening
from app.satisfaction.models import Satisfaction
from tests import make
from tests.cases.private import called, opened_and_taken, signed_in
from tests.knowledge import making
from tests.known_issues.furnishing import furnish as known_issues
from tests.world import PASSWORD, World

SECRET = re.compile(r"zq[a-z]+")
PUBLIC = {"posts.title", "posts.source", "posts.html", "posts.text", "revisions.title", "revisions.source"}
PRIVATE = {
    "article_feedback.why", "author_addresses.email", "case_fields.value", "case_messages.html", "case_messages.source",
    "cases.crm_id", "cases.reason", "cases.title", "drafts.content", "gap_reporters.email", "gap_reporters.page",
    "gap_reporters.text", "held_cases.content", "held_cases.email", "held_posts.content", "held_questions.content",
    "held_questions.email", "needs_staff.reason", "owned_products.lot", "private_details.text",
    "reopenings.reason", "satisfactions.comment", "users.about", "users.display_name", "users.email",
}  # fmt: skip
OF_STAFF = {"case_notes.source", "case_notes.html"}
"""What somebody else wrote of them; whoever wrote it answers for it."""


def columns_with_a_secret(world: World) -> set[str]:
    found = set()
    with world.looking():
        for table in db.metadata.sorted_tables:
            texts = [column for column in table.columns if isinstance(column.type, String)]
            for row in db.session.execute(select(*texts)) if texts else ():
                found |= {
                    f"{table.name}.{column.name}"
                    for column, value in zip(texts, row, strict=True)
                    if SECRET.search(str(value or ""))
                }
    return found


def says_everything(world: World) -> str:
    """Ann says something everywhere; the reference of her private case."""
    known_issues(world.acting)
    article = making.published(world)
    reference = opened_and_taken(world)
    with world.acting("gus") as gus:
        working.note(gus, called(reference), body="A note that says zqnote.")
    with world.acting("ann") as ann:
        working.reply_as_customer(ann, called(reference), body="My card is zqcard.")
        db.session.execute(update(Case).where(Case.reference == reference).values(title="zqtitle", crm_id="zqcrm"))
        question = make.question(ann, title="A public zqquestion", body="It is public, zqbody.").id
        db.session.add_all(_rows(ann, question, article, called(reference).id))
        db.session.execute(update(User).where(User.id == ann.id).values(display_name="zqname", about="zqabout"))
        db.session.execute(update(User).where(User.id == ann.id).values(email="zqmail@example.org"))
    return reference


def _rows(ann: User, question: int, article: int, case: int) -> list[object]:
    product, issue = make.product().id, db.session.scalars(select(KnownIssue.id)).first()
    gap = ContentGap(kind=GapKind.NOT_FOUND, words="x", normal="x")
    imported = User(display_name="Imported", created_at=now())
    asked_before = make.question(ann, title="Asked before").id
    db.session.add_all([gap, imported])
    db.session.flush()
    held = {"issue_id": issue, "author_id": ann.id, "kind": PostKind.QUESTION, "content": '{"body": "zqheld"}'}
    return [
        Case(
            customer_id=ann.id,
            opened_by_id=ann.id,
            question_id=question,
            reason="zqwhy",
            deadline=now(),
            next_due_at=now(),
        ),
        CaseField(case_id=case, field=Field.ORDER, value="zqorder", given_at=now()),
        PrivateDetails(question_id=question, text="zqprivate"),
        Satisfaction(asker_id=ann.id, question_id=question, until=now(), mark=2, comment="zqslow", said_at=now()),
        Draft(user_id=ann.id, form="ask", content='{"title": ["zqdraft"]}'),
        NeedsStaff(question_id=question, user_id=ann.id, reason="zqneeds"),
        Reopening(question_id=asked_before, by_id=ann.id, reason="zqagain"),
        ArticleFeedback(article_id=article, user_id=ann.id, helped=False, why="zqfeedback"),
        GapReporter(gap_id=gap.id, user_id=ann.id, email="zqgap@example.org", text="zqgap", page="/search?q=zqpage"),
        OwnedProduct(user_id=ann.id, product_id=product, lot="zqlot"),
        HeldPost(**held, state=HeldState.WAITING, due_at=now()),
        HeldPost(**held, state=HeldState.RELEASED, ended_at=now(), post_id=question),
        HeldCase(email="zqmail@example.org", name="Ann", content='{"body": "zqwaits"}'),
        HeldQuestion(email="zqmAIL@Example.org", name="Ann", reference="held", content='{"body": "zqwaits"}'),
        AuthorAddress(user_id=imported.id, email="zqold@example.org", claimed_by_id=ann.id, claimed_at=now()),
    ]


def test_what_is_private_goes_with_the_person(world: World) -> None:
    reference = says_everything(world)
    assert columns_with_a_secret(world) == PUBLIC | PRIVATE | OF_STAFF
    with world.acting("ann") as ann:
        close_account(ann, current=PASSWORD)
    assert columns_with_a_secret(world) == PUBLIC | OF_STAFF
    with world.looking():
        assert db.session.query(Satisfaction).filter_by(mark=2).count() == 1, "what it counts for stays"
    page = signed_in(world, "gus").text(f"/cases/{reference}")
    assert "the words went with them" in page
    assert "Private case" in page
    assert signed_in(world, "lea").get(f"/cases/{reference}/export.json").status_code == 200


def test_what_others_said_stays(world: World) -> None:
    says_everything(world)
    with world.acting("ben") as ben:
        close_account(ben, current=PASSWORD)
    assert columns_with_a_secret(world) == PUBLIC | PRIVATE | OF_STAFF
