"""Kept pages are packed: sent so to whoever unpacks them, unpacked to everybody else, and the same page either way."""

import gc
import gzip
import tracemalloc

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.site.packing import Page, unpacks
from app.site.pagecache import BESIDE, Kept
from tests.visiting import Visitor
from tests.world import World

PATHS = ("/", "/questions", "/feeds/waiting.atom", "/sitemap.xml")
PACKED = {"Accept-Encoding": "br, gzip, deflate"}


def asked(app: Flask, path: str, headers: dict[str, str] | None = None) -> TestResponse:
    answer = Visitor(app).get(path, headers=headers)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("path", PATHS)
def test_the_same_page_packed_and_plain(app: Flask, world: World, path: str) -> None:
    """Made anew for one, kept for the others: in either order."""
    for first, then in (((PACKED, None)), ((None, PACKED))):
        app.extensions["guest_pages"].kept.pages.clear()
        answers = [asked(app, path, headers) for headers in (first, then, first)]
        packed = [one for one in answers if one.headers.get("Content-Encoding") == "gzip"]
        plain = [one for one in answers if "Content-Encoding" not in one.headers]
        assert len(packed) == (2 if first else 1)
        assert len(plain) == 3 - len(packed)
        assert {gzip.decompress(one.data) for one in packed} == {one.data for one in plain}
        for one in packed:
            assert len(one.data) == int(one.headers["Content-Length"]) < len(plain[0].data)
        for one in answers:
            assert "Accept-Encoding" in one.headers["Vary"]
            assert "Content-Security-Policy" in one.headers


@pytest.mark.parametrize("headers", [PACKED, {}])
def test_a_page_one_has_is_not_sent_again(app: Flask, world: World, headers: dict[str, str]) -> None:
    tag = asked(app, "/", headers).headers["ETag"]
    assert tag.startswith("W/") is bool(headers)
    again = Visitor(app).get("/", headers={**headers, "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert "Content-Encoding" not in again.headers


def test_what_a_member_sees_is_not_packed(app: Flask, world: World) -> None:
    """It holds their secrets beside words of others: the packed size would tell them."""
    page = Visitor(app).signed_in_as("ann@example.org").get("/", headers=PACKED)
    assert "Content-Encoding" not in page.headers


@pytest.mark.parametrize(
    ("said", "packed"),
    [("", False), ("identity", False), ("gzip", True), ("br, gzip", True), ("gzip;q=0", False), ("gzip; q=0", False)],
)
def test_who_takes_it_packed(said: str, packed: bool) -> None:
    assert unpacks({"HTTP_ACCEPT_ENCODING": said}) is packed


def test_small_pages_take_no_more_room_than_is_allowed(app: Flask, world: World) -> None:
    """What is counted is at least what is free again without them; whatever else of the process grows meanwhile is not theirs."""
    kept = app.extensions["guest_pages"].kept
    asked(app, "/sitemap.xml?0", PACKED)
    gc.collect()
    tracemalloc.start()
    try:
        counted, pages = kept.size, len(kept.pages)
        for number in range(1, 200):
            asked(app, f"/sitemap.xml?{number}{'x' * 190}", PACKED)
            asked(app, f"/sitemap.xml?{number}{'x' * 190}", PACKED)
        gc.collect()
        full, more = tracemalloc.get_traced_memory()[0], len(kept.pages) - pages
        kept.pages.clear()
        gc.collect()
        taken = full - tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert more == 199
    assert taken > kept.size - counted - 199 * BESIDE, "they were kept"
    assert taken <= kept.size - counted


def test_no_more_pages_are_kept_than_there_is_room_for() -> None:
    kept = Kept(100 * BESIDE)
    for number in range(200):
        kept.put((number,), Page(b"", []))
    assert len(kept.pages) == 100
