"""The inbox: what is in it, for whom, and that what is decided in it is done, told and seen."""

from typing import Any

import pytest
from sqlalchemy import select

from app.claims.models import Flag, FlagState
from app.decisions.models import Decision, HouseRule, Report
from app.extensions import db
from app.labels.actions import status_of
from app.labels.algebra import Status
from app.posts.kinds import Standing
from app.posts.models import Post
from tests import make
from tests.moderation.conftest import CLAIM, SignIn
from tests.visiting import Visitor
from tests.world import World

Numbers = dict[str, int]


def rule_id(world: World) -> str:
    with world.looking():
        return str(db.session.scalars(select(HouseRule.id)).one())


def decisions(world: World) -> int:
    with world.looking():
        return len(db.session.scalars(select(Decision)).all())


def state(world: World) -> FlagState:
    with world.looking():
        return db.session.scalars(select(Flag.state)).one()


def reports_on_screen(page: str) -> str:
    return page.split('name="reports"')[1].split('value="')[1].split('"')[0]


def test_what_may_hurt_somebody_comes_first(numbers: Numbers, signed_in: SignIn) -> None:
    page = signed_in("mia").text("/moderation")
    places = [
        page.index(words)
        for words in ("2 reports: It is advertising", "Claim</span>", "It is advertising or spam</span>")
    ]
    assert places[0] == min(places)
    assert "Urgent: " in page
    assert page.count('<span class="count">') >= 4


def test_agents_and_leads_get_the_claims_alone(numbers: Numbers, signed_in: SignIn) -> None:
    for name in ("gus", "lea"):
        visitor = signed_in(name)
        page = visitor.text("/moderation")
        assert "adapters" not in page
        assert "Claim" in page
        assert visitor.get(f"/moderation/reports/{numbers['report']}").status_code == 404
        assert visitor.get(f"/moderation/users/{numbers['report']}").status_code == 404


@pytest.mark.parametrize("name", ["ann", "eve", "new"])
def test_it_is_not_there_for_others(numbers: Numbers, signed_in: SignIn, name: str) -> None:
    visitor = signed_in(name)
    for path in (
        "",
        "/log",
        f"/reports/{numbers['report']}",
        f"/claims/{numbers['flag']}",
        f"/posts/{numbers['spam']}",
    ):
        assert visitor.get(f"/moderation{path}").status_code == 404


def test_who_reported_is_never_shown(numbers: Numbers, signed_in: SignIn) -> None:
    page = signed_in("mia").text(f"/moderation/reports/{numbers['report']}")
    assert "He sells adapters." in page
    assert "A number stands in it." in page
    assert "a member" in page
    assert ">Ann<" not in page
    assert ">Eve<" not in page


def test_a_moderator_hides_what_was_reported(
    world: World, numbers: Numbers, signed_in: SignIn, visitor: Visitor
) -> None:
    thread = visitor.get(f"/questions/{numbers['question']}").headers["Location"]
    assert "Buy my adapters" in visitor.text(thread)
    path = f"/moderation/reports/{numbers['report']}"
    mia = signed_in("mia")
    seen = reports_on_screen(mia.text(path))
    given = {"measure": "hide", "rule": rule_id(world), "reason": "It sells adapters.", "reports": seen}
    assert mia.post(path, given, form_at=path).headers["Location"] == "/moderation"
    assert "Buy my adapters" not in visitor.text(thread)
    with world.looking():
        decision = db.session.scalars(select(Decision)).one()
        assert decision.reason == "It sells adapters."
        path = f"/decisions/{decision.id}"
        waiting = select(Report.id).where(Report.decided_at.is_(None))
        assert db.session.scalars(waiting).all() == [numbers["person_report"]]
    own = signed_in("new")
    assert "It sells adapters." in own.text(path)
    assert "Buy my adapters" in own.text(path)
    for name in ("ann", "gus", "eve"):
        assert signed_in(name).get(path).status_code == 404
    assert "It sells adapters." in mia.text("/moderation/log")


def test_the_second_moderator_is_told_that_somebody_was_quicker(
    world: World, numbers: Numbers, signed_in: SignIn
) -> None:
    path = f"/moderation/reports/{numbers['report']}"
    mia, ada = signed_in("mia"), signed_in("ada")
    seen = reports_on_screen(ada.text(path))
    given = {"rule": rule_id(world), "reason": "Because.", "reports": seen}
    assert mia.post(path, {**given, "measure": "no_action"}, form_at=path).status_code == 302
    late = ada.post(path, {**given, "measure": "hide"}, form_at=path)
    assert late.status_code == 409
    assert "Somebody has decided on this while you were reading." in late.get_data(as_text=True)
    later = ada.post(f"/moderation/posts/{numbers['spam']}", {**given, "measure": "hide"}, form_at=path)
    assert later.status_code == 409
    with world.looking():
        assert db.session.get_one(Post, numbers["spam"]).standing is Standing.VISIBLE
    assert decisions(world) == 1


def test_a_claim_shows_its_words_and_weights(numbers: Numbers, signed_in: SignIn) -> None:
    page = signed_in("mia").text(f"/moderation/claims/{numbers['flag']}")
    assert f"<mark>{CLAIM}</mark>" in page
    for words in ("Speaks of all products or all times", "defective", "4 points"):
        assert words in page
    assert '<span class="claim unofficial">' in page


