"""Dumps that are refused as a whole: once each, with the right reason."""

import os
import stat
import zipfile
from dataclasses import replace

import pytest

from app.imports.stackexchange.checking import check
from app.imports.stackexchange.errors import (
    SENTENCES,
    DamagedDump,
    DumpError,
    Fault,
    NotADump,
    OversizedDump,
    UnsafeDump,
)
from app.imports.stackexchange.limits import Limits
from app.imports.stackexchange.reader import open_dump
from tests.imports.small_dump import comment, files_of, small_dump, write_folder, write_zip

FILES = files_of(small_dump())
LIMITS = Limits(total_bytes=200_000, entries=20, ratio=20, ratio_from_bytes=10_000, row_bytes=80_000)


def refusal(path, limits=LIMITS) -> DumpError:
    with pytest.raises(DumpError) as caught, open_dump(path, limits) as dump:
        check(dump)
    error = caught.value
    assert error.sentence % error.params == str(error)
    return error


def refused(path, fault: Fault, kind: type[DumpError], limits=LIMITS) -> DumpError:
    error = refusal(path, limits)
    assert (error.fault, type(error)) == (fault, kind)
    return error


def zip_with(path, name: str, content: bytes = b"x", **changes) -> zipfile.ZipInfo:
    """A good dump with one entry more, of whatever nature."""
    write_zip(path, FILES)
    info = zipfile.ZipInfo(name)
    for key, value in changes.items():
        setattr(info, key, value)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(info, content)
    return info


def restate(path, name: str, packed: int, unpacked: int | None = None) -> None:
    """Rewrites the sizes in the directory, which says whatever its writer likes."""
    content = bytearray(path.read_bytes())
    at = content.rindex(name.encode()) - 46
    content[at + 20 : at + 24] = packed.to_bytes(4, "little")
    if unpacked is not None:
        content[at + 24 : at + 28] = unpacked.to_bytes(4, "little")
    path.write_bytes(content)


# ── no dump, or not one ──


def test_nothing_there(tmp_path):
    refused(tmp_path / "nowhere", Fault.NOT_FOUND, NotADump)


@pytest.mark.parametrize("content", [b"", b"hello", b"P", b"<posts/>"])
def test_a_file_that_is_no_zip(tmp_path, content):
    (tmp_path / "letter.zip").write_bytes(content)
    refused(tmp_path / "letter.zip", Fault.NOT_A_DUMP, NotADump)


def test_a_folder_and_a_zip_without_any_table(tmp_path):
    refused(write_folder(tmp_path / "d", {"letter.txt": b"hello"}), Fault.NOT_A_DUMP, NotADump)
    refused(write_zip(tmp_path / "d.zip", {"letter.txt": b"hello"}), Fault.NOT_A_DUMP, NotADump)


def test_a_7z_archive_is_told_apart(tmp_path):
    (tmp_path / "site.7z").write_bytes(b"7z\xbc\xaf\x27\x1c and so on")
    refused(tmp_path / "site.7z", Fault.SEVEN_ZIP, NotADump)


@pytest.mark.parametrize("name", ["Posts.xml", "Users.xml"])
def test_a_required_table_is_missing(tmp_path, name):
    files = {other: content for other, content in FILES.items() if other != name}
    error = refused(write_folder(tmp_path / "d", files), Fault.MISSING_TABLE, NotADump)
    assert error.params == {"file": name}


def test_two_dumps_are_not_mixed(tmp_path):
    files = FILES | {f"other/{name}": content for name, content in FILES.items()}
    refused(write_folder(tmp_path / "d", files), Fault.TWO_DUMPS, NotADump)
    refused(write_folder(tmp_path / "e", FILES | {"posts.XML": b""}), Fault.TWO_DUMPS, NotADump)


