"""The administration at work: what is pressed here is seen where it belongs."""

import io
import re

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from app.accounts.models import Proposal, StaffInvitation
from app.accounts.queries import user_by_email
from app.accounts.roles import Role
from app.activity.models import Event, Owed
from app.catalogue.brand import brand
from app.extensions import db
from app.jobs.worker import run_one
from app.kit.clock import now
from app.questions.queries import question_by_id
from tests import make
from tests.admin.conftest import Signed
from tests.visiting import Visitor
from tests.world import World


def kinds(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Event.kind).order_by(Event.id)))


def done_items(page: str) -> int:
    return page.count('<li class="done">')


def test_the_checklist_is_read_from_what_is_there(app: Flask, world: World, signed: Signed) -> None:
    ada = signed("ada")
    before = ada.text("/admin")
    assert "4 of 10 done" in before
    ada.post("/admin/brand", {"name": "Nova", "line": "", "colour": "#112233"})
    for key in ("terms", "privacy"):
        ada.post(f"/admin/pages/{key}", {"en": "Ours.", "it": ""})
    ada.post("/admin/hours", {"zone": "Europe/Rome", "week": "Mon-Fri 9:00-18:00", "country": "IT", "save": "1"})
    ada.post(f"/admin/users/{world.ids['ben']}/roles/administrator")
    ada.post("/admin/test-mail")
    assert "9 of 10 done" in ada.text("/admin")
    ada.post("/admin/opening")
    after = ada.text("/admin")
    assert "all done" in after
    assert done_items(after) == 10


def test_a_new_name_stands_in_every_label_at_once_for_guests_too(app: Flask, world: World, signed: Signed) -> None:
    with world.acting("ann") as ann:
        question_id = make.question(ann).id
    with world.acting("ben") as ben:
        make.answer(ben, question_by_id(question_id))
    guest = Visitor(app)
    path = guest.get(f"/questions/{question_id}").headers["Location"]
    assert "not reviewed by Acme" in guest.text(path)
    assert "not reviewed by Acme" in guest.text(path)
    signed("ada").post("/admin/brand", {"name": "Nova", "line": "", "colour": "#aa0000"})
    after = guest.text(path)
    assert "not reviewed by Nova" in after
    assert "Acme" not in after
    assert "/brand.css?v=aa0000" in after


def _png(width: int, height: int) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (200, 0, 0)).save(out, "PNG")
    out.seek(0)
    return out


def test_a_logo_is_taken_shown_and_removed(app: Flask, world: World, signed: Signed) -> None:
    ada, guest = signed("ada"), Visitor(app)
    assert guest.get("/logo").status_code == 404
    assert ada.post("/admin/brand/logo", {"logo": (_png(900, 300), "../../x.svg")}).status_code == 302
    address = re.search(r'<img src="(/logo\?v=\w+)"', guest.text("/labels"))
    assert address
    served = guest.get(address[1])
    assert served.mimetype == "image/png"
    assert "immutable" in served.headers["Cache-Control"]
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(served.data)).size == (480, 160)
    assert ada.post("/admin/brand/logo/removal").status_code == 302
    assert guest.get("/logo").status_code == 404


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        (b"<svg xmlns='x'/>", 415, "SVG files can hold scripts"),
        (b"%PDF-1.7", 415, "not an image we can take"),
        (b"", 422, "Choose an image first"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * (2 << 20), 413, "too large"),
        (b"\x89PNG\r\n\x1a\nbroken", 422, "damaged"),
    ],
)
def test_a_file_that_is_no_logo(
    app: Flask, world: World, signed: Signed, sent: bytes, status: int, sentence: str
) -> None:
    response = signed("ada").post("/admin/brand/logo", {"logo": (io.BytesIO(sent), "logo.png")})
    page = response.get_data(as_text=True)
    response.request.environ["wsgi.input"].close()
    assert response.status_code == status
    assert sentence in page
    assert 'value="Acme"' in page
    with world.looking():
        assert brand().logo_digest is None


def test_the_logo_form_without_a_file_or_with_two(app: Flask, world: World, signed: Signed) -> None:
    ada = signed("ada")
    assert ada.post("/admin/brand/logo").status_code == 422
    assert ada.post("/admin/brand/logo", {"logo": "words"}).status_code == 422


def test_failed_jobs_are_tried_again_or_dropped_with_a_reason(app: Flask, world: World, signed: Signed) -> None:
    with world.acting("ada"):
        for number in (1, 2):
            db.session.add(Owed(id=number, name=f"job.{number}", set_aside_at=now(), error="Boom <b>", tries=5))
    ada = signed("ada")
    assert "2 jobs failed five times" in ada.text("/admin")
    assert "Boom &lt;b&gt;" in ada.text("/admin/jobs")
    assert ada.post("/admin/jobs/1/another-try", {"why": "cause_gone"}).status_code == 302
    assert ada.post("/admin/jobs/2/removal", {"why": "no_longer_needed"}).status_code == 302
    assert ada.post("/admin/jobs/1/removal", {"why": "other"}).status_code == 409
    with world.looking():
        left = db.session.get_one(Owed, 1)
        assert (left.tries, left.set_aside_at) == (0, None)
        assert db.session.get(Owed, 2) is None
        tried, dropped = db.session.scalars(select(Event).where(Event.kind.startswith("admin:job")).order_by(Event.id))
        assert tried.data == {"job": "job.1", "why": "cause_gone"}
        assert dropped.data == {"job": "job.2", "why": "no_longer_needed", "event_id": None}


