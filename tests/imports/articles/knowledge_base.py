"""A small knowledge base as CSV tables, of our own writing. Change the rows before writing to plant whatever a test is about."""

import csv
import io
import zipfile
from pathlib import Path

HELP = "https://help.example.org"
Row = dict[str, str]


def article(slug: str, **columns: str) -> Row:
    title = columns.pop("title", slug.replace("-", " ").capitalize())
    return {
        "id": str(len(slug)),
        "title": title,
        "slug": slug,
        "url": f"{HELP}/en-US/kb/{slug}",
        "locale": "en-US",
        "summary": "",
        "html": f"<p>How to {title.lower()} with the kettle at hand.</p>",
        "products_str": "kettle",
        "topics_str": "cleaning;cleaning;daily-care",
        "text": "",
    } | columns


def revision(slug: str, number: int, status: str = "approved", user: str = "dora", **columns: str) -> Row:
    return {
        "revision": f"/en-US/kb/{slug}/revision/{number}",
        "datetime": f"20{number % 20 + 10}-02-13T16:00:00-08:00",
        "creator": f"/en-US/user/{user}/",
        "display_name": user.capitalize(),
        "status": status,
    } | columns


def table(rows: list[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def write(path: Path, articles: list[Row], revisions: list[Row]) -> Path:
    return pack(path, {"all-articles.csv": table(articles), "revisions.csv": table(revisions)})


def pack(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path
