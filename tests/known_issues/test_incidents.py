"""Incidents: the banner, slow mode, hold mode; nothing typed is lost and nothing waits for ever."""

from datetime import timedelta
from typing import Any

import pytest

from app.accounts.models import RoleGrant
from app.accounts.roles import Role
from app.extensions import db
from app.images.actions import add_image
from app.images.models import Image, ImageUse
from app.images.remaking import Made
from app.images.sweeping import sweep
from app.jobs.worker import run_all
from app.kit.clock import at, now
from app.kit.errors import Refused, TooMany
from app.kit.markup.pictures import markdown_of
from app.known_issues.actions.holding import EACH_AT_MOST, release
from app.known_issues.actions.writing import resolve_issue
from app.known_issues.held_models import HeldPost
from app.known_issues.held_queries import visible_held
from app.known_issues.jobs import finish_mode, let_out, miss, watch
from app.known_issues.models import KnownIssue
from app.known_issues.queries import issue_by_id
from app.known_issues.states import HeldState, IssueOutcome, Mode, Said
from app.posts.models import Post
from app.questions.actions.answering import edit
from app.questions.models import Answer, Question
from app.questions.queries import visible_answer, visible_question
from tests import make
from tests.images.pictures import encoded
from tests.known_issues.conftest import issue
from tests.visiting import Visitor
from tests.world import World


def incident(world: World, mode: Mode = Mode.NORMAL, **given: Any) -> int:
    if mode is not Mode.NORMAL:
        given.setdefault("mode_until", now() + timedelta(hours=3))
    if mode is Mode.SLOW:
        given.setdefault("slow_minutes", 30)
    with world.acting("gus") as gus:
        return issue(gus, is_incident=True, mode=mode, symptoms=["nothing like it"], **given).id


def asked(world: World, by: str = "ann", **given: object) -> int:
    with world.acting(by) as actor:
        return make.question(actor, **given).id


def test_the_banner_is_on_the_pages_of_the_product_and_home_and_goes_with_the_incident(world: World) -> None:
    question_id = asked(world)
    guest = Visitor(world.app)
    pages = ("/", "/products/router-x200", f"/questions/{question_id}/router-drops-the-line-every-evening")
    assert not any('class="banner warning"' in guest.text(page) for page in pages)
    one = incident(world)
    for page in pages:
        words = guest.text(page)
        assert "Acme’s official statement on Router X200:" in words
        assert words.index('class="banner warning"') < words.index("<main")
    assert 'class="banner' not in guest.text("/questions")
    with world.acting("gus") as gus:
        resolve_issue(gus, issue_by_id(one), outcome=IssueOutcome.FIXED, news="Over.", seen=1)
    assert not any('class="banner warning"' in guest.text(page) for page in pages)


def test_one_for_every_page_is_on_every_page(world: World) -> None:
    guest = Visitor(world.app)
    assert 'class="banner' not in guest.text("/labels")
    incident(world, everywhere=True)
    for page in ("/labels", "/questions", "/known-issues", "/questions/ask"):
        assert "official statement on Router X200:" in guest.text(page)


def test_slow_mode_takes_one_post_a_person_and_gives_the_text_back(world: World) -> None:
    question_id = asked(world)
    incident(world, Mode.SLOW)
    with world.acting("ann") as ann, pytest.raises(TooMany) as refused:
        make.question(ann)
    assert 1 <= refused.value.retry_after <= 1800
    browser = Visitor(world.app).signed_in_as(world.email("ann"))
    answer = browser.post(f"/questions/{question_id}/answer", {"body": "My words stay here."})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 429
    assert "Retry-After" in answer.headers
    assert "once in 30 minutes" in page
    assert "My words stay here." in page
    asked(world, "ben")
    asked(world, "gus")
    asked(world, "gus")
    with world.acting("ann") as ann:
        make.question(ann, product=None, title="About something else")


def held_of(world: World) -> HeldPost:
    return db.session.scalars(db.select(HeldPost).order_by(HeldPost.id.desc())).first()  # type: ignore[return-value]


def hold_one(world: World) -> str:
    question_id = asked(world)
    incident(world, Mode.HOLD)
    ben = Visitor(world.app).signed_in_as(world.email("ben"))
    sent = ben.post(f"/questions/{question_id}/answer", {"body": "My words are kept."})
    assert sent.status_code == 302
    assert sent.headers["Location"].startswith("/held/")
    page = ben.text(sent.headers["Location"])
    assert "Nothing is lost" in page
    assert "My words are kept." in page
    with world.looking():
        return held_of(world).reference


