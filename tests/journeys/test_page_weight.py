"""A question with ten answers stays a light page: few requests, few bytes, few elements, nothing that jumps."""

from datetime import timedelta

import pytest
from playwright.sync_api import Response, Route

from app.kit import clock
from app.questions.queries import question_by_id
from tests import make
from tests.journeys.place import Site
from tests.services.browser import DESKTOP, PHONE

pytestmark = pytest.mark.browser

REQUESTS, BYTES, ELEMENTS = 6, 120 * 1024, 600
# A busy browser draws a page in the middle of reading it, and draws it again when it has the rest: what stands at the right
# is pushed a little by what comes after it. A cumulative shift below .1 is called good; this is a tenth of it.
BY_THE_REST = 0.01
WATCH = """
window.jumps = [];
new PerformanceObserver(list => window.jumps.push(...list.getEntries().map(entry => entry.value)))
  .observe({type: 'layout-shift', buffered: true});
"""
DRAWN = """() => new Promise(done => {
  const look = () => document.readyState !== 'loading' && performance.getEntriesByName('first-contentful-paint').length
    ? done() : requestAnimationFrame(look);
  look();
})"""
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(window.jumps))))"


def with_ten_answers(site: Site) -> str:
    """The address of a question."""
    with clock.at(clock.now() - timedelta(days=3)), site.world.acting("ann") as ann:
        number = make.question(ann).id
    for place in range(10):
        with (
            clock.at(clock.now() - timedelta(days=2, hours=place)),
            site.world.acting(("ben", "eve")[place % 2]) as one,
        ):
            body = (
                "Set the line profile to stable.\n\n1. Open the settings\n2. Choose `stable`\n\nThen restart it. " * 3
            )
            make.answer(one, question_by_id(number), body)
    site.work()
    return f"/questions/{number}"


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_question_with_ten_answers_is_light(site: Site, width: int) -> None:
    address = with_ten_answers(site)
    page = site.guest(width=width)
    page.add_init_script(WATCH)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    loaded = [(answer.url, len(answer.body())) for answer in answers if answer.ok]
    assert page.locator("article.answer").count() == 10
    assert len(loaded) <= REQUESTS, loaded
    assert sum(size for _url, size in loaded) <= BYTES, loaded
    assert page.evaluate("document.querySelectorAll('*').length") <= ELEMENTS
    assert sum(page.evaluate(SETTLED)) <= BY_THE_REST


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_scripts_and_icons_that_come_late_move_nothing(site: Site, width: int) -> None:
    """They are held back until the whole page has been drawn without them, as on a slow line."""
    address = with_ten_answers(site)
    page = site.guest(width=width)
    page.add_init_script(WATCH)
    held: list[Route] = []
    for late in ("**/site.js*", "**/icons.svg*"):
        page.route(late, lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    page.evaluate(DRAWN)
    page.evaluate(SETTLED)
    page.evaluate("window.jumps.length = 0")
    assert len(held) == 2
    for one in held:
        one.continue_()
    page.wait_for_load_state("networkidle")
    page.get_by_text("3 days ago").first.wait_for()
    assert page.evaluate(SETTLED) == []
