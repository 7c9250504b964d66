"""A community in which everything has happened once: posts with every label, cases, notices, drafts, mails.

Each private text holds a word of its own (tests/attack/private_words.py), with the names of those who may read it. `town_on` builds the
town once a run; a test that changes things is given a copy.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select, update

from app import create_app
from app.accounts.actors import Guest
from app.accounts.models import SignIn, StaffInvitation, User
from app.accounts.roles import PostingRole, Role
from app.cases.actions import opening, working
from app.cases.actions.taking import take_next
from app.cases.queries import visible_case
from app.claims.actions import flag_by_hand
from app.decisions.actions import Sender, decide, report
from app.decisions.models import Ground, HouseRule, Measure
from app.escalation.actions import request_staff
from app.extensions import db
from app.identities.actions import look_at_address
from app.kit.clock import now
from app.kit.tokens import digest
from app.knowledge.actions.drafting import draft_new
from app.knowledge.actions.editing import submit
from app.knowledge.actions.gaps import report_gap
from app.knowledge.actions.publishing import publish
from app.labels import actions as labels
from app.labels.algebra import Status
from app.labels.models import LabelRow
from app.posts.models import Origin, Post
from app.questions import drafts
from app.questions.actions.accepting import accept
from app.questions.actions.answering import answer, comment, withdraw
from app.questions.actions.following import say_needs_staff
from app.questions.actions.holding import Written, hold
from app.questions.actions.official import make_official
from app.questions.models import Question
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.databases import Databases, close
from tests.knowledge import making
from tests.notifications.mails import work
from tests.visiting import Visitor
from tests.world import World, populate

CHECKED = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
UPDATE_BY = datetime(2030, 3, 4, 16, 0, tzinfo=UTC)
"""Moments that are in labels, so that their words are known beforehand."""


@dataclass
class Town(World):
    posts: dict[str, int] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)

    def browser_of(self, name: str) -> Visitor:
        """A browser in which somebody is signed in already; a guest's for `guest`."""
        visitor = Visitor(self.app)
        if name == "guest":
            return visitor
        token = secrets.token_urlsafe(16)
        with self.app.app_context():
            db.session.add(SignIn(digest=digest(token), user_id=self.ids[name], seen_at=now()))
            db.session.commit()
        with visitor.client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        return visitor

    def label(self, post: str, status: Status, **facts: Any) -> None:
        """A label straight into its table, at known moments."""
        with self.acting("ada"):
            db.session.merge(LabelRow(post_id=self.posts[post], status=status, **{"as_of": CHECKED, **facts}))


def _the(post_id: int) -> Post:
    return db.session.get_one(Post, post_id)


def _ask(town: Town, key: str, by: str = "ann", **given: Any) -> int:
    words = f"{key} question words"
    with town.acting(by) as person:
        asked = make.question(person, **{"title": f"{key}title lamp is red", "body": f"The {words} are here.", **given})
        town.posts[key] = asked.id
    return town.posts[key]


def _answer(town: Town, key: str, by: str, to: str = "zmain", **given: Any) -> int:
    body = given.pop("body", f"The {key} answer words are here.")
    with town.acting(by) as person:
        town.posts[key] = answer(person, question_by_id(town.posts[to]), body=body, **given).id
    return town.posts[key]


def _comment(town: Town, key: str, by: str, on: str = "zmain", **given: Any) -> int:
    with town.acting(by) as person:
        subject = _the(town.posts[on])
        said = comment(person, subject, question_by_id(subject.thread_id or subject.id),
                       body=f"The {key} comment words are here.", **given)  # fmt: skip
        town.posts[key] = said.id
    return town.posts[key]


def _import(town: Town, key: str) -> None:
    with town.acting("ada"):
        post = _the(town.posts[key])
        post.origin = Origin(
            source="diy.example", foreign_id=key, year=2014, author="Old Member", licence="CC BY-SA 4.0"
        )


