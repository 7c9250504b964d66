"""What takes a whole community in one go: an archive taken over, and the index made anew."""

import json
import os
import random
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.kept import Place
from bench.machine import cpu_seconds, family, spent
from bench.running import ROOT
from bench.vocabulary import language

ANSWERS = 10
WORDS = 100
POSTS, THREADS = "import, posts", "index, threads"


@dataclass(frozen=True)
class Bulk:
    """So many things, and what they took: by the clock, and of processor time, the database's included. What any command
    takes to start is left out."""

    number: int
    seconds: float
    cpu_seconds: float

    def as_dict(self) -> dict[str, float]:
        rates = {"per_second": self.number / self.seconds, "per_cpu_second": self.number / self.cpu_seconds}
        return {name: round(value, 3) for name, value in {**asdict(self), **rates}.items()}


def measured_in_bulk(place: Place, questions: int) -> dict[str, Bulk]:
    """The archive comes last: it makes the community larger."""
    files = write_archive(place.folder, questions)
    start = _command(place, "search", "--help")
    tasks = {
        THREADS: (questions, ["search", "rebuild"]),
        POSTS: (questions * (1 + ANSWERS), ["import", "jsonl", "--source", "Old forum", *files]),
    }
    found = {}
    for name, (number, command) in tasks.items():
        seconds, cpu = _command(place, *command)
        found[name] = Bulk(number, max(seconds - start[0], 0.01), max(cpu - start[1], 0.01))
    return found


def write_archive(folder: Path, questions: int) -> list[str]:
    """Two files of JSON lines; the options that name them."""
    rng, words = random.Random(11), language("en")
    shared = {"created": "2023-01-01 09:00:00 +0000", "updated": "2023-01-02 09:00:00 +0000", "is_spam": "false"}
    with (folder / "questions.jsonl").open("w") as asked, (folder / "answers.jsonl").open("w") as answered:
        for number in range(1, questions + 1):
            text = {"content": f"<p>{' '.join(words.picks(rng, WORDS))}</p>"}
            about = {"tags": "", "product": "", "topic": "", "locale": "en-US", "answers": "", "solution": ""}
            row = {"id": str(number), "title": " ".join(words.picks(rng, 8)), "creator": f"member{number % 500}"}
            asked.write(json.dumps({**shared, **about, **row, **text}) + "\n")
            for place in range(ANSWERS):
                text = {"content": f"<p>{' '.join(words.picks(rng, WORDS))}</p>"}
                row = {"id": f"{number * ANSWERS + place}", "question_id": str(number)}
                credit = {"creator": f"member{(number + place) % 499}", "num_helpful": "0", "num_unhelpful": "0"}
                answered.write(json.dumps({**shared, **row, **credit, **text}) + "\n")
    return ["--questions", str(folder / "questions.jsonl"), "--answers", str(folder / "answers.jsonl")]


def _command(place: Place, *words: str) -> tuple[float, float]:
    """(seconds, seconds of processor time) of a command and of the database that works for it."""
    env = {**os.environ, **place.settings(), "DATABASE_URL": place.url}
    server = list(family(place.server.child.popen.pid)) if place.server else []
    before, own, began = cpu_seconds(server), _children(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "flask", "--app", "wsgi", *words],
        env=env, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    seconds = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(f"flask {' '.join(words)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    after = cpu_seconds(family(place.server.child.popen.pid)) if place.server else {}
    return seconds, _children() - own + spent(before, after)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
