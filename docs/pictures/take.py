"""Takes the pictures of the guide for team leads anew, from a demonstration that runs (`make run`):

.venv/bin/python -m docs.pictures.take [http://127.0.0.1:8000]
"""

import sys
from pathlib import Path

from playwright.sync_api import Page

from tests.services.browser import opened_pages, running_browser

FOLDER = Path(__file__).parent
LEAD, AGENT, PASSWORD = (
    "chiara@example.org",
    "ben@example.org",
    "spintaneo-demo-2026",
)  # everybody's, in the demonstration
PAGES = {
    LEAD: {"hours": "/admin/hours", "policy": "/admin/policy", "skills": "/admin/skills", "team": "/workspace/team"},
    AGENT: {"workspace": "/workspace"},
}


def signed_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/sign-in")
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    with page.expect_navigation(url=lambda url: "/sign-in" not in url):
        page.locator("main form button").first.click()
    page.goto(f"{site}/preferences")
    page.locator("input[name=language][value=en]").check()
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def main(site: str) -> None:
    with running_browser() as browser, opened_pages(browser) as open_page:
        for who, pages in PAGES.items():
            page = open_page()
            signed_in(page, site, who)
            for name, path in pages.items():
                page.goto(site + path)
                if name == "hours":
                    page.get_by_label("Weekly hours").fill("Mon-Fri 9:00-13:00, 14:00-18:00; Sat 9:00-12:00")
                    page.get_by_role("button", name="Show the next fourteen days").click()
                    page.wait_for_load_state()
                page.screenshot(path=FOLDER / f"{name}.png", full_page=True)
        page.get_by_role("link", name="Number transfer").first.click()
        page.wait_for_load_state()
        page.screenshot(path=FOLDER / "case.png", full_page=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
