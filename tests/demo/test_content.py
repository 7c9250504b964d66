"""The written community is whole: it loads, it is varied, and each thread ends as it says."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from zxcvbn import zxcvbn

from app.demo.cast import LANGUAGES, ROLES
from app.demo.script import CONTENT, PAGES, DemoScript
from app.demo.story import SITUATIONS, outcome

KEYS = sorted(path.stem.partition("-")[0] for path in (CONTENT / "threads").glob("*.toml"))


def test_about_thirty_threads_a_third_in_italian(script: DemoScript) -> None:
    spoken = Counter(thread.language for thread in script.threads)
    assert len(script.threads) == len(KEYS) >= 30
    assert 0.25 <= spoken["it"] / len(script.threads) <= 0.45


@pytest.mark.parametrize("key", KEYS)
def test_a_thread_ends_as_it_says(script: DemoScript, key: str) -> None:
    thread = script.thread[key]
    story = outcome(thread, script)
    expect = thread.expect
    assert (story.state, story.level, story.trigger, story.case) == (
        expect.state,
        expect.level,
        expect.trigger,
        expect.case,
    )
    assert {ref: story.labels.get(ref) for ref in expect.labels} == expect.labels
    assert set(expect.shows) <= story.shows <= set(SITUATIONS)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_is_declared_and_reached_by_a_thread(script: DemoScript, situation: str) -> None:
    assert any(situation in t.expect.shows and situation in outcome(t, script).shows for t in script.threads)


def test_every_role_can_sign_in_with_one_good_password(script: DemoScript) -> None:
    assert {person.role for person in script.people} == set(ROLES)
    assert zxcvbn(script.brand.password, user_inputs=[script.brand.name])["score"] >= 3
    count = Counter(person.role for person in script.people)
    assert (count["expert"], count["agent"], count["lead"], count["moderator"]) == (2, 3, 1, 1)
    assert sum(person.spokesperson for person in script.people if person.role == "agent") == 1


def test_everybody_in_the_cast_appears(script: DemoScript) -> None:
    seen = {thread.by for thread in script.threads}
    seen |= {event.by for thread in script.threads for event in thread.events}
    seen |= {case.given_to for case in script.cases}
    assert {p.name for p in script.people if p.role not in {"lead", "administrator"}} <= seen


def test_texts_come_in_both_languages(script: DemoScript) -> None:
    for thing in (*script.categories, *script.tags):
        assert set(thing.name) == set(LANGUAGES)
    for rule in script.rules:
        assert set(rule.title) == set(rule.text) == set(LANGUAGES)
    assert set(script.brand.line) == set(LANGUAGES)
    assert set(script.pages) == {(page, language) for page in PAGES for language in LANGUAGES}


def test_the_house_rules_page_holds_the_eight_rules(script: DemoScript) -> None:
    assert len(script.rules) == 8
    for language in LANGUAGES:
        page = script.pages["house-rules", language]
        for rule in script.rules:
            title = rule.title[language]
            assert f"{rule.number}. **{title}.** {rule.text[language]}" in page


def test_texts_are_various_and_within_bounds(script: DemoScript) -> None:
    texts = [t.body for t in script.threads] + [e.body for t in script.threads for e in t.events if e.ref]
    assert max(map(len, texts)) <= 30_000
    assert max(len(t.title) for t in script.threads) <= 150
    assert min(map(len, texts)) < 60 < 1_500 < max(map(len, texts))
    everything = "\n".join(texts)
    assert all(mark in everything for mark in ("```", "|---|", "\n1. ", "\n- ", "**", "> ", "`"))


def test_articles_stand_in_every_state(script: DemoScript) -> None:
    states = Counter((article.kind, article.state) for article in script.articles)
    assert states["official", "published"] == 2
    assert states["community", "published"] == 1
    assert {state for _, state in states} == {"draft", "in_review", "published", "needs_check"}


def test_an_article_that_needs_a_check_was_overtaken_by_a_release(script: DemoScript) -> None:
    """Half its freshness goes when a newer version is out than those it was written for, and age takes the rest."""
    for article in script.articles:
        out = script.product[article.product].versions
        newest = max(out, key=lambda version: out[version])
        checked = [event.at for event in article.events if event.do == "publish"]
        if checked:
            overtaken = newest not in article.versions and out[newest] > checked[-1]
            assert overtaken == (article.state == "needs_check")


def test_gaps_are_told_by_several_roads(script: DemoScript) -> None:
    assert {gap.kind for gap in script.gaps} == {"zero_result", "not_found", "abandoned_question"}


def test_the_timeline_runs_forward_and_tells_all(script: DemoScript) -> None:
    woven = script.timeline()
    assert all(first[0] <= second[0] <= timedelta(0) for first, second in pairwise(woven))
    assert len(woven) == len(script.threads) + sum(len(thread.events) for thread in script.threads)
    for thread in script.threads:
        assert [event for _, t, event in woven if t is thread] == [None, *thread.events]


def test_whoever_takes_a_case_gets_the_head_of_the_queue(script: DemoScript) -> None:
    """Nobody picks: when a case is taken, what else waits came later and is no more urgent."""
    stories = [outcome(thread, script) for thread in script.threads]
    queued = [story for story in stories if story.escalated_at is not None]
    for taken in (story for story in queued if story.taken_at is not None):
        for other in queued:
            gone = min((t for t in (other.taken_at, other.left_queue_at) if t is not None), default=timedelta(1))
            if other is not taken and other.escalated_at <= taken.taken_at < gone:
                assert other.escalated_at > taken.escalated_at, (other.thread.key, taken.thread.key)
                assert other.thread.severity >= taken.thread.severity, (other.thread.key, taken.thread.key)


def test_no_thread_wears_peers_out_unless_it_should(script: DemoScript) -> None:
    """Six posts without an acceptance call for staff; only threads that say so come near."""
    for thread in script.threads:
        posts = 0
        for event in thread.events:
            if event.do == "accept":
                break
            posts += bool(event.ref)
        else:
            assert posts < 5 or thread.expect.level == "staff", thread.key
        assert posts < 6 or thread.expect.level == "staff", thread.key