@pytest.mark.parametrize(
    ("given", "status", "after"),
    [
        ({"verdict": "confirmed"}, Status.UNOFFICIAL, FlagState.CONFIRMED),
        ({"verdict": "cleared"}, Status.UNREVIEWED, FlagState.CLEARED),
        ({"verdict": "corrected", "fact": "No batch is."}, Status.CORRECTED, FlagState.CORRECTED),
    ],
)
def test_a_claim_is_decided(
    world: World, numbers: Numbers, signed_in: SignIn, given: dict[str, str], status: Status, after: FlagState
) -> None:
    mia, path = signed_in("mia"), f"/moderation/claims/{numbers['flag']}"
    assert mia.post(path, {**given, "reason": "Because."}, form_at=path).status_code == 302
    with world.looking():
        assert status_of(db.session.get_one(Post, numbers["claim"])) is status
    assert state(world) is after
    late = signed_in("gus").post(path, {"verdict": "confirmed", "reason": "Late."})
    assert late.status_code == (422 if after is FlagState.CONFIRMED else 409), "it is no choice any more"


def test_a_dispute_is_listed_until_it_is_settled(world: World, numbers: Numbers, signed_in: SignIn) -> None:
    mia, path = signed_in("mia"), f"/moderation/claims/{numbers['flag']}"
    times = mia.text(path).split('name="update_by"')[1].split('value="')
    given = {"verdict": "disputed", "update_by": times[2].split('"')[0], "reason": "Two reports differ."}
    assert mia.post(path, given, form_at=path).status_code == 302
    assert state(world) is FlagState.DISPUTED
    assert "Update promised by" in mia.text("/moderation?tab=due")
    page = mia.text(path)
    assert "Correct it" in page


BAD: list[tuple[str, dict[str, Any], int]] = [
    ("report", {}, 422),
    ("report", {"measure": "hide", "reason": ""}, 422),
    ("report", {"measure": "hide", "reason": "x" * 1001}, 422),
    ("report", {"measure": "burn", "reason": "Why"}, 422),
    ("report", {"measure": "suspend", "reason": "Why"}, 422),
    ("report", {"measure": "hide", "reason": "No rule"}, 422),
    ("report", {"measure": "hide", "reason": "Why", "rule": "999"}, 422),
    ("report", {"measure": "hide", "reason": "Why", "rule": "x"}, 422),
    ("report", {"measure": ["hide", "no_action"], "reason": "Why"}, 422),
    ("report", {"measure": "no_action", "reason": "Why", "reports": "1;drop"}, 422),
    ("report", {"measure": "no_action", "reason": "Why", "reports": "999999999"}, 409),
    ("report", {"measure": "no_action", "reason": "Why", "csrf_token": "stale"}, 422),
    ("person_report", {"measure": "suspend", "reason": "Why", "days": "-1"}, 422),
    ("person_report", {"measure": "hide", "reason": "Why"}, 422),
    ("flag", {"verdict": "corrected", "reason": "Why"}, 422),
    ("flag", {"verdict": "disputed", "reason": "Why", "update_by": "tomorrow"}, 422),
    ("flag", {"verdict": "disputed", "reason": "Why"}, 422),
    ("flag", {"verdict": "waiting", "reason": "Why"}, 422),
    ("flag", {"verdict": "cleared", "reason": " "}, 422),
    ("flag", {"verdict": "cleared", "reason": "x" * 501}, 422),
]


@pytest.mark.parametrize(("what", "given", "status"), BAD)
def test_bad_input_changes_nothing_and_comes_back(
    world: World, numbers: Numbers, signed_in: SignIn, what: str, given: dict[str, Any], status: int
) -> None:
    path = f"/moderation/{'claims' if what == 'flag' else 'reports'}/{numbers[what]}"
    answer = signed_in("mia").post(path, given, form_at=path)
    page = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert 'class="error"' in page or "notice" in page
    reason = given.get("reason", "").strip()
    assert not reason or reason in page
    assert decisions(world) == 0
    assert state(world) is FlagState.WAITING


@pytest.mark.parametrize("path", ["/reports/999", "/claims/999", "/posts/999", "/users/999", "/reports/0", "/claims/x"])
def test_what_is_not_there_is_not_found(numbers: Numbers, signed_in: SignIn, path: str) -> None:
    assert signed_in("mia").get(f"/moderation{path}").status_code == 404


@pytest.mark.parametrize("query", ["tab=nothing", "tab=claims&tab=due", "tab=" + "x" * 999])
def test_an_unknown_tab_is_the_first(numbers: Numbers, signed_in: SignIn, query: str) -> None:
    assert signed_in("mia").get(f"/moderation?{query}").status_code == 200


def test_a_damaged_place_in_the_log_is_refused(numbers: Numbers, signed_in: SignIn) -> None:
    assert signed_in("mia").get("/moderation/log?after=zzz").status_code == 422


def test_nobody_decides_on_their_own_post(world: World, signed_in: SignIn) -> None:
    with world.acting("mia") as mia:
        question_id = make.question(mia).id
    page = signed_in("mia").text(f"/moderation/posts/{question_id}")
    assert "You cannot decide on this" in page


def test_the_pages_are_in_italian_too(numbers: Numbers, signed_in: SignIn) -> None:
    page = signed_in("mia").get(f"/moderation/claims/{numbers['flag']}", headers={"Accept-Language": "it"})
    words = page.get_data(as_text=True)
    assert "Un&#39;affermazione da valutare" in words or "Un'affermazione da valutare" in words
    assert "Affermazione non ufficiale · segnata in via provvisoria" in words