def test_one_name_twice_in_a_zip(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        zip_with(tmp_path / "d.zip", "Posts.xml")
    refused(tmp_path / "d.zip", Fault.TWO_DUMPS, UnsafeDump)


def test_a_table_that_is_a_pipe_is_not_waited_for(tmp_path):
    path = write_folder(tmp_path / "d", {name: content for name, content in FILES.items() if name != "Posts.xml"})
    os.mkfifo(path / "Posts.xml")
    refused(path, Fault.UNREADABLE, DamagedDump)


# ── damaged ──


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_table_that_breaks_off_is_found_in_every_table(tmp_path, name):
    files = FILES | {name: FILES[name][:-5]}
    error = refused(write_folder(tmp_path / "d", files), Fault.TRUNCATED, DamagedDump)
    assert error.params["file"] == name


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"<posts>", b'<posts><row Id="1"', "<posts>è".encode()[:-1]])
def test_ways_to_break_off(tmp_path, content):
    refused(write_folder(tmp_path / "d", FILES | {"Posts.xml": content}), Fault.TRUNCATED, DamagedDump)


@pytest.mark.parametrize(
    "content", [b"<posts><row Id=1/></posts>", b"<posts></users>", b"<posts>&nbsp;</posts>", b"<posts/>more"]
)
def test_what_is_not_xml(tmp_path, content):
    refused(write_folder(tmp_path / "d", FILES | {"Posts.xml": content}), Fault.MALFORMED, DamagedDump)


TEXT = '<posts><row Id="1" Title="perché"/></posts>'
LATIN = '<?xml version="1.0" encoding="iso-8859-1"?>' + TEXT


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("latin-1"),
        LATIN.encode("latin-1"),
        LATIN.encode("utf-8"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        ('<?xml version="1.0" encoding="utf-8"?>' + TEXT).encode("utf-16"),
        ('<?xml version="1.0" encoding="utf-16"?>' + TEXT).encode("utf-8"),
    ],
)
def test_what_is_not_utf8(tmp_path, content):
    error = refused(write_folder(tmp_path / "d", FILES | {"Posts.xml": content}), Fault.WRONG_ENCODING, DamagedDump)
    assert error.params["file"] == "Posts.xml"


@pytest.mark.parametrize(
    "content", [b"<html></html>", b"<posts><post/></posts>", b"<posts><row><b/></row></posts>", FILES["Users.xml"]]
)
def test_another_document_under_the_name_of_a_table(tmp_path, content):
    refused(write_folder(tmp_path / "d", FILES | {"Posts.xml": content}), Fault.NOT_THIS_TABLE, NotADump)


def test_a_zip_that_breaks_off(tmp_path):
    whole = write_zip(tmp_path / "d.zip", FILES).read_bytes()
    (tmp_path / "d.zip").write_bytes(whole[:-100])
    refused(tmp_path / "d.zip", Fault.DAMAGED_ARCHIVE, DamagedDump)


def test_a_table_that_is_said_to_go_on_beyond_the_end_of_the_archive(tmp_path):
    path = write_zip(tmp_path / "d.zip", FILES, zipfile.ZIP_STORED)
    restate(path, "Posts.xml", packed=100_000, unpacked=100_000)
    refused(path, Fault.DAMAGED_ARCHIVE, DamagedDump)


# ── unsafe ──


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE posts [<!ENTITY e0 "ha">{ENTITIES}]>',
        '<!DOCTYPE posts [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE posts SYSTEM "http://127.0.0.1:9/x.dtd">',
        "<!DOCTYPE posts>",
    ],
)
def test_document_types_and_with_them_entities(tmp_path, doctype):
    content = f'{doctype}<posts><row Id="1" Body="&e9;"/></posts>'.encode()
    refused(write_folder(tmp_path / "d", FILES | {"Posts.xml": content}), Fault.DOCTYPE, UnsafeDump)


@pytest.mark.parametrize("name", ["../Posts.xml", "/etc/passwd", "a/../../b", "..\\b", "C:\\b", "C:b"])
def test_names_that_point_outside(tmp_path, name):
    zip_with(tmp_path / "d.zip", name)
    refused(tmp_path / "d.zip", Fault.OUTSIDE_PATH, UnsafeDump)


def test_a_link_in_a_zip(tmp_path):
    zip_with(tmp_path / "d.zip", "notes.txt", b"/etc/passwd", external_attr=(stat.S_IFLNK | 0o777) << 16)
    refused(tmp_path / "d.zip", Fault.SYMLINK, UnsafeDump)


def test_a_link_in_a_folder(tmp_path):
    path = write_folder(tmp_path / "d", {name: content for name, content in FILES.items() if name != "Users.xml"})
    (tmp_path / "secret").write_bytes(FILES["Users.xml"])
    (path / "Users.xml").symlink_to(tmp_path / "secret")
    refused(path, Fault.SYMLINK, UnsafeDump)


