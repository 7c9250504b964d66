"""Which users and posts a dump holds, in little memory, so that references can be checked."""

from dataclasses import dataclass, field


class IdSet:
    """A set of numbers that lie close together: a bit each when dense, some hundred bytes each at worst."""

    def __init__(self) -> None:
        self._pages: dict[int, int] = {}

    def add(self, number: int) -> bool:
        """Whether the number is new."""
        page, bit = number >> 8, 1 << (number & 255)
        bits = self._pages.get(page, 0)
        self._pages[page] = bits | bit
        return not bits & bit

    def __contains__(self, number: int) -> bool:
        return bool(self._pages.get(number >> 8, 0) >> (number & 255) & 1)


@dataclass(slots=True)
class Known:
    """What the references of other rows may point to.

    `question_of` maps an answer to its question (about 150 bytes an answer, the one thing here that grows with the
    dump); `set_aside` are posts that are neither, as the wiki pages of tags: rows that belong to them are passed over
    without a word.
    """

    users: IdSet = field(default_factory=IdSet)
    questions: IdSet = field(default_factory=IdSet)
    question_of: dict[int, int] = field(default_factory=dict)
    set_aside: IdSet = field(default_factory=IdSet)

    def has_post(self, post_id: int) -> bool:
        return post_id in self.questions or post_id in self.question_of
