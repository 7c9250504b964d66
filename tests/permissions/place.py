"""The place in which each kind of visitor tries each row of the table: what is their own, what is another's.

After each try the database is put back as it was.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, text, update

from app.accounts.models import RoleGrant, User
from app.accounts.queries import actor
from app.accounts.roles import Role
from app.cases.actions.assigning import assign
from app.cases.actions.files import attach
from app.cases.actions.privately import Wanted, open_privately
from app.cases.customer.models import ExpertLook
from app.cases.messages import message
from app.cases.models import Case
from app.cases.queries import WHOLE, open_case_of
from app.cases.severity import Severity
from app.catalogue.models import Category, Tag
from app.claims.models import Flag
from app.decisions.actions import decide
from app.decisions.models import Decision, HouseRule, Measure, Report
from app.escalation.actions import request_staff
from app.extensions import db
from app.images.remaking import Made
from app.kit.clock import now
from app.knowledge.actions.drafting import draft_new
from app.knowledge.actions.editing import submit
from app.knowledge.models import ContentGap
from app.labels.queries import last_change_id
from app.posts.models import Post
from app.questions.actions.accepting import accept
from app.questions.actions.answering import answer
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.attack.town import Town
from tests.databases import Databases
from tests.knowledge import making
from tests.known_issues.furnishing import furnish as known_issues
from tests.permissions.second_readers import second_readers
from tests.visiting import _TOKEN, Visitor

PEOPLE = {
    "guest": "guest",
    "member": "ben",
    "expert": "eve",
    "agent": "gus",
    "lead": "lea",
    "moderator": "mia",
    "admin": "ada",
    "blocked": "new",
}
KINDS = tuple(PEOPLE)
IMAGE = Path(__file__).parents[1] / "suites" / "images" / "hopper.png"
COUNTED = frozenset({"attempts", "sign_ins"})
"""Tables in which a refused try may leave a trace: counting tries, and where somebody was seen."""


@dataclass
class Place:
    town: Town
    browsers: dict[str, Visitor]
    tokens: dict[str, str]
    cookies: dict[str, str]
    known: dict[str, str]
    databases: Databases
    kept: str
    furnished: dict[str, str]
    """The fingerprint of the place as it was furnished, which put_back gives back."""

    def path(self, pattern: str, kind: str) -> str:
        who = PEOPLE[kind]
        return pattern.format_map(
            _Known({**self.known, **{f"my_{key}": self.known.get(f"{key}:{who}", "") for key in MINE}})
        )

    def send(
        self, person: str, method: str, path: str, data: dict[str, str] | None = None, *, image: bool = False
    ) -> tuple[int, str, str]:
        """(status, where to, page)."""
        client = self.browsers[person].client
        if method == "GET":
            answer = client.get(path)
        else:
            files: dict[str, Any] = {"image": (BytesIO(IMAGE.read_bytes()), IMAGE.name)} if image else {}
            answer = client.post(path, data={"csrf_token": self.tokens[person], **(data or {}), **files})
        return answer.status_code, answer.headers.get("Location", ""), answer.get_data().decode("utf-8", "replace")

    def fingerprint(self) -> dict[str, str]:
        return fingerprint(self.town)

    def put_back(self) -> None:
        app = self.town.app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        pages = app.extensions["guest_pages"]
        pages.engine.dispose()
        pages.kept.pages.clear()
        self.databases.put_back(app.config["SQLALCHEMY_DATABASE_URI"], self.kept)
        for name, cookie in self.cookies.items():
            self.browsers[name].client.set_cookie("session", cookie)


def fingerprint(town: Town) -> dict[str, str]:
    """Table → a digest of all its rows."""
    with town.app.app_context():
        found = {}
        for table in db.metadata.sorted_tables:
            if table.name not in COUNTED:
                rows = sorted(map(repr, db.session.connection().exec_driver_sql(f'SELECT * FROM "{table.name}"').all()))
                found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        db.session.rollback()
        return found


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        raise KeyError(key)


MINE = ("question", "answer", "on", "case", "file", "hidden", "decision", "user")


def _post(post_id: int) -> Post:
    return db.session.get_one(Post, post_id)


def _own_things(town: Town, known: dict[str, str], who: str) -> None:
    """What each has of their own: a question answered by sam, an answer, a hidden answer with its decision, a case."""
    with town.acting(who) as person:
        question = make.question(person, title=f"Own question of {who}")
        known[f"question:{who}"] = str(question.id)
        known[f"user:{who}"] = str(person.id)
    with town.acting("sam") as sam:
        known[f"on:{who}"] = str(answer(sam, question_by_id(int(known[f"question:{who}"])), body="Try this.").id)
    with town.acting(who) as person:
        target = question_by_id(int(known["target_question"]))
        known[f"answer:{who}"] = str(answer(person, target, body=f"What {who} says.").id)
        known[f"hidden:{who}"] = str(answer(person, target, body=f"To be hidden, {who} says.").id)
        asked = make.question(person, title=f"Staff is asked by {who}")
        case = request_staff(person, asked, reason="Please") if not person.is_staff else None
        known[f"case:{who}"] = case.reference if case else ""
        known[f"file:{who}"] = _picture_in(case, person) if case else ""
    with town.acting("ada" if who != "ada" else "mia") as judge:
        rule = db.session.scalars(select(HouseRule)).one()
        made = decide(judge, _post(int(known[f"hidden:{who}"])), measure=Measure.HIDE, rule=rule, reason="Rude")
        assert made is not None
        known[f"decision:{who}"] = str(made.id)


def _picture_in(case: Case, sender: User) -> str:
    """A picture that its customer sent: its address in the case."""
    made = Made(IMAGE.read_bytes(), "image/png", 128, 128)
    (file,) = attach(sender, message(case, sender, "Look at this", from_customer=True), [made])
    return file.reference


def _invited(town: Town, known: dict[str, str]) -> None:
    """Eve looks into ann's case; another case of ann's, without a question, is gus's by lea's word."""
    with town.acting("ann") as ann:
        case = db.session.scalars(select(Case).where(Case.reference == known["case_of_ann"])).one()
        known["file_of_ann"] = _picture_in(case, ann)
        look = ExpertLook(case_id=case.id, expert_id=town.ids["eve"], by_id=town.ids["gus"], reason="She knows it")
        look.agreed_at = now()
        db.session.add(look)
        other, _said = open_privately(ann, Wanted(title="Another matter", body="Something else"))
        known["other_case"] = other.reference
    with town.acting("lea") as lea:
        other = db.session.scalars(select(Case).where(Case.reference == known["other_case"]).options(*WHOLE)).one()
        assign(lea, other, to=actor(town.ids["gus"]), reason="He knows it")


def _others_things(town: Town, known: dict[str, str]) -> None:
    with town.acting("ada"):
        db.session.execute(update(User).where(User.id == town.ids["new"]).values(suspended_until=None))
        spare = Category(slug="spare", name="Spare", place=2)
        db.session.add(spare)
        db.session.flush()
        known["spare"] = str(spare.id)
        zoe = User(email="zoe@example.org", email_confirmed_at=now(), display_name="Zoe", created_at=now())
        zoe.grants = [RoleGrant(role=Role.ADMINISTRATOR)]
        db.session.add(zoe)
        db.session.get_one(User, town.ids["lea"]).is_spokesperson = True
        db.session.get_one(User, town.ids["new"]).created_at = now() - timedelta(days=30)
        db.session.execute(update(Case).where(Case.reference == town.refs["case"]).values(severity=Severity.S2))
    with town.acting("sam") as sam:
        known["target_question"] = str(make.question(sam, title="Everybody's target", product=make.product()).id)
        asked = make.question(sam, title="The asker is absent")
        known["absent"] = str(asked.id)
    with town.acting("ann") as ann:
        target = question_by_id(int(known["target_question"]))
        for key in ("target_answer", "marked_answer", "cut_answer"):
            body = (
                "All X200 routers of every lot always break." if key == "marked_answer" else "Call Mr Verdi about it."
            )
            known[key] = str(answer(ann, target, body=body).id)
        absent = answer(ann, question_by_id(int(known["absent"])), body="This would solve it.")
        absent.created_at = now() - timedelta(days=9)
        known["absent_answer"] = str(absent.id)
        closed = make.question(ann, title="Solved long since")
        known["solved"] = str(closed.id)
        known["case_of_ann"] = known["grave_case"] = town.refs["case"]
    with town.acting("sam") as sam:
        known["company_answer"] = str(
            answer(sam, question_by_id(int(known["target_question"])), body="From the company.", scope="X200").id
        )
        solving = answer(sam, question_by_id(int(known["solved"])), body="Do this.").id
        flag = db.session.scalars(select(Flag).where(Flag.post_id == int(known["marked_answer"]))).one()
        known["flag"] = str(flag.id)
    with town.acting("ann") as ann:
        accept(ann, visible_answer(ann, solving))


def _known_issues(town: Town, known: dict[str, str]) -> None:
    made = known_issues(town.acting)
    known["issue"], known["resolved_issue"], known["held_post"] = str(made.issue), str(made.resolved), made.held
    known["attached"], known["asked_whether"], known["owned"] = str(made.attached), str(made.asked), str(made.owned)
    known["next_update"] = (now() + timedelta(days=2)).astimezone(ZoneInfo("Europe/Rome")).strftime("%Y-%m-%dT%H:%M")


def _given_to_gus(town: Town, question_id: int) -> None:
    """The case that so many answers and none accepted open: no lead answers in it while it waits in the queue."""
    with town.acting("lea") as lea:
        case = open_case_of(question_id)
        if case is not None and case.owner_id is None:
            assign(lea, case, to=actor(town.ids["gus"]), reason="An agent answers in it")


def furnish(town: Town) -> dict[str, str]:
    known: dict[str, str] = {key: str(number) for key, number in town.posts.items()}
    _known_issues(town, known)
    _others_things(town, known)
    for who in ("gus", "ann", "ben", "eve", "lea", "mia", "ada", "new"):
        _given_to_gus(town, int(known["target_question"]))
        _own_things(town, known, who)
    _given_to_gus(town, int(known["target_question"]))
    _invited(town, known)
    known |= second_readers(town, known["case_of_ann"])
    with town.acting("eve") as eve:
        given = {"title": "To be reviewed", "body": "Words to review", "product": make.product(), "tags": [make.tag()]}
        article = draft_new(eve, **given)
        submit(eve, making.the(article.id))
        known["in_review"] = str(article.id)
        known["edits"] = str(making.the(article.id).draft.edits)  # type: ignore[union-attr]
    with town.acting("ada"):
        db.session.execute(
            update(User).where(User.id == town.ids["new"]).values(suspended_until=now() + timedelta(days=9))
        )
        known["rule"] = str(db.session.scalars(select(HouseRule.id)).one())
        known["gap"] = str(db.session.scalars(select(ContentGap.id).limit(1)).one())
        known["report"] = str(
            db.session.scalars(select(Report.id).where(Report.reporter_id.is_not(None)).limit(1)).one()
        )
        known["dsl"] = str(db.session.scalars(select(Tag.id).where(Tag.slug == "dsl")).one())
        known["category"] = str(make.category().id)
        known["product"] = str(make.product().id)
        known["decision"] = str(db.session.scalars(select(func.min(Decision.id))).one())
        known["hidden_of_ann"] = known["hidden:ann"]
        for name in ("ann", "eve", "sam", "gus"):
            known[name] = str(town.ids[name])
        for key in ("target_answer", "marked_answer", "company_answer"):
            known[f"seen_{key}"] = str(last_change_id(_post(int(known[key]))))
    return known


def _cookie(browser: Visitor) -> str:
    found = browser.client.get_cookie("session")
    assert found is not None
    return found.value


@contextmanager
def opened(town: Town, databases: Databases, then: Callable[[], None] = lambda: None) -> Iterator[Place]:
    """`then` is done once all is there, before it is kept."""
    known = furnish(town)
    then()
    names = [*dict.fromkeys(PEOPLE.values()), "sam", "ann"]
    browsers = {name: town.browser_of(name) for name in names}
    tokens = {}
    for name, browser in browsers.items():
        found = _TOKEN.search(browser.get("/preferences").get_data(as_text=True))
        assert found
        tokens[name] = unescape(found[1])
    cookies = {name: _cookie(browser) for name, browser in browsers.items()}
    with town.app.app_context():
        if db.engine.dialect.name == "sqlite":
            db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.session.remove()
        db.engine.dispose()
    town.app.extensions["guest_pages"].engine.dispose()
    kept = databases.keep(town.app.config["SQLALCHEMY_DATABASE_URI"])
    yield Place(town, browsers, tokens, cookies, known, databases, kept, fingerprint(town))
