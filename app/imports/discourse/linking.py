"""Topics that name each other, as links between their questions."""

from collections.abc import Iterable

from sqlalchemy import select

from app.imports.desk import Desk
from app.imports.discourse.threads import foreign_topic
from app.kit import edge
from app.posts.models import Post
from app.questions.models import LinkKind, ThreadLink


def link_threads(desk: Desk, pairs: Iterable[tuple[int, int]]) -> int:
    """Writes the links (from one topic to another) that are not there yet, once all topics are; how many these were."""
    pairs = sorted(set(pairs))
    with edge.transaction() as session:
        desk.begin()
        made = desk.origins.made(Post, {foreign_topic(topic) for pair in pairs for topic in pair})
        ids = ((made.get(foreign_topic(start)), made.get(foreign_topic(end))) for start, end in pairs)
        wanted = {(start, end) for start, end in ids if start and end and start != end}
        here = (
            {tuple(row) for row in session.execute(select(ThreadLink.from_id, ThreadLink.to_id))} if wanted else set()
        )
        new = sorted(wanted - here)
        for start, end in new:
            desk.bulk.add(ThreadLink, from_id=start, to_id=end, kind=LinkKind.RELATED)
        desk.bulk.write()
    return len(new)
