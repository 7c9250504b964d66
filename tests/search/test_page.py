"""The page of a search: what it shows, and above all what it does not."""

import html
import re

import pytest
from sqlalchemy import event, select

from app.accounts.actors import Guest
from app.activity.models import Owed
from app.extensions import db
from app.knowledge.models import ContentGap
from app.labels.actions import correct
from app.posts.kinds import Standing
from app.questions.actions.answering import comment
from app.questions.actions.official import make_official
from app.questions.queries import question_by_id, visible_answer
from app.search import index
from app.search.backend import Query
from app.search.queries import search, similar, similar_posts
from tests import make
from tests.visiting import Visitor
from tests.world import World


def indexed(world: World) -> None:
    with world.app.app_context():
        index.rebuild()


def plain(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page)))


@pytest.fixture
def thread(world: World) -> dict[str, int]:
    """A question with an official answer, a community answer and a comment."""
    with world.acting("ann") as ann:
        question = make.question(ann).id
    with world.acting("ben") as ben:
        answered = make.answer(ben, question_by_id(question), "Restart the zyxbox twice.")
        said = comment(ben, answered, question_by_id(question), body="Quetzal worked for me.").id
        answer = answered.id
    with world.acting("sam") as sam:
        official = make.answer(sam, question_by_id(question), "Install firmware 4.2, which holds the line.").id
        make_official(sam, visible_answer(sam, official), scope="Router X200", evidence="https://example.org/notes")
    indexed(world)
    return {"question": question, "answer": answer, "comment": said, "official": official}


def test_a_hit_carries_the_label_of_the_post_it_shows(thread: dict[str, int], visitor: Visitor) -> None:
    page = visitor.text("/search?q=firmware+line")
    assert "Acme's official answer" in plain(page)
    assert "<mark>firmware</mark>" in page
    assert f'href="/posts/{thread["official"]}"' in page
    page = visitor.text("/search?q=zyxbox")
    assert "Community answer · not reviewed by Acme" in plain(page)
    assert (
        "official answer"
        not in plain(page).split("Not what you looked for")[0].split("1 result")[1].split("The best")[0]
    )
    page = visitor.text("/search?q=quetzal")
    assert "Member's comment" in plain(page)


def test_the_words_stay_in_the_box_and_are_never_markup(thread: dict[str, int], visitor: Visitor) -> None:
    page = visitor.text("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E+router")
    assert "<script>alert" not in page
    assert 'value="&#34;&gt;&lt;script&gt;' in page


def test_markup_in_titles_is_shown_as_text(world: World, visitor: Visitor) -> None:
    with world.acting("ann") as ann:
        make.question(ann, title="<img src=x onerror=alert(1)> zebra")
    indexed(world)
    page = visitor.text("/search?q=zebra")
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


@pytest.mark.parametrize("standing", [Standing.HIDDEN, Standing.WITHDRAWN])
@pytest.mark.parametrize("name", ["guest", "mia"])
def test_hidden_and_withdrawn_never_show_though_the_index_is_stale(
    thread: dict[str, int], world: World, visitor: Visitor, standing: Standing, name: str
) -> None:
    with world.acting("mia"):
        question_by_id(thread["question"]).standing = standing
    page = visitor.text("/search?q=firmware")
    assert "drops the line" not in page
    assert "Install firmware" not in page
    with world.looking():
        assert similar(world.person("mia"), "firmware line every evening") == []


def test_a_hidden_answer_and_its_comments_never_show(thread: dict[str, int], world: World, visitor: Visitor) -> None:
    with world.acting("mia") as mia:
        visible_answer(mia, thread["answer"]).standing = Standing.HIDDEN
    for words in ("zyxbox", "quetzal"):
        page = plain(visitor.text(f"/search?q={words}"))
        assert "Restart the" not in page
        assert "worked for me" not in page
    indexed(world)
    for words in ("zyxbox", "quetzal"):
        assert "Nothing found." in visitor.text(f"/search?q={words}")


def test_a_correction_is_said_first(thread: dict[str, int], world: World, visitor: Visitor) -> None:
    with world.acting("gus") as gus:
        correct(gus, visible_answer(gus, thread["answer"]), fact="Never restart it twice.")
    assert "Acme's correction: Never restart it twice." in plain(visitor.text("/search?q=zyxbox"))


def test_italian_words_are_found_in_other_forms(world: World, visitor: Visitor) -> None:
    with world.acting("ann") as ann:
        make.question(ann, title="La stampante non stampa più", body="Escono pagine bianche.", language="it")
    indexed(world)
    page = visitor.text("/search?q=stampanti+bianca")
    assert "<mark>stampante</mark>" in page
    assert "<mark>bianche</mark>" in page


def test_relaxed_says_so(thread: dict[str, int], visitor: Visitor) -> None:
    assert "Nothing has all the words; these have some." in visitor.text("/search?q=zyxbox+unheardof")


def test_facets_count_and_narrow(thread: dict[str, int], world: World, visitor: Visitor) -> None:
    with world.acting("ann") as ann:
        make.question(ann, title="Firmware of another thing", product=None)
    indexed(world)
    page = visitor.text("/search?q=firmware")
    assert "2 results" in page
    assert "label=official" in page
    narrowed = visitor.text("/search?q=firmware&label=official")
    assert "1 result" in narrowed
    assert "another thing" not in plain(narrowed)
    assert "Strongest label: Official answer" in narrowed
    assert 'aria-current="true"' in narrowed


