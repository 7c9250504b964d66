"""A small forum as Discourse topics, of our own writing. Change the dicts before writing to plant whatever a test is about."""

import json
import lzma
from pathlib import Path
from typing import Any

FORUM = "https://forum.example.org"

Topic = dict[str, Any]


def post(number: int, user: str = "bruno", html: str = "", **keys: Any) -> dict[str, Any]:
    at = f"2019-03-{number % 27 + 1:02d} 10:{number % 60:02d} UTC"
    return {"n": number, "user": user, "at": at, "html": html or f"<p>Try number {number}.</p>"} | keys


def topic(number: int, *posts: dict[str, Any], title: str = "", **keys: Any) -> Topic:
    title = title or f"The kettle hums, case {number}"
    asked = post(1, "anna", f"<p>My kettle hums since day {number}.</p>")
    url = f"{FORUM}/t/the-kettle-hums/{number}"
    return {"topic_id": number, "title": title, "url": url, "posts": [asked, *posts]} | keys


def heading() -> Topic:
    """What an export writes between two months."""
    return {"topic_id": None, "title": "Topics from 2019-03", "url": None, "posts": []}


def write(path: Path, *topics: Topic, packed: bool = False) -> Path:
    data = "".join(json.dumps(one) + "\n" for one in topics).encode()
    path.write_bytes(lzma.compress(data) if packed else data)
    return path
