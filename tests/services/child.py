"""Programs the tests start beside themselves, and that never outlive them."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

STOP_SECONDS = 10


class DidNotStart(RuntimeError):
    """A program ended, or stayed silent, before it was ready; the message carries the end of its log."""

    def __init__(self, name: str, log: Path) -> None:
        super().__init__(f"{name} did not start. The end of its log:\n{end_of(log)}")


class Child:
    """One started program with its log file."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        log: Path,
        name: str,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        user: str | None = None,
        orphan_signal: str = "TERM",
    ) -> None:
        """`orphan_signal` is what the kernel sends it should the tests be killed before they could stop it."""
        self.name = name
        self.log = log
        with log.open("ab") as output:
            self.popen = subprocess.Popen(
                [*as_user(user, orphan_signal), *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=env,
                cwd=cwd,
                # Its own session, so that Ctrl-C reaches the tests alone and they stop it in order.
                start_new_session=True,
            )

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Returns as soon as `ready()` holds; stops it and raises `DidNotStart` when it ends or the time is up."""
        end = time.monotonic() + seconds
        try:
            while not ready():
                if self.popen.poll() is not None or time.monotonic() > end:
                    raise DidNotStart(self.name, self.log)
                time.sleep(0.02)
        except BaseException:
            self.stop()
            raise

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """Asks it to end, then ends whatever is left of its session."""
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGCONT)
            self.popen.send_signal(sign)
            with suppress(subprocess.TimeoutExpired):
                self.popen.wait(STOP_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()


def as_user(user: str | None, orphan_signal: str = "TERM") -> list[str]:
    """What to put before a command so that it runs as `user` (None: as ourselves) and ends when we are killed."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        if user is not None:
            raise RuntimeError("Starting a service as another user needs setpriv (Debian package util-linux).")
        return []
    identity = [f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups"] if user else []
    return [setpriv, *identity, f"--pdeathsig={orphan_signal}"]


def unprivileged_user(*preferred: str) -> str | None:
    """The first of these users that exists, if we are root; None, meaning ourselves, if we are not."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    for name in preferred:
        if name in names:
            return name
    raise RuntimeError(f"None of the users {', '.join(preferred)} exists, and this service refuses to run as root.")


def end_of(log: Path, lines: int = 30) -> str:
    """The last lines of a log, or a sentence saying that there are none."""
    text = log.read_text(errors="replace") if log.exists() else ""
    return "\n".join(text.splitlines()[-lines:]) or "(the log is empty)"
