"""Merging: what moves, what is counted once, who is told, what is refused, where old addresses lead, and the way back."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import delete, func, insert, select

from app.accounts.actors import SYSTEM
from app.activity.models import Event
from app.decisions.actions import decide
from app.decisions.models import HouseRule, Measure
from app.escalation.actions import escalate
from app.extensions import db
from app.jobs.worker import run_all
from app.kit import clock
from app.kit.errors import DomainError, IllegalMove, Invalid, Refused
from app.notifications.models import Notification
from app.posts.models import Post
from app.questions.actions import following
from app.questions.actions.accepting import accept, did_not_help
from app.questions.actions.answering import comment
from app.questions.actions.asking import withdraw
from app.questions.actions.merging import merge
from app.questions.actions.official import make_official
from app.questions.actions.unmerging import undo_merge
from app.questions.events import QuestionEvent
from app.questions.models import Answer, Comment, Ending, MeToo, Question, Subscription
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import Ended, Owner, State, Trigger
from app.search.models import Dirty
from tests import make
from tests.cases.meanwhile import overtaken
from tests.visiting import Visitor
from tests.world import World

Opened = Callable[[str], Visitor]
WHY = "Both are about the green light."


@pytest.fixture
def two(world: World) -> dict[str, int]:
    """Ann's question (a) with an accepted answer by eve, its comment, one on the question; Ben's (b), with one by gus's
    hand still open. New has both; eve follows a."""
    ids = {}
    with world.acting("ann") as ann:
        ids["a"] = make.question(ann, title="Green light", body="It is green.").id
    with world.acting("ben") as ben:
        ids["b"] = make.question(ben, title="Light is green", body="Why is it green?").id
    with world.acting("eve") as eve:
        first = question_by_id(ids["a"])
        ids["answer"] = make.answer(eve, first, body="Hold the button.").id
        ids["under"] = comment(eve, db.session.get_one(Post, ids["answer"]), first, body="For ten seconds.").id
        ids["on"] = comment(eve, first, first, body="Which model?").id
        following.follow(eve, first)
    with world.acting("new") as new:
        following.say_too(new, question_by_id(ids["a"]))
        following.say_too(new, question_by_id(ids["b"]))
        following.vote(new, visible_answer(new, ids["answer"]))
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, ids["answer"]))
    return ids


def merged(world: World, ids: dict[str, int], by: str = "mia", *, a: str = "a", b: str = "b") -> None:
    with world.acting(by) as keeper:
        merge(keeper, question_by_id(ids[a]), question_by_id(ids[b]), reason=WHY)


def undone(world: World, ids: dict[str, int], a: str = "a") -> None:
    with world.acting("lea") as lea:
        undo_merge(lea, question_by_id(ids[a]))


def picture(ids: dict[str, int], *, before_post: int = 1_000) -> dict[str, object]:
    """How the two stand, but for times and events."""
    questions = db.session.scalars(select(Question).where(Question.id.in_((ids["a"], ids["b"]))).order_by(Question.id))
    return {
        "questions": [
            (one.state, one.answers_count, one.too_count, one.ended_at is None, one.solved_at is None)
            for one in questions
        ],
        "posts": db.session.execute(
            select(Post.id, Post.thread_id, Post.votes, Post.accepted_at).where(Post.id < before_post).order_by(Post.id)
        ).all(),
        "on": db.session.execute(
            select(Comment.id, Comment.on_id).where(Comment.id < before_post).order_by(Comment.id)
        ).all(),
        "answers": db.session.execute(select(Answer.id, Answer.question_id, Answer.did_not_help_at)).all(),
        "people": [
            sorted(map(tuple, db.session.execute(select(kind.question_id, kind.user_id)).all()))
            for kind in (Subscription, MeToo)
        ],
    }


def test_what_was_said_moves_and_people_are_counted_once(world: World, two: dict[str, int]) -> None:
    merged(world, two)
    with world.looking():
        a, b = question_by_id(two["a"]), question_by_id(two["b"])
        answer = db.session.get_one(Answer, two["answer"])
        assert (answer.question_id, answer.thread_id, answer.votes) == (b.id, b.id, 1)
        assert db.session.get_one(Comment, two["under"]).on_id == answer.id
        assert db.session.get_one(Comment, two["on"]).on_id == b.id
        assert (a.answers_count, b.answers_count) == (0, 1)
        having = set(db.session.scalars(select(MeToo.user_id).where(MeToo.question_id == b.id)))
        assert having == {world.ids["new"], world.ids["ann"]}
        assert b.too_count == 2, "whoever has both is counted once, and so is the asker of the other one"
        follow = set(db.session.scalars(select(Subscription.user_id).where(Subscription.question_id == b.id)))
        assert follow == {world.ids[name] for name in ("ann", "ben", "eve", "new")}
        assert (a.ended_at is not None, a.owner_state, a.next_due_at) == (True, None, None)
        kinds = db.session.scalars(select(Event.kind).order_by(Event.id.desc()).limit(2)).all()
        assert set(kinds) == {QuestionEvent.MERGED.value, QuestionEvent.TOOK_IN.value}


def test_only_the_asker_of_the_one_that_stays_says_what_solved_it(world: World, two: dict[str, int]) -> None:
    merged(world, two)
    with world.looking():
        b = question_by_id(two["b"])
        assert (b.state, b.owner_state) == (State.ANSWERED, Owner.ASKER)
        assert db.session.get_one(Answer, two["answer"]).accepted_at is None
    with world.acting("ben") as ben:
        accept(ben, visible_answer(ben, two["answer"]))
    with world.looking():
        assert question_by_id(two["b"]).state is State.SOLVED


def test_a_merge_is_undone_without_a_trace(world: World, two: dict[str, int]) -> None:
    with world.acting("eve") as eve:
        other = make.answer(eve, question_by_id(two["a"]), body="Or cut the power.").id
    with world.acting("ann") as ann:
        did_not_help(ann, visible_answer(ann, other))
    with world.looking():
        before = picture(two)
    merged(world, two)
    with world.acting("ben") as ben:
        late = comment(ben, db.session.get_one(Post, two["answer"]), question_by_id(two["b"]), body="Thanks.").id
    undone(world, two)
    with world.looking():
        assert db.session.get_one(Comment, late).thread_id == two["a"], "a comment stays with its answer"
        assert picture(two, before_post=late) == before
        assert question_by_id(two["b"]).owner_state is Owner.COMMUNITY


@pytest.mark.parametrize("other_way", [True, False])
def test_two_merges_at_the_same_moment(world: World, two: dict[str, int], other_way: bool) -> None:
    ready, outcomes = Barrier(2), list[str]()

    def run(by: str, a: str, b: str) -> None:
        ready.wait(20)
        try:
            merged(world, two, by, a=a, b=b)
            outcomes.append("merged")
        except DomainError as error:
            outcomes.append(error.message)

    second = ("lea", "b", "a") if other_way else ("lea", "a", "b")
    threads = [Thread(target=run, args=args) for args in (("mia", "a", "b"), second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(40)
    assert sorted(outcomes)[-1] == "merged"
    assert "ended" in sorted(outcomes)[0]
    with world.looking():
        assert db.session.scalar(select(func.count()).select_from(Ending)) == 1
        stays = db.session.scalars(select(Ending.into_id)).one()
        assert set(db.session.scalars(select(Post.thread_id).where(Post.title.is_(None)))) == {stays}


def test_what_is_written_during_a_merge_is_not_left_behind(world: World, two: dict[str, int]) -> None:
    with world.acting("ben") as ben:
        question = question_by_id(two["a"])
        db.session.execute(insert(Ending).values(question_id=two["a"], into_id=two["b"], how=Ended.MERGED, reason=WHY))
        with pytest.raises(IllegalMove, match="Copy your text"):
            make.answer(ben, question, body="Too late.")
        db.session.rollback()


def test_an_answer_that_is_being_written_moves_with_the_others(world: World, two: dict[str, int]) -> None:
    overtaken(
        world,
        "new",
        lambda new: make.answer(new, question_by_id(two["a"]), body="Just now."),
        lambda: merged(world, two),
    )
    with world.looking():
        a, b = question_by_id(two["a"]), question_by_id(two["b"])
        assert (a.answers_count, b.answers_count) == (0, 2)
        assert set(db.session.scalars(select(Answer.question_id))) == {b.id}


def test_an_answer_that_comes_while_they_are_merged_is_told_where(world: World, two: dict[str, int]) -> None:
    def late() -> str:
        try:
            with world.acting("new") as new:
                make.answer(new, question_by_id(two["a"]), body="Too late.")
        except DomainError as told:
            return told.message
        return ""

    told = overtaken(
        world, "mia", lambda mia: merge(mia, question_by_id(two["a"]), question_by_id(two["b"]), reason=WHY), late
    )
    assert "merged into another question" in told or "ended" in told
    with world.looking():
        assert question_by_id(two["b"]).answers_count == 1


@pytest.mark.parametrize("first", ["says", "merges"])
def test_who_has_it_too_meanwhile_is_counted(world: World, two: dict[str, int], first: str) -> None:
    """In the question that stays: whoever comes first, no number is put back."""

    def says() -> None:
        with world.acting("eve") as eve:
            following.say_too(eve, question_by_id(two["b"]))

    if first == "merges":
        overtaken(
            world, "mia", lambda mia: merge(mia, question_by_id(two["a"]), question_by_id(two["b"]), reason=WHY), says
        )
    else:
        overtaken(
            world, "eve", lambda eve: following.say_too(eve, question_by_id(two["b"])), lambda: merged(world, two)
        )
    with world.looking():
        having = db.session.scalar(select(func.count()).select_from(MeToo).where(MeToo.question_id == two["b"]))
        assert question_by_id(two["b"]).too_count == having == 3


def test_both_threads_are_indexed_again(world: World, two: dict[str, int]) -> None:
    with world.acting("ada"):
        db.session.execute(delete(Dirty))
    merged(world, two)
    with world.looking():
        assert set(db.session.scalars(select(Dirty.id))) == {two["a"], two["b"]}


def test_both_askers_and_who_follows_read_why(world: World, two: dict[str, int], browser_of: Opened) -> None:
    merged(world, two)
    with world.app.app_context():
        run_all()
    with world.looking():
        told = db.session.execute(
            select(Notification.user_id, Notification.kind).where(
                Notification.kind.in_(("merged", "merged_followed", "took_in"))
            )
        ).all()
        names = {number: name for name, number in world.ids.items()}
        assert {(names[user], kind) for user, kind in told} == {
            ("ann", "merged"),
            ("ben", "took_in"),
            ("eve", "merged_followed"),
            ("new", "merged_followed"),
        }
    for name in ("ann", "ben", "eve"):
        assert WHY in browser_of(name).text("/notifications")


def _hidden(world: World, question: int) -> None:
    with world.acting("mia") as mia:
        rule = db.session.scalars(select(HouseRule)).one()
        decide(mia, question_by_id(question), measure=Measure.HIDE, rule=rule, reason="Rude")


def _withdrawn(world: World, question: int) -> None:
    with world.looking():
        name = "ann" if question_by_id(question).author_id == world.ids["ann"] else "ben"
    with world.acting(name) as asker:
        withdraw(asker, question_by_id(question))


@pytest.mark.parametrize(
    ("prepare", "kind", "words"),
    [
        (lambda world, two: two.update(b=two["a"]), Invalid, "into itself"),
        (lambda world, two: _hidden(world, two["b"]), Invalid, "not public"),
        (lambda world, two: _withdrawn(world, two["b"]), Invalid, "not public"),
        (lambda world, two: _hidden(world, two["a"]), Refused, "hidden"),
        (lambda world, two: _withdrawn(world, two["a"]), Refused, "ended already"),
        (lambda world, two: merged(world, two), Refused, "ended already"),
        (lambda world, two: merged(world, two, a="b", b="a"), Invalid, "ended itself"),
    ],
    ids=["itself", "into_hidden", "into_withdrawn", "hidden", "withdrawn", "twice", "the_other_way_round"],
)
def test_what_is_refused(
    world: World, two: dict[str, int], prepare: Callable[..., None], kind: type[DomainError], words: str
) -> None:
    prepare(world, two)
    with world.looking():
        before = picture(two)
    with pytest.raises(kind) as caught:
        merged(world, two)
    assert words in caught.value.message
    with world.looking():
        assert picture(two) == before


def test_staffs_question_is_not_merged_under_their_hands(world: World, two: dict[str, int]) -> None:
    with world.acting("ada"):
        escalate(SYSTEM, question_by_id(two["b"]), trigger=Trigger.ASKER_REQUEST)
    with pytest.raises(Refused, match="Staff are working"):
        merged(world, two, a="b", b="a")
    merged(world, two)
    with world.looking():
        b = question_by_id(two["b"])
        assert (b.owner_state, b.state) == (Owner.STAFF, State.ANSWERED), "staff still have the one that stays"


def test_two_official_answers_are_not_put_side_by_side(world: World, two: dict[str, int]) -> None:
    for name in ("a", "b"):
        with world.acting("sam") as sam:
            answer = make.answer(sam, question_by_id(two[name]), body=f"Official {name}.")
            make_official(sam, visible_answer(sam, answer.id), scope="All", evidence="Manual")
    with pytest.raises(Invalid, match="one voice"):
        merged(world, two)


@pytest.mark.parametrize("name", ["ann", "eve", "gus"])
def test_who_may_not(world: World, two: dict[str, int], name: str) -> None:
    with pytest.raises(Refused):
        merged(world, two, by=name)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_reason_is_needed(world: World, two: dict[str, int], reason: str) -> None:
    with pytest.raises(Invalid) as caught, world.acting("mia") as mia:
        merge(mia, question_by_id(two["a"]), question_by_id(two["b"]), reason=reason)
    assert caught.value.field == "reason"


def test_old_addresses_lead_on_along_the_chain(world: World, visitor: Visitor, two: dict[str, int]) -> None:
    with world.acting("gus") as gus:
        two["c"] = make.question(gus, title="All about lights").id
    merged(world, two)
    merged(world, two, a="b", b="c")
    target = f"/questions/{two['c']}/all-about-lights"
    for old in (f"/questions/{two['a']}/green-light", f"/questions/{two['b']}/light-is-green"):
        answer = visitor.get(old)
        assert (answer.status_code, answer.location) == (308, target)
        assert "no-cache" in answer.headers["Cache-Control"], "it can be undone"
    assert visitor.get(f"/posts/{two['answer']}").location == f"{target}#post-{two['answer']}"
    feed = visitor.get(f"/feeds/questions/{two['a']}.atom")
    assert (feed.status_code, feed.location) == (308, f"/feeds/questions/{two['c']}.atom")
    page = visitor.text(target)
    assert f'id="post-{two["answer"]}"' in page
    assert "Light is green" in page
    for listing in ("/questions", "/feeds/new.atom", "/sitemap-questions-0.xml"):
        assert "green-light" not in visitor.text(listing)


def test_where_it_went_is_not_told_when_that_is_hidden(
    world: World, visitor: Visitor, two: dict[str, int], browser_of: Opened
) -> None:
    merged(world, two)
    _hidden(world, two["b"])
    old = f"/questions/{two['a']}/green-light"
    answer = visitor.get(old)
    assert answer.status_code == 200
    assert "light-is-green" not in answer.get_data(as_text=True)
    assert "Hold the button" not in answer.get_data(as_text=True)
    assert visitor.get(f"/posts/{two['answer']}").status_code == 404
    assert browser_of("mia").get(old).status_code == 308


def test_a_merged_question_that_is_hidden_leaves_the_page_of_the_other(
    world: World, visitor: Visitor, two: dict[str, int]
) -> None:
    merged(world, two)
    page = f"/questions/{two['b']}/light-is-green"
    assert "Green light" in visitor.text(page)
    assert "It is green." in visitor.text(f"/posts/{two['a']}/history")
    _hidden(world, two["a"])
    assert "Green light" not in visitor.text(page)
    assert visitor.get(f"/questions/{two['a']}/green-light").status_code == 404


def test_undoing_has_its_time_and_its_order(world: World, two: dict[str, int]) -> None:
    with world.acting("gus") as gus:
        two["c"] = make.question(gus, title="All about lights").id
    merged(world, two)
    with clock.at(clock.now() + timedelta(days=8)), pytest.raises(Refused, match="seven days"):
        undone(world, two)
    merged(world, two, a="b", b="c")
    with pytest.raises(IllegalMove, match="Undo that first"):
        undone(world, two)
    undone(world, two, a="b")
    undone(world, two)
    with pytest.raises(Refused, match="not merged"):
        undone(world, two)


def test_an_answer_that_was_accepted_since_stays(world: World, two: dict[str, int]) -> None:
    merged(world, two)
    with world.acting("ben") as ben:
        accept(ben, visible_answer(ben, two["answer"]))
    with pytest.raises(IllegalMove, match="accepted there"):
        undone(world, two)


def test_from_the_page_with_a_look_before(world: World, two: dict[str, int], browser_of: Opened) -> None:
    mia = browser_of("mia")
    start = f"/questions/{two['a']}/merge"
    assert f'href="{start}"' in mia.text(f"/questions/{two['a']}/green-light")
    for words in (str(two["b"]), f"#{two['b']}", f"http://127.0.0.1/questions/{two['b']}/x?y=1"):
        assert mia.get(start, query_string={"q": words}).location == f"{start}?into={two['b']}"
    preview = mia.text(f"{start}?into={two['b']}")
    for words in ("1 answer and 2 comments move there", "only Ben says what solved it", "1 more person has it too"):
        assert words in preview
    empty = mia.post(f"{start}?into={two['b']}", {"reason": " "}, form_at=f"{start}?into={two['b']}")
    assert empty.status_code == 422
    done = mia.post(f"{start}?into={two['b']}", {"reason": WHY}, form_at=f"{start}?into={two['b']}")
    assert (done.status_code, done.location) == (302, f"/questions/{two['b']}/light-is-green")
    again = mia.post(f"{start}?into={two['b']}", {"reason": WHY})
    assert again.status_code == 403
    assert "ended already" in again.get_data(as_text=True)
    page = mia.text(f"/questions/{two['b']}/light-is-green")
    assert f'href="{start}/undo"' in page
    back = mia.post(f"{start}/undo", form_at=f"{start}/undo")
    assert back.location == f"/questions/{two['a']}/green-light"
    with world.looking():
        assert db.session.scalar(select(func.count()).select_from(Ending)) == 0


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("into=999", 422, "no question with this number"),
        ("into=abc", 422, "not the number"),
        ("into=2&into=1", 422, "not the number"),
        ("into=1", 409, "into itself"),
        ("q=" + "x" * 5000, 200, "Which question is the same"),
        ("q=%00%ff", 200, "Which question is the same"),
        ("", 200, "Which question is the same"),
    ],
)
def test_what_the_page_says_to_bad_input(
    world: World, two: dict[str, int], browser_of: Opened, query: str, status: int, words: str
) -> None:
    answer = browser_of("lea").get(f"/questions/{two['a']}/merge?{query}")
    assert answer.status_code == status
    assert words in answer.get_data(as_text=True)


def test_others_do_not_see_the_page(world: World, two: dict[str, int], visitor: Visitor, browser_of: Opened) -> None:
    path = f"/questions/{two['a']}/merge"
    assert visitor.get(path).location.startswith("/sign-in")
    for name in ("ann", "eve", "gus"):
        assert browser_of(name).get(path).status_code == 404
        assert "Merge…" not in browser_of(name).text(f"/questions/{two['a']}/green-light")
