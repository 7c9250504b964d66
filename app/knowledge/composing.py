"""The first draft of an article, composed from a question and its accepted answer. Pure: texts in, text out.

Four parts, each under its heading in the language of the thread: the problem in the asker's words, the environment,
the cause, the resolution in the answerer's words. Nothing is invented: the cause is said to be missing, since the
thread says it, if at all, inside the answer.
"""

import re
from dataclasses import dataclass

from app.kit.markup import SourceFormat
from app.knowledge.as_markdown import markdown_of

PROBLEM_MAX, RESOLUTION_MAX = 7_000, 21_000
"""Characters of each part: together with headings they stay below what a post may hold."""


@dataclass(frozen=True)
class Headings:
    problem: str
    environment: str
    cause: str
    resolution: str
    no_cause: str
    anything: str
    cut: str


HEADINGS = {
    "en": Headings(
        problem="Problem",
        environment="Environment",
        cause="Cause",
        resolution="Resolution",
        no_cause="The thread does not name it apart from the resolution.",
        anything="The thread names no product or version.",
        cut="*Shortened: the whole text is in the thread.*",
    ),
    "it": Headings(
        problem="Problema",
        environment="Ambiente",
        cause="Causa",
        resolution="Soluzione",
        no_cause="La discussione non la indica a parte: vedi la soluzione.",
        anything="La discussione non indica prodotto né versione.",
        cut="*Abbreviato: il testo intero è nella discussione.*",
    ),
}

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^( {0,3})(#{1,5})(?= )")


@dataclass(frozen=True)
class Body:
    """A post's text: its source if it was written in Markdown, else its safe HTML."""

    source: str
    html: str
    source_format: SourceFormat

    @property
    def markdown(self) -> str:
        if self.source_format is SourceFormat.HTML:
            return markdown_of(self.html)
        return _below_ours(self.source)


def _below_ours(source: str) -> str:
    """The author's own headings one level down, below those of the article; code is left as it is."""
    lines, fence = [], ""
    for line in source.split("\n"):
        if found := _FENCE.match(line):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        lines.append(line if fence else _HEADING.sub(r"\1#\2", line))
    return "\n".join(lines).strip()


def shortened(text: str, limit: int, remark: str) -> str:
    """At most `limit` characters and the remark, cut between paragraphs where it can, with no code left open."""
    if len(text) <= limit:
        return text
    room = text[:limit]
    cut = room.rfind("\n\n")
    kept = room[: cut if cut > limit // 2 else limit].rstrip()
    opened = [found[1] for line in kept.split("\n") if (found := _FENCE.match(line))]
    if len(opened) % 2:
        kept += "\n" + opened[-1]
    return f"{kept}\n\n{remark}"


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def compose(question: Body, answer: Body, *, scope: str, language: str, company: bool) -> str:
    """The draft. In an article that speaks for the company, the asker's words are set apart as a quotation."""
    say = HEADINGS.get(language, HEADINGS["en"])
    problem = shortened(question.markdown, PROBLEM_MAX, say.cut)
    resolution = shortened(answer.markdown, RESOLUTION_MAX, say.cut)
    parts = [
        (say.problem, quoted(problem) if company else problem),
        (say.environment, scope or say.anything),
        (say.cause, say.no_cause),
        (say.resolution, resolution),
    ]
    return "\n\n".join(f"# {heading}\n\n{text}" for heading, text in parts)
