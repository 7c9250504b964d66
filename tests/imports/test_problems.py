"""Rows that are left out or cut, each with its reason."""

import pytest

from app.imports.stackexchange.checking import check
from app.imports.stackexchange.limits import Limits
from app.imports.stackexchange.problems import SENTENCES, ProblemCode
from app.imports.stackexchange.reader import open_dump
from tests.imports.small_dump import (
    answer,
    comment,
    files_of,
    history,
    link,
    question,
    small_dump,
    user,
    vote,
    write_folder,
)

# table, the row planted, the code it must be listed with, its id, and the reason's details
PLANTED = [
    ("Users", user(1, "x") | {"Id": ""}, ProblemCode.MISSING_ID, None, {}),
    ("Users", user(1, "x") | {"Id": "9" * 30}, ProblemCode.MISSING_ID, None, {}),
    ("Posts", question(11, "Same number"), ProblemCode.DUPLICATE_ID, 11, {}),
    ("Posts", question(90, "") | {"Body": "b"}, ProblemCode.MISSING_FIELD, 90, {"field": "Title"}),
    ("Posts", answer(90, to=10, Body=" "), ProblemCode.MISSING_FIELD, 90, {"field": "Body"}),
    (
        "Posts",
        answer(90, to=10, PostTypeId="two"),
        ProblemCode.UNREADABLE_NUMBER,
        90,
        {"field": "PostTypeId", "value": "two"},
    ),
    (
        "Posts",
        answer(90, to=10, CreationDate="2016-02-30T00:00:00"),
        ProblemCode.UNREADABLE_DATE,
        90,
        {"field": "CreationDate", "value": "2016-02-30T00:00:00"},
    ),
    ("Posts", answer(90, to=10, Body="è" * 501), ProblemCode.BODY_TOO_LARGE, 90, {"bytes": 1002, "limit": 1000}),
    ("Posts", question(90, "x", PostTypeId="77"), ProblemCode.UNKNOWN_POST_TYPE, 90, {"type": 77}),
    ("Posts", answer(90, to=404), ProblemCode.ORPHAN_ANSWER, 90, {"question_id": 404}),
    ("Posts", answer(90, to=11), ProblemCode.ORPHAN_ANSWER, 90, {"question_id": 11}),
    ("Votes", vote(90, on=404), ProblemCode.UNKNOWN_POST, 90, {"post_id": 404}),
    ("Comments", comment(90, on=404), ProblemCode.UNKNOWN_POST, 90, {"post_id": 404}),
    ("PostLinks", link(90, 10, 404), ProblemCode.UNKNOWN_POST, 90, {"post_id": 404}),
    ("PostHistory", history(90, 404, 2, "z", "t"), ProblemCode.UNKNOWN_POST, 90, {"post_id": 404}),
    ("PostLinks", link(90, 10, 12, kind=9), ProblemCode.UNKNOWN_LINK_TYPE, 90, {"type": 9}),
    ("Posts", question(90, "x", AcceptedAnswerId="404"), ProblemCode.ACCEPTED_UNKNOWN, 90, {"answer_id": 404}),
    (
        "Posts",
        question(90, "x", AcceptedAnswerId="11"),
        ProblemCode.ACCEPTED_ELSEWHERE,
        90,
        {"answer_id": 11, "question_id": 10},
    ),
    ("Comments", comment(90, on=10, UserId="404"), ProblemCode.UNKNOWN_USER, 90, {"user_id": 404}),
    (
        "Posts",
        question(90, "x", ClosedDate="soon"),
        ProblemCode.UNREADABLE_DETAIL,
        90,
        {"field": "ClosedDate", "value": "soon"},
    ),
    (
        "Posts",
        question(90, "x", Tags="<a b>"),
        ProblemCode.UNREADABLE_DETAIL,
        90,
        {"field": "Tags", "value": "<a b>"},
    ),
]

ONLY_A_DETAIL = {
    ProblemCode.ACCEPTED_UNKNOWN,
    ProblemCode.ACCEPTED_ELSEWHERE,
    ProblemCode.UNKNOWN_USER,
    ProblemCode.UNREADABLE_DETAIL,
}
"""The row is taken over without it."""


def checked(path, tables):
    with open_dump(write_folder(path, files_of(tables)), Limits(body_bytes=1000)) as dump:
        return check(dump)


@pytest.mark.parametrize(("table", "row", "code", "row_id", "params"), PLANTED)
def test_a_bad_row_is_listed_with_its_reason(tmp_path, table, row, code, row_id, params):
    good = checked(tmp_path / "good", small_dump()).counts
    tables = small_dump()
    tables[table].append(row)
    summary = checked(tmp_path / "bad", tables)
    [problem] = summary.problems
    assert (problem.table, problem.code, problem.row_id, problem.params) == (table, code, row_id, params)
    assert problem.line == len(tables[table]) + 2
    assert problem.sentence % problem.params
    assert (summary.counts == good) is (code not in ONLY_A_DETAIL)


def test_every_code_is_planted_above_and_has_a_sentence():
    assert {code for _, _, code, _, _ in PLANTED} == set(ProblemCode) == set(SENTENCES)


def test_an_acceptance_that_leads_nowhere_leaves_the_question_unsolved(tmp_path):
    tables = small_dump()
    tables["Posts"] += [question(90, "x", AcceptedAnswerId="404"), question(91, "y", AcceptedAnswerId="11")]
    with open_dump(write_folder(tmp_path / "d", files_of(tables))) as dump:
        accepted = {question.id: question.accepted_answer_id for question in dump.questions()}
    assert accepted == {10: 11, 12: None, 90: None, 91: None}


def test_what_hangs_on_a_row_that_is_left_out_is_left_out_too(tmp_path):
    """A question without a date takes its answer, and everything on that answer, with it: no half threads."""
    tables = small_dump()
    tables["Posts"][0]["CreationDate"] = "never"
    summary = checked(tmp_path / "d", tables)
    assert (summary.counts.questions, summary.counts.answers, summary.counts.accepted) == (1, 1, 0)
    assert (summary.counts.comments, summary.counts.links, summary.counts.votes) == (0, 0, 0)
    assert summary.problem_counts[ProblemCode.ORPHAN_ANSWER] == 1


def test_rows_on_the_wiki_page_of_a_tag_are_passed_over_without_a_word(tmp_path):
    tables = small_dump()
    tables["Votes"].append(vote(90, on=14))
    summary = checked(tmp_path / "d", tables)
    assert summary.problems == ()
    assert summary.counts.votes == len(small_dump()["Votes"])


def test_a_flood_of_problems_is_counted_in_full_but_listed_in_part(tmp_path):
    tables = small_dump() | {"Votes": [vote(number, on=404) for number in range(50)]}
    limits = Limits(problems_listed_per_code=7)
    with open_dump(write_folder(tmp_path / "d", files_of(tables)), limits) as dump:
        summary = check(dump)
    assert len(summary.problems) == 7
    assert summary.problem_counts == {ProblemCode.UNKNOWN_POST: 50}
