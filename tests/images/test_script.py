"""The script that adds an image, in a real browser: pasted, asked what it shows, put where the cursor is."""

from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import expect
from werkzeug.serving import make_server

from app.questions.queries import question_by_id
from tests import make
from tests.services.axe import assert_no_axe_violations
from tests.services.browser import PHONE, PageFactory
from tests.visiting import Visitor
from tests.world import World

pytestmark = pytest.mark.browser

PASTE = """() => new Promise((done) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 90, height: 60 });
  canvas.toBlob((blob) => {
    const data = new DataTransfer();
    data.items.add(new File([blob], "x.png", { type: "image/png" }));
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector("#body").dispatchEvent(event);
    done();
  });
})"""


def test_a_pasted_image_goes_to_the_cursor_and_a_wrong_file_is_said_beside(
    app: Flask, world: World, open_page: PageFactory
) -> None:
    with world.acting("ann") as ann:
        question = make.question(ann)
        path = f"/questions/{question_by_id(question.id).id}/answer"
    cookie = Visitor(app).signed_in_as(world.email("ben")).client.get_cookie("session")
    assert cookie
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.port}"
    try:
        page = open_page(width=PHONE)
        page.context.add_cookies([{"name": "session", "value": cookie.value, "url": site}])
        page.goto(site + path)
        page.fill("#body", "Before.\n\nAfter.")
        page.evaluate("document.querySelector('#body').setSelectionRange(7, 7)")
        page.evaluate(PASTE)
        expect(page.locator("#image_alt")).to_be_focused()
        page.keyboard.type("The box")
        page.keyboard.press("Enter")
        said = page.locator(".add-image [role=status]")
        expect(said).to_have_text("The image is in the text.")
        before, words, after = page.input_value("#body").split("\n\n")
        assert (before, words.partition("/images/")[0], after) == ("Before.", "![The box](", "After.")
        page.set_input_files("#image", {"name": "x.png", "mimeType": "image/png", "buffer": b"%PDF-1.7"})
        page.click(".add-image button")
        expect(said).to_contain_text("not an image we can take")
        assert page.evaluate("document.querySelector('#image').files.length") == 0
        expect(page.locator(".preview img")).to_be_visible()
        assert_no_axe_violations(page)
    finally:
        server.shutdown()
        server.server_close()