def test_nothing_found_leads_on_and_is_noted(thread: dict[str, int], world: World, visitor: Visitor) -> None:
    page = html.unescape(visitor.text("/search?q=flux+capacitor"))
    assert "/gaps/new?words=flux+capacitor" in page
    assert "/questions/ask?title=flux+capacitor" in page
    visitor.text("/search?q=Flux+capacitor!")
    visitor.text("/search?q=flux+capacitor&kind=article")
    with world.looking():
        gap = db.session.scalars(select(ContentGap)).one()
        assert (gap.words, gap.times) == ("flux capacitor", 2)


def test_every_page_of_results_asks_whether_it_was_that(thread: dict[str, int], visitor: Visitor) -> None:
    page = html.unescape(visitor.text("/search?q=firmware"))
    assert "/gaps/new?words=firmware&kind=not_what_i_looked_for" in page


@pytest.mark.parametrize(
    "address",
    [
        "/search",
        "/search?q=",
        "/search?q=%20%E2%80%8B",
        "/search?q=AND+OR+NOT+(",
        "/search?q=%22%22%22*?~^:[TO]",
        "/search?q=%00%FF%F0",
        "/search?q=router&q=second&product=a&product=b",
        "/search?q=" + "word" * 2500,
        "/search?q=" + "w+" * 5000,
        "/search?solved=yes",
        "/search?q=router&Q=x&unknown=1&visibility=private",
    ],
)
def test_any_words_are_answered(thread: dict[str, int], visitor: Visitor, address: str) -> None:
    page = visitor.text(address)
    assert 'name="robots" content="noindex"' in page
    assert 'name="q"' in page


@pytest.mark.parametrize("facet", ["product", "label", "kind", "solved", "language"])
def test_an_unknown_filter_is_left_out_and_said(thread: dict[str, int], visitor: Visitor, facet: str) -> None:
    page = visitor.text(f"/search?q=firmware&{facet}=%3Cb%3E')--{'x' * 500}")
    assert "has no such value, so it was left out." in page
    assert "1 result" in page


@pytest.mark.parametrize("page", ["0", "-1", "11", "2", "1.5", "x", "999999999999", "٢", "1e9"])
def test_a_page_that_is_not_there(thread: dict[str, int], visitor: Visitor, page: str) -> None:
    answer = visitor.get(f"/search?q=firmware&page={page}")
    assert answer.status_code == 404
    assert "There is no such page of results." in answer.get_data(as_text=True)


def test_too_long_words_are_cut_and_said(thread: dict[str, int], visitor: Visitor) -> None:
    assert "Only the first 2,000 characters were looked for." in visitor.text("/search?q=firmware+" + "x" * 10_000)


def test_pages_follow_each_other(world: World, visitor: Visitor) -> None:
    with world.acting("ann") as ann:
        for number in range(12):
            make.question(ann, title=f"Marmalade number {number}", body="Where does it go?")
    indexed(world)
    first = visitor.text("/search?q=marmalade&kind=question")
    assert "12 results" in first
    assert "page=2" in first
    second = visitor.text("/search?q=marmalade&kind=question&page=2")
    assert second.count('<li class="hit') == 2
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second


def test_without_an_index_it_says_so_and_has_one_made(world: World, visitor: Visitor) -> None:
    answer = visitor.get("/search?q=router")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    page = answer.get_data(as_text=True)
    assert "Search is being prepared." in page
    assert 'value="router"' in page
    with world.looking():
        assert db.session.scalars(select(Owed.name)).all() == ["search.jobs.rebuild"]
        assert similar_posts(world.person("ann"), "router") == []


def test_a_search_is_not_kept_by_anybody(thread: dict[str, int], visitor: Visitor) -> None:
    assert visitor.get("/search?q=firmware").headers["Cache-Control"] == "private, no-cache"


def test_similar_has_the_official_one_first(thread: dict[str, int], world: World) -> None:
    with world.acting("ann") as ann:
        other = make.question(ann, title="Line drops every evening with the router", body="Router line evening.").id
    indexed(world)
    with world.looking():
        posts = similar_posts(world.person("ann"), "line drops every evening router", "en")
        assert [post.id for post in posts] == [thread["question"], other]
        assert all(post.label.text for post in posts)


def test_the_page_in_italian(thread: dict[str, int], visitor: Visitor) -> None:
    page = plain(visitor.get("/search?q=firmware", headers={"Accept-Language": "it"}).get_data(as_text=True))
    for text in ("1 risultato", "Non è quello che cercavi?", "Risposta ufficiale di Acme"):
        assert text in page
    for text in ("result", "Not what", "Narrow", "Strongest label"):
        assert text not in page


def test_the_queries_do_not_grow_with_the_hits(world: World) -> None:
    with world.acting("ann") as ann:
        for number in range(12):
            make.question(ann, title=f"Marmalade number {number}", body="Where does it go?")
    indexed(world)
    with world.looking():
        seen: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
        assert len(search(Guest(), Query(words="marmalade")).found) == 12
        of_the_index = [statement for statement in seen if "search_index" in statement]
        assert len(of_the_index) <= 3  # on PostgreSQL; Whoosh asks its files
        assert len(seen) - len(of_the_index) <= 7


def test_the_asking_page_shows_what_is_similar(thread: dict[str, int], visitor: Visitor) -> None:
    page = visitor.text("/questions/similar?q=router+drops+line+evening")
    assert "Router drops the line every evening" in page
    assert "Asked by a member" in page
