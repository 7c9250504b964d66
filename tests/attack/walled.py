"""A thousand cases with a secret in every private text, and who may read which.

The cases stand beside the town, in every state, of many customers, most with a public question. They are put in by hand; then
each column with words of each table that belongs to a case gets a secret of its own in each row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Column, Enum, String, Table, insert, select, text

from app.accounts.models import Expertise, RoleGrant, User
from app.accounts.roles import Role
from app.cases.actions.looking import look_into
from app.cases.coaching.models import Looked, Training, WaitingReply, Way
from app.cases.customer.models import CaseField, CommunityReturn, ExpertLook, Field, HeldCase
from app.cases.desk.models import HandOver, How, SeverityChange
from app.cases.looking.models import CaseLook
from app.cases.models import Case, CaseMessage, CaseNote, PrivateDetails
from app.cases.severity import Severity
from app.cases.states import CaseState, Outcome
from app.extensions import Model, db
from app.kit.clock import now
from app.satisfaction.models import Satisfaction
from tests.attack.town import Town

CASES = 1000
FIRST = 500_001
"""The first number of what is put in by hand, far from what the town counts."""
SECRET = re.compile(r"zq[a-p]{6}zq")
CODES = {"reference", "skill", "language", "locale", "email"}
"""Ours, or an address that has its own test."""
STATES = (
    CaseState.QUEUED,
    CaseState.ASSIGNED,
    CaseState.WAITING_CUSTOMER,
    CaseState.WAITING_INTERNAL,
    CaseState.ANSWERED,
    CaseState.RESOLVED,
    CaseState.LAPSED,
)
CLOSED = (CaseState.RESOLVED, CaseState.LAPSED)
CUSTOMERS = ("ann", "new", "cal", "ann", "dot")
"""Members with cases: ann whom we watch, new who is suspended, and others."""

Kinds = frozenset[str]
FOR_CUSTOMERS = {
    "case_messages.source",
    "case_messages.html",
    "private_details.text",
    "case_fields.value",
    "cases.title",
    "cases.reason",
    "cases.needed",
    "case_looks.reason",
    "case_experts.reason",
    "community_returns.reason",
    "satisfactions.comment",
}
FOR_EXPERTS = {"case_messages.source", "case_messages.html", "case_experts.reason", "cases.title", "cases.needed"}
FOR_LEADS_ALONE = {"satisfactions.comment"}
FOR_NOBODY = {"held_cases"}


def secret(number: int) -> str:
    """Of letters: a number with many digits is taken out of what an invited expert reads."""
    return "zq" + "".join("abcdefghijklmnop"[number >> shift & 15] for shift in range(20, -1, -4)) + "zq"


@dataclass(frozen=True)
class Kept:
    column: str
    case_id: int | None


@dataclass
class Walled:
    town: Town
    cases: dict[int, dict[str, Any]] = field(default_factory=dict)
    secrets: dict[str, Kept] = field(default_factory=dict)
    invited: frozenset[int] = frozenset()
    looked: frozenset[int] = frozenset()
    asked_in: int = 0
    """A case whose customer has not answered yet whether an expert may look."""

    def may_read(self, who: str, found: str) -> bool:
        kept = self.secrets[found]
        table = kept.column.partition(".")[0]
        if table in FOR_NOBODY or kept.case_id is None:
            return False
        case = self.cases[kept.case_id]
        if who == case["who"]:
            return kept.column in FOR_CUSTOMERS
        match who:
            case "lea":
                return True
            case "gus" | "tom":
                if kept.column in FOR_LEADS_ALONE:
                    return False
                return case["state"] is not CaseState.QUEUED or table == "private_details"
            case "ada":
                return kept.case_id in self.looked
            case "ivy":
                return kept.case_id in self.invited and kept.column in FOR_EXPERTS
        return False


def walled(town: Town) -> Walled:
    made = Walled(town)
    _people(town)
    with town.acting("ada"):
        _put_in(made)
        _invite(made)
        _fill(made)
        db.session.expire_all()
    with town.acting("ada") as ada:
        seen = next(number for number, case in made.cases.items() if case["state"] is CaseState.ASSIGNED)
        look_into(ada, db.session.get_one(Case, seen), reason="A complaint")
        made.looked = frozenset({seen})
    return made


def _people(town: Town) -> None:
    """More customers, an agent in training, an expert who is asked into some cases."""
    with town.acting("ada"):
        for name in ("cal", "dot", "tom", "ivy"):
            user = User(
                email=f"{name}@example.org",
                email_confirmed_at=now(),
                display_name=name.capitalize(),
                created_at=now() - timedelta(days=60),
            )
            if name == "tom":
                user.grants = [RoleGrant(role=Role.AGENT)]
            if name == "ivy":
                user.expertise = [Expertise(tag_id=1, until=now() + timedelta(days=60))]
            db.session.add(user)
            db.session.flush()
            town.ids[name] = user.id
        db.session.add(Training(user_id=town.ids["tom"], by_id=town.ids["lea"]))


def _copied(table: Table, key: int, **changed: Any) -> dict[str, Any]:
    """A row of the town with some values changed: what a new column needs comes along."""
    row = db.session.execute(select(table).where(next(iter(table.primary_key.columns)) == key)).mappings().one()
    return {**row, **changed}


def _put_in(made: Walled) -> None:
    town, tables = made.town, db.metadata.tables
    pattern, case_id = town.posts["zcase"], db.session.scalars(select(Case.id).order_by(Case.id).limit(1)).one()
    posts, questions, cases = (tables[name] for name in ("posts", "questions", "cases"))
    post, question = _copied(posts, pattern), _copied(questions, pattern)
    case = _copied(cases, case_id)
    rows: dict[str, list[dict[str, Any]]] = {"posts": [], "questions": [], "thread_tags": [], "cases": []}
    later = now() + timedelta(days=3)
    for at in range(CASES):
        number, state, who = FIRST + at, STATES[at % len(STATES)], CUSTOMERS[at % len(CUSTOMERS)]
        private, closed = at % 10 == 9, state in CLOSED
        customer = {"author_id": town.ids[who]}
        if not private:
            rows["posts"].append(
                {**post, "id": number, "thread_id": number, "title": f"Wall question {at}", **customer}
            )
            solved = {"state": "solved", "solved_at": now(), "owner_state": None, "next_due_at": None}
            opened = {"state": "open", "solved_at": None, "owner_state": "staff", "next_due_at": later}
            rows["questions"].append({**question, "id": number, **(solved if closed else opened)})
            rows["thread_tags"].append({"question_id": number, "tag_id": 1})
        made.cases[number] = {"who": who, "state": state, "reference": f"ca5e{at:022x}", "private": private}
        rows["cases"].append(
            {
                **case,
                "id": number,
                "reference": made.cases[number]["reference"],
                "question_id": None if private else number,
                "customer_id": town.ids[who],
                "state": state,
                "owner_id": None if state is CaseState.QUEUED else town.ids[("gus", "sam", "tom", "lea")[at % 4]],
                "needed": "x",
                "next_due_at": None if closed else later,
                "promised_at": later,
                "closed_at": now() if closed else None,
                "outcome": Outcome.SETTLED_PRIVATELY if closed else None,
            }
        )
    for name, some in rows.items():
        db.session.execute(insert(tables[name]), some)
    _around(made)


def _around(made: Walled) -> None:
    """What each case has: words, notes, and what was done to it. Rows of some tables for every third case alone."""
    ids, moment = made.town.ids, now()
    gus, lea = ids["gus"], ids["lea"]

    def every(model: type[Model], step: int, row: Any, *, public: bool = False, in_hand: bool = False) -> None:
        wanted = [
            number
            for number, case in made.cases.items()
            if number % step == 0
            and not (public and case["private"])
            and not (in_hand and case["state"] is CaseState.QUEUED)
        ]
        db.session.execute(insert(model), [row(number, made.cases[number]) for number in wanted])

    words = {"source": "x", "html": "x"}
    every(CaseMessage, 1, lambda n, c: {"case_id": n, "author_id": gus, **words})
    every(CaseMessage, 2, lambda n, c: {"case_id": n, "author_id": ids[c["who"]], "from_customer": True, **words})
    every(CaseNote, 1, lambda n, c: {"case_id": n, "author_id": gus, **words})
    every(PrivateDetails, 1, lambda n, c: {"question_id": n, "text": "x"}, public=True)
    every(HandOver, 3, lambda n, c: {"case_id": n, "how": How.HANDED_BACK, "from_id": gus, "by_id": gus, "reason": "x"})
    every(
        SeverityChange,
        3,
        lambda n, c: {"case_id": n, "before": Severity.S4, "after": Severity.S3, "by_id": lea, "reason": "x"},
    )
    every(CaseField, 1, lambda n, c: {"case_id": n, "field": Field.ORDER, "value": "x", "given_at": moment})
    every(
        CaseLook,
        3,
        lambda n, c: {
            "case_id": n,
            "by_id": ids["ada"],
            "reason": "x",
            "at": moment - timedelta(days=2),
            "until_at": moment - timedelta(days=1),
        },
    )
    every(CommunityReturn, 7, lambda n, c: {"question_id": n, "case_id": n, "by_id": gus, "reason": "x"}, public=True)
    written = {"author_id": ids["tom"], "reviewer_id": lea, "way": Way.PRIVATE, "body": "x", "due_at": moment}
    over = {"state": Looked.RETURNED, "decided_at": moment, "decided_by_id": lea, "reason": "x"}
    every(WaitingReply, 10, lambda n, c: {"case_id": n, **written}, in_hand=True)
    every(WaitingReply, 15, lambda n, c: {"case_id": n, **written, **over}, in_hand=True)
    said = {"mark": 4, "said_at": moment, "until": moment + timedelta(days=9)}
    every(Satisfaction, 10, lambda n, c: {"case_id": n, "asker_id": ids[c["who"]], **said})
    held = {"email": "heldcase@example.net", "name": "x", "content": "x"}
    db.session.execute(insert(HeldCase), [held] * 3)


def _invite(made: Walled) -> None:
    """Ivy is asked into some of ann's cases; into some she was let, in some the customer has not answered, some are over."""
    ids, moment = made.town.ids, now()
    wanted = [number for number, case in made.cases.items() if case["who"] == "ann"][:60]
    let_in = []
    for at, number in enumerate(wanted):
        row = {"case_id": number, "expert_id": ids["ivy"], "by_id": ids["gus"], "reason": "x"}
        agreed, ended = (moment if at % 3 else None), (moment if at % 3 == 2 else None)
        db.session.execute(insert(ExpertLook), [{**row, "agreed_at": agreed, "ended_at": ended}])
        if at % 3 == 1 and made.cases[number]["state"] not in CLOSED:
            let_in.append(number)
    made.invited, made.asked_in = frozenset(let_in), wanted[3]


