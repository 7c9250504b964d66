"""Which tags things have, for whatever is tagged: the table between the two is its owner's."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.catalogue.models import Tag
from app.extensions import db


def tags_of(
    ids: Iterable[int], *, thing: InstrumentedAttribute[int], tag: InstrumentedAttribute[int]
) -> dict[int, list[str]]:
    """The tags of each thing by its id, in order; `thing` and `tag` are the two columns of the table between them."""
    query = select(thing, Tag.slug).join(Tag, Tag.id == tag).where(thing.in_(ids)).order_by(Tag.slug)
    found: dict[int, list[str]] = defaultdict(list)
    for thing_id, slug in db.session.execute(query):
        found[thing_id].append(slug)
    return found
