"""Words that could not be taken come back with the page that says so, whatever went wrong."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import Forbidden

from app.kit.errors import TooMany, Unseen
from app.kit.texts import N_
from app.site.unsent import LARGEST, WRITTEN
from tests.visiting import Visitor
from tests.world import World

APP = Path(__file__).resolve().parents[2] / "app"
WORDS = {"title": "My lamp <b>blinks</b>", "body": "First line\nSecond line", "slug": "not-words"}
FAULTS = {
    404: Unseen(),
    403: Forbidden(),
    409: IntegrityError("x", {}, Exception("x")),
    429: TooMany(N_("Too often."), retry_after=9),
    503: OperationalError("x", {}, Exception("x")),
}


def failing(app: Flask, monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def fail() -> None:
        raise fault

    monkeypatch.setitem(app.view_functions, "site.preferences", fail)


@pytest.mark.parametrize("code", FAULTS)
def test_what_was_typed_comes_back(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    ann = Visitor(app).signed_in_as("ann@example.org")
    token = ann.token()
    failing(app, monkeypatch, FAULTS[code])
    answer = ann.client.post("/preferences", data={"csrf_token": token, **WORDS})
    page = answer.get_data(as_text=True)
    assert answer.status_code == code
    assert "My lamp &lt;b&gt;blinks&lt;/b&gt;\n\nFirst line\nSecond line" in page
    assert ("It was not sent" in page) is (code < 500), "of what broke nobody knows"
    assert ("Look whether it arrived" in page) is (code >= 500)
    assert "not-words" not in page


def test_what_another_site_sends_does_not_stand_on_our_page(app: Flask, world: World) -> None:
    page = Visitor(app).client.post("/nothing-here", data=WORDS).get_data(as_text=True)
    assert "There is nothing here" in page
    assert "blinks" not in page


def test_what_is_too_large_is_not_read(app: Flask, world: World) -> None:
    ann = Visitor(app).signed_in_as("ann@example.org")
    answer = ann.client.post("/preferences", data={"body": "x" * (app.config["MAX_CONTENT_LENGTH"] + 1)})
    assert answer.status_code == 413
    assert "It was not sent" not in answer.get_data(as_text=True)


PART = 'Content-Disposition: form-data; name="body"'


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"body=" + b"x" * LARGEST, "application/x-www-form-urlencoded"),
        (b"body=x&" * 1000, "application/x-www-form-urlencoded"),
        (f"--b\r\n{PART}\r\n\r\n{'x' * (LARGEST + 1)}\r\n--b--\r\n".encode(), "multipart/form-data; boundary=b"),
    ],
    ids=["long", "fields", "part"],
)
def test_what_no_person_types_is_not_given_back(app: Flask, world: World, body: bytes, kind: str) -> None:
    """Else who is refused for asking too often has us read and send megabytes with every refusal."""
    client = app.test_client(use_cookies=False)
    answer = client.post("/nothing-here", data=body, headers={"Cookie": "session=x", "Content-Type": kind})
    assert answer.status_code == 404
    assert len(answer.data) < 10_000


def test_a_long_text_with_a_picture_comes_back(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = Visitor(app).signed_in_as("ann@example.org")
    token = ann.token()
    failing(app, monkeypatch, Unseen())
    words = "è " * 15_000
    for sent in ({}, {"file": (BytesIO(b"x" * 400_000), "x.png")}):
        answer = ann.client.post("/preferences", data={"csrf_token": token, "body": words, **sent})
        assert words.strip() in answer.get_data(as_text=True)


def test_every_field_of_more_than_a_line_is_known() -> None:
    declared = {
        name
        for path in APP.rglob("*.py")
        for name in re.findall(r"^\s+(\w+) = Words\(", path.read_text("utf-8"), re.MULTILINE)
    }
    assert declared | {"title"} == set(WRITTEN)
