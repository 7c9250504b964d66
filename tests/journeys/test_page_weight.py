"""A question with ten answers stays a light page: few requests, few bytes, few elements, nothing that jumps."""

from datetime import timedelta

import pytest
from playwright.sync_api import Response

from app.kit import clock
from app.questions.queries import question_by_id
from tests import make
from tests.journeys.place import Site
from tests.services.browser import DESKTOP, PHONE

pytestmark = pytest.mark.browser

REQUESTS, BYTES, ELEMENTS = 6, 120 * 1024, 600
WATCH = """
window.jumps = [];
new PerformanceObserver(list => window.jumps.push(...list.getEntries().map(entry => entry.value)))
  .observe({type: 'layout-shift', buffered: true});
"""
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(window.jumps))))"


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_question_with_ten_answers_is_light(site: Site, width: int) -> None:
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

    page = site.guest(width=width)
    page.add_init_script(WATCH)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(f"/questions/{number}", wait_until="networkidle")
    loaded = [(answer.url, len(answer.body())) for answer in answers if answer.ok]
    assert page.locator("article.answer").count() == 10
    assert len(loaded) <= REQUESTS, loaded
    assert sum(size for _url, size in loaded) <= BYTES, loaded
    assert page.evaluate("document.querySelectorAll('*').length") <= ELEMENTS
    assert page.evaluate(SETTLED) == []
