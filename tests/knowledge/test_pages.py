"""The pages: what guests, members and editors see and may send."""

import json
import re

import pytest

from app.extensions import db
from app.knowledge.models import ArticleFeedback, ContentGap, GapReporter
from app.knowledge.queries import article_from
from app.knowledge.states import ArticleState
from tests.knowledge import making
from tests.knowledge.conftest import Signed
from tests.visiting import Visitor
from tests.world import World

SLUG = "router-drops-the-line-every-evening"


def test_a_guest_reads_an_article_with_its_label_first_and_no_form(world: World, visitor: Visitor) -> None:
    article_id = making.published(world)
    page = visitor.text(f"/articles/{article_id}/{SLUG}")
    main = page[page.index("<main") : page.index("</main>")]
    assert "<form" not in main
    assert main.index("Community article") < main.index("<h1>") < main.index("Set the line profile")
    assert "not Acme&#39;s statement" in main
    assert "reviewed by Lea" in main
    assert "/gaps/new?kind=not_what_i_looked_for" in main
    assert "Sign in to say whether it helped" in main
    assert "Questions about this" in page
    assert f'<link rel="canonical" href="http://127.0.0.1/articles/{article_id}/{SLUG}">' in page
    assert re.search(r'og:title" content="[^"]*Community article', page)
    data = json.loads(re.search(r'application/ld\+json">(.*?)</script>', page)[1])
    assert (data["@type"], data["author"]) == ("TechArticle", {"@type": "Person", "name": "Eve"})
    assert data["text"].startswith("[Community article")


def test_the_same_in_italian(world: World, visitor: Visitor) -> None:
    article_id = making.published(world)
    page = visitor.get(f"/articles/{article_id}/{SLUG}", headers={"Accept-Language": "it"}).get_data(as_text=True)
    assert "Articolo della community" in page
    assert "non è una dichiarazione di Acme" in page
    assert "Ti è stato utile?" in page


def test_a_kept_page_changes_with_the_article(world: World, visitor: Visitor) -> None:
    from app.knowledge.actions.keeping import ask_for_check
    from app.knowledge.states import CheckReason

    article_id = making.published(world)
    address = f"/articles/{article_id}/{SLUG}"
    assert "being checked" not in visitor.text(address)
    with world.acting("gus") as gus:
        ask_for_check(gus, making.the(article_id), reason=CheckReason.HAND, note="A private remark")
    page = visitor.text(address)
    assert "being checked" in page
    assert "A private remark" not in page


def test_addresses(world: World, visitor: Visitor) -> None:
    article_id, draft_id = making.published(world), making.drafted(world, title="Quite another question here")
    assert visitor.get(f"/articles/{article_id}").location == f"/articles/{article_id}/{SLUG}"
    assert visitor.get(f"/articles/{article_id}/else").location == f"/articles/{article_id}/{SLUG}"
    for missing in (
        f"/articles/{draft_id}",
        "/articles/99999",
        f"/articles/{draft_id}/history",
        f"/articles/{article_id}/versions/7",
    ):
        assert visitor.get(missing).status_code == 404, missing


def test_the_list_by_product(world: World, visitor: Visitor) -> None:
    making.published(world)
    making.drafted(world, title="Quite another question here")
    page = visitor.text("/articles")
    assert "Router drops" in page
    assert "Quite another" not in page
    assert "Community article" in page
    assert "Router drops" in visitor.text("/articles?product=router-x200")
    assert "No articles here yet" in visitor.text("/articles?product=nothing")
    assert visitor.get("/articles?after=damaged").status_code == 422


EDITORS_PAGES = [
    "/articles/desk",
    "/articles/new",
    "/gaps",
    "/articles/{id}/edit",
    "/articles/{id}/review",
    "/articles/{id}/keep",
]


@pytest.mark.parametrize("path", EDITORS_PAGES)
def test_who_opens_the_editors_pages(world: World, visitor: Visitor, signed: Signed, path: str) -> None:
    path = path.format(id=making.published(world))
    assert visitor.get(path).status_code == 302
    assert signed("ann").get(path).status_code in (403, 404)
    assert signed("mia").get(path).status_code in (403, 404)
    for name in ("eve", "gus", "lea", "ada"):
        assert signed(name).get(path).status_code == 200, name


