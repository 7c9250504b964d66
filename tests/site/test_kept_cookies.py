"""A page is kept under what its cookies say to the page itself: nobody puts one in a place that is not its own."""

import pytest
from flask import Flask

from tests.visiting import Visitor
from tests.world import World

ODD = [
    "lang=it; lang=en",
    "lang=en; lang=it",
    'lang="it"',
    'theme="dark"',
    "theme=dark; theme=light",
    "theme=light; theme=dark",
    "keys=off; keys=on",
    "lang =it",
    "theme =dark",
    " theme\t=\tdark",
    "theme=dark; theme",
    "keys=o\\146f",
    'keys="o\\146f"',
]
PLAIN = ["", "lang=it", "lang=en", "theme=dark", "theme=light", "keys=off"]


def read(app: Flask, cookie: str) -> str:
    headers = {"Cookie": cookie} if cookie else {}
    return app.test_client(use_cookies=False).get("/", headers=headers).get_data(as_text=True)


def forget(app: Flask) -> None:
    app.extensions["guest_pages"].kept.pages.clear()


def test_no_odd_cookie_changes_what_others_read(app: Flask, world: World) -> None:
    wanted = {}
    for cookie in PLAIN:
        forget(app)
        wanted[cookie] = read(app, cookie)
    for odd in ODD:
        forget(app)
        read(app, odd)
        assert {cookie: read(app, cookie) == page for cookie, page in wanted.items()} == dict.fromkeys(PLAIN, True), odd


@pytest.mark.parametrize("spelt", ["{}={}", "{} ={}", "{}\t={}", " {} = {}", '{}="{}"', "x; {} ={}", "\xa0{}\xa0={}"])
def test_no_page_of_somebody_is_kept_for_all(app: Flask, world: World, spelt: str) -> None:
    ann = Visitor(app).signed_in_as(world.email("ann"))
    cookie = ann.client.get_cookie("session")
    assert cookie is not None
    forget(app)
    read(app, spelt.format("session", cookie.value))
    assert "Ann" not in read(app, "")
