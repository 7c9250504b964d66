"""make bench DATA=folder: real archives are taken over, counted, taken over again, killed on the way, and carried to
another database by an export.

    python -m bench.archives FOLDER [--db sqlite|postgresql] [--only NAME]

The folder is laid out as `archives/<name>/…`; what is not there is passed over. Every count comes from the database by
plain SQL, and none from what the commands say of themselves.
"""

import argparse
import filecmp
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from bench.kept import empty
from bench.running import ROOT
from config import TestSettings

KILLED_AT = 0.3
"""The share of its threads at which a run is killed."""
PATIENCE = 3600
MADE = "made.json"


@dataclass(frozen=True)
class Archive:
    """How one is read, and how many of what it is known to hold."""

    name: str
    command: tuple[str, ...]
    files: tuple[str, ...]
    holds: Mapping[str, int]
    kill: bool = False

    def words(self, folder: Path) -> list[str]:
        paths = {f"{{{number}}}": str(folder / self.name / file) for number, file in enumerate(self.files)}
        return ["import", *(paths.get(word, word) for word in self.command), "--source", self.name]

    def there(self, folder: Path) -> bool:
        return all((folder / self.name / file).exists() for file in self.files)


ARCHIVES = (
    Archive(
        "se_iot_2017",
        ("stackexchange", "{0}", "--host", "iot.stackexchange.com"),
        ("se_iot_2017.zip",),
        {"questions": 320, "answers": 508, "accepted": 185},
    ),
    Archive(
        "se_italian_2014",
        ("stackexchange", "{0}", "--host", "italian.stackexchange.com"),
        ("se_italian_2014.zip",),
        {"questions": 266, "answers": 571, "accepted": 141},
    ),
    Archive("kb_thunderbird", ("articles", "{0}"), ("kb_thunderbird.zip",), {"articles": 155}),
    # Of its 19,164 lines 113 are headings without a post, and 4 topics stand there twice, with 11 posts the second time.
    # 248 of its 96,438 posts hold "---" in place of words: a topic was closed or moved.
    Archive(
        "slicer_forum",
        ("discourse", "{0}"),
        ("topics.jsonl.xz",),
        {"questions": 19_164 - 113 - 4, "posts": 96_438 - 11 - 248},
    ),
    Archive(
        "sumo_thunderbird",
        ("jsonl", "--questions", "{0}", "--answers", "{1}"),
        ("questions.jsonl.xz", "answers.jsonl.xz"),
        {"questions": 47_221, "answers and comments": 105_693},
        kill=True,
    ),
)

_COUNTED = text(
    "SELECT posts.kind, posts.standing, count(*), count(posts.accepted_at) FROM posts"
    " JOIN origins ON origins.id = posts.origin_id WHERE origins.source = :source GROUP BY posts.kind, posts.standing"
)
_STANDS = text("SELECT max(position * 1.0 / total) FROM import_batches WHERE source = :source AND total > 0")


def counted(engine: Engine, source: str) -> dict[str, int]:
    with engine.connect() as connection:
        rows = connection.execute(_COUNTED, {"source": source}).all()
    found = {f"{kind}s": sum(row[2] for row in rows if row[0] == kind) for kind in {row[0] for row in rows}}
    found["posts"] = sum(row[2] for row in rows)
    found["answers and comments"] = found.get("answers", 0) + found.get("comments", 0)
    found["hidden"] = sum(row[2] for row in rows if row[1] != "visible")
    found["accepted"] = sum(row[3] for row in rows if row[0] == "answer")
    return found


