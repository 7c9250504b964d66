"""Every route of the administration, tried by everybody: who finds it, and who finds nothing there."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.actions import granting, inviting
from app.accounts.roles import Role
from app.activity.models import Event, Owed
from app.extensions import db
from app.kit.clock import now
from tests.admin.conftest import Signed
from tests.visiting import Visitor
from tests.world import World

PEOPLE, LEADS, ADMIN = {"lea", "mia", "ada"}, {"lea", "ada"}, {"ada"}
ROUTES: dict[str, tuple[str, set[str]]] = {
    "admin.index": ("/admin", PEOPLE),
    "admin.opening": ("/admin/opening", ADMIN),
    "admin.brand": ("/admin/brand", ADMIN),
    "admin.brand_preview": ("/admin/brand/preview?q=%23112233", ADMIN),
    "admin.logo": ("/admin/brand/logo", ADMIN),
    "admin.logo_removal": ("/admin/brand/logo/removal", ADMIN),
    "admin.categories": ("/admin/categories", PEOPLE),
    "admin.new_category": ("/admin/categories/new", PEOPLE),
    "admin.category": ("/admin/categories/1", PEOPLE),
    "admin.category_closing": ("/admin/categories/1/closing", PEOPLE),
    "admin.category_reopening": ("/admin/categories/1/reopening", PEOPLE),
    "admin.category_learning": ("/admin/categories/1/learning", ADMIN),
    "admin.category_learning_undo": ("/admin/categories/1/learning/undo", ADMIN),
    "admin.products": ("/admin/products", PEOPLE),
    "admin.new_product": ("/admin/products/new", PEOPLE),
    "admin.product": ("/admin/products/1", PEOPLE),
    "admin.versions": ("/admin/products/1/versions", PEOPLE),
    "admin.lots": ("/admin/products/1/lots", PEOPLE),
    "admin.product_retirement": ("/admin/products/1/retirement", PEOPLE),
    "admin.product_return": ("/admin/products/1/return", PEOPLE),
    "admin.tags": ("/admin/tags", PEOPLE),
    "admin.tag": ("/admin/tags/1", PEOPLE),
    "admin.rules": ("/admin/rules", ADMIN),
    "admin.new_rule": ("/admin/rules/new", ADMIN),
    "admin.rule_retirement": ("/admin/rules/1/retirement", ADMIN),
    "admin.page": ("/admin/pages/terms", ADMIN),
    "admin.users": ("/admin/users", PEOPLE),
    "admin.user": ("/admin/users/1", PEOPLE),
    "admin.role_grant": ("/admin/users/1/roles/agent", ADMIN),
    "admin.role_revocation": ("/admin/users/4/roles/agent/revocation", ADMIN),
    "admin.spokesperson": ("/admin/users/4/spokesperson", ADMIN),
    "admin.spokesperson_revocation": ("/admin/users/5/spokesperson/revocation", ADMIN),
    "admin.employment": ("/admin/users/1/employment", ADMIN),
    "admin.employment_revocation": ("/admin/users/1/employment/revocation", ADMIN),
    "admin.topics": ("/admin/users/1/topics", PEOPLE),
    "admin.topic_end": ("/admin/users/3/topics/1/end", PEOPLE),
    "admin.invitations": ("/admin/invitations", LEADS),
    "admin.invitation_withdrawal": ("/admin/invitations/1/withdrawal", LEADS),
    "admin.approvals": ("/admin/approvals", ADMIN),
    "admin.approval_agreement": ("/admin/approvals/1/agreement", ADMIN),
    "admin.approval_refusal": ("/admin/approvals/1/refusal", ADMIN),
    "admin.jobs": ("/admin/jobs", ADMIN),
    "admin.job_try": ("/admin/jobs/1/another-try", ADMIN),
    "admin.job_drop": ("/admin/jobs/1/removal", ADMIN),
    "admin.test_mail": ("/admin/test-mail", ADMIN),
}
POST_ONLY = {"admin.logo", "admin.versions", "admin.lots", "admin.topics"}


@pytest.fixture
def full(world: World) -> World:
    """One of each thing that the routes are about, with id 1."""
    with world.acting("ada") as ada:
        db.session.add(Owed(name="a.job", set_aside_at=now(), error="x", tries=5))
        db.session.flush()
        inviting.invite(ada, email="laura@example.org", role=Role.AGENT)
        granting.grant_role(ada, world.person("ben"), Role.ADMINISTRATOR)
    with world.acting("ben") as ben:
        granting.grant_role(ben, world.person("new"), Role.ADMINISTRATOR)
        granting.revoke_role(ben, ben, Role.ADMINISTRATOR)
    return world


def test_the_list_is_whole(app: Flask) -> None:
    assert {name for name in app.view_functions if name.startswith("admin.")} == set(ROUTES)


def _happened(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Event)) or 0


@pytest.mark.parametrize("name", ["ann", "eve", "gus", "sam", "lea", "mia", "ada"])
def test_who_finds_what(app: Flask, full: World, signed: Signed, name: str) -> None:
    visitor = signed(name)
    wrong = {}
    for endpoint, (path, allowed) in ROUTES.items():
        expected = (405 if endpoint in POST_ONLY else 200) if name in allowed or endpoint in POST_ONLY else 404
        if (status := visitor.get(path).status_code) != expected:
            wrong[path] = status
    assert wrong == {}


@pytest.mark.parametrize("name", ["ann", "gus", "lea", "mia"])
def test_who_presses_in_vain(app: Flask, full: World, signed: Signed, name: str) -> None:
    visitor, before = signed(name), _happened(app)
    token = visitor.token()
    sent = {"csrf_token": token, "name": "X", "slug": "x", "window": "8", "place": "1", "tag": "1", "why": "other"}
    sent |= {"colour": "#112233", "email": "x@example.org", "role": "moderator", "number": "7", "title": "X", "en": "X"}
    wrong = {}
    for path, allowed in ROUTES.values():
        if name not in allowed:
            status = visitor.client.post(path, data=sent).status_code
            if status not in (404, 405):
                wrong[path] = status
    assert wrong == {}
    assert _happened(app) == before


def test_a_guest_is_sent_to_sign_in(app: Flask, full: World) -> None:
    visitor = Visitor(app)
    token = visitor.token()
    for endpoint, (path, _allowed) in ROUTES.items():
        if endpoint not in POST_ONLY:
            assert visitor.get(path).headers["Location"].startswith("/sign-in?next="), path
        assert visitor.client.post(path, data={"csrf_token": token}).status_code in (401, 405), path


def test_a_lead_neither_sees_nor_withdraws_what_only_an_administrator_invites(
    app: Flask, full: World, signed: Signed
) -> None:
    with full.acting("ada") as ada:
        moderator = inviting.invite(ada, email="marco@example.org", role=Role.MODERATOR).id
    lea = signed("lea")
    shown = lea.text("/admin/invitations")
    assert "laura@example.org" in shown
    assert "marco@example.org" not in shown
    assert lea.post(f"/admin/invitations/{moderator}/withdrawal").status_code == 404
    assert lea.post("/admin/invitations", {"email": "x@example.org", "role": "moderator"}).status_code == 422


def test_no_address_is_shown_or_guessed(app: Flask, full: World, signed: Signed) -> None:
    for name in ("lea", "mia", "ada"):
        visitor = signed(name)
        for path in ("/admin/users", "/admin/users?q=ann", "/admin/users/1"):
            assert "@example.org" not in visitor.text(path).replace("laura@example.org", ""), path
        whose = visitor.text("/admin/users?q=ANN@example.org").replace("'", '"')
        assert ('/admin/users/1"' in whose) is (name != "lea"), "a lead sees nobody's address, so asks for none either"
        for guess in ("nn@example.org", "example", "ann@", "@", "%25", "_"):
            assert "Nobody found" in visitor.text(f"/admin/users?q={guess}"), guess
