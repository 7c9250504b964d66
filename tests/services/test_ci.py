"""The verdict of `.ci/run`, given what `make test` might say."""

import os
import subprocess
from pathlib import Path

import pytest

RUN = Path(__file__).resolve().parents[2] / ".ci" / "run"


def verdict(folder: Path, says: str, status: int = 0) -> tuple[int, list[str], str]:
    """Exit status, lines and complaints of `.ci/run` when `make` prints `says` and ends with `status`."""
    make = folder / "make"
    make.write_text(f"#!/bin/sh\ncat <<'SAYS'\n{says}\nSAYS\nexit {status}\n")
    make.chmod(0o755)
    ran = subprocess.run(
        [str(RUN)], capture_output=True, text=True, env={"PATH": f"{folder}:{os.environ['PATH']}"}, check=False
    )
    return ran.returncode, ran.stdout.splitlines(), ran.stderr


@pytest.mark.parametrize(
    "closing", ["=== 27 passed in 13.94s ===", "= 1 passed in 75.20s (0:01:15) =", "3 passed in 0.1s"]
)
def test_every_test_passed(tmp_path: Path, closing: str) -> None:
    status, lines, complaints = verdict(tmp_path, f"some dots\n{closing}")
    assert (status, lines[-1], complaints) == (0, closing, "")


@pytest.mark.parametrize(
    ("closing", "complaint"),
    [
        ("== 27 passed, 1 skipped in 13.94s ==", "Not every test"),
        ("== 27 passed, 1 xfailed in 13.94s ==", "Not every test"),
        ("== 27 passed, 2 xpassed in 13.94s ==", "Not every test"),
        ("== 27 passed, 3 deselected in 13.94s ==", "Not every test"),
        ("== 27 passed, 1 error in 13.94s ==", "Not every test"),
        ("== 4 skipped in 0.94s ==", "No test passed"),
        ("== no tests ran in 0.01s ==", "No closing line"),
        ("nothing at all", "No closing line"),
    ],
)
def test_a_test_that_did_not_run_fails_the_run(tmp_path: Path, closing: str, complaint: str) -> None:
    status, _, complaints = verdict(tmp_path, closing)
    assert status == 1
    assert complaint in complaints


def test_a_failing_make_fails_the_run_whatever_it_printed(tmp_path: Path) -> None:
    status, lines, complaints = verdict(tmp_path, "== 27 passed in 13.94s ==", status=2)
    assert status == 1
    assert lines[-1] == "== 27 passed in 13.94s =="
    assert "make test failed" in complaints
