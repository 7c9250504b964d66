"""What a good dump says."""

import zipfile
from datetime import UTC, datetime

import pytest

from app.imports.stackexchange.checking import Counts, check
from app.imports.stackexchange.licences import Licence
from app.imports.stackexchange.reader import open_dump
from app.imports.stackexchange.rows import AnswerRow, Author, LinkKind, QuestionRow, RevisionKind, VoteKind
from app.imports.stackexchange.tables import Table
from tests.imports.small_dump import answer, files_of, question, small_dump, write_folder, write_zip

COUNTS = Counts(users=3, questions=2, answers=2, accepted=1, comments=2, votes=4, links=2, tags=2, revisions=3)


@pytest.fixture
def folder(tmp_path):
    return write_folder(tmp_path / "kettles.stackexchange.com", files_of(small_dump()))


def test_every_row_is_counted_and_nothing_is_wrong(folder):
    with open_dump(folder) as dump:
        summary = check(dump)
    assert summary.counts == COUNTS
    assert summary.problems == ()
    assert summary.missing == ()


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_zip_says_the_same_as_a_folder(tmp_path, compression):
    path = write_zip(tmp_path / "kettles.zip", files_of(small_dump()), compression)
    with open_dump(path) as dump:
        assert check(dump).counts == COUNTS


def test_capitals_subfolders_badges_and_shadow_files_do_not_matter(tmp_path):
    files = {f"dump/{name.lower()}": content for name, content in files_of(small_dump()).items()}
    files |= {"dump/badges.xml": b"not even XML", "__MACOSX/dump/Posts.xml": b"a shadow", "dump/readme.txt": b"hi"}
    for path in (write_folder(tmp_path / "a", files), write_zip(tmp_path / "a.zip", files)):
        with open_dump(path) as dump:
            assert check(dump).counts == COUNTS


def test_tables_that_may_be_missing_are_noted_and_empty(tmp_path):
    files = {name: content for name, content in files_of(small_dump()).items() if name in ("Posts.xml", "Users.xml")}
    with open_dump(write_folder(tmp_path / "d", files)) as dump:
        summary = check(dump)
    assert set(summary.missing) == {Table.COMMENTS, Table.VOTES, Table.LINKS, Table.TAGS, Table.HISTORY}
    assert summary.counts == Counts(users=3, questions=2, answers=2, accepted=1)


def test_a_question_with_all_its_facts(folder):
    with open_dump(folder) as dump:
        first, second = dump.questions()
    assert first == QuestionRow(
        id=10,
        title="Kettle is full of scale",
        body_html="<p>Kettle is full of scale?</p>",
        tags=("kettle", "scale"),
        author=Author(1, None),
        created_at=datetime(2016, 12, 6, 17, 10, 44, 557000, tzinfo=UTC),
        last_edited_at=None,
        last_active_at=None,
        score=3,
        views=40,
        accepted_answer_id=11,
        closed_at=None,
        locked_at=None,
        community_owned_at=None,
        licence=Licence.CC_BY_SA_3_0,
    )
    assert second.tags == ("kettle",)


def test_an_answer_keeps_its_html_and_the_name_of_a_deleted_user(folder):
    with open_dump(folder) as dump:
        first, second = dump.answers()
    assert isinstance(first, AnswerRow)
    assert (first.question_id, first.body_html) == (10, "<p>Use <em>vinegar</em> &amp; wait.</p>")
    assert second.author == Author(None, "gone")


def test_a_text_edited_later_is_under_the_licence_of_its_last_version(tmp_path):
    posts = [question(9, "Old", CreationDate="2010-01-01T00:00:00", LastEditDate="2020-01-01T00:00:00")]
    posts += [question(10, "Older", CreationDate="2010-01-01T00:00:00")]
    with open_dump(write_folder(tmp_path / "d", files_of(small_dump() | {"Posts": posts}))) as dump:
        assert [question.licence for question in dump.questions()] == [Licence.CC_BY_SA_4_0, Licence.CC_BY_SA_2_5]


def test_an_answer_may_stand_before_its_question(tmp_path):
    tables = small_dump() | {"Posts": [answer(5, to=9), question(9, "Later", AcceptedAnswerId="5")]}
    with open_dump(write_folder(tmp_path / "d", files_of(tables))) as dump:
        assert [answer.id for answer in dump.answers()] == [5]
        assert [question.accepted_answer_id for question in dump.questions()] == [5]


def test_votes_links_comments_and_tags(folder):
    with open_dump(folder) as dump:
        assert [vote.kind for vote in dump.votes()] == [VoteKind.ACCEPTED, VoteKind.UP, VoteKind.DOWN, VoteKind.OTHER]
        assert [link.kind for link in dump.links()] == [LinkKind.RELATED, LinkKind.DUPLICATE]
        assert [comment.author for comment in dump.comments()] == [Author(2, None), Author(None, "gone")]
        assert [(tag.name, tag.uses) for tag in dump.tags()] == [("kettle", 2), ("scale", 1)]


def test_history_rows_of_one_saving_are_one_revision(folder):
    with open_dump(folder) as dump:
        first, _, edit = dump.revisions()
    assert (first.kind, first.title, first.tags) == (
        RevisionKind.INITIAL,
        "Kettle is full of scale",
        ("kettle", "scale"),
    )
    assert first.body_markdown == "Is *scale* bad?"
    assert (edit.kind, edit.title, edit.body_markdown, edit.remark) == (
        RevisionKind.EDIT,
        None,
        "Is **scale** bad?",
        "bolder",
    )


def test_progress_only_grows_and_ends_at_the_whole(folder):
    heard: list[tuple[int, int]] = []
    with open_dump(folder) as dump:
        check(dump, lambda done, total: heard.append((done, total)))
    assert heard == sorted(heard)
    assert heard[-1][0] == heard[-1][1] > 0
    assert len({total for _, total in heard}) == 1


@pytest.mark.parametrize("name", ["kettles.stackexchange.com", "kettles.stackexchange.com.zip"])
def test_the_site_is_guessed_from_the_name(tmp_path, name):
    write = write_zip if name.endswith(".zip") else write_folder
    with open_dump(write(tmp_path / name, files_of(small_dump()))) as dump:
        assert dump.source == "kettles.stackexchange.com"
        assert dump.site.question_url(10) == "https://kettles.stackexchange.com/questions/10"
        assert dump.site.user_url(1) == "https://kettles.stackexchange.com/users/1"


@pytest.mark.parametrize("name", ["se_kettles_2017", "copy of kettles.stackexchange.com", "stackexchange.community"])
def test_no_site_is_made_up_from_other_names(tmp_path, name):
    with open_dump(write_folder(tmp_path / name, files_of(small_dump()))) as dump:
        assert dump.site is None


def test_rows_are_read_lazily(tmp_path):
    """The first rows of a table come before its end is looked at: a later damage has not been met yet."""
    rows = [{"Id": str(number), "TagName": f"tag{number}"} for number in range(5_000)]
    files = files_of(small_dump() | {"Tags": rows})
    files["Tags.xml"] = files["Tags.xml"][:-10]
    with open_dump(write_folder(tmp_path / "d", files)) as dump:
        assert next(dump.tags()).name == "tag0"
