"""A language's words: what each topic is said with, and what looks like it and is not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.escalation.safety.topics import Topic


@dataclass(frozen=True)
class Lexicon:
    """Patterns by topic. A hit that an exception overlaps does not count."""

    words: Mapping[Topic, re.Pattern[str]]
    exceptions: re.Pattern[str]

    def topics(self, text: str) -> dict[Topic, str]:
        """Each topic found, with the first words it was found in."""
        free = [found.span() for found in self.exceptions.finditer(text)]
        found = {}
        for topic, pattern in self.words.items():
            for hit in pattern.finditer(text):
                if not any(start < hit.end() and hit.start() < end for start, end in free):
                    found[topic] = hit.group()
                    break
        return found


def any_of(*patterns: str) -> re.Pattern[str]:
    """Whole words; a space in a pattern is any white space."""
    joined = "|".join(pattern.replace(" ", r"\s+") for pattern in patterns)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w])", re.IGNORECASE)


def lexicon(words: Mapping[Topic, Sequence[str]], exceptions: Sequence[str]) -> Lexicon:
    return Lexicon({topic: any_of(*patterns) for topic, patterns in words.items()}, any_of(*exceptions))
