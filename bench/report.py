"""The figures as a table on the screen, and kept as JSON and as the same table."""

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.budgets import BULK_PER_CPU_SECOND, verdicts
from bench.bulk import Bulk
from bench.measuring import Figures

COLUMNS = ("CPU ms", "budget", "p50 ms", "p95 ms", "p99 ms", "requests/s", "queries", "jobs CPU ms", "bytes")
BULK_COLUMNS = ("number", "seconds", "CPU s", "a second", "a CPU second", "at least")
WIDE = 40


def table(
    kind: str, questions: int, figures: Mapping[str, Figures], memory: dict[str, Any], bulk: Mapping[str, Bulk]
) -> str:
    judged = verdicts(kind, questions, figures, memory["together"]["pss_mb"])
    lines = [f"{questions} questions of ten answers, {kind}", ""]
    lines.append(f"{'':{WIDE}}" + "".join(f"{name:>13}" for name in COLUMNS) + "  holds")
    for name, row in figures.items():
        found, budget = judged.get(name, (None, None))
        cells = (row.cpu_ms, budget, row.p50_ms, row.p95_ms, row.p99_ms, row.per_second, row.queries, row.jobs_cpu_ms)
        line = f"{name:{WIDE}}" + "".join(f"{_cell(cell):>13}" for cell in cells) + f"{row.bytes:>13}"
        lines.append(f"{line}  {_holds(found, budget)}".rstrip())
    if bulk:
        lines += ["", f"{'all at once':{WIDE}}" + "".join(f"{name:>13}" for name in BULK_COLUMNS) + "  holds"]
    for name, done in bulk.items():
        values, least = done.as_dict(), BULK_PER_CPU_SECOND[kind][name]
        line = f"{name:{WIDE}}" + "".join(f"{_cell(cell):>13}" for cell in (*values.values(), least))
        holds = "yes" if values["per_cpu_second"] >= least else f"NO: {values['per_cpu_second']:.0f} < {least:.0f}"
        lines.append(f"{line}  {holds}")
    lines += ["", f"{'memory, MiB':{WIDE}}{'PSS':>13}{'RSS':>13}"]
    for name, part in memory.items():
        line = f"{name:{WIDE}}{part['pss_mb']:>13.1f}{part['rss_mb']:>13.1f}"
        found, budget = judged.get("memory", (None, None)) if name == "together" else (None, None)
        lines.append(f"{line}  {_holds(found, budget)}{f' (budget {budget:.0f})' if budget else ''}".rstrip())
    return "\n".join(lines) + "\n"


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _holds(found: float | None, budget: float | None) -> str:
    if found is None or budget is None:
        return ""
    return "yes" if found <= budget else f"NO: {found:.1f} > {budget:.1f}"


def keep(folder: Path, kind: str, questions: int, shown: str, content: dict[str, Any]) -> Path:
    """Writes both; the name says when, how many and which database. No path or name of the machine is kept."""
    moment = datetime.now(UTC)
    path = folder / f"{moment:%Y-%m-%d}-{questions}-{kind}.json"
    on = {"at": moment.isoformat(timespec="seconds"), "cores": os.cpu_count(), "python": platform.python_version()}
    path.write_text(json.dumps({**on, "database": kind, "questions": questions, **content}, indent=1) + "\n")
    path.with_suffix(".txt").write_text(shown)
    return path
