"""A knowledge base is read to its end before anything is written: what is wrong with it is said, in one sentence."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.imports.articles.archive import ArticlesArchive
from app.imports.faults import ArchiveFault, Problems
from tests.imports.articles.knowledge_base import Row, article, pack, revision, table, write

ARTICLES = [article("backup"), article("descale")]
REVISIONS = [revision("backup", 1, "current"), revision("descale", 2, "current")]


def checked(path: Path) -> tuple[ArticlesArchive, Problems]:
    archive, problems = ArticlesArchive(path), Problems()
    archive.check(problems)
    return archive, problems


def encrypted(path: Path) -> None:
    write(path, ARTICLES, REVISIONS)
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    path.write_bytes(bytes(data))


def cut(path: Path) -> None:
    write(path, ARTICLES, REVISIONS)
    path.write_bytes(path.read_bytes()[:300])


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (cut, "is damaged or incomplete"),
        (encrypted, "protected by a password"),
        (lambda path: path.write_bytes(table(ARTICLES)[:-30]), "breaks off in line"),
        (lambda path: path.write_bytes(table(ARTICLES) + b"1,2\n"), "breaks off in line 4"),
        (lambda path: path.write_bytes(table(ARTICLES).replace(b"kettle,", b"kettle,,", 1)), "line 2 does not fit"),
        (lambda path: path.write_bytes(table(ARTICLES).replace(b"kettle", b"kettl\xff", 1)), "is not in UTF-8"),
        (lambda path: path.write_bytes(table(REVISIONS)), "holds no table of articles"),
        (lambda path: path.write_bytes(b""), "holds no table of articles"),
        (lambda path: path.write_bytes(b'{"topic_id": 1, "posts": []}\n'), "holds no table of articles"),
        (lambda path: pack(path, {"Posts.xml": b"<posts/>"}), "holds no table of articles"),
        (lambda path: pack(path, {"a.csv": table(ARTICLES), "b.csv": table(ARTICLES)}), "two tables of the same kind"),
        (lambda path: pack(path, {"../a.csv": table(ARTICLES)}), "points outside"),
        (lambda path: pack(path, {"a.csv": table(ARTICLES), "b.zip": b"PK"}), "holds another archive"),
        (lambda path: pack(path, {"a.csv": table([article("", title="")])}), "holds no article"),
    ],
)
def test_a_bad_archive_is_refused(tmp_path: Path, make: Callable[[Path], object], sentence: str) -> None:
    make(tmp_path / "kb.zip")
    with pytest.raises(ArchiveFault, match=sentence):
        checked(tmp_path / "kb.zip")


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "kb.zip", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.csv", "w") as file:
        file.write(b"slug,title,html\n")
        for _ in range(300):
            file.write(b" " * 1024 * 1024)
    with pytest.raises(ArchiveFault, match="larger than"):
        checked(tmp_path / "kb.zip")


@pytest.mark.parametrize(
    ("articles", "revisions", "code"),
    [
        ([article("a/b")], [], "no_slug"),
        ([article("new", title=" ")], [], "no_title"),
        ([article("new", html=" ")], [], "no_text"),
        ([article("new", html="x" * 600_000)], [], "too_large"),
        ([article("backup")], [], "repeated_article"),
        ([article("new")], [revision("new", 9, "unreviewed")], "never_approved"),
        ([article("new")], [], "no_history"),
        ([], [revision("backup", 9, revision="/kb/backup")], "bad_revision"),
        ([], [revision("backup", 9, datetime="9999-99-99")], "bad_revision"),
        ([], [revision("backup", 1)], "repeated_revision"),
        ([], [revision("other", 9)], "revision_of_no_article"),
        ([], [revision("backup", 9, "rejected")], "revision_not_approved"),
    ],
)
def test_a_bad_row_is_left_out_and_told(tmp_path: Path, articles: list[Row], revisions: list[Row], code: str) -> None:
    archive, problems = checked(write(tmp_path / "kb.zip", ARTICLES + articles, REVISIONS + revisions))
    assert problems.counts[code] == 1
    found = {one.post.foreign: len(one.post.versions) for one in archive.articles()}
    assert found.pop("article:new", 1) == 1
    assert found == {"article:backup": 1, "article:descale": 1}


def test_approved_revisions_come_in_order_and_the_current_one_last(tmp_path: Path) -> None:
    said = [
        revision("backup", 7, "current", "eva"),
        revision("backup", 8, "unreviewed"),
        revision("backup", 5, "approved", "dora"),
        revision("backup", 3, "approved", "fritz"),
        revision("backup", 9, "approved", "gerda"),
    ]
    archive, _problems = checked(write(tmp_path / "kb.zip", ARTICLES[:1], said))
    [found] = archive.articles()
    assert [(version.author.name, version.at.year) for version in found.post.versions] == [
        ("Fritz", 2013),
        ("Dora", 2015),
        ("Gerda", 2019),
        ("Eva", 2017),
    ]
    assert (found.first_at.year, found.post.at.year, found.post.author.name) == (2013, 2017, "Eva")
