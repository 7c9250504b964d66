"""make quality DATA=<folder>: how well `similar` finds, on both backends, beside plain BM25."""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log2
from pathlib import Path

from sqlalchemy import create_engine

from app.search.backend import SearchBackend
from app.search.postgres_backend import PostgresBackend
from app.search.whoosh_backend import WhooshBackend
from bench.quality_bm25 import PlainBm25
from bench.quality_sets import Collection, checked_claims, rephrased_questions
from tests.services.postgres import running_cluster

DEPTH = 10
RESAMPLED = 1_000
KEPT = Path(__file__).with_name("results") / "quality.json"

Find = Callable[[str], list[int]]
MEASURES = ("nDCG@10", "MRR@10", "recall@10")


@dataclass(frozen=True)
class Figure:
    """A mean over all queries, and where 95 of 100 means of as many queries drawn anew lie."""

    mean: float
    low: float
    high: float


def judged(found: list[int], right: frozenset[int]) -> tuple[float, float, float]:
    """nDCG, reciprocal rank of the first that is right, and the share of what is right, among the first ten."""
    ranks = [rank for rank, ident in enumerate(found[:DEPTH], 1) if ident in right]
    ideal = sum(1 / log2(1 + rank) for rank in range(1, min(len(right), DEPTH) + 1))
    gain = sum(1 / log2(1 + rank) for rank in ranks)
    return gain / ideal, 1 / ranks[0] if ranks else 0.0, len(ranks) / len(right)


def with_interval(values: list[float]) -> Figure:
    """The bootstrap's interval, the same at every run: the draws are seeded."""
    draw = random.Random(20_261)
    means = sorted(statistics.fmean(draw.choices(values, k=len(values))) for _ in range(RESAMPLED))
    return Figure(statistics.fmean(values), means[int(0.025 * RESAMPLED)], means[int(0.975 * RESAMPLED) - 1])


def measured(collection: Collection, find: Find) -> tuple[dict[str, Figure], float]:
    """The figures, and the milliseconds a query takes."""
    start = time.perf_counter()
    answers = [find(query) for query in collection.queries]
    taken = 1000 * (time.perf_counter() - start) / len(answers)
    rows = [judged(found, collection.right[number]) for number, found in enumerate(answers)]
    columns = zip(*rows, strict=True)
    return {name: with_interval(list(values)) for name, values in zip(MEASURES, columns, strict=True)}, taken


def _finding(backend: SearchBackend) -> Find:
    return lambda query: [hit.id for hit in backend.similar(query, limit=DEPTH)]


@contextmanager
def finders(collection: Collection) -> Iterator[dict[str, Find]]:
    plain = PlainBm25(collection.documents)
    with tempfile.TemporaryDirectory() as folder, running_cluster() as cluster, cluster.database() as url:
        engine = create_engine(url)
        whoosh, postgres = WhooshBackend(Path(folder) / "search"), PostgresBackend(engine)
        for backend in (whoosh, postgres):
            backend.rebuild(collection.documents)
        yield {
            "plain BM25": lambda query: plain.similar(query, DEPTH),
            "Whoosh": _finding(whoosh),
            "PostgreSQL": _finding(postgres),
        }
        whoosh.close()
        engine.dispose()


def table(collection: Collection, figures: dict[str, tuple[dict[str, Figure], float]]) -> Iterable[str]:
    yield f"{collection.name}: {len(collection.documents)} documents, n = {len(collection.queries)} queries"
    yield f"{'':14}" + "".join(f"{name:>24}" for name in MEASURES) + f"{'ms a query':>14}"
    for name, (measures, taken) in figures.items():
        cells = (f"{one.mean:.3f} ({one.low:.3f}–{one.high:.3f})" for one in measures.values())
        yield f"{name:14}" + "".join(f"{cell:>24}" for cell in cells) + f"{taken:>14.1f}"
    yield ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with retrieval/ in it")
    folder = parser.parse_args().data / "retrieval"
    if not folder.is_dir():
        raise SystemExit(f"{folder} is no folder: give the one that holds retrieval/, as in make quality DATA=…")
    kept = {}
    for collection in (rephrased_questions(folder), checked_claims(folder)):
        with finders(collection) as ways:
            figures = {name: measured(collection, find) for name, find in ways.items()}
        sys.stdout.write("\n".join(table(collection, figures)) + "\n")
        sys.stdout.flush()
        kept[collection.name] = {
            "documents": len(collection.documents),
            "queries": len(collection.queries),
            "ways": {
                name: {"ms": round(taken, 2), **{key: vars(one) for key, one in measures.items()}}
                for name, (measures, taken) in figures.items()
            },
        }
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps({"at": datetime.now(UTC).isoformat(), "sets": kept}, indent=1) + "\n")


if __name__ == "__main__":
    main()