def test_from_the_answer_to_the_published_page(world: World, signed: Signed, visitor: Visitor) -> None:
    answer_id = making.solved(world)
    eve, lea = signed("eve"), signed("lea")
    offer = eve.text(f"/answers/{answer_id}/article")
    assert "Why not wait?" not in offer
    made = eve.post(f"/answers/{answer_id}/article", {"versions": "firmware 4.2", "reason": ""})
    assert made.status_code == 302
    article_id = int(re.search(r"/articles/(\d+)/edit", made.location)[1])
    assert eve.get(f"/answers/{answer_id}/article").location == f"/articles/{article_id}"
    saved = eve.post(
        f"/articles/{article_id}/edit",
        {
            "title": "Line drops in the evening",
            "body": "# Problem\n\nLine drops.",
            "product": "1",
            "versions": "firmware 4.2",
            "half_life": "90",
            "seen": "1",
        },
    )
    assert saved.status_code == 302
    assert eve.post(f"/articles/{article_id}/submission").status_code == 302
    assert "Team leads and administrators review articles." in eve.text(f"/articles/{article_id}/review")
    assert "Line drops in the evening" in lea.text("/articles/desk")
    done = lea.post(f"/articles/{article_id}/review", {"decision": "publish", "note": "Good.", "seen": "2"})
    assert done.location == f"/articles/{article_id}/line-drops-in-the-evening"
    assert "for Router X200, firmware 4.2" in visitor.text(done.location)


def test_no_author_publishes_by_the_page_either(world: World, signed: Signed) -> None:
    article_id = making.in_review(world, by="lea")
    lea = signed("lea")
    assert "Another person reviews" in lea.text(f"/articles/{article_id}/review")
    refused = lea.post(f"/articles/{article_id}/review", {"decision": "publish", "note": "My own words", "seen": "1"})
    assert refused.status_code == 403
    assert "You wrote part of this" in refused.get_data(as_text=True)
    with world.looking():
        assert making.the(article_id).state is ArticleState.IN_REVIEW


GOOD_EDIT = {
    "title": "A new title",
    "body": "New text",
    "product": "1",
    "versions": "4.2",
    "half_life": "90",
    "reason": "why",
    "seen": "0",
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "t" * 151},
        {"title": "history"},
        {"body": ""},
        {"body": "b" * 30_001},
        {"product": "999"},
        {"product": "x"},
        {"versions": "v" * 201},
        {"half_life": "7"},
        {"half_life": ""},
        {"reason": ""},
        {"reason": "r" * 201},
        {"seen": "5"},
        {"csrf_token": "expired"},
        {"title": ["A new title", "Another"]},
    ],
    ids=lambda wrong: "-".join(wrong),
)
def test_bad_edits_come_back_with_what_was_typed(world: World, signed: Signed, wrong: dict[str, str]) -> None:
    article_id = making.published(world)
    answer = signed("gus").post(f"/articles/{article_id}/edit", {**GOOD_EDIT, **wrong})
    assert answer.status_code in (409, 422)
    if "body" not in wrong:
        assert "New text</textarea>" in answer.get_data(as_text=True)
    with world.looking():
        assert making.the(article_id).draft is None


def test_an_edit_sent_twice_is_one_edit(world: World, signed: Signed) -> None:
    article_id, gus = making.published(world), signed("gus")
    for _ in range(2):
        assert gus.post(f"/articles/{article_id}/edit", {**GOOD_EDIT, "once": "the-same"}).status_code == 302
    with world.looking():
        assert making.the(article_id).draft.edits == 1


@pytest.mark.parametrize(
    "wrong",
    [{"decision": ""}, {"decision": "else"}, {"decision": "return", "note": ""}, {"note": "n" * 501}, {"seen": "x"}, {"seen": "9"}, {"csrf_token": "no"}],
    ids=lambda wrong: "-".join(wrong),
)  # fmt: skip
def test_bad_reviews(world: World, signed: Signed, wrong: dict[str, str]) -> None:
    article_id = making.in_review(world)
    answer = signed("lea").post(
        f"/articles/{article_id}/review", {"decision": "publish", "note": "a note", "seen": "1", **wrong}
    )
    assert answer.status_code in (409, 422)
    with world.looking():
        assert making.the(article_id).state is ArticleState.IN_REVIEW


def test_did_this_help(world: World, signed: Signed, visitor: Visitor) -> None:
    article_id, ann = making.published(world), signed("ann")
    assert "It helped" not in visitor.text(f"/articles/{article_id}/{SLUG}")
    assert ann.post(f"/articles/{article_id}/feedback", {"helped": "no", "why": "Menu moved"}).status_code == 302
    assert ann.post(f"/articles/{article_id}/feedback", {"helped": "yes", "why": ""}).status_code == 302
    with world.looking():
        said = db.session.query(ArticleFeedback).all()
        assert [(one.user_id, one.helped, one.why) for one in said] == [(world.ids["ann"], True, "")]
    for reader in (ann, visitor):
        assert "It helped 1 of 1 person" in reader.text(f"/articles/{article_id}/{SLUG}")
    for wrong in (
        {},
        {"helped": "maybe"},
        {"helped": "no", "why": "w" * 501},
        {"helped": "yes", "csrf_token": "no"},
        {"helped": ["yes", "no"]},
    ):
        assert ann.post(f"/articles/{article_id}/feedback", wrong).status_code == 422, wrong


