"""The pages about the community, what goes wrong, and how one reads: in both languages."""

import re

import pytest
from flask import Flask

from app.labels.algebra import Status
from app.site.label_examples import examples
from tests.visiting import Visitor
from tests.world import World

IT = {"Accept-Language": "it"}


def main_of(page: str) -> str:
    return page.split("<main", 1)[1].split("</main>", 1)[0]


def test_every_status_has_an_example_by_its_own_words(app: Flask, world: World) -> None:
    with app.test_request_context():
        shown = [example for group in examples() for example in group.examples]
    assert {example.label.status for example in shown} == set(Status)
    page = Visitor(app).text("/labels")
    for example in shown:
        assert example.sentence.split(".")[0].replace("'", "&#39;") in page
    for words in (
        "official answer",
        "Acme Support",
        "not reviewed by Acme",
        "has not confirmed this",
        "Reports differ",
    ):
        assert words in page, words


def test_the_labels_page_in_italian(app: Flask, world: World) -> None:
    page = Visitor(app).get("/labels", headers=IT).get_data(as_text=True)
    assert "Risposta ufficiale di Acme" in page
    for english in ("The company", "A member", "not reviewed", "Reports differ", "Take care"):
        assert english not in main_of(page), english


def test_rules_have_their_numbers(app: Flask, world: World) -> None:
    page = main_of(Visitor(app).text("/rules"))
    assert re.search(r'<li id="rule-1" value="1"><h2>Be kind</h2>', page)


@pytest.mark.parametrize("path", ["/privacy", "/terms"])
def test_terms_and_privacy_come_with_a_text(app: Flask, world: World, path: str) -> None:
    guest = Visitor(app)
    english = main_of(guest.text(path))
    italian = main_of(guest.get(path, headers=IT).get_data(as_text=True))
    assert "Acme" in english
    assert "Acme" in italian
    assert english.count("<h2>") == italian.count("<h2>") > 3
    assert english != italian
    assert "came with the software" not in english
    assert "came with the software" in main_of(Visitor(app).signed_in_as("ada@example.org").text(path))


def test_health_answers_with_little(app: Flask, world: World) -> None:
    response = Visitor(app).get("/health")
    assert (response.status_code, response.json) == (200, {"status": "ok"})


ERRORS = {
    404: ("/nothing-here", "There is nothing here", "Qui non c"),
    405: ("/health", "That cannot be done here", "Qui non si può fare"),
    413: ("/preferences", "That is too large", "troppo grande"),
}


@pytest.mark.parametrize("code", ERRORS)
def test_what_goes_wrong_is_said_in_both_languages(app: Flask, world: World, code: int) -> None:
    path, english, italian = ERRORS[code]
    guest = Visitor(app)
    data = b"x" * (app.config["MAX_CONTENT_LENGTH"] + 1) if code == 413 else b""
    ask = guest.client.get if code == 404 else guest.client.post
    for headers, words, language in (({}, english, "en"), (IT, italian, "it")):
        with ask(path, headers=headers, data=data, content_type="multipart/form-data; boundary=x") as response:
            page = response.get_data(as_text=True)
            assert response.status_code == code
            assert words in page
            assert f'<html lang="{language}"' in page
            assert "Traceback" not in page
            assert response.headers["Cache-Control"] == "no-store"
            if code == 405:
                assert "GET" in response.headers["Allow"]


def test_a_button_without_its_token_does_nothing(app: Flask, world: World) -> None:
    visitor = Visitor(app).signed_in_as("ann@example.org")
    for data in ({}, {"csrf_token": "forged"}):
        response = visitor.client.post("/preferences", data={"language": "it", "theme": "", **data})
        assert response.status_code == 422
        assert "open for too long" in response.get_data(as_text=True)
    with world.looking():
        assert world.person("ann").locale is None


def test_no_is_said_with_its_reason(app: Flask, world: World) -> None:
    response = Visitor(app).signed_in_as("ada@example.org").post(f"/admin/users/{world.ids['ada']}/spokesperson")
    assert response.status_code in (403, 422)
    assert "Only agents and team leads" in response.get_data(as_text=True)


def test_a_guest_keeps_language_colours_and_keys_in_the_browser(app: Flask, world: World) -> None:
    guest = Visitor(app)
    assert 'data-keys="off"' not in guest.text("/labels")
    assert guest.post("/preferences", {"language": "it", "theme": "dark"}).status_code == 302
    page = guest.text("/labels")
    assert '<html lang="it" data-theme="dark"' in page
    assert 'data-keys="off"' in page
    guest.post("/preferences", {"language": "en", "theme": "", "keys": "y"})
    page = guest.text("/labels")
    assert '<html lang="en">' in page
    assert "data-keys" not in page


def test_a_kept_page_is_kept_apart_for_whoever_has_no_keys(app: Flask, world: World) -> None:
    with_keys, without = Visitor(app), Visitor(app)
    without.client.set_cookie("keys", "off")
    with_keys.text("/questions")
    assert 'data-keys="off"' in without.text("/questions")
    assert 'data-keys="off"' not in with_keys.text("/questions")


def test_a_member_keeps_them_in_the_account(app: Flask, world: World) -> None:
    visitor = Visitor(app).signed_in_as("ann@example.org")
    visitor.post("/preferences", {"language": "it", "theme": "light", "keys": "y"})
    with world.looking():
        ann = world.person("ann")
        assert (ann.locale, ann.theme) == ("it", "light")
    elsewhere = Visitor(app).signed_in_as("ann@example.org")
    assert '<html lang="it" data-theme="light"' in elsewhere.text("/labels")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"language": "xx", "theme": ""},
        {"language": "it", "theme": "pink"},
        {"language": ["it", "en"], "theme": ""},
        {"language": "it" * 5000, "theme": ""},
    ],
)
def test_preferences_that_cannot_be(app: Flask, world: World, data: dict[str, str]) -> None:
    guest = Visitor(app)
    response = guest.post("/preferences", data)
    assert response.status_code == 422
    assert "to put right" in response.get_data(as_text=True)
    assert "Set-Cookie" not in response.headers or "lang=" not in response.headers["Set-Cookie"]


def test_the_way_to_the_administration_stands_where_it_may_be_used(app: Flask, world: World) -> None:
    for name, seen in (("ann", False), ("gus", False), ("lea", True), ("mia", True), ("ada", True)):
        page = Visitor(app).signed_in_as(f"{name}@example.org").text("/labels")
        assert ('href="/admin"' in page) is seen, name
