"""What another process does with the index: python -m tests.search.other_process <address> <what>.

`read`: answers each line of input with the ids found. `write`: updates documents without end, telling of each that is
done. `hold`: stops in the middle of an update of a folder, files half written. `rebuild`: rebuilds the index, telling of every
hundred documents and of the last. `small`: the same, allowed only files of 20 kB.
"""

import itertools
import resource
import signal
import sys
from collections.abc import Iterator

from app.search.backend import NoRoom, Query
from app.search.documents import SearchDocument
from app.search.whoosh_backend import WhooshBackend
from tests.search.corpus import found, make_document
from tests.search.places import opened

MANY = 1_500


def tell(text: object) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def half_written(folder: str) -> None:
    """Documents enough to spill to disk, and then no end."""
    from app.search.whoosh_backend import writing
    from app.search.whoosh_backend.locks import exclusive

    generations = WhooshBackend(folder)._generations
    with exclusive(generations.write_lock, 30), writing._writer(writing.open_index(generations.current())) as writer:
        for number in range(50):
            writer.add_document(**writing.fields_of(make_document(1000 + number, "Lantern")))
        tell("half")
        sys.stdin.read()


def many() -> Iterator[SearchDocument]:
    for number in range(MANY):
        yield make_document(number, f"Lantern {number}", " ".join(f"word{number * place % 997}" for place in range(60)))
    tell("all")


def in_small_files(address: str) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    backend = opened(address)
    for attempt in (lambda: backend.rebuild(many()), lambda: backend.update(many())):
        try:
            attempt()
        except NoRoom as error:
            tell(error)


def main(address: str, what: str) -> None:
    backend = opened(address)
    if what == "read":
        for line in sys.stdin:
            tell(sorted(found(backend.search(Query(line.strip())))))
    elif what == "write":
        for number in itertools.count(100):
            backend.update([make_document(number, f"Lantern {number}"), make_document(1, f"Printer {number}")])
            tell(number)
    elif what == "rebuild":
        backend.rebuild(many(), tell)
        tell("done")
    elif what == "small":
        in_small_files(address)
    else:
        half_written(address)


if __name__ == "__main__":
    main(*sys.argv[1:])
