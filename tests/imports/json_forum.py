"""A small forum as JSON lines, of our own writing. Change the rows before writing to plant whatever a test is about."""

import json
import lzma
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]

DAY = "2023-01-0{day} 09:00:00 +0000"


def question(number: int, **columns: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "created": DAY.format(day=1),
        "updated": DAY.format(day=2),
        "title": f"Mail {number} does not arrive",
        "content": f"<p>The mail does not arrive, and it is number {number}.</p>",
        "tags": "fix-problems;",
        "product": "thunderbird",
        "topic": "troubleshooting",
        "locale": "en-US",
        "answers": "",
        "creator": "anna",
        "is_spam": "false",
        "solution": "",
    } | columns


def answer(number: int, to: int, day: int = 2, **columns: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "question_id": str(to),
        "created": DAY.format(day=day),
        "updated": DAY.format(day=day),
        "content": f"<p>Try this, number {number}.</p>",
        "creator": "bruno",
        "is_spam": "false",
        "num_helpful": "2",
        "num_unhelpful": "1",
    } | columns


def large(questions: int, answers: int) -> tuple[Rows, Rows]:
    """The third answer to each is the asker's own; half of the questions have that one as their solution."""
    asked = [
        question(number, creator=f"asker{number % 50}", solution=str(number * 100 + 2) if number % 2 else "")
        for number in range(1, questions + 1)
    ]
    said = [
        answer(number * 100 + place, number, creator=f"asker{number % 50}" if place % 3 == 2 else f"helper{place}")
        for place in range(answers)
        for number in range(1, questions + 1)
    ]
    return asked, said


def write(folder: Path, questions: Rows, answers: Rows, *, packed: bool = False) -> tuple[Path, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    return _file(folder / "questions.jsonl", questions, packed), _file(folder / "answers.jsonl", answers, packed)


def _file(path: Path, rows: Rows, packed: bool) -> Path:
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    if packed:
        path, data = path.with_suffix(".jsonl.xz"), lzma.compress(data)
    path.write_bytes(data)
    return path
