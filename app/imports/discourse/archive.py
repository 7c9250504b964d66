"""The whole archive: read once to know it and to refuse what is no archive, then read again to take it over."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.imports.discourse.addresses import Forum, forum_of
from app.imports.discourse.threads import Read, read_thread
from app.imports.discourse.topics import CODES, is_topic, read_topic
from app.imports.faults import ArchiveFault, Problems, RowProblem
from app.imports.lines import OnRead, json_lines
from app.kit.texts import N_

NOT_TOPICS = N_(
    "Line %(line)s of %(name)s is no Discourse topic: it has no title or no list of posts. Is it another kind of archive?"
)
TWO_FORUMS = N_(
    "%(name)s mixes two forums: line %(line)s is from %(second)s, earlier ones are from %(first)s. Import them one by one."
)
NO_TOPICS = N_("%(name)s holds no topic that can be taken over.")
REPEATED_TOPIC = N_("Topic %(topic)s is there more than once; the line with the most posts was taken.")
ROW_NAME_MAX = 60


@dataclass(slots=True)
class Summary:
    """What the lines say, and what of it can be taken over. `posts` and `users` count all that stands in the file."""

    lines: int = 0
    posts: int = 0
    users: int = 0
    topics: int = 0
    usable_posts: int = 0
    forum: Forum = field(default_factory=lambda: Forum(""))


class DiscourseArchive:
    """`check` first: it finds which topics there are, so that links between them can be told from links elsewhere."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.summary = Summary()
        self.lines: dict[int, tuple[int, int]] = {}
        """Topic → its line, and how many posts that line has."""

    def check(self, problems: Problems, on_read: OnRead | None = None) -> Summary:
        """Errors: ArchiveFault for a file that is damaged, holds something else, or mixes forums."""
        summary, users = Summary(), set[str]()
        self.lines.clear()
        first_url = ""
        for number, line in json_lines(self.path, on_read):
            if not is_topic(line):
                raise ArchiveFault(NOT_TOPICS, name=self.path.name, line=number)
            summary.lines += 1
            summary.posts += len(line["posts"])
            users |= {post["user"] for post in line["posts"] if isinstance(post, dict) and _named(post)}
            topic = read_topic(line, self._note(problems, number, line))
            if topic is None:
                continue
            forum = forum_of(topic.url)
            if forum is not None and forum.host != summary.forum.host:
                if summary.forum.base:
                    raise ArchiveFault(
                        TWO_FORUMS, name=self.path.name, line=number, first=first_url, second=topic.url[:120]
                    )
                summary.forum, first_url = forum, topic.url[:120]
            if topic.id in self.lines:
                self._problem(problems, REPEATED_TOPIC, number, topic.id, {"topic": topic.id})
            if len(topic.posts) > self.lines.get(topic.id, (0, 0))[1]:
                self.lines[topic.id] = number, len(topic.posts)
        if not self.lines:
            raise ArchiveFault(NO_TOPICS, name=self.path.name)
        summary.users, summary.topics = len(users), len(self.lines)
        summary.usable_posts = sum(posts for _line, posts in self.lines.values())
        self.summary = summary
        return summary

    def threads(self, *, licence: str = "") -> Iterator[tuple[int, Read]]:
        """What `check` found usable, each topic once, with its number."""
        for number, line in json_lines(self.path):
            topic = read_topic(line, _silence)
            if topic is not None and self.lines[topic.id][0] == number:
                yield topic.id, read_thread(topic, self.summary.forum, self.lines.__contains__, licence=licence)

    def _note(self, problems: Problems, number: int, line: dict[str, Any]) -> Any:
        return lambda sentence, **params: self._problem(problems, sentence, number, line.get("topic_id"), params)

    def _problem(self, problems: Problems, sentence: str, number: int, topic: object, params: dict) -> None:
        row_id = f"topic {topic}" + (f", post {params['post']}" if "post" in params else "")
        problems(
            RowProblem(
                CODES.get(sentence, "repeated_topic"), self.path.name, number, row_id[:ROW_NAME_MAX], sentence, params
            )
        )


def _named(post: dict[str, Any]) -> bool:
    return isinstance(post.get("user"), str) and bool(post["user"].strip())


def _silence(_sentence: str, **_params: Any) -> None:
    """The check has told it already."""
