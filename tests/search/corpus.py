"""Small threads and articles to search in."""

from datetime import UTC, datetime, timedelta

from app.search.documents import Passage, SearchDocument

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def make_document(ident: int, title: str, body: str = "", **given) -> SearchDocument:
    """A thread with one post; `age` in days makes it older than others."""
    moment = START - timedelta(days=given.pop("age", 0))
    values = {
        "kind": "question",
        "tags": (),
        "product": None,
        "category": None,
        "language": "en",
        "passages": (Passage(ident, "question", body, "community", "unreviewed"),),
        "status": "unreviewed",
        "official": False,
        "solved": False,
        "created_at": moment,
        "updated_at": moment,
        "year": moment.year,
    }
    return SearchDocument(id=ident, title=title, **(values | given))


CORPUS = (
    make_document(1, "Printer stopped printing", "Since the update it only prints blank pages.", product="inkjet-3"),
    make_document(
        2, "La stampante non stampa più", "Dopo l'aggiornamento escono pagine bianche.", language="it", product="inkjet-3"
    ),
    make_document(3, "Router loses the Wi-Fi", "Error E-47 on the display, firmware 2.3.1.", product="router-x"),
    make_document(
        4, "Perché il router si scalda?", "È così da ieri, in città fa caldo.", language="it", product="router-x", solved=True
    ),
    make_document(5, "Routeur très lent", "Le débit est faible.", language="fr"),
    make_document(
        6, "Reset the router", "Hold the button for ten seconds.", kind="article", product="router-x",
        status="official", official=True, tags=("reset", "how-to"), category="network",
    ),
    make_document(7, "Warranty of batteries", "How long is it covered?", solved=True, year=2019, age=900),
)  # fmt: skip


def found(results) -> list[int]:
    return [hit.id for hit in results.hits]
