"""What the operating system says about processes: processor time and memory."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
ITS_OWN, OF_ITS_ENDED_CHILDREN = slice(11, 13), slice(13, 15)


def family(pid: int) -> Iterator[int]:
    """A process and everything it started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from family(int(child))


def name_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def cpu_seconds(pids: Iterable[int], *, of: slice = ITS_OWN) -> dict[int, float]:
    """Processor time of each process since it began, its own and the system's for it; exact to a hundredth."""
    found = {}
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[pid] = sum(int(field) for field in fields[of]) / TICK
    return found


def spent(before: dict[int, float], after: dict[int, float]) -> float:
    return sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())


def memory_mb(pid: int) -> tuple[float, float]:
    """(PSS, RSS) in MiB. PSS shares out what several processes have in common, so that sums are true."""
    values = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, _colon, rest = line.partition(":")
        values[name] = int(rest.split()[0]) / 1024
    return values["Pss"], values["Rss"]