def _public(town: Town) -> None:
    """Posts with every label."""
    for key in ("zmain", "zplain", "zunofficial", "zdisputed", "zcorrected", "zimported", "zcase"):
        _ask(town, key)
    _ask(town, "zemployee", "mia")
    _answer(town, "aagent", "gus", scope="Router X200")
    _answer(town, "aofficial", "sam", scope="Router X200")
    for key, by in (("aplain", "ben"), ("averified", "ben"), ("aunofficial", "ben"), ("adisputed", "eve")):
        _answer(town, key, by)
    for key, by in (("acorrected", "ben"), ("aaccepted", "eve"), ("aimported", "eve")):
        _answer(town, key, by)
    _answer(town, "aemployee", "mia", role=PostingRole.EMPLOYEE)
    _answer(town, "amoderator", "mia", role=PostingRole.MODERATOR)
    with town.acting("sam") as sam:
        make_official(sam, visible_answer(sam, town.posts["aofficial"]), scope="Router X200", evidence="Release notes")
    with town.acting("ann") as ann:
        accept(ann, visible_answer(ann, town.posts["aaccepted"]))
    for number in range(5):
        _comment(town, f"cplain{number}", "ben")
    _comment(town, "cagent", "gus")
    _comment(town, "conanswer", "ann", on="aplain")
    for key in ("zimported", "aimported"):
        _import(town, key)
    for one in ("z", "a"):
        town.label(f"{one}unofficial", Status.UNOFFICIAL)
        town.label(f"{one}disputed", Status.DISPUTED, update_by=UPDATE_BY)
        town.label(f"{one}corrected", Status.CORRECTED, fact="Only lot 7 has it.")
    town.label("averified", Status.STAFF_VERIFIED, scope="firmware 4.2", evidence="Tested", set_by_id=town.ids["gus"])


def _articles(town: Town) -> None:
    """One of its own, one made from a solved question (whose words it holds), one that nobody has published."""
    with town.acting("eve") as eve:
        given = {"title": "kplaintitle manual", "body": "The kplain article words are here.", "product": make.product()}
        town.posts["kplain"] = draft_new(eve, tags=[make.tag()], **given).id
        submit(eve, making.the(town.posts["kplain"]))
    with town.acting("lea") as lea:
        publish(lea, making.the(town.posts["kplain"]))
    town.posts["kmade"] = making.published(
        town, title="zsourcetitle lamp is red", body="The zsource question words are here."
    )
    with town.acting("ada"):
        made = (town.posts["kplain"], town.posts["kmade"])
        db.session.execute(update(LabelRow).where(LabelRow.post_id.in_(made)).values(as_of=CHECKED))
        town.posts["zsource"] = db.session.scalars(
            select(Question.id).where(Question.title.startswith("zsource"))
        ).one()
    with town.acting("eve") as eve:
        drafted = draft_new(eve, title="articledraftzq title", body="articledraftzq body", tags=[make.tag()])
        town.posts["kdraft"] = drafted.id


