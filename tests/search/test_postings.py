"""What our writer puts on disk is read back by Whoosh's own reader, as it was given: every document, weight and value."""

import random
from pathlib import Path

import pytest
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage

from app.search.whoosh_backend.fields import PlacedTerms, TermSet
from app.search.whoosh_backend.postings import BLOCK, Posting, add_postings

SCHEMA = Schema(body=PlacedTerms(), words=TermSet())


def given(term: str, number: int, frequency: int) -> list[Posting]:
    rng = random.Random(number)
    documents = sorted(rng.sample(range(10 * number), number))
    frequencies = [frequency or rng.randint(1, 9) for _each in documents]
    return [
        ("body", term.encode(), document, float(often), bytes(range(4 * often)))
        for document, often in zip(documents, frequencies, strict=True)
    ]


@pytest.mark.parametrize("number", [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 7])
@pytest.mark.parametrize("frequency", [1, 3, 0], ids=["once", "three times", "now so, now so"])
def test_whoosh_reads_what_was_written(tmp_path: Path, number: int, frequency: int) -> None:
    rows = [*given("alpha", 1, 1), *given("beta", number, frequency), *given("gamma", 3, 2)]
    sets = [("words", term.encode(), document, 1.0, b"") for term in ("alpha", "beta") for document in range(number)]
    storage = FileStorage(str(tmp_path))
    codec = W3Codec()
    segment = codec.new_segment(storage, "T")
    writer = codec.field_writer(storage, segment)
    add_postings(writer, SCHEMA, [*rows, *sets])
    writer.close()
    terms = codec.terms_reader(storage, segment)
    assert list(terms.terms()) == list(dict.fromkeys((field, term) for field, term, *_rest in [*rows, *sets]))
    for field, text in terms.terms():
        wanted = [row for row in [*rows, *sets] if row[:2] == (field, text)]
        matcher = terms.matcher(field, text, SCHEMA[field].format)
        read = []
        while matcher.is_active():
            read.append((matcher.id(), matcher.weight(), matcher.value() or b""))
            matcher.next()
        assert read == [(document, weight, value) for _field, _term, document, weight, value in wanted]
        about = terms.term_info(field, text)
        assert (about.doc_frequency(), about.weight()) == (len(wanted), sum(row[3] for row in wanted))
        assert (about.min_id(), about.max_id()) == (wanted[0][2], wanted[-1][2])
        assert about.max_weight() == max(row[3] for row in wanted)
    terms.close()
