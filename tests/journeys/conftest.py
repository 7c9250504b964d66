"""The running site for stories in a real browser, each test with a community of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser

from app import create_app
from tests.databases import Databases, close
from tests.journeys.place import Site, served
from tests.services.browser import DESKTOP, PHONE, PageFactory, opened_pages

DEVICES = [pytest.param((DESKTOP, "light"), id="desk-light"), pytest.param((PHONE, "dark"), id="phone-dark")]


@pytest.fixture
def site(app: Flask, open_page: PageFactory) -> Iterator[Site]:
    with served(app, open_page) as site:
        yield site


@pytest.fixture(scope="module")
def shared_site(
    chromium: Browser, database: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """One community for all tests of a module, which only read."""
    app = create_app(databases.settings(database, tmp_path_factory.mktemp("site")))
    try:
        with opened_pages(chromium) as pages, served(app, pages) as site:
            yield site
    finally:
        close(app)


@pytest.fixture(params=DEVICES)
def device(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The two ends of what people hold: a wide light window, a narrow dark one."""
    width, scheme = request.param
    return {"width": width, "scheme": scheme}
