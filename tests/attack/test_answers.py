"""What every answer carries: headers, cookies, sessions that end, kept pages that belong to nobody."""

import re
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from app import create_app
from config import TestSettings
from tests.attack.crawling import addresses
from tests.attack.town import Town, close
from tests.visiting import Visitor
from tests.world import PASSWORD

KEPT = ("/", "/questions", "/articles", "/tags", "/tags/wifi", "/products/router-x200", "/feeds/new.atom")
NEEDED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def check(answer: TestResponse, path: str) -> None:
    policy = answer.headers["Content-Security-Policy"]
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ):
        assert part in policy, path
    assert "unsafe" not in policy
    for name, value in NEEDED.items():
        assert answer.headers[name] == value, path
    assert "Cache-Control" in answer.headers, path
    assert answer.headers.get("Server", "").find("Werkzeug") < 0
    assert "public" not in answer.headers["Cache-Control"] or "Set-Cookie" not in answer.headers, path


def one_of_each(town: Town) -> dict[str, str]:
    found: dict[str, str] = {}
    for endpoint, path in addresses(town):
        found.setdefault(endpoint, path)
    return found


def test_a_kept_page_carries_them_too(town: Town) -> None:
    """The second guest gets the page that was made for the first."""
    for path in KEPT:
        pages = [Visitor(town.app).get(path) for _guest in range(2)]
        for page in pages:
            check(page, path)
        assert pages[0].data == pages[1].data


@pytest.mark.parametrize("name", ["guest", "gus"])
def test_every_answer_carries_its_headers(town: Town, name: str) -> None:
    visitor = town.browser_of(name)
    for path in (*one_of_each(town).values(), "/nothing", "/static/none.css", "/static/icons.svg", *KEPT):
        answer = visitor.get(path, buffered=True)
        check(answer, path)
        if name == "gus" and answer.mimetype == "text/html":
            assert "no-store" in answer.headers["Cache-Control"] or "private" in answer.headers["Cache-Control"]
    for answer in (visitor.client.post("/questions/ask"), visitor.client.put("/"), visitor.client.post("/health")):
        check(answer, str(answer.status))
        assert answer.status_code in (400, 401, 404, 405, 422)
    large = visitor.client.post("/preferences", data={"x": "a" * (13 * 1024 * 1024)})
    assert large.status_code in (413, 422)
    check(large, "large")


@pytest.mark.parametrize("path", KEPT)
def test_a_kept_page_belongs_to_nobody(town: Town, path: str) -> None:
    """Guests get a page without anybody's name or token; who is signed in gets their own, whatever tag they send."""
    guest, ann = town.browser_of("guest"), town.browser_of("ann")
    own = ann.get(path)
    page = guest.get(path)
    again = town.browser_of("guest").get(path)
    assert again.get_data() == page.get_data()
    assert b"csrf_token" not in page.get_data()
    assert b"/sign-out" not in page.get_data()
    assert "Set-Cookie" not in page.headers
    tag = page.headers["ETag"]
    assert town.browser_of("guest").get(path, headers={"If-None-Match": tag}).status_code == 304
    if path.startswith("/feeds"):
        return
    assert own.headers.get("ETag") != tag
    signed = ann.get(path, headers={"If-None-Match": tag})
    assert signed.status_code == 200
    assert b"Ann" in signed.get_data()
    with_own = guest.get(path, headers={"If-None-Match": own.headers.get("ETag", '"x"')})
    assert with_own.status_code == 200
    assert with_own.get_data() == page.get_data()


def test_a_thread_is_kept_for_guests_alone(town: Town) -> None:
    guest, ann = town.browser_of("guest"), town.browser_of("ann")
    path = guest.get(f"/questions/{town.posts['zcase']}").headers["Location"]
    page = guest.get(path)
    own = ann.get(path).get_data(as_text=True)
    assert "csrf_token" in own
    assert "csrf_token" not in page.text
    assert guest.get(path, headers={"If-None-Match": page.headers["ETag"]}).status_code == 304
    assert ann.get(path, headers={"If-None-Match": page.headers["ETag"]}).status_code == 200


