"""The test collections as documents, queries and what is right for each."""

import csv
import html
import io
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.search.documents import Passage, SearchDocument

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Collection:
    """`right`: query number → ids of the documents that answer it."""

    name: str
    documents: tuple[SearchDocument, ...]
    queries: tuple[str, ...]
    right: dict[int, frozenset[int]]


def document(ident: int, title: str, *texts: str) -> SearchDocument:
    passages = tuple(
        Passage(ident * 1_000 + number, "answer", text, "community", "unreviewed") for number, text in enumerate(texts)
    )
    return SearchDocument(
        kind="question",
        id=ident,
        title=title,
        tags=(),
        product=None,
        category=None,
        language="en",
        passages=passages,
        status="unreviewed",
        official=False,
        solved=False,
        created_at=MOMENT,
        updated_at=MOMENT,
        year=MOMENT.year,
    )


def _parts(text: str, tag: str) -> list[str]:
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
    return [" ".join(html.unescape(one).split()) for one in found]


def rephrased_questions(folder: Path) -> Collection:
    """Threads with their answers, looked for by what ten people made of each question.

    The file looks like XML but holds loose ampersands and angle brackets, so it is read by its tags alone. An asterisk
    stands where somebody wrote nothing.
    """
    text = (folder / "stackfaq" / "stackExchange-FAQ.xml").read_text("utf-8", "replace")
    documents, queries, right = [], [], {}
    for ident, pair in enumerate(re.findall(r"<qapair>(.*?)</qapair>", text, re.DOTALL), 1):
        documents.append(document(ident, _parts(pair, "question")[0], *_parts(pair, "answer")))
        for query in _parts(pair, "rephr"):
            if query.strip("* "):
                right[len(queries)] = frozenset({ident})
                queries.append(query)
    return Collection("rephrased questions", tuple(documents), tuple(queries), right)


def checked_claims(folder: Path) -> Collection:
    """Claims that somebody has checked, looked for by posts that repeat them."""
    with zipfile.ZipFile(folder / "checkthat2020_task2" / "data" / "v3.zip") as archive:

        def rows(name: str) -> list[list[str]]:
            text = archive.read(f"v3.0/{name}").decode("utf-8")
            return list(csv.reader(io.StringIO(text), delimiter="\t"))

        claims = rows("verified_claims.docs.tsv")[1:]
        posts = rows("dev/tweets.queries.tsv")[1:]
        judged = rows("dev/tweet-vclaim-pairs.qrels")
    right: dict[str, set[int]] = defaultdict(set)
    for post, _, claim, relevant in judged:
        if relevant == "1":
            right[post].add(int(claim) + 1)
    known = [(key, text) for key, text in posts if right[key]]
    return Collection(
        "checked claims",
        tuple(document(int(key) + 1, title, claim) for key, claim, title in claims),
        tuple(text for _, text in known),
        {number: frozenset(right[key]) for number, (key, _) in enumerate(known)},
    )