class Site:
    """A database, and the commands run on it."""

    def __init__(self, settings: TestSettings) -> None:
        self.url = str(settings.SQLALCHEMY_DATABASE_URI)
        folder = str(settings.INSTANCE_PATH)
        self.env = {
            **os.environ,
            "INSTANCE_PATH": folder,
            "SEARCH_PATH": f"{folder}/search",
            "DATABASE_URL": self.url,
            "IMAGES_PATH": f"{folder}/images",
            "BACKUP_PATH": f"{folder}/backups",
        }
        self.engine = create_engine(self.url)
        self.run("db", "upgrade")

    def started(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-W", "ignore", "-m", "flask", "--app", "wsgi", *words]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.Popen(command, env=self.env, cwd=ROOT, text=True, **pipes)  # type: ignore[call-overload]

    def run(self, *words: str) -> tuple[float, str]:
        """(seconds of processor time without the database's own, what it said)"""
        began = _children()
        child = self.started(*words)
        said, _nothing = child.communicate(timeout=PATIENCE)
        if child.returncode:
            raise SystemExit(f"flask {' '.join(words)}\n{said[-3000:]}")
        return _children() - began, said

    def stands_at(self, source: str) -> float:
        with self.engine.connect() as connection:
            return float(connection.scalar(_STANDS, {"source": source}) or 0)

    def killed(self, archive: Archive, words: list[str]) -> float:
        """Starts the command and ends it without warning; how far it was."""
        child = self.started(*words)
        while child.poll() is None and self.stands_at(archive.name) < KILLED_AT:
            time.sleep(0.05)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        return self.stands_at(archive.name)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def taken_over(site: Site, archive: Archive, folder: Path) -> Iterator[str]:
    words = archive.words(folder)
    if archive.kill:
        at = site.killed(archive, words)
        yield f"  killed at {at:.0%}, with {counted(site.engine, archive.name)['posts']:,} posts written"
    before = counted(site.engine, archive.name)["posts"]
    seconds, _said = site.run(*words)
    found = counted(site.engine, archive.name)
    yield "  " + ", ".join(f"{number:,} {name}" for name, number in sorted(found.items()) if number)
    rate = (found["posts"] - before) / seconds
    yield f"  {found['posts'] - before:,} posts in {seconds:.1f} CPU s: {rate:,.0f} a CPU second, reading and checking included"
    for name, number in archive.holds.items():
        verdict = "as it should be" if found.get(name, 0) == number else f"NO: {number:,} are in the archive"
        yield f"  {name}: {found.get(name, 0):,}, {verdict}"
    seconds, said = site.run(*words)
    more = counted(site.engine, archive.name)["posts"] - found["posts"]
    yield f"  again: {more:,} more in {seconds:.1f} CPU s, {'said so' if 'Nothing new.' in said else 'NO: said otherwise'}"


def carried(site: Site, other: Site, folder: Path) -> Iterator[str]:
    """The community exported, taken into an empty database, and exported again: the same files, but for the one that says
    when it was made?"""
    folder.mkdir()
    first, second = folder / "first", folder / "second"
    out, _said = site.run("export", str(first))
    into, _said = other.run("import", "community", str(first))
    other.run("export", str(second))
    size = sum(path.stat().st_size for path in first.rglob("*") if path.is_file())
    names = sorted(str(path.relative_to(first)) for path in first.rglob("*") if path.is_file())
    beside = sorted(str(path.relative_to(second)) for path in second.rglob("*") if path.is_file())
    _same, differing, missing = filecmp.cmpfiles(first, second, names, shallow=False)
    differing = [name for name in differing + missing if name != MADE]
    verdict = "the same" if names == beside and not differing else f"NO: {differing}"
    yield f"export, import, export: {len(names)} files of {size / 2**20:,.0f} MiB: {verdict}"
    yield f"  export {out:.1f} CPU s, import with its index {into:.1f} CPU s"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.archives", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--db", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--only", default="", help="archives with this in their name")
    given = parser.parse_args()
    there = [one for one in ARCHIVES if given.only in one.name and one.there(given.data / "archives")]
    if not there:
        raise SystemExit(f"There is no archive known here in {given.data / 'archives'}.")
    with empty(given.db, "archives") as settings:
        site = Site(settings)
        for archive in there:
            sys.stdout.write(f"{archive.name}\n")
            for line in taken_over(site, archive, given.data / "archives"):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
        with empty("sqlite", "archives_copy") as copy:
            for line in carried(site, Site(copy), Path(settings.INSTANCE_PATH) / "carried"):
                sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
