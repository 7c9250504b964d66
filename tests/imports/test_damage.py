"""Whatever happens to the bytes of a dump, the answer is a summary or a DumpError, never anything else."""

import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.imports.stackexchange.checking import DumpSummary, check
from app.imports.stackexchange.errors import DumpError
from app.imports.stackexchange.reader import open_dump
from tests.imports.small_dump import files_of, small_dump, write_folder, write_zip

FILES = files_of(small_dump())
COMPRESSIONS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA]


def packed(compression: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return write_zip(Path(folder) / "d.zip", FILES, compression).read_bytes()


ZIPS = [packed(compression) for compression in COMPRESSIONS]

flips = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(1, 255)), max_size=8)
kept = st.floats(0, 1) | st.just(1.0)


def damaged(content: bytes, flips: list[tuple[int, int]], kept: float) -> bytes:
    spoiled = bytearray(content[: int(len(content) * kept)])
    for place, change in flips if spoiled else ():
        spoiled[place % len(spoiled)] ^= change
    return bytes(spoiled)


def outcome(path: Path) -> DumpSummary | DumpError:
    try:
        with open_dump(path) as dump:
            return check(dump)
    except DumpError as error:
        return error


@settings(deadline=None, max_examples=150)
@given(content=st.sampled_from(ZIPS), flips=flips, kept=kept)
def test_a_spoiled_zip(content, flips, kept):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.zip"
        path.write_bytes(damaged(content, flips, kept))
        assert str(outcome(path))


@settings(deadline=None, max_examples=150)
@given(name=st.sampled_from(sorted(FILES)), flips=flips, kept=kept)
def test_a_spoiled_table(name, flips, kept):
    with tempfile.TemporaryDirectory() as folder:
        files = FILES | {name: damaged(FILES[name], flips, kept)}
        assert str(outcome(write_folder(Path(folder), files)))


@settings(deadline=None, max_examples=60)
@given(name=st.sampled_from(sorted(FILES)), data=st.data())
def test_no_truncated_table_passes(name, data):
    content = FILES[name]
    length = data.draw(st.integers(0, len(content) - 1))
    with tempfile.TemporaryDirectory() as folder:
        assert isinstance(outcome(write_folder(Path(folder), FILES | {name: content[:length]})), DumpError)


text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
values = st.sampled_from(["", "0", "1", "10", "11", "12", "-1", "2016-12-06T17:10:44", "<a>", "99999999999999999999"])


@pytest.mark.parametrize("table", sorted(small_dump()))
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_any_values_in_the_attributes_are_rows_or_problems(table, data):
    tables = small_dump()
    for row in tables[table]:
        for name in row:
            if data.draw(st.booleans()):
                row[name] = data.draw(values | text)
    with tempfile.TemporaryDirectory() as folder:
        assert isinstance(outcome(write_folder(Path(folder), files_of(tables))), DumpSummary)
