"""The services as pytest fixtures. The tests' root conftest names this module in `pytest_plugins`."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.services.browser import PageFactory, opened_pages, running_browser
from tests.services.mail import MailServer, running_mail_server
from tests.services.postgres import Cluster, running_cluster


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """One cluster for the session; with xdist, one for each worker."""
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture
def postgres_url(postgres_cluster: Cluster) -> Iterator[str]:
    """The address of an empty database of the test's own."""
    with postgres_cluster.database() as url:
        yield url


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the session; every page of a test has its own cookies."""
    with running_browser() as browser:
        yield browser


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[PageFactory]:
    """`open_page(url, width=360, scheme="dark", javascript=False, locale="it-IT")`: a page in a fresh profile.

    Afterwards the test fails if a script of any page raised, or the content policy blocked something.
    """
    with opened_pages(chromium) as factory:
        yield factory
