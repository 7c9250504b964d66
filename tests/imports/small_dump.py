"""A small dump of our own writing, as Python dicts, and ways to write it as a folder or a zip.

Attribute names are those of the dumps. Change the dicts before writing to plant whatever a test is about.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

Attributes = dict[str, str]
Tables = dict[str, list[Attributes]]

DAY = "2016-12-06T17:10:44.557"
NEXT_DAY = "2016-12-07T09:00:00.000"


def user(number: int, name: str, **more: str) -> Attributes:
    return {"Id": str(number), "DisplayName": name, "CreationDate": DAY, "Reputation": "1", **more}


def question(number: int, title: str, **more: str) -> Attributes:
    row = {"Id": str(number), "PostTypeId": "1", "CreationDate": DAY, "Score": "3", "ViewCount": "40"}
    return row | {"Title": title, "Body": f"<p>{title}?</p>", "Tags": "<kettle><scale>", "OwnerUserId": "1", **more}


def answer(number: int, to: int, **more: str) -> Attributes:
    row = {"Id": str(number), "PostTypeId": "2", "ParentId": str(to), "CreationDate": NEXT_DAY, "Score": "2"}
    return row | {"Body": "<p>Use <em>vinegar</em> &amp; wait.</p>", "OwnerUserId": "2", **more}


def comment(number: int, on: int, **more: str) -> Attributes:
    return {"Id": str(number), "PostId": str(on), "Text": "Thanks!", "CreationDate": NEXT_DAY, "Score": "1"} | more


def vote(number: int, on: int, kind: int = 2) -> Attributes:
    return {"Id": str(number), "PostId": str(on), "VoteTypeId": str(kind), "CreationDate": NEXT_DAY}


def link(number: int, post: int, related: int, kind: int = 1) -> Attributes:
    row = {"Id": str(number), "CreationDate": NEXT_DAY, "PostId": str(post)}
    return row | {"RelatedPostId": str(related), "LinkTypeId": str(kind)}


def history(number: int, on: int, kind: int, mark: str, text: str, **more: str) -> Attributes:
    row = {"Id": str(number), "PostHistoryTypeId": str(kind), "PostId": str(on), "RevisionGUID": mark}
    return row | {"CreationDate": DAY, "UserId": "1", "Text": text, **more}


def small_dump() -> Tables:
    """Three people, two questions (one solved), two answers, a tag's wiki page, and something in every table."""
    return {
        "Posts": [
            question(10, "Kettle is full of scale", AcceptedAnswerId="11"),
            answer(11, to=10),
            question(12, "Kettle does not switch off", OwnerUserId="2", Tags="|kettle|"),
            answer(13, to=12, OwnerUserId="", OwnerDisplayName="gone"),
            {"Id": "14", "PostTypeId": "5", "CreationDate": DAY, "Body": "About kettles"},
        ],
        "Users": [user(-1, "Community"), user(1, "Ada"), user(2, "Bruno")],
        "Comments": [comment(1, on=10, UserId="2"), comment(2, on=11, UserDisplayName="gone")],
        "Votes": [vote(1, on=11, kind=1), vote(2, on=10), vote(3, on=10, kind=3), vote(4, on=10, kind=8)],
        "PostLinks": [link(1, 12, 10), link(2, 12, 10, kind=3)],
        "Tags": [{"Id": "1", "TagName": "kettle", "Count": "2"}, {"Id": "2", "TagName": "scale", "Count": "1"}],
        "PostHistory": [
            history(1, 10, 2, "a", "Is *scale* bad?"),
            history(2, 10, 1, "a", "Kettle is full of scale"),
            history(3, 10, 3, "a", "<kettle><scale>"),
            history(4, 11, 2, "b", "Use vinegar"),
            history(5, 10, 5, "c", "Is **scale** bad?", UserId="2", Comment="bolder"),
            history(6, 10, 24, "d", ""),
            history(7, 14, 2, "e", "About kettles"),
        ],
    }


def xml_of(table: str, rows: list[Attributes]) -> bytes:
    """A table as Stack Exchange writes it: with a byte order mark, a row a line."""
    lines = ['\ufeff<?xml version="1.0" encoding="utf-8"?>', f"<{table.lower()}>"]
    lines += ["  <row " + " ".join(f"{name}={_quoted(text)}" for name, text in row.items()) + " />" for row in rows]
    return "\r\n".join([*lines, f"</{table.lower()}>"]).encode()


def files_of(tables: Tables) -> dict[str, bytes]:
    return {f"{table}.xml": xml_of(table, rows) for table, rows in tables.items()}


def write_folder(path: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return path


def write_zip(path: Path, files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def _quoted(text: str) -> str:
    return quoteattr(text, {"\n": "&#xA;", "\r": "&#xD;"})
