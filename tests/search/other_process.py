"""What another process does with the index: python -m tests.search.other_process <address> <what>.

`read`: answers each line of input with the ids found. `write`: updates documents without end, telling of each that is
done. `hold`: stops in the middle of an update of a folder, files half written.
"""

import itertools
import sys

from app.search.backend import Query
from app.search.whoosh_backend import WhooshBackend
from tests.search.corpus import found, make_document
from tests.search.places import opened


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


def main(address: str, what: str) -> None:
    backend = opened(address)
    if what == "read":
        for line in sys.stdin:
            tell(sorted(found(backend.search(Query(line.strip())))))
    elif what == "write":
        for number in itertools.count(100):
            backend.update([make_document(number, f"Lantern {number}"), make_document(1, f"Printer {number}")])
            tell(number)
    else:
        half_written(address)


if __name__ == "__main__":
    main(*sys.argv[1:])