def test_a_guest_does_not_say_whether_it_helped(world: World, visitor: Visitor) -> None:
    article_id = making.published(world)
    assert visitor.post(f"/articles/{article_id}/feedback", {"helped": "yes"}).status_code == 401
    with world.looking():
        assert db.session.query(ArticleFeedback).count() == 0


def test_what_is_missing_is_for_editors_alone(world: World, signed: Signed, visitor: Visitor) -> None:
    article_id = making.published(world)
    signed("ann").post(f"/articles/{article_id}/feedback", {"helped": "no", "why": "canary-4711"})
    assert "canary-4711" in signed("gus").text(f"/articles/{article_id}/keep")
    assert "canary-4711" not in visitor.text(f"/articles/{article_id}/{SLUG}")


def test_history_shows_every_version_and_what_changed(world: World, signed: Signed, visitor: Visitor) -> None:
    article_id = making.published(world)
    gus, lea = signed("gus"), signed("lea")
    assert gus.post(f"/articles/{article_id}/edit", {**GOOD_EDIT, "reason": "Menu moved in 4.2"}).status_code == 302
    gus.post(f"/articles/{article_id}/submission")
    review = lea.text(f"/articles/{article_id}/review")
    assert "<ins>" in review
    assert "<del>" in review
    lea.post(f"/articles/{article_id}/review", {"decision": "publish", "note": "", "seen": "1"})
    page = visitor.text(f"/articles/{article_id}/history")
    assert "Written by Eve, reviewed by Lea" in page
    assert "Written by Gus, reviewed by Lea" in page
    assert "Menu moved in 4.2" in page
    assert re.search(r"<ins>.*New text", page)
    old = visitor.text(f"/articles/{article_id}/versions/1")
    assert old.index("Earlier version 1 of 2") < old.index("Set the line profile")
    assert visitor.get(f"/articles/{article_id}/history?from=x&to=99999999").status_code == 200


def test_check_archive_and_back_by_the_page(world: World, signed: Signed, visitor: Visitor) -> None:
    article_id, gus, lea = making.published(world), signed("gus"), signed("lea")
    keep = f"/articles/{article_id}/keep"
    assert gus.post(keep, {"act": "archive", "note": "x"}).status_code == 422
    assert gus.post(keep, {"act": "check", "note": ""}).status_code == 422
    assert gus.post(keep, {"act": "check", "note": "The menu moved"}).status_code == 302
    assert "The menu moved" in lea.text("/articles/desk")
    assert lea.post(keep, {"act": "confirm", "note": "Looked"}).status_code == 302
    assert lea.post(keep, {"act": "archive", "note": "Gone"}).status_code == 302
    page = visitor.text(f"/articles/{article_id}/{SLUG}")
    assert "in the archive" in page
    assert 'content="noindex"' in page
    assert "Router drops" not in visitor.text("/articles")
    assert lea.post(keep, {"act": "restore", "note": "Back"}).status_code == 302
    assert "Back from the archive" in visitor.text(f"/articles/{article_id}/history")


def test_a_new_article_and_bad_topics(world: World, signed: Signed) -> None:
    gus = signed("gus")
    good = {
        "title": "How to reset",
        "body": "Press the button",
        "product": "1",
        "versions": "",
        "half_life": "180",
        "topics": "wifi, dsl",
        "language": "en",
        "voice": "company",
    }
    for wrong in (
        {"topics": "nothing-like-it"},
        {"language": "xx"},
        {"voice": "king"},
        {"topics": ",".join("abcdefghi")},
        {"body": "  "},
    ):
        answer = gus.post("/articles/new", {**good, **wrong})
        assert answer.status_code == 422, wrong
        assert "How to reset" in answer.get_data(as_text=True)
    assert signed("eve").post("/articles/new", {**good, "topics": "dsl"}).status_code == 403
    made = gus.post("/articles/new", good)
    assert made.status_code == 302
    assert "Acme&#39;s article · draft" in gus.text(made.location).replace("<b>", "").replace("</b>", "")


