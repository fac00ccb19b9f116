"""A process of our own that answers in lines, and may be late or die without harm.

>>> echo = LineProcess("import sys\\nfor line in sys.stdin: print(line.strip() * 2, flush=True)")
>>> echo.ask("ab", seconds=30.0)
'abab'
>>> echo.stop()
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread
from typing import IO

_PATH = "import json, sys; sys.path[:] = json.loads(sys.argv[1])\n"


class ProcessDiedError(Exception):
    """It ended before it had answered."""


class ProcessLateError(Exception):
    """It did not answer in time, and was ended."""


class LineProcess:
    """A Python process that runs `program`, started at once; a line in, a line out."""

    def __init__(self, program: str) -> None:
        self._answers: Queue[str] = Queue()
        path = json.dumps([p or os.getcwd() for p in sys.path])
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PATH + program, path],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
            start_new_session=True,
        )  # fmt: skip
        lines = self._process.stdout
        if lines is not None:
            Thread(target=_take_in, args=(lines, self._answers), daemon=True).start()

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def say(self, line: str) -> None:
        """Send a line. Raises ProcessDiedError."""
        stream = self._process.stdin
        try:
            if stream is None:
                raise OSError("no stream")
            stream.write(line + "\n")
            stream.flush()
        except (OSError, ValueError) as error:
            self.stop()
            raise ProcessDiedError from error

    def hear(self, seconds: float) -> str:
        """The next line that it gives. Raises ProcessDiedError or ProcessLateError."""
        try:
            answer = self._answers.get(timeout=seconds)
        except Empty:
            self.stop()
            raise ProcessLateError from None
        if not answer:
            self.stop()
            raise ProcessDiedError
        return answer.rstrip("\n")

    def ask(self, line: str, seconds: float) -> str:
        """Its answer to a line. Raises ProcessDiedError or ProcessLateError."""
        self.say(line)
        return self.hear(seconds)

    def stop(self) -> None:
        """End it, and what it started."""
        if self._process.poll() is None:
            with suppress(ProcessLookupError, PermissionError):
                if hasattr(os, "killpg"):
                    os.killpg(self._process.pid, signal.SIGKILL)
                else:
                    self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError, ValueError):
                    stream.close()


def _take_in(lines: IO[str], answers: Queue[str]) -> None:
    with suppress(ValueError, OSError):  # closed
        for line in lines:
            answers.put(line)
    answers.put("")


def answering() -> IO[str]:
    """In such a process: where answers go, whatever is printed going elsewhere."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return out


def reply(out: IO[str], line: str) -> None:
    """Answer with a line; where nobody waits for it any more, end."""
    try:
        out.write(line + "\n")
        out.flush()
    except (BrokenPipeError, ValueError):
        os._exit(0)
