"""Former addresses: paths under which posts were found in the system that they were imported from.

Those systems decorate a number with a title or a language, which they ignore; so one shape stands for all of them:

* `/en-US/questions/17/why`, `/questions/17` → `/questions/17`; `/it/kb/backup` → `/kb/backup`
* `/t/some-title/7/3`, `/t/7/3` → `/t/7/3`
* anything else is taken as it is, without the slash at its end. A query is kept: some systems name the thread there.
"""

import re
from urllib.parse import unquote

from sqlalchemy import select

from app.extensions import db
from app.posts.models import PATH_MAX, FormerAddress

_LOCALE = r"(?:/[a-z]{2,3}(?:-[A-Za-z]{2,4})?)?"
_BY_NUMBER = re.compile(rf"{_LOCALE}/questions/([0-9]+)(?:/[^/?]*)?", re.ASCII)
_BY_NAME = re.compile(rf"{_LOCALE}/kb/([^/?]+)", re.ASCII)
_TOPIC = re.compile(r"/t/(?:[^/?]*[^/?0-9][^/?]*/)?([0-9]+)(/[0-9]+)?", re.ASCII)


def shape_of(path: str) -> str | None:
    """The path as it is kept; None for one that is none, or too long."""
    path = unquote(path).strip()
    path = path.rstrip("/") if "?" not in path else path
    if not path.startswith("/") or len(path) > PATH_MAX or not path.isprintable():
        return None
    if number := _BY_NUMBER.fullmatch(path):
        return f"/questions/{number[1]}"
    if name := _BY_NAME.fullmatch(path):
        return f"/kb/{name[1]}"
    if topic := _TOPIC.fullmatch(path):
        return f"/t/{topic[1]}{topic[2] or ''}"
    return path


def former_post(path: str, query: str = "") -> int | None:
    """The post that had this address; the query tells first, if there is one, and is ignored otherwise."""
    shapes = [shape_of(f"{path}?{query}")] if query else []
    shapes.append(shape_of(path))
    if (topic := _TOPIC.fullmatch(path.rstrip("/"))) and topic[2]:
        # A post that is gone there: its topic is as near as one gets.
        shapes.append(f"/t/{topic[1]}")
    for shape in shapes:
        if shape is not None:
            found = db.session.scalar(select(FormerAddress.post_id).where(FormerAddress.path == shape))
            if found is not None:
                return found
    return None
