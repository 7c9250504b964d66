from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from tests.services.axe import assert_no_axe_violations
from tests.services.browser import DESKTOP, PHONE, PageFactory, opened_pages
from tests.services.web import running_site

pytestmark = pytest.mark.browser

PREFERENCES = """() => ({
    width: window.innerWidth,
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    still: matchMedia('(prefers-reduced-motion: reduce)').matches,
    language: navigator.language,
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("instance")
    with running_site("sqlite://", folder, application="tests.services.trivial_site:app") as url:
        yield url


def test_a_page_opens(open_page: PageFactory) -> None:
    assert open_page("data:text/html,<title>Hello</title><h1>Hello</h1>").title() == "Hello"


@pytest.mark.parametrize(("width", "scheme", "locale"), [(PHONE, "dark", "it-IT"), (DESKTOP, "light", "en-GB")])
def test_a_page_has_the_window_and_preferences_asked_for(
    open_page: PageFactory, width: int, scheme: str, locale: str
) -> None:
    page = open_page("data:text/html,<title>x</title>", width=width, scheme=scheme, locale=locale)
    assert page.evaluate(PREFERENCES) == {"width": width, "dark": scheme == "dark", "still": True, "language": locale}


def test_a_page_without_scripts_runs_none(open_page: PageFactory) -> None:
    page = open_page(
        "data:text/html,<noscript>plain</noscript><script>document.write('scripted')</script>", javascript=False
    )
    assert page.inner_text("body") == "plain"


def test_two_pages_share_no_cookies_unless_they_share_a_profile(open_page: PageFactory, site: str) -> None:
    visitor = open_page.profile()
    visitor.add_cookies([{"name": "session", "value": "1", "url": site}])
    assert len(visitor.new_page().context.cookies()) == 1
    assert open_page(f"{site}/good").context.cookies() == []


def test_no_name_is_looked_up(open_page: PageFactory, site: str) -> None:
    # Left to itself the browser resolves every name under localhost to the loopback, where the site would answer.
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        open_page(site.replace("127.0.0.1", "elsewhere.localhost") + "/good")


def test_axe_accepts_a_good_page_under_a_strict_policy(open_page: PageFactory, site: str) -> None:
    assert_no_axe_violations(open_page(f"{site}/good"))


def test_axe_names_the_rule_and_the_place(open_page: PageFactory, site: str) -> None:
    with pytest.raises(AssertionError) as failure:
        assert_no_axe_violations(open_page(f"{site}/bad"))
    text = str(failure.value)
    assert f"2 accessibility faults on {site}/bad" in text
    assert "html-has-lang" in text
    assert "image-alt (Images must have alternative text) at img" in text


@pytest.mark.parametrize(
    ("path", "problem"),
    [("/inline", "the content policy blocked something"), ("/raises", "a script raised: .*on purpose")],
)
def test_what_goes_wrong_in_a_page_fails_the_test(chromium: Browser, site: str, path: str, problem: str) -> None:
    with pytest.raises(AssertionError, match=problem), opened_pages(chromium) as open_page:
        open_page(f"{site}{path}")
