"""What an index was given of each document, to compare with the database."""

from dataclasses import replace

import pytest

from app.search.backend import SearchBackend
from app.search.documents import Passage
from tests.search.corpus import CORPUS, START, make_document

ONE = make_document(1, "Printer", "Blank pages", tags=("b", "a"), authors=(2, 1))


def test_both_backends_keep_stamps_by_id(backend: SearchBackend) -> None:
    given = {document.id: document.stamp for document in CORPUS if document.kind == "question"}
    assert backend.stamps("question") == given
    assert backend.stamps("question", 2, 5) == {ident: given[ident] for ident in (3, 4, 5)}
    assert backend.stamps("question", 5) == {7: given[7]}
    changed = make_document(3, "Router loses the Wi-Fi", "Another text")
    backend.update([changed], [("question", 4)])
    assert backend.stamps("question", 2, 5) == {3: changed.stamp, 5: given[5]}


def test_a_stamp_made_meanwhile_is_kept_by_a_rebuild(backend: SearchBackend) -> None:
    changed = make_document(1, "Scanner", "Another text")

    def documents():
        yield ONE
        backend.update([changed])

    backend.rebuild(documents())
    assert backend.stamps("question") == {1: changed.stamp}


def test_the_same_said_in_another_order_is_the_same() -> None:
    assert replace(ONE, tags=("a", "b"), authors=(1, 2)).stamp == ONE.stamp


@pytest.mark.parametrize(
    "change",
    [
        {"title": "printer"}, {"tags": ("a",)}, {"product": "x"}, {"solved": True}, {"status": "official"},
        {"authors": (1,)}, {"updated_at": START.replace(hour=10)}, {"visibility": "staff"},
        {"passages": (Passage(1, "question", "Blank page", "community", "unreviewed"),)},
        {"passages": (Passage(1, "question", "Blank pages", "community", "unreviewed", accepted=True),)},
        {"passages": ()}, {"title": "\ud83d"},
    ],
    ids=str,
)  # fmt: skip
def test_whatever_is_found_or_shown_of_it_is_in_the_stamp(change: dict) -> None:
    assert 0 <= replace(ONE, **change).stamp < 2**63
    assert replace(ONE, **change).stamp != ONE.stamp
