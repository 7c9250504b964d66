"""Reading a whole dump once without keeping it: what is in it, and what is wrong with it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.imports.stackexchange.problems import Problem, ProblemCode
from app.imports.stackexchange.reader import Dump
from app.imports.stackexchange.rows import QuestionRow
from app.imports.stackexchange.site import Site
from app.imports.stackexchange.tables import Table

Progress = Callable[[int, int], None]

# Users and posts are read twice: once to know them, once to report on them.
PASSES = {Table.USERS: 2, Table.POSTS: 2}


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows that can be taken over. `accepted` are the questions whose accepted answer is there."""

    users: int = 0
    questions: int = 0
    answers: int = 0
    accepted: int = 0
    comments: int = 0
    votes: int = 0
    links: int = 0
    tags: int = 0
    revisions: int = 0


@dataclass(frozen=True, slots=True)
class DumpSummary:
    """The outcome of a check that did not refuse the dump.

    `problem_counts` counts every problem; `problems` lists the first ones of each code, for a dump of millions of
    rows can have millions of problems.
    """

    source: str
    site: Site | None
    missing: tuple[Table, ...]
    counts: Counts
    problem_counts: dict[ProblemCode, int]
    problems: tuple[Problem, ...]


class _Findings:
    def __init__(self, listed_per_code: int) -> None:
        self.listed_per_code = listed_per_code
        self.counts: Counter[ProblemCode] = Counter()
        self.listed: list[Problem] = []

    def __call__(self, problem: Problem) -> None:
        self.counts[problem.code] += 1
        if self.counts[problem.code] <= self.listed_per_code:
            self.listed.append(problem)


def check(dump: Dump, progress: Progress | None = None) -> DumpSummary:
    """Reads every table to its end. `progress` is told bytes done and bytes in all, and lastly (all, all).

    Errors: DumpError, if any table is damaged or unsafe; then nothing of the dump should be used.
    """
    total = sum(dump.size(table) * PASSES.get(table, 1) for table in Table)
    done = 0

    def read(count: int) -> None:
        nonlocal done
        done = min(done + count, total)
        if progress:
            progress(done, total)

    findings = _Findings(dump.limits.problems_listed_per_code)
    before, dump.on_read = dump.on_read, read
    try:
        counts = _count(dump, findings)
    finally:
        dump.on_read = before
    if progress:
        progress(total, total)
    return DumpSummary(dump.source, dump.site, dump.missing, counts, dict(findings.counts), tuple(findings.listed))


def _count(dump: Dump, findings: _Findings) -> Counts:
    users = _length(dump.users(findings))
    questions = answers = accepted = 0
    for post in dump.posts(findings):
        if isinstance(post, QuestionRow):
            questions += 1
            accepted += post.accepted_answer_id is not None
        else:
            answers += 1
    return Counts(
        users=users,
        questions=questions,
        answers=answers,
        accepted=accepted,
        comments=_length(dump.comments(findings)),
        votes=_length(dump.votes(findings)),
        links=_length(dump.links(findings)),
        tags=_length(dump.tags(findings)),
        revisions=_length(dump.revisions(findings)),
    )


def _length(rows: Iterable[object]) -> int:
    return sum(1 for _ in rows)
