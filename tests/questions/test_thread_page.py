"""The page of a question: its address, what every post says first, who gets which forms, what it costs."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, event

from app.kit import clock
from app.labels.actions import correct, mark_unofficial, verify
from app.posts.addresses import RESERVED, slug_of
from app.questions.actions import accepting, answering, asking, official
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.visiting import Visitor
from tests.world import World

Browser = Callable[[str], Visitor]
POST = re.compile(r'<(?:article|li)[^>]* id="post-(\d+)"[^>]*>\s*(<[^>]+>)')


def ask(world: World, **given: object) -> int:
    with world.acting("ann") as ann:
        return make.question(ann, **given).id


def answer(world: World, question_id: int, by: str = "ben", body: str = "Set the line profile to stable.") -> int:
    with world.acting(by) as person:
        return make.answer(person, question_by_id(question_id), body).id


def page_of(visitor: Visitor, question_id: int, **kwargs: object) -> str:
    response = visitor.get(f"/questions/{question_id}", follow_redirects=True, **kwargs)
    assert response.status_code == 200, response.status_code
    return response.get_data(as_text=True)


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Every statement sent to the database, but for the ones that begin and end transactions."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.split(None, 1)[0].upper() not in ("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK"):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", ["/questions/{id}", "/questions/{id}/wrong-words", "/questions/{id}/-"])
def test_any_other_address_leads_to_the_one_address(world: World, visitor: Visitor, path: str) -> None:
    question_id = ask(world)
    response = visitor.get(path.format(id=question_id))
    assert (response.status_code, response.location) == (
        301,
        f"/questions/{question_id}/router-drops-the-line-every-evening",
    )


@pytest.mark.parametrize(
    "path", ["/questions/0", "/questions/99", "/questions/99/x", "/questions/99999999999999999999", "/posts/99"]
)
def test_what_is_not_there_is_not_found(world: World, visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_an_answer_is_not_a_question(world: World, visitor: Visitor) -> None:
    answer_id = answer(world, ask(world))
    assert visitor.get(f"/questions/{answer_id}").status_code == 404


def test_a_title_never_takes_the_address_of_a_page(app: Flask) -> None:
    below = re.compile(r"/questions/<int:\w+>/([a-z-]+)$")
    words = {found[1] for rule in app.url_map.iter_rules() if (found := below.match(rule.rule))}
    assert words
    assert words <= RESERVED, f"add to RESERVED: {words - RESERVED}"
    assert all(slug_of(word) != word for word in words)


def test_a_question_called_answer_can_be_read(world: World, visitor: Visitor) -> None:
    assert "<h1>Answer</h1>" in page_of(visitor, ask(world, title="Answer"))


def test_a_post_leads_to_its_place(world: World, visitor: Visitor) -> None:
    question_id = ask(world)
    answer_id = answer(world, question_id)
    address = f"/questions/{question_id}/router-drops-the-line-every-evening"
    assert visitor.get(f"/posts/{answer_id}").location == f"{address}#post-{answer_id}"
    assert visitor.get(f"/posts/{question_id}").location == address


def thread_of_all_kinds(world: World) -> tuple[int, dict[str, int]]:
    """A thread with every label a reader can meet."""
    question_id = ask(world)
    ids = {name: answer(world, question_id, name) for name in ("ben", "eve", "new", "sam")}
    ids["mia"] = answer(world, question_id, "mia", "All of them are broken, always. Ask for your money.")
    ids["lea"] = answer(world, question_id, "lea")
    ids["second"] = answer(world, question_id, "ben", "Another idea: a shorter cable.")
    with world.acting("ann") as ann:
        accepting.accept(ann, visible_answer(ann, ids["eve"]))
        answering.comment(ann, question_by_id(question_id), question_by_id(question_id), body="Thanks to all.")
    with world.acting("sam") as sam:
        official.make_official(sam, visible_answer(sam, ids["sam"]), scope="X200", evidence="release notes")
    with world.acting("gus") as gus:
        verify(gus, visible_answer(gus, ids["ben"]), scope="X200", evidence="tested")
        correct(gus, visible_answer(gus, ids["new"]), fact="The line profile is chosen by itself.")
        mark_unofficial(
            gus,
            visible_answer(gus, ids["mia"]),
            sentence="All of them are broken, always.",
            reason="no",
            provisional=False,
        )
    with world.acting("ben") as ben:
        answering.withdraw(ben, visible_answer(ben, ids["second"]))
    return question_id, ids


def test_every_post_says_first_who_speaks(world: World, visitor: Visitor) -> None:
    question_id, ids = thread_of_all_kinds(world)
    html = page_of(visitor, question_id)
    posts = POST.findall(html)
    assert len(posts) == len(ids) + 2
    for number, inside in posts:
        assert re.match(r"<(p|span) class=\"label ", inside), f"post {number} does not begin with its label"
    for words in (
        "Acme's official answer",
        "Solved it for the asker",
        "confirmed by Acme for X200",
        "Acme's correction: The line profile is chosen by itself. Original below",
        "Unofficial claim",
        "Withdrawn by its author",
        "Asked by a member",
        "Member's comment",
    ):
        assert words in re.sub(r"</?b>", "", html).replace("&#39;", "'"), words


def test_the_order_of_answers(world: World, visitor: Visitor) -> None:
    question_id, ids = thread_of_all_kinds(world)
    seen = [int(number) for number, _inside in POST.findall(page_of(visitor, question_id))]
    order = [seen.index(ids[name]) for name in ("sam", "eve", "ben", "lea", "mia", "new", "second")]
    assert order == sorted(order)


def test_the_note_stands_beside_the_sentence(world: World, visitor: Visitor) -> None:
    question_id, _ids = thread_of_all_kinds(world)
    html = page_of(visitor, question_id)
    assert '<span class="claim unofficial">All of them are broken, always.</span>' in html
    assert html.index("All of them are broken") < html.index('class="claim-note')


def test_what_was_withdrawn_is_read_by_its_author_alone(world: World, visitor: Visitor, browser_of: Browser) -> None:
    question_id, _ids = thread_of_all_kinds(world)
    assert "a shorter cable" not in page_of(visitor, question_id)
    assert "a shorter cable" not in page_of(browser_of("ann"), question_id)
    assert "a shorter cable" in page_of(browser_of("ben"), question_id)


def test_a_guest_gets_no_form_and_a_page_that_can_be_kept(world: World, visitor: Visitor) -> None:
    question_id, _ids = thread_of_all_kinds(world)
    address = visitor.get(f"/questions/{question_id}").location
    first = visitor.get(address)
    html = first.get_data(as_text=True)
    assert 'method="post"' not in html
    assert "csrf" not in html
    assert "Set-Cookie" not in first.headers
    assert visitor.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    answer(world, question_id, "eve", "One more thing.")
    assert "One more thing." in visitor.text(address)


@pytest.mark.parametrize(
    "path", ["answer", "too", "subscription", "needs-staff", "staff-request", "reopening", "too/undo"]
)
def test_a_guest_is_asked_to_sign_in_first(world: World, visitor: Visitor, path: str) -> None:
    question_id = ask(world)
    response = visitor.get(f"/questions/{question_id}/{path}")
    assert response.status_code == 302
    assert response.location.startswith("/sign-in?next=")
    assert visitor.post(f"/questions/{question_id}/{path}").status_code == 401


def test_whose_turn_by_when(world: World, visitor: Visitor, browser_of: Browser) -> None:
    question_id = ask(world)
    html = page_of(visitor, question_id)
    assert "With the community now." in html
    assert "Acme Support takes over and replies by" in html
    assert html.count("<li class=") >= 3
    answer(world, question_id)
    assert "Waiting for Ann’s word" in page_of(visitor, question_id)
    assert "Waiting for your word" in page_of(browser_of("ann"), question_id)


def test_a_broken_promise_says_so(world: World, visitor: Visitor) -> None:
    question_id = ask(world)
    with world.acting("ann") as ann:
        from app.escalation.actions import request_staff

        request_staff(ann, question_by_id(question_id), reason="It is urgent.")
    with clock.at(clock.now() + timedelta(days=9)):
        html = page_of(visitor, question_id)
    assert 'class="turn late"' in html
    assert "We missed" in html


def test_the_story_beside_it(world: World, visitor: Visitor) -> None:
    question_id = ask(world)
    with world.acting("ann") as ann:
        from app.escalation.actions import request_staff

        request_staff(ann, question_by_id(question_id), reason="It is urgent.")
    with world.acting("gus") as gus:
        from app.cases.actions.taking import take_next

        take_next(gus)
    answer_id = answer(world, question_id, "gus")
    with world.acting("ann") as ann:
        accepting.accept(ann, visible_answer(ann, answer_id))
    html = page_of(visitor, question_id)
    steps = ["Asked", "Handed over to Acme Support", "First answer, by Acme Support", "Solved for the asker"]
    places = [html.index(step, html.index('class="timeline"')) for step in steps]
    assert places == sorted(places)
    assert "it is for staff" in html


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("locked", "A moderator has locked this thread"),
        ("archived", "This thread comes from an archive"),
        ("withdrawn", "has withdrawn this question"),
    ],
)
def test_a_closed_thread_says_why_and_has_no_form(
    world: World, visitor: Visitor, browser_of: Browser, how: str, sentence: str
) -> None:
    question_id = ask(world)
    answer(world, question_id)
    with world.acting("ann") as ann:
        question = question_by_id(question_id)
        if how == "withdrawn":
            asking.withdraw(ann, question)
        elif how == "locked":
            question.locked_at = clock.now()
        else:
            question.archived_at, question.owner_state, question.next_due_at = clock.now(), None, None
    for reader in (visitor, browser_of("ben")):
        html = page_of(reader, question_id)
        assert sentence in html
        assert "<textarea" not in html
        assert "/answer" not in html
        if how == "archived":
            assert f"/questions/ask?earlier={question_id}" in html
    refused = browser_of("ben").post(f"/questions/{question_id}/answer", {"body": "Too late"})
    assert refused.status_code == 403


def test_withdrawn_is_not_for_search_engines(world: World, visitor: Visitor) -> None:
    question_id = ask(world, body="My secret body.")
    assert "noindex" not in page_of(visitor, question_id)
    with world.acting("ann") as ann:
        asking.withdraw(ann, question_by_id(question_id))
    html = page_of(visitor, question_id)
    assert '<meta name="robots" content="noindex">' in html
    assert "My secret body." not in html
    assert "ld+json" not in html


def test_a_hidden_question_is_seen_by_its_author_and_moderators(
    world: World, visitor: Visitor, browser_of: Browser
) -> None:
    from app.posts.kinds import Standing

    question_id = ask(world)
    with world.acting("mia"):
        question_by_id(question_id).standing = Standing.HIDDEN
    assert visitor.get(f"/questions/{question_id}").status_code == 404
    assert browser_of("ben").get(f"/questions/{question_id}").status_code == 404
    for name in ("ann", "mia"):
        assert "Hidden by a decision" in page_of(browser_of(name), question_id)


def test_sharing_says_who_speaks(world: World, visitor: Visitor) -> None:
    question_id, _ids = thread_of_all_kinds(world)
    html = page_of(visitor, question_id)
    assert 'property="og:title" content="Router drops the line every evening · Asked by a member"' in html
    assert f'rel="canonical" href="http://127.0.0.1/questions/{question_id}/router-drops' in html


def test_data_for_machines(world: World, visitor: Visitor) -> None:
    question_id, ids = thread_of_all_kinds(world)
    html = page_of(visitor, question_id)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    main = json.loads(found[1])["mainEntity"]
    assert [one["url"].rsplit("/", 1)[1] for one in main["acceptedAnswer"]] == [str(ids["eve"])]
    suggested = {int(one["url"].rsplit("/", 1)[1]) for one in main["suggestedAnswer"]}
    assert suggested == {ids["sam"], ids["ben"], ids["lea"], ids["mia"]}


def test_in_italian(world: World, visitor: Visitor, browser_of: Browser) -> None:
    question_id = ask(world)
    answer(world, question_id)
    html = page_of(visitor, question_id, headers={"Accept-Language": "it"})
    for words in ("Utile", "Segnala", "Ho anch'io", "Cosa è successo", "Rispondi"):
        assert words in html.replace("&#39;", "'"), words
    own = page_of(browser_of("ann"), question_id, headers={"Accept-Language": "it"})
    assert "Ha risolto" in own
    assert "Non è servita" in own


def test_the_cost_does_not_grow_with_the_answers(world: World, visitor: Visitor, browser_of: Browser) -> None:
    def thread(answers: int) -> str:
        question_id = ask(world)
        for number in range(answers):
            # Many authors: one who is loaded once would hide a query for each.
            with world.acting(("ben", "eve", "mia", "ada", "ann")[number % 5]) as author:
                posted = make.answer(author, question_by_id(question_id), f"Idea number {number}.")
                answering.comment(author, posted, question_by_id(question_id), body="And why.")
        return str(visitor.get(f"/questions/{question_id}").location)

    small, large = thread(2), thread(40)
    member = browser_of("ben")
    member.get(small)
    numbers: dict[str, list[int]] = {"guest": [], "member": []}
    for who, reader in (("guest", visitor), ("member", member)):
        for address in (small, large):
            with counted(world.app) as statements:
                assert reader.get(address).status_code == 200
            numbers[who].append(len(statements))
    # The reader (or the page's version), what stands beside, the question, what was said, what happened.
    assert numbers["guest"][0] == numbers["guest"][1] <= 8, numbers
    assert numbers["member"][0] == numbers["member"][1] <= 5, numbers


@pytest.mark.parametrize("reader", ["guest", "ann", "gus"])
def test_a_page_of_ten_answers_is_small(world: World, visitor: Visitor, browser_of: Browser, reader: str) -> None:
    question_id = ask(world)
    with world.acting("ben") as ben:
        for number in range(10):
            posted = make.answer(ben, question_by_id(question_id), f"Idea {number}.\n\nTry it, then tell us." * 3)
            if number < 5:
                answering.comment(ben, posted, question_by_id(question_id), body="And why.")
    html = page_of(visitor if reader == "guest" else browser_of(reader), question_id)
    assert len(re.findall(r"<[a-z]", html)) <= 600
    assert len(html.encode()) <= 60_000


def test_what_is_new_is_counted(world: World, visitor: Visitor, browser_of: Browser) -> None:
    question_id = ask(world)
    first = answer(world, question_id)
    second = answer(world, question_id, "eve")
    address = f"/questions/{question_id}/fresh"
    assert visitor.get(f"{address}?after={first}").json["count"] == 1
    assert visitor.get(f"{address}?after={second}").json["count"] == 0
    assert browser_of("eve").get(f"{address}?after={first}").json["count"] == 0
    for bad in ("x", "-1", "1e9", "99999999999999999999", ""):
        assert visitor.get(f"{address}?after={bad}").status_code == 422
    assert visitor.get("/questions/9999/fresh").status_code == 404