def test_two_administrators_make_a_third(app: Flask, world: World, signed: Signed) -> None:
    ada, ben, new = signed("ada"), signed("ben"), world.ids["new"]
    ada.post(f"/admin/users/{world.ids['ben']}/roles/administrator")
    asked = ada.post(f"/admin/users/{new}/roles/administrator")
    assert asked.status_code == 302
    with world.looking():
        proposal = db.session.scalars(select(Proposal)).one().id
    assert "Another administrator has to agree" in ada.text("/admin/approvals")
    assert ada.post(f"/admin/approvals/{proposal}/agreement").status_code == 403
    assert "1 proposal waits" in ben.text("/admin")
    assert ben.post(f"/admin/approvals/{proposal}/agreement").status_code == 302
    assert ben.post(f"/admin/approvals/{proposal}/refusal").status_code == 409
    with world.looking():
        assert world.person("new").has(Role.ADMINISTRATOR)


def test_roles_topics_and_marks_are_pressed_and_told(app: Flask, world: World, signed: Signed) -> None:
    ada, ann, sam = signed("ada"), world.ids["ann"], world.ids["sam"]
    ada.post(f"/admin/users/{ann}/topics", {"tag": "1"})
    ada.post(f"/admin/users/{ann}/employment")
    shown = ada.text(f"/admin/users/{ann}")
    assert "Was appointed an expert: wifi" in shown
    assert "No longer an employee" in shown
    assert ada.post(f"/admin/users/{ann}/topics/1/end").status_code == 302
    assert ada.post(f"/admin/users/{ann}/topics/1/end").status_code == 409
    ada.post(f"/admin/users/{ann}/roles/moderator")
    assert "Was granted a role: Moderator" in ada.text(f"/admin/users/{ann}")
    assert ada.post(f"/admin/users/{ann}/roles/moderator").status_code == 409
    ada.post(f"/admin/users/{ann}/roles/moderator/revocation")
    ada.post(f"/admin/users/{sam}/spokesperson/revocation")
    with world.looking():
        assert world.person("ann").roles == frozenset()
        assert world.person("ann").is_employee
        assert not world.person("sam").is_spokesperson
    assert "Done in office" in ada.text(f"/admin/users/{world.ids['ada']}")
    last = ada.post(f"/admin/users/{world.ids['ada']}/roles/administrator/revocation")
    assert last.status_code == 409


def test_an_invitation_is_sent_and_taken_back(app: Flask, world: World, signed: Signed) -> None:
    lea = signed("lea")
    assert lea.post("/admin/invitations", {"email": "laura@example.org", "role": "agent"}).status_code == 302
    assert lea.post("/admin/invitations", {"email": "Laura@example.org", "role": "agent"}).status_code == 409
    assert "laura@example.org" in lea.text("/admin/invitations")
    with world.looking():
        invitation = db.session.scalars(select(StaffInvitation)).one().id
    assert lea.post(f"/admin/invitations/{invitation}/withdrawal").status_code == 302
    assert "laura@example.org" not in lea.text("/admin/invitations")


def test_house_rules_are_retired_never_reworded(app: Flask, world: World, signed: Signed) -> None:
    ada, guest = signed("ada"), Visitor(app)
    ada.post(
        "/admin/rules/new", {"number": "2", "title": "Search first", "title_it": "Prima cerca", "text": "One\nTwo"}
    )
    assert "Search first" in guest.text("/rules")
    assert "Prima cerca" in guest.get("/rules", headers={"Accept-Language": "it"}).get_data(as_text=True)
    assert ada.post("/admin/rules/1/retirement").status_code == 302
    assert ada.post("/admin/rules/1/retirement").status_code == 409
    assert "Be kind" not in guest.text("/rules").split("<main")[1].split("</ol>")[0]


def test_the_test_mail_leaves(app: Flask, world: World, signed: Signed) -> None:
    ada = signed("ada")
    assert ada.post("/admin/test-mail").status_code == 302
    outbox = list((app.config["INSTANCE_PATH"] / "outbox").glob("*ada*.eml"))
    assert len(outbox) == 1
    assert "admin:test_mail_sent" in kinds(app)


def test_a_mail_server_that_is_down_is_said(app: Flask, world: World, signed: Signed) -> None:
    app.config["MAIL_URL"] = "smtp://127.0.0.1:9"
    response = signed("ada").post("/admin/test-mail")
    assert response.status_code == 422
    assert "The mail did not leave" in response.get_data(as_text=True)
    assert "admin:test_mail_sent" not in kinds(app)


def test_a_release_leads_to_work_in_the_worker(app: Flask, world: World, signed: Signed) -> None:
    assert signed("lea").post("/admin/products/1/versions", {"name": "firmware 5"}).status_code == 302
    with app.app_context():
        while run_one():
            pass
        assert db.session.scalars(select(Owed).where(Owed.error.is_not(None))).all() == []


def test_the_first_administrator_comes_from_the_command_line(app: Flask, world: World) -> None:
    run = app.test_cli_runner()
    made = run.invoke(args=["administrator", "Zoe@Example.org", "--name", "Zoe"])
    assert made.exit_code == 0, made.output
    assert "Zoe is an administrator now." in made.output
    link = re.search(r"http://127\.0\.0\.1(/password-reset/\S+)", made.output)
    assert link
    assert Visitor(app).get(link[1]).status_code == 200
    again = run.invoke(args=["administrator", "zoe@example.org"])
    assert "was an administrator already" in again.output
    with world.looking():
        zoe = user_by_email("zoe@example.org")
        assert zoe is not None
        assert zoe.roles == {Role.ADMINISTRATOR}
        assert zoe.email_confirmed_at is not None
        assert zoe.password_hash is None
    wrong = run.invoke(args=["administrator", "nobody"])
    assert wrong.exit_code == 1
    assert "not an e-mail address" in wrong.output
