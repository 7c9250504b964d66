"""A statement is written once in a run for each kind of database: nearly every test has an engine of its own, and writing what
a page asks cost more than asking it.
"""

import re
from typing import Any

from sqlalchemy.engine import Dialect
from sqlalchemy.sql.elements import ClauseElement

WHOLE_FIRST = "LEFT OUTER JOIN (posts JOIN"
"""What SQLite makes of joinedload() to a kind of post: it joins posts and questions whole before it looks up the one that is
wanted, two seconds of fifty thousand. selectinload() asks for just those."""

FROM_THE_FIRST_POST_ON = re.compile(
    r"FROM posts JOIN (\w+) ON \1\.id = posts\.id(?!.*\bposts\.id > ).*\b\1\.id > ", re.DOTALL
)
"""What PostgreSQL then reads: every post before the number as well (`app.posts.numbers.above` says it of both tables)."""

_compile = ClauseElement._compile_w_cache
_shared: dict[tuple[Any, ...], tuple[Dialect, dict[Any, Any]]] = {}


def _compiled_once(statement: ClauseElement, dialect: Dialect, *, compiled_cache: Any, **more: Any) -> Any:
    """Two engines of the same kind, of the same server's version, say a statement in the same words."""
    if compiled_cache is not None:
        kind = (type(dialect), dialect.server_version_info, dialect.default_schema_name, dialect.max_identifier_length)
        dialect, compiled_cache = _shared.setdefault(kind, (dialect, {}))
    made = _compile(statement, dialect, compiled_cache=compiled_cache, **more)
    assert WHOLE_FIRST not in made[0].string, (
        f"a table joined whole for each row of another, on SQLite: {made[0].string}"
    )
    assert not FROM_THE_FIRST_POST_ON.search(made[0].string), (
        f"all posts read before the first that is wanted, on PostgreSQL: {made[0].string}"
    )
    return made


def share_statements() -> None:
    ClauseElement._compile_w_cache = _compiled_once  # type: ignore[method-assign, assignment]
