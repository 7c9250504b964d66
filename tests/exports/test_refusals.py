"""What is not a good export is refused in a sentence that says where, and nothing is written."""

import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.exports.errors import CommunityError
from app.extensions import db
from app.images import storage
from tests.exports.conftest import lines_of, take_in
from tests.exports.everything import PICTURE, PICTURE_NAME

Spoil = Callable[[Path], object]


def manifest(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    told = json.loads((folder / "manifest.json").read_bytes())
    change(told)
    (folder / "manifest.json").write_text(json.dumps(told))


def written(folder: Path, table: str, data: bytes) -> None:
    """The file has this content, and the manifest agrees: only its rows can be wrong."""
    (folder / f"{table}.jsonl").write_bytes(data)
    facts = {"bytes": len(data), "sha256": sha256(data).hexdigest(), "rows": data.count(b"\n")}
    manifest(folder, lambda told: told["tables"][table].update(facts))


def lines(table: str, change: Callable[[list[dict[str, Any]]], object]) -> Spoil:
    def spoil(folder: Path) -> None:
        rows = lines_of(folder, table)
        change(rows)
        written(folder, table, b"".join(json.dumps(row).encode() + b"\n" for row in rows))

    return spoil


def second(table: str, **values: Any) -> Spoil:
    """The second row says something else."""
    return lines(table, lambda rows: rows[1].update(values))


def data(table: str, change: Callable[[bytes], bytes]) -> Spoil:
    return lambda folder: written(folder, table, change((folder / f"{table}.jsonl").read_bytes()))


def without_picture(folder: Path) -> None:
    (folder / "files" / sha256(PICTURE).hexdigest()).unlink()


def another_one(folder: Path) -> None:
    path = folder / "tags.jsonl"
    path.write_bytes(path.read_bytes().replace(b"wifi", b"wofi"))


def of_two_kinds(folder: Path) -> None:
    answer = lines_of(folder, "answers")[0]["id"]
    both = {"id": answer, "on_id": answer}
    lines("comments", lambda rows: rows.__setitem__(slice(None), sorted([*rows, both], key=lambda row: row["id"])))(
        folder
    )


def linked(folder: Path) -> None:
    shutil.move(folder / "users.jsonl", folder.parent / "users.jsonl")
    os.symlink(folder.parent / "users.jsonl", folder / "users.jsonl")


def forget_whose_turn(rows: list[dict[str, Any]]) -> None:
    assert rows[2]["owner_state"]
    rows[2]["owner_state"] = None


FOLDERS = [
    (lambda folder: shutil.rmtree(folder), "There is no folder"),
    (lambda folder: (folder / "manifest.json").unlink(), "is not an export: it has no manifest.json"),
    (lambda folder: (folder / "manifest.json").write_bytes(b'{"format": '), "manifest.json is damaged"),
    (lambda folder: (folder / "manifest.json").write_bytes(b'{"tables": 3}'), "manifest.json is damaged"),
    (
        lambda folder: manifest(folder, lambda told: told["tables"]["votes"].update(columns=3)),
        "manifest.json is damaged",
    ),
    (
        lambda folder: manifest(folder, lambda told: told["tables"]["votes"].update(rows="3")),
        "manifest.json is damaged",
    ),
    (lambda folder: manifest(folder, lambda told: told.update(format="x")), "is the manifest of something else"),
    (lambda folder: manifest(folder, lambda told: told.update(version=2)), "has version 2 of the format"),
    (lambda folder: manifest(folder, lambda told: told["tables"].pop("votes")), "has no votes. The export was made by"),
    (
        lambda folder: manifest(folder, lambda told: told["tables"].update(gone=told["tables"]["votes"])),
        "has gone, which this program does not know",
    ),
    (lambda folder: manifest(folder, lambda told: told["tables"]["votes"]["columns"].pop()), "votes has no column at"),
    (
        lambda folder: manifest(folder, lambda told: told["tables"]["votes"]["columns"].append("old")),
        "votes has a column old",
    ),
    (
        lambda folder: manifest(folder, lambda told: told["tables"]["votes"].update(file="/etc/passwd")),
        "votes cannot be in a file named /etc/passwd",
    ),
    (lambda folder: manifest(folder, lambda told: told["files"].update({"../x": 1})), "../x is not the name of a file"),
    (lambda folder: (folder / "votes.jsonl").unlink(), "votes.jsonl is missing"),
    (linked, "users.jsonl is missing"),
    (without_picture, "is missing"),
    (lambda folder: os.truncate(folder / "posts.jsonl", 1000), "posts.jsonl is shorter than it was"),
    (another_one, "tags.jsonl is not as it was written"),
    (lambda folder: (folder / "extra.jsonl").touch(), "extra.jsonl does not belong to the export"),
]

ROWS = [
    (data("users", lambda all: all[:-1]), "users.jsonl, line 9: the file breaks off here"),
    (data("users", lambda all: all.replace(b"\n", b"\n\xff\n", 1)), "users.jsonl, line 2: this is not UTF-8"),
    (data("users", lambda all: all.replace(b"\n", b"\n[]\n", 1)), "users.jsonl, line 2: a row is a JSON object"),
    (data("users", lambda all: all.replace(b"\n", b"\n{,\n", 1)), "users.jsonl, line 2: this is not JSON"),
    (data("users", lambda all: b"[" * 100_000 + b"\n" + all), "users.jsonl, line 1: this is not JSON"),
    (
        data("users", lambda all: all.replace(b'{"id":', b'{"id":1,"id":', 1)),
        "line 1: this is not JSON (a name is there",
    ),
    (data("import_batches", lambda all: all.replace(b"1.5", b"NaN", 1)), "line 1: this is not JSON (NaN is no number)"),
    (data("import_batches", lambda all: all.replace(b"1.5", b"1e999", 1)), "(1e999 is too large a number)"),
    (second("users", nickname="x"), "users.jsonl, line 2: there is no column nickname"),
    (lines("users", lambda rows: rows[1].pop("about")), "users.jsonl, line 2: the column about is missing"),
    (second("users", display_name=None), "users.jsonl, line 2: display_name is empty, and may not be"),
    (second("users", display_name=7), "users.jsonl, line 2: display_name is not a text"),
    (second("users", display_name="x" * 61), "users.jsonl, line 2: display_name is longer than 60 characters"),
    (second("users", display_name="a\0b"), "users.jsonl, line 2: display_name holds U+0000"),
    (second("users", display_name="a\ud800"), "users.jsonl, line 2: display_name holds U+D800"),
    (second("users", is_employee=1), "users.jsonl, line 2: is_employee is neither true nor false"),
    (second("users", team_id=True), "users.jsonl, line 2: team_id is not a whole number"),
    (second("users", team_id=1.0), "users.jsonl, line 2: team_id is not a whole number"),
    (second("posts", votes=2**31), "posts.jsonl, line 2: votes is too large a number"),
    (second("users", created_at="2026-03-01"), "users.jsonl, line 2: created_at is not a time"),
    (second("users", created_at="2026-02-30T00:00:00.000000Z"), "users.jsonl, line 2: created_at is not a time"),
    (second("posts", standing="seen"), "posts.jsonl, line 2: standing is none of "),
    (lines("brand", lambda rows: rows[0].update(logo="../../etc/passwd")), "logo is not the name of a file"),
    (lines("brand", lambda rows: rows[0].update(logo="files/" + "0" * 64)), "which is missing"),
    (
        lines("images", lambda rows: rows[0].update(name="../../x.png")),
        "images.jsonl, line 1: name is not the name of a",
    ),
    (second("users", id=1), "users.jsonl, line 2: id 1 is there twice"),
    (lines("users", lambda rows: rows.reverse()), "users.jsonl, line 2: id 8 is not in its order"),
    (second("users", email="ann@example.org"), "users.jsonl, line 2: the database refuses it: "),
    (lines("questions", forget_whose_turn), "questions.jsonl, line 3: the database refuses it: "),
    (second("questions", category_id=99), "questions.jsonl, line 2: category_id 99 names no row of categories"),
    (second("posts", thread_id=99_999), "posts.jsonl, line 2: thread_id 99999 names no row of posts"),
    (second("events", actor_id=99), "events.jsonl, line 2: actor_id 99 names no row of users"),
    (lines("comments", lambda rows: rows.pop()), "of the kind comment, but comments has no such row"),
    (of_two_kinds, "but posts says it is of another kind"),
    (lines("tags", lambda rows: rows.pop(0)), "names no row of tags"),
]


def refusal(app: Flask, folder: Path) -> str:
    """The sentence; nothing of the export may be in the database, nor among the pictures."""
    with pytest.raises(CommunityError) as caught:
        take_in(app, folder)
    with app.app_context():
        full = [table.name for table in db.metadata.sorted_tables if db.session.execute(select(table).limit(1)).first()]
        assert full == []
        assert not storage.path_of(PICTURE_NAME).exists()
    return str(caught.value)


@pytest.mark.parametrize(("spoil", "sentence"), FOLDERS, ids=[sentence for _, sentence in FOLDERS])
def test_a_folder_that_is_not_whole(empty: Flask, copied: Path, spoil: Spoil, sentence: str) -> None:
    spoil(copied)
    assert sentence in refusal(empty, copied)


@pytest.mark.parametrize(("spoil", "sentence"), ROWS, ids=[sentence for _, sentence in ROWS])
def test_a_row_that_is_not_good(empty: Flask, copied: Path, spoil: Spoil, sentence: str) -> None:
    spoil(copied)
    assert sentence in refusal(empty, copied)
