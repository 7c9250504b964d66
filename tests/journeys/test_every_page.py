"""Every page, for whoever sees it, narrow and wide, light and dark: whole, one main heading, nothing for axe to find."""

import pytest

from tests.journeys.community import Community, build
from tests.journeys.looks import VIEWS, faults
from tests.journeys.place import Site
from tests.journeys.plan import ROLES, Plan, make_plan, rules
from tests.services.browser import PHONE

pytestmark = pytest.mark.browser

NOT_HERE = {
    "accounts.confirm_address": "in the tests of accounts",
    "accounts.invitation": "in the tests of accounts",
    "notifications.word": "in the tests of notifications",
    "satisfaction.by_mail": "in the tests of satisfaction; the same page is here for whoever is signed in",
    "questions.confirm": "in the journey of a guest's question",
    "imports.claim": "in the tests of imports",
    "cases.by_link": "in the tests of private cases; it is the customer's own page of a case",
    "cases.file_by_link": "a picture, in the tests of private cases",
    **dict.fromkeys(
        ("cases.let_in_by_link", "cases.keep_out_by_link", "cases.answer_community_by_link", "cases.export_by_link"),
        "in the tests of private cases; the same page is here for whoever is signed in",
    ),
    "cases.export_json_by_link": "a file, in the tests of private cases",
    "cases.reply_file": "a picture, in the tests of agents in training",
    "images.show": "a picture, in the tests of images",
    "site.logo": "a picture, in the tests of the brand",
}
"""Addresses that only a mail knows, or that no page is at."""


@pytest.fixture(scope="module")
def community(shared_site: Site) -> Community:
    return build(shared_site)


@pytest.fixture(scope="module")
def plan(community: Community) -> Plan:
    return make_plan(community)


@pytest.mark.parametrize("role", ROLES)
def test_pages_of(role: str, database: str, plan: Plan, community: Community) -> None:
    """On both databases each page answers and is whole on a phone; its looks do not come from a database, so that the
    other widths and colours are looked at once."""
    views = VIEWS if database == "sqlite" else [(PHONE, "light")]
    name, site = ROLES[role], community.site
    page = site.person(name) if name else site.guest()
    found = [fault for path in plan.pages[role] for fault in faults(page, path, views=views)]
    page.context.close()
    assert found == []


def test_no_page_is_left_out(plan: Plan, community: Community) -> None:
    """Each address was opened by somebody: a new page has to be in the community, or said to be looked at elsewhere."""
    missed = {rule.endpoint for rule in rules(community)} - plan.opened - set(NOT_HERE)
    assert missed == set()