def test_hold_mode_keeps_an_answer_for_staff_who_let_it_out_in_one_press(world: World) -> None:
    reference = hold_one(world)
    with world.looking():
        assert db.session.scalar(db.select(Answer.id)) is None
    for name in ("ann", "eve"):
        other = Visitor(world.app).signed_in_as(world.email(name))
        assert other.get(f"/held/{reference}").status_code == 404
        assert other.get("/known-issues/held").status_code == 404
    gus = Visitor(world.app).signed_in_as(world.email("gus"))
    assert "My words are kept." in gus.text("/known-issues/held")
    assert gus.post(f"/known-issues/held/{reference}/release").status_code == 302
    assert gus.post(f"/known-issues/held/{reference}/release").status_code == 409
    with world.looking():
        posted = db.session.scalars(db.select(Answer)).one()
        assert (posted.source, posted.author_id) == ("My words are kept.", world.ids["ben"])
        assert held_of(world).state is HeldState.RELEASED


def test_hold_mode_holds_other_words_for_what_stands_too(world: World) -> None:
    question_id = asked(world)
    with world.acting("ben") as ben:
        answer_id = make.answer(ben, db.session.get_one(Question, question_id)).id
    incident(world, Mode.HOLD)
    for name, post_id in (("ann", question_id), ("ben", answer_id)):
        browser = Visitor(world.app).signed_in_as(world.email(name))
        path = f"/posts/{post_id}/edit"
        given = {"title": "Cheap routers", "body": "Cheap routers at my shop.", "revision": "1"}
        sent = browser.post(path, given, form_at=path)
        page = sent.get_data(as_text=True)
        assert sent.status_code == 403
        assert "Cheap routers at my shop." in page, "what was typed comes back"
        assert "stays as it is until" in page
    with world.looking():
        assert {post.revision for post in db.session.scalars(db.select(Post))} == {1}
    with world.acting("mia") as mia:
        edit(mia, visible_answer(mia, answer_id), body="Set the line profile.", reason="Clearer")
    later(world, mode_until=now() - timedelta(minutes=1))
    with world.acting("ann") as ann:
        edit(ann, visible_question(ann, question_id), body="Since Monday.", title="Router drops")


def test_nobody_buries_what_others_wrote_under_theirs(world: World) -> None:
    question_id = asked(world)
    incident(world, Mode.HOLD)
    ben, path = Visitor(world.app).signed_in_as(world.email("ben")), f"/posts/{question_id}/comment"
    sent = [ben.post(path, {"body": f"Cheap routers {one}"}, form_at=path) for one in range(EACH_AT_MOST + 1)]
    assert [answer.status_code for answer in sent] == [302] * EACH_AT_MOST + [429]
    assert f"Cheap routers {EACH_AT_MOST}" in sent[-1].get_data(as_text=True), "what was typed comes back"
    assert int(sent[-1].headers["Retry-After"]) > 3600
    new = Visitor(world.app).signed_in_as(world.email("new"))
    assert new.post(path, {"body": "Mine is off too."}, form_at=path).status_code == 302


def test_what_is_held_for_a_day_keeps_its_pictures(world: World) -> None:
    question_id = asked(world)
    incident(world, Mode.HOLD, mode_until=now() + timedelta(days=3))
    with world.acting("ben") as ben:
        name = add_image(ben, Made(encoded(), "image/png", 1, 1)).name
    ben_s = Visitor(world.app).signed_in_as(world.email("ben"))
    path = f"/posts/{question_id}/comment"
    assert ben_s.post(path, {"body": markdown_of(name, "The lamp")}, form_at=path).status_code == 302
    with at(now() + timedelta(hours=25)):
        with world.looking():
            sweep()
            assert db.session.scalar(db.select(Image.id)) is not None
        with world.acting("ada"):
            let_out(held_of(world).id)
        with world.looking():
            assert db.session.scalar(db.select(ImageUse.image_id)) is not None
            sweep()
            assert db.session.scalar(db.select(Image.id)) is not None


def test_held_questions_keep_their_private_details(world: World) -> None:
    incident(world, Mode.HOLD)
    ann = Visitor(world.app).signed_in_as(world.email("ann"))
    with world.looking():
        given = {"category": str(make.category().id), "product": f"p{make.product().id}"}
    sent = ann.post("/questions/ask", {"title": "What now?", "body": "It is off.", "private": "S/N 47", **given})
    assert sent.status_code == 302
    with world.looking():
        assert db.session.scalar(db.select(Question.id)) is None
        reference = held_of(world).reference
    gus = Visitor(world.app).signed_in_as(world.email("gus"))
    assert "S/N 47" not in gus.text("/known-issues/held")
    assert gus.post(f"/known-issues/held/{reference}/release").status_code == 302
    with world.looking():
        from app.cases.queries import private_details

        question = db.session.scalars(db.select(Question)).one()
        details = private_details(question.id)
        assert details is not None
        assert details.text == "S/N 47"