def test_a_folder_behind_a_link_is_not_entered(tmp_path):
    write_folder(tmp_path / "elsewhere", FILES)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "dump").symlink_to(tmp_path / "elsewhere")
    refused(tmp_path / "d", Fault.NOT_A_DUMP, NotADump)


def test_an_archive_in_the_archive(tmp_path):
    zip_with(tmp_path / "d.zip", "more/inner.ZIP")
    refused(tmp_path / "d.zip", Fault.NESTED_ARCHIVE, UnsafeDump)


def test_a_password(tmp_path):
    path = write_zip(tmp_path / "d.zip", FILES)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    refused(path, Fault.ENCRYPTED, UnsafeDump)


def test_a_packing_whose_unpacking_cannot_be_bounded(tmp_path):
    path = write_zip(tmp_path / "d.zip", FILES, zipfile.ZIP_BZIP2)
    refused(path, Fault.UNKNOWN_COMPRESSION, UnsafeDump)


# ── too much ──


def test_too_many_files(tmp_path):
    files = FILES | {f"page{number}.txt": b"" for number in range(20)}
    refused(write_zip(tmp_path / "d.zip", files), Fault.TOO_MANY_ENTRIES, OversizedDump)
    refused(write_folder(tmp_path / "d", files), Fault.TOO_MANY_ENTRIES, OversizedDump)


def test_entries_are_counted_before_the_directory_is_loaded(tmp_path):
    """The end of this archive is cut off, so loading it fails: the count must have come first."""
    path = write_zip(tmp_path / "d.zip", FILES | {f"page{number}.txt": b"" for number in range(20)})
    path.write_bytes(path.read_bytes()[:-10])
    refused(path, Fault.TOO_MANY_ENTRIES, OversizedDump)


def test_too_many_bytes(tmp_path):
    limits = replace(LIMITS, total_bytes=1_000)
    refused(write_zip(tmp_path / "d.zip", FILES), Fault.TOO_LARGE, OversizedDump, limits)
    refused(write_folder(tmp_path / "d", FILES), Fault.TOO_LARGE, OversizedDump, limits)


BOMB = FILES | {"Comments.xml": b"<comments>" + b" " * 180_000 + b"</comments>"}


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_zip_bomb_that_says_so(tmp_path, compression):
    refused(write_zip(tmp_path / "d.zip", BOMB, compression), Fault.PACKED_TOO_TIGHT, OversizedDump)


def test_a_zip_bomb_that_lies_about_its_packed_size_is_measured_while_unpacking(tmp_path):
    path = write_zip(tmp_path / "d.zip", BOMB)
    restate(path, "Comments.xml", packed=1_000_000)
    limits = replace(LIMITS, row_bytes=500_000)
    open_dump(path, limits).__exit__()
    refused(path, Fault.PACKED_TOO_TIGHT, OversizedDump, limits)


def test_unpacked_bytes_are_counted_whatever_the_directory_says(tmp_path):
    path = write_zip(tmp_path / "d.zip", FILES)
    with open_dump(path, LIMITS) as dump:
        dump._store.limits = replace(LIMITS, total_bytes=1_000)
        with pytest.raises(OversizedDump) as caught:
            check(dump)
    assert caught.value.fault is Fault.TOO_LARGE


def test_a_single_row_without_end(tmp_path):
    files = files_of(small_dump() | {"Comments": [comment(1, on=10, Text="a" * 150_000)]})
    refused(write_folder(tmp_path / "d", files), Fault.ROW_TOO_LARGE, OversizedDump)


def test_long_rows_within_the_limit_are_read_one_after_the_other(tmp_path):
    """What counts is a single row, not what has been read since the last time the reader looked."""
    rows = [comment(number, on=10, Text="a" * 75_000) for number in range(1, 6)]
    path = write_folder(tmp_path / "d", files_of(small_dump() | {"Comments": rows}))
    with open_dump(path, replace(LIMITS, total_bytes=1_000_000)) as dump:
        assert check(dump).counts.comments == 5


def test_every_fault_has_a_sentence():
    assert set(SENTENCES) == set(Fault)