def test_an_unsettled_answer_asks_for_the_reason(world: World, signed: Signed) -> None:
    answer_id, eve = making.solved(world, settled=False), signed("eve")
    assert "Why not wait?" in eve.text(f"/answers/{answer_id}/article")
    refused = eve.post(f"/answers/{answer_id}/article", {"versions": "my-versions", "reason": ""})
    assert refused.status_code == 422
    assert "my-versions" in refused.get_data(as_text=True)
    assert eve.post(f"/answers/{answer_id}/article", {"versions": "x", "reason": "r" * 201}).status_code == 422
    assert signed("ann").get(f"/answers/{answer_id}/article").status_code == 403
    assert eve.get("/answers/99999/article").status_code == 404
    with world.looking():
        assert article_from(answer_id) is None


def test_preview(world: World, signed: Signed, visitor: Visitor) -> None:
    gus = signed("gus")
    assert (
        gus.post("/articles/preview", {"body": "**x** <script>"}).get_data(as_text=True)
        == "<p><strong>x</strong> &lt;script&gt;</p>\n"
    )
    assert gus.post("/articles/preview", {"body": "x" * 30_001}).status_code == 422
    assert visitor.post("/articles/preview", {"body": "x"}).status_code == 401


def test_a_guest_tells_us_what_is_missing(world: World, visitor: Visitor, signed: Signed) -> None:
    page = visitor.text("/gaps/new?words=esim+watch&page=/search")
    assert 'value="esim watch"' in page
    for wrong in (
        {"words": ""},
        {"words": "w" * 201},
        {"email": "nobody"},
        {"text": "t" * 2001},
        {"csrf_token": "no"},
        {"words": ["a word", "b word"]},
    ):
        answer = visitor.post("/gaps/new", {"words": "esim watch", "text": "kept words", "email": "", **wrong})
        assert answer.status_code == 422, wrong
        if "text" not in wrong:
            assert "kept words" in answer.get_data(as_text=True)
    for _ in range(2):
        sent = visitor.post(
            "/gaps/new",
            {
                "words": "esim watch",
                "email": "r@example.org",
                "kind": "zero_results",
                "page": "/search",
                "once": "twice",
            },
        )
        assert sent.location == "/gaps/thanks"
    assert "Thank you" in visitor.text("/gaps/thanks")
    with world.looking():
        gap = db.session.query(ContentGap).one()
        assert (gap.times, gap.kind) == (1, "not_found")
        gap_id = gap.id
        assert db.session.query(GapReporter).one().email == "r@example.org"
    gus = signed("gus")
    assert "esim watch" in gus.text("/gaps")
    assert "r@example.org" not in gus.text(f"/gaps/{gap_id}")
    for wrong in ({}, {"article": "abc"}, {"article": "99999"}, {"answer": "a" * 501}):
        assert gus.post(f"/gaps/{gap_id}", wrong).status_code == 422, wrong
    assert gus.post(f"/gaps/{gap_id}", {"answer": "Not on watches."}).status_code == 302
    assert gus.post(f"/gaps/{gap_id}", {"answer": "Again."}).status_code == 409
    assert "esim watch" in gus.text("/gaps?state=closed")
    assert signed("ann").get(f"/gaps/{gap_id}").status_code == 404
    assert gus.get("/gaps/99999").status_code == 404


def test_a_gap_is_closed_by_an_address(world: World, signed: Signed) -> None:
    article_id, gus = making.published(world), signed("gus")
    signed("ann").post("/gaps/new", {"words": "line profile"})
    sent = gus.post("/gaps/1", {"article": f"http://127.0.0.1/articles/{article_id}/{SLUG}"})
    assert sent.status_code == 302


def test_guests_tell_ten_times_an_hour(world: World, visitor: Visitor) -> None:
    for number in range(10):
        assert visitor.post("/gaps/new", {"words": f"thing number {number}"}).status_code == 302
    refused = visitor.post("/gaps/new", {"words": "one more thing"})
    assert refused.status_code == 429
    assert "one more thing" in refused.get_data(as_text=True)


def test_an_imported_answer_becomes_a_published_article(world: World, signed: Signed, visitor: Visitor) -> None:
    answer_id = making.imported(world)
    gus, ada = signed("gus"), signed("ada")
    assert "diy.example" in gus.text(f"/answers/{answer_id}/article")
    made = gus.post(f"/answers/{answer_id}/article", {"versions": "dsl, wifi"})
    article_id = int(re.search(r"/articles/(\d+)/edit", made.location)[1])
    assert gus.post(f"/articles/{article_id}/submission").status_code == 302
    done = ada.post(f"/articles/{article_id}/review", {"decision": "publish", "note": "", "seen": "1"})
    page = visitor.text(done.location)
    assert "Community article" in page
    assert "for dsl, wifi" in page
    assert "<li>stop it</li>" in page
