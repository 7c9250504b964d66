"""An archive is read to its end before anything is written: what is wrong with it is said, in one sentence."""

import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.imports.discourse.archive import DiscourseArchive
from app.imports.faults import ArchiveFault, Problems
from tests.imports.discourse.topics import heading, post, topic, write


def checked(path: Path) -> tuple[DiscourseArchive, Problems]:
    archive, problems = DiscourseArchive(path), Problems()
    archive.check(problems)
    return archive, problems


def packed(path: Path, change: Callable[[bytes], bytes]) -> Path:
    write(path, *(topic(number, post(2)) for number in range(1, 400)), packed=True)
    path.write_bytes(change(path.read_bytes()))
    return path


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda data: data[: len(data) // 2], "breaks off after line"),
        (lambda data: data[:-20], "breaks off after line"),
        (lambda data: data[:1500] + b"\0\0\0" + data[1503:], "is damaged after line"),
        (lambda _data: b"", "is empty"),
        (lambda data: lzma.decompress(data)[:-40], "Line 399 of a.jsonl.xz is not a JSON object"),
        (lambda data: lzma.decompress(data).replace(b"hums", b"h\xffms", 1), "is not in UTF-8"),
        (lambda data: b"[1, 2]\n" + lzma.decompress(data), "Line 1 of a.jsonl.xz is not a JSON object"),
        (lambda data: b'{"a": ' * 100_000, "is not a JSON object"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, change: Callable[[bytes], bytes], sentence: str) -> None:
    with pytest.raises(ArchiveFault, match=sentence):
        checked(packed(tmp_path / "a.jsonl.xz", change))


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([topic(1), {"id": 3, "title": "Mail", "content": "<p>x</p>"}], "Line 2 of a.jsonl is no Discourse topic"),
        ([topic(1), topic(2, url="https://other.example/t/x/2")], "mixes two forums: line 2"),
        ([heading()], "holds no topic"),
    ],
)
def test_another_kind_of_archive_is_refused(tmp_path: Path, lines: list[Any], sentence: str) -> None:
    with pytest.raises(ArchiveFault, match=sentence):
        checked(write(tmp_path / "a.jsonl", *lines))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveFault, match="There is no file at"):
        checked(tmp_path / "nothing.jsonl")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (heading(), "no_topic"),
        (topic(2, topic_id="2"), "no_number"),
        (topic(2, topic_id=2**40), "no_number"),
        (topic(2, title="  "), "no_title"),
        (topic(2, posts=[post(1, at="yesterday"), post(2)]), "no_first_post"),
        (topic(2, post(2, at="9999-12-31 23:59 UTC")), "unreadable_date"),
        (topic(2, post(2), post(2)), "repeated_post"),
        (topic(2, post(2, html=3)), "not_a_post"),
        (topic(2, {"n": True}), "not_a_post"),
        (topic(2, post(2, html="---")), "wordless"),
        (topic(2, post(2, html="x" * 600_000)), "too_large"),
        (topic(1, post(2)), "repeated_topic"),
    ],
)
def test_a_bad_line_or_post_is_left_out_and_told(tmp_path: Path, line: dict[str, Any], code: str) -> None:
    archive, problems = checked(write(tmp_path / "a.jsonl", topic(1), line))
    assert code in problems.counts
    assert problems.first[code].line == 2
    assert all(read.thread.body for _topic, read in archive.threads())


def test_a_forum_that_got_a_certificate_is_still_one(tmp_path: Path) -> None:
    archive, _problems = checked(write(tmp_path / "a.jsonl", topic(1), topic(2, url="http://Forum.example.org/t/x/2")))
    assert archive.summary.topics == 2


def test_of_a_topic_that_comes_twice_the_fuller_line_is_taken(tmp_path: Path) -> None:
    lines = [topic(5, post(2)), topic(6), topic(5, post(2), post(3)), topic(5)]
    archive, problems = checked(write(tmp_path / "a.jsonl", *lines, heading()))
    assert {number: len(read.thread.replies) for number, read in archive.threads()} == {5: 2, 6: 0}
    assert problems.counts == {"repeated_topic": 2, "no_topic": 1}
    summary = archive.summary
    assert (summary.lines, summary.posts, summary.users, summary.topics, summary.usable_posts) == (5, 7, 2, 2, 4)
