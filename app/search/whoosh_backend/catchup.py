"""What is updated while a rebuild runs, kept in a file so that the new index gets it before it is swapped in."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from app.search.backend import Key
from app.search.documents import Passage, SearchDocument


def clear(path: Path) -> None:
    path.write_bytes(b"")


def append(path: Path, documents: Iterable[SearchDocument], deletions: Iterable[Key]) -> None:
    with open(path, "a", encoding="utf-8") as file:
        for key in deletions:
            file.write(json.dumps({"delete": key}) + "\n")
        for document in documents:
            file.write(json.dumps({"put": asdict(document)}, default=datetime.isoformat) + "\n")


def read(path: Path) -> tuple[list[SearchDocument], list[Key]]:
    """The last word on each key: documents to put, keys to delete."""
    last: dict[Key, SearchDocument | None] = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            if "delete" in entry:
                kind, ident = entry["delete"]
                last[kind, ident] = None
            else:
                document = _document(entry["put"])
                last[document.key] = document
    documents = [document for document in last.values() if document is not None]
    return documents, [key for key, document in last.items() if document is None]


def _document(values: dict) -> SearchDocument:
    for name in ("tags", "authors"):
        values[name] = tuple(values[name])
    values["passages"] = tuple(Passage(**{**passage, "until": None}) for passage in values["passages"])
    for moment in ("created_at", "updated_at"):
        values[moment] = datetime.fromisoformat(values[moment])
    return SearchDocument(**values)