def belongs_to_a_case(table: Table) -> bool:
    return table.name in ("cases", "private_details", "held_cases") or any(
        key.column.table.name == "cases" for column in table.columns for key in column.foreign_keys
    )


def words_of(table: Table) -> list[Column[Any]]:
    """The columns in which somebody's words can be."""
    return [
        column
        for column in table.columns
        if isinstance(column.type, String) and not isinstance(column.type, Enum) and not column.foreign_keys
        and column.name not in CODES
    ]  # fmt: skip


def private_tables() -> Iterator[Table]:
    return (table for table in db.metadata.sorted_tables if belongs_to_a_case(table) and words_of(table))


def _fill(made: Walled) -> None:
    count = 0
    for table in private_tables():
        keys, columns = list(table.primary_key.columns), words_of(table)
        owner = table.c["id"] if table.name == "cases" else table.c.get("case_id", table.c.get("question_id"))
        rows = db.session.execute(select(*keys, *([] if owner is None else [owner.label("owner")]))).all()
        rows = [row for row in rows if owner is None or row.owner in made.cases]
        assert rows, f"no row in {table.name}: none of its texts is tried"
        values = []
        for row in rows:
            value: dict[str, Any] = {f"key_{key.name}": row[at] for at, key in enumerate(keys)}
            for column in columns:
                value[f"new_{column.name}"] = secret(count)
                made.secrets[secret(count)] = Kept(f"{table.name}.{column.name}", None if owner is None else row.owner)
                count += 1
            values.append(value)
        changed = ", ".join(f'"{column.name}" = :new_{column.name}' for column in columns)
        which = " AND ".join(f'"{key.name}" = :key_{key.name}' for key in keys)
        db.session.connection().execute(text(f'UPDATE "{table.name}" SET {changed} WHERE {which}'), values)  # noqa: S608
