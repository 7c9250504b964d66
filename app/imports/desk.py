"""Everything one writes with, for one source: pass it rows, and it gives out ids."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.accounts.models import User
from app.catalogue.models import Category, Product, Tag
from app.extensions import Model
from app.imports.bulk import Bulk
from app.imports.writing.origins import Origins
from app.imports.writing.people import People
from app.imports.writing.places import Places
from app.imports.writing.posts import Posts
from app.labels.models import LabelChange
from app.posts.models import FormerAddress, Origin, Post, Revision
from app.questions.models import Acceptance, Answer, Comment, Question, ThreadLink, ThreadTag

SOURCE_MAX = 80
ORDER = (
    Origin,
    User,
    Category,
    Product,
    Tag,
    Post,
    Question,
    Answer,
    Comment,
    Revision,
    ThreadTag,
    Acceptance,
    ThreadLink,
    LabelChange,
    FormerAddress,
)
"""Parents before children: the order in which waiting rows are written."""


class Desk:
    """`bulk` for rows of any table, `origins`, `people`, `places` and `posts` for what every archive has.

    `more` are further models that a kind of archive writes, behind the usual ones.
    """

    def __init__(self, session: Session, source: str, more: Sequence[type[Model]] = ()) -> None:
        self.session, self.source = session, source[:SOURCE_MAX]
        self.bulk = Bulk(session, (*ORDER, *more))
        self.origins = Origins(self.bulk, self.source)
        self.people = People(self.bulk, self.origins)
        self.places = Places(self.bulk)
        self.posts = Posts(self.bulk, self.origins, self.people)

    def begin(self) -> None:
        """Said first in every transaction."""
        for part in (self.bulk, self.people, self.places, self.posts):
            part.begin()

    def forget(self) -> None:
        """The transaction came to nothing."""
        self.people.forget_fresh()
        self.begin()
