"""A community in which nothing has happened yet, and everything that can go wrong on the way to a page."""

import pytest

from tests.journeys.looks import faults
from tests.journeys.place import Site

pytestmark = pytest.mark.browser

EMPTY = {
    "": ["/", "/questions", "/articles", "/search?q=nothing+like+it", "/tags", "/products/router-x200"],
    "ann": ["/notifications", "/cases", "/questions?mine=1"],
    "gus": ["/workspace", "/articles/desk", "/gaps"],
    "mia": ["/moderation", "/moderation/log"],
    "ada": ["/admin", "/admin/jobs"],
}
REFUSED = {"/nowhere": 404, "/questions/99999/gone": 404, "/sign-out": 405, "/questions/held/not-a-token": 404}


@pytest.mark.parametrize("name", EMPTY, ids=lambda name: name or "guest")
def test_empty_pages(shared_site: Site, name: str) -> None:
    page = shared_site.person(name) if name else shared_site.guest()
    found = [fault for path in EMPTY[name] for fault in faults(page, path)]
    page.context.close()
    assert found == []


def test_refusals(shared_site: Site) -> None:
    page = shared_site.person("ann")
    found = [fault for path, status in REFUSED.items() for fault in faults(page, path, status)]
    page.context.close()
    assert found == []