def _private(town: Town) -> None:
    with town.acting("ann") as ann:
        question = question_by_id(town.posts["zcase"])
        opening.attach_private_details(ann, question, text="Order privatedetailszq")
        request_staff(ann, question, reason="It is staffrequestzq")
    with town.acting("sam") as sam:
        case = take_next(sam)
        assert case is not None
        town.refs["case"] = case.reference
        working.hand_back(sam, case, reason="Because handbackzq")
    with town.acting("gus") as gus:
        case = take_next(gus)
        assert case is not None
        working.reply(gus, visible_case(gus, case.reference), body="To you: caseagentzq", needed="")
        working.note(gus, visible_case(gus, case.reference), body="Among us: casenotezq")
    with town.acting("ann") as ann:
        working.reply_as_customer(ann, visible_case(ann, town.refs["case"]), body="To staff: casecustomerzq")
    with town.acting("ann") as ann:
        drafts.save(ann, "ask", {"title": ["draftoneszq"], "body": ["draftoneszq"]})
        db.session.get_one(User, ann.id).new_email = "newaddresszq@example.net"
        db.session.add(SignIn(digest=digest("x"), user_id=ann.id, browser="browserofannzq", address="10.1.2.3"))
    with town.acting("eve") as eve:
        say_needs_staff(eve, question_by_id(town.posts["zplain"]), reason="needsstaffzq")
        labels.doubt(eve, _the(town.posts["aplain"]), evidence="counterevidencezq")
        flagged = _the(town.posts["zplain"])
        flag_by_hand(eve, flagged, sentence="The zplain question words are here.", reason="Nobody has measured it.")
    with town.app.app_context():
        written = Written(
            title="heldtitlezq", body="heldbodyzq", category_id=make.category().id, private="heldprivatezq"
        )
        hold(Guest(), written, email="heldmailzq@example.net", name="Held", locale="en", address="10.9.9.9")
        report_gap(Guest(), words="gap words", text="gaptextzq", email="gapmailzq@example.net")
        for text, email, name in (("noticetextzq", "noticemailzq@example.net", "Noticenamezq"),):
            sender = Sender(name, email)
            subject = _the(town.posts["aplain"])
            report(Guest(), subject, ground=Ground.SPAM, text=text, good_faith=True, sender=sender)
        invitation = StaffInvitation(email="inviteezq@example.net", role=Role.AGENT, invited_by_id=town.ids["ada"])
        db.session.add(invitation)
        db.session.commit()
    with town.acting("new") as new:
        report(new, _the(town.posts["averified"]), ground=Ground.WRONG, text="memberreportzq", good_faith=True)
    with town.acting("mia") as mia:
        look_at_address(mia, db.session.get_one(User, town.ids["eve"]), reason="lookedatzq")


def _moderated(town: Town) -> None:
    """Hidden before anybody was told of it; withdrawn after they were."""
    _answer(town, "awithdrawn", "ben", body="withdrawnanswerzq is what it said.")
    work(town.app)
    _answer(town, "ahidden", "ben", body="hiddenanswerzq is what it said.")
    _ask(town, "zhidden", "ben", title="hiddenquestionzq title", body="hiddenquestionzq body")
    with town.acting("mia") as mia:
        rule = db.session.query(HouseRule).one()
        for key in ("ahidden", "zhidden"):
            decide(mia, _the(town.posts[key]), measure=Measure.HIDE, rule=rule, reason="decisionreasonzq")
    with town.acting("ben") as ben:
        withdraw(ben, visible_answer(ben, town.posts["awithdrawn"]))
    with town.acting("ada"):
        db.session.get_one(User, town.ids["new"]).suspended_until = now() + timedelta(days=30)


def build(app: Flask) -> Town:
    world = populate(app)
    town = Town(app, world.ids)
    _public(town)
    work(app)
    _articles(town)
    work(app)
    _private(town)
    work(app)
    _moderated(town)
    work(app)
    return town


@dataclass(frozen=True)
class Built:
    databases: Databases
    kind: str
    folder: Path
    address: str
    town: Town


_built: dict[str, Built] = {}


def town_on(kind: str, databases: Databases, folder: Path) -> Built:
    """The town on a kind of database, built at the first call of a run."""
    if kind not in _built:
        app = create_app(databases.settings(kind, folder))
        town = build(app)
        close(app)
        _built[kind] = Built(databases, kind, folder, app.config["SQLALCHEMY_DATABASE_URI"], town)
    return _built[kind]


@contextmanager
def copy_of(built: Built, folder: Path) -> Iterator[Town]:
    """A town of one's own."""
    shutil.copytree(built.folder, folder, dirs_exist_ok=True)
    app = create_app(built.databases.settings(built.kind, folder, like=built.address))
    yield Town(app, dict(built.town.ids), dict(built.town.posts), dict(built.town.refs))
    close(app)