def test_a_guest_question_that_is_confirmed_meanwhile_is_held_too(world: World) -> None:
    from app.accounts.actors import Guest
    from app.questions.actions.holding import Written, hold
    from app.questions.held import confirmation_path
    from app.questions.models import HeldQuestion

    with world.acting("ada"):
        words = Written("What now?", "It is off.", make.category().id, product_id=make.product().id)
        hold(Guest(), words, email="zed@example.net", name="Zed", locale="en", address="1.1.1.1")
    incident(world, Mode.HOLD)
    with world.looking():
        path = confirmation_path(db.session.scalars(db.select(HeldQuestion)).one())
    sent = Visitor(world.app).post(path, form_at=path)
    assert sent.status_code == 302
    assert sent.headers["Location"].startswith("/known-issues/")
    with world.looking():
        assert db.session.scalar(db.select(Question.id)) is None
        assert held_of(world).state is HeldState.WAITING


def test_sent_back_with_a_reason_the_author_keeps_the_text(world: World) -> None:
    reference = hold_one(world)
    gus = Visitor(world.app).signed_in_as(world.email("gus"))
    assert gus.post(f"/known-issues/held/{reference}/return", {"reason": ""}).status_code == 422
    assert gus.post(f"/known-issues/held/{reference}/return", {"reason": "It names a neighbour."}).status_code == 302
    page = Visitor(world.app).signed_in_as(world.email("ben")).text(f"/held/{reference}")
    assert "It names a neighbour." in page
    assert "My words are kept." in page


def test_its_author_takes_it_back(world: World) -> None:
    reference = hold_one(world)
    ben = Visitor(world.app).signed_in_as(world.email("ben"))
    assert ben.post(f"/held/{reference}/taking-back").status_code == 302
    assert ben.post(f"/held/{reference}/taking-back").status_code in (403, 409)
    with world.looking():
        assert held_of(world).state is HeldState.TAKEN_BACK


def test_nobody_lets_out_their_own(world: World) -> None:
    reference = hold_one(world)
    with world.acting("ben") as ben:
        ben.grants.append(RoleGrant(role=Role.AGENT))
        held = visible_held(ben, reference)
        with pytest.raises(Refused):
            release(ben, held)


def later(world: World, **values: Any) -> None:
    """As if the time had passed."""
    with world.acting("ada"):
        db.session.execute(db.update(KnownIssue).values(**values))


def test_what_nobody_looks_at_is_published_when_its_time_is_over(world: World) -> None:
    hold_one(world)
    with world.acting("ada"):
        db.session.execute(db.update(HeldPost).values(due_at=now() - timedelta(minutes=1)))
    with world.app.app_context():
        watch()
        db.session.commit()
        run_all()
    with world.looking():
        assert held_of(world).state is HeldState.RELEASED
        assert db.session.scalars(db.select(Answer)).one().author_id == world.ids["ben"]


def test_what_cannot_be_published_any_more_goes_back_with_a_reason(world: World) -> None:
    hold_one(world)
    with world.acting("ada"):
        db.session.execute(db.update(Question).values(locked_at=now()))
        held_id = held_of(world).id
    with world.acting("ada"):
        let_out(held_id)
    with world.looking():
        found = held_of(world)
        assert (found.state, found.post_id) == (HeldState.RETURNED, None)
        assert "could not be published" in found.reason
        assert db.session.scalars(db.select(Post)).all() != []


def test_a_mode_ends_at_its_time_and_holds_nothing_after(world: World) -> None:
    one = incident(world, Mode.HOLD)
    later(world, mode_until=now() - timedelta(minutes=1))
    asked(world)
    with world.acting("ada"):
        finish_mode(one)
    with world.looking():
        found = issue_by_id(one)
        assert (found.mode, found.is_incident) == (Mode.NORMAL, True)


def test_a_late_word_is_said_to_everybody_with_a_new_time(world: World) -> None:
    one = incident(world)
    guest = Visitor(world.app)
    guest.text("/known-issues/1/the-line-drops-in-the-evening")
    later(world, next_update_at=now() - timedelta(minutes=1))
    with world.acting("ada"):
        miss(one)
    with world.looking():
        found = issue_by_id(one)
        assert found.missed_at is not None
        assert found.next_update_at is not None
        assert found.next_update_at > now()
        from app.known_issues.queries import changes_of

        assert changes_of(found)[0].said is Said.LATE
    assert "We missed the time of the next word" in guest.text("/known-issues/1/the-line-drops-in-the-evening")
    assert "We missed the time of the next word" in guest.text("/")