def test_cookies_are_for_this_site_alone(town: Town, tmp_path: Path) -> None:
    visitor = Visitor(town.app)
    answer = visitor.post("/sign-in", {"email": "ben@example.org", "password": PASSWORD}, form_at="/sign-in")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert "ben@example.org" not in cookie
    for cookie in visitor.client.post(
        "/preferences", data={"csrf_token": visitor.token(), "theme": "dark"}
    ).headers.getlist("Set-Cookie"):
        assert "SameSite=Lax" in cookie


def test_over_https_the_cookie_is_secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BASE_URL", "https://community.example")
    from config import Settings

    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path))
    settings = Settings()
    assert settings.SESSION_COOKIE_SECURE
    assert settings.SESSION_COOKIE_NAME.startswith("__Host-")
    app = create_app(TestSettings(tmp_path))
    app.config.update(SESSION_COOKIE_SECURE=True, SESSION_COOKIE_NAME="__Host-session")
    answer = app.test_client().get("/health", base_url="https://127.0.0.1")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    close(app)


def test_an_ended_session_is_worth_nothing(town: Town) -> None:
    """Signing out, and ending it from another browser: the same cookie gets a guest's page from then on."""
    first = Visitor(town.app).signed_in_as("eve@example.org")
    kept = first.client.get_cookie("session")
    assert kept is not None
    second = Visitor(town.app).signed_in_as("eve@example.org")
    assert second.post("/settings/sign-ins/end-others", form_at="/settings/sign-ins").status_code == 302
    assert first.get("/settings").status_code == 302
    third = Visitor(town.app).signed_in_as("eve@example.org")
    cookie = third.client.get_cookie("session")
    assert cookie is not None
    assert third.post("/sign-out").status_code == 302
    third.client.set_cookie("session", cookie.value)
    assert third.get("/settings").status_code == 302
    stranger = Visitor(town.app)
    for forged in ("x", "eyJfdXNlcl9pZCI6IjEifQ.x.y", kept.value[:-3], "a" * 3000, "é"):
        stranger.client.set_cookie("session", forged)
        assert stranger.get("/settings").status_code == 302


def test_a_new_session_begins_with_signing_in(town: Town) -> None:
    visitor = Visitor(town.app)
    visitor.get("/sign-in")
    before = visitor.client.get_cookie("session")
    visitor.signed_in_as("gus@example.org")
    after = visitor.client.get_cookie("session")
    assert before is not None
    assert after is not None
    assert before.value != after.value


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nSet-Cookie: evil=1", "%0d%0aX-Evil:%201", "é\r\n"])
def test_no_value_becomes_a_header(town: Town, value: str) -> None:
    visitor = town.browser_of("ann")
    for path in ("/questions?tab=", "/search?q=", "/sign-in?next=", "/questions/similar?q=", "/reports/received?back="):
        answer = visitor.client.get(path.partition("?")[0], query_string={path.partition("?")[2][:-1]: value})
        assert "X-Evil" not in answer.headers
        assert not any("evil" in cookie for cookie in answer.headers.getlist("Set-Cookie"))
    answer = visitor.post("/preferences", {"language": value, "theme": value})
    assert "X-Evil" not in answer.headers


def test_hosts_and_forwards_are_not_believed(town: Town) -> None:
    """A link in a page or a mail never comes from what a request says about the host."""
    visitor = town.browser_of("guest")
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Original-URL": "/admin"}
    for path in ("/", "/feeds/new.atom", "/sitemap.xml", "/robots.txt", "/opensearch.xml", "/password-reset"):
        assert "evil.example" not in visitor.get(path, headers=headers).get_data(as_text=True)
        page = visitor.get(path, headers={"Host": "evil.example"})
        assert not re.search(r"https?://evil\.example", page.get_data(as_text=True)), path
