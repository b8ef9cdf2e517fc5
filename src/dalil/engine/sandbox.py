"""A process that reads foreign files for us and can be killed: bounded in time, memory and what it may answer."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import IO

from dalil.engine.frames import FrameError, Ready, Reply, Request, Working, read_frame, write_frame
from dalil.errors import DalilError

READER = "dalil.engine.document:read_document"
_EXIT_SECONDS = 2.0
# Loading takes a quarter of a second; on a cold disk of a busy machine, many of them.
_START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document, or a part of a long one, may cost.

    Wall-clock seconds, address space of the worker, bytes of the answer.
    """

    seconds: float = 20.0
    memory_bytes: int = 1024 * 1024 * 1024
    answer_bytes: int = 64 * 1024 * 1024


DEFAULT_LIMITS = Limits()


class WorkerLostError(DalilError):
    """The worker was killed or died, and is gone; `str(error)` is the reason, in one line."""


class WorkerStartError(DalilError):
    """The worker does not start, whatever it is asked: the installation is broken, not a file."""


class Sandbox:
    """One worker, started when first asked and again after each loss; to be closed, or used as a context.

    `reader` names the function from a Document to its Reading that the worker runs, as module:function.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS, *, reader: str = READER) -> None:
        self.limits = limits
        self._reader = reader
        self._process: subprocess.Popen[bytes] | None = None
        self._is_ready = self._is_retired = False
        self._replies: queue.SimpleQueue[Reply | FrameError | None] = queue.SimpleQueue()

    def start(self) -> None:
        """Starts the worker, if it does not run, so that it loads while its parent does something else."""
        if self._process is not None:
            return
        if self._is_retired:
            raise WorkerStartError("no more documents are read")
        command = [sys.executable, "-P", "-m", "dalil.engine.worker", self._reader]
        command += [str(self.limits.memory_bytes), str(int(self.limits.seconds) + 10)]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._replies, self._is_ready = queue.SimpleQueue(), False
        assert self._process.stdout is not None
        # A thread and not select(): pipes cannot be waited for with a time limit on every platform.
        threading.Thread(
            target=_collect, args=(self._process.stdout, self._replies, self.limits.answer_bytes), daemon=True
        ).start()

    def send(self, request: Request) -> None:
        """Raises WorkerLostError where the worker is gone, WorkerStartError where it cannot be had."""
        self._wait_ready()
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            write_frame(self._process.stdin, request)
        except OSError:
            raise self._lose(None) from None

    def receive(self) -> Reply:
        """The next reply, within the time of one document or of a part of it that the worker tells of.

        Where none comes: WorkerLostError, the worker killed.
        """
        while isinstance(reply := self._receive(self.limits.seconds), Working):
            pass
        return reply

    def _wait_ready(self) -> None:
        self.start()
        if self._is_ready:
            return
        try:
            self._is_ready = isinstance(self._receive(_START_SECONDS), Ready)
        except WorkerLostError as error:
            raise WorkerStartError(f"documents cannot be read here: {error}") from None

    def _receive(self, seconds: float) -> Reply:
        try:
            reply = self._replies.get(timeout=seconds)
        except queue.Empty:
            raise self._lose(f"not read within {seconds:g} seconds") from None
        if isinstance(reply, FrameError):
            too_large = f"what was read from it is larger than {self.limits.answer_bytes // 2**20} MB"
            raise self._lose(too_large if str(reply) == "too large" else f"the worker's answer was {reply}")
        if reply is None:
            raise self._lose(None)
        return reply

    def kill(self) -> None:
        """Ends the worker at once."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what the worker can no longer take is of no interest
                    pipe.close()

    def retire(self) -> None:
        """Ends the worker at once, whoever waits for it, and for good."""
        self._is_retired = True
        self.kill()

    def close(self) -> None:
        """Lets the worker end by itself; kills it where it does not."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_EXIT_SECONDS)
        self.kill()

    def _lose(self, reason: str | None) -> WorkerLostError:
        """The worker is given up; without a `reason`, its own exit tells it."""
        if reason is None and self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_EXIT_SECONDS)
            reason = self._explain(self._process.returncode)
        self.kill()
        return WorkerLostError(reason or "the worker ended")

    def _explain(self, code: int | None) -> str:
        if code == EXIT_MEMORY:
            return f"needs more than {self.limits.memory_bytes / 2**30:g} GB of memory"
        if code is not None and code < 0:
            return f"the worker crashed (signal {-code})"
        return f"the worker ended (exit code {code})"

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.kill()


# The exit code by which a worker says that its memory was not enough.
EXIT_MEMORY = 77


def _collect(stream: IO[bytes], replies: queue.SimpleQueue[Reply | FrameError | None], max_bytes: int) -> None:
    """Puts the frames of `stream` into `replies`, then None at its end or the error that ended it."""
    reply: Reply | FrameError | None
    while True:
        try:
            reply = read_frame(stream, Reply, max_bytes=max_bytes)  # type: ignore[arg-type]
        except FrameError as error:
            reply = error
        except (OSError, ValueError):  # closed under our hands by kill()
            reply = None
        replies.put(reply)
        if reply is None or isinstance(reply, FrameError):
            return
