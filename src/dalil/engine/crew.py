"""Several workers at once: shares of the input go out to them, outcomes come back in the order of the input.

Invariant: what is yielded does not depend on how many workers there are, but for which of two equal documents, read at
the same time, is the known one.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from dalil.engine.sandbox import Limits, Sandbox

_AHEAD = 2  # shares a worker beyond the one that is waited for
_PATIENCE = 0.05  # seconds
Task = TypeVar("Task")
Outcome = TypeVar("Outcome")


@dataclass(slots=True)
class _Share(Generic[Task, Outcome]):
    """A share on its way: what came back so far, and whether that is all."""

    task: Task
    outcomes: deque[Outcome] = field(default_factory=deque)
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class _Question:
    """Whether a document is known: only the thread that owns the case may say."""

    sha256: str
    answer: queue.SimpleQueue[bool]


class _End:
    """Behind the last outcome of a share."""


def read_side_by_side(
    tasks: Iterable[Task],
    work: Callable[[Task, Callable[[str], bool], Sandbox], Iterator[Outcome]],
    known: Callable[[str], bool],
    *,
    limits: Limits,
    reader: str,
    workers: int,
) -> Iterator[Outcome]:
    """The outcomes of all `tasks`, in their order; at most a few shares are ahead of the one that is waited for.

    `work` reads one of them in a worker; its second argument tells whether the document of a sha256 is known already.
    Workers start when they are first needed. Raises what `work` raises.
    """
    given: queue.SimpleQueue[_Share[Task, Outcome] | None] = queue.SimpleQueue()
    events: queue.SimpleQueue[tuple[_Share[Task, Outcome], object]] = queue.SimpleQueue()
    sandboxes = [Sandbox(limits, reader=reader) for _ in range(workers)]
    sandboxes[0].start()
    threads = [
        threading.Thread(target=_serve, args=(sandbox, work, given, events), daemon=True) for sandbox in sandboxes
    ]
    for thread in threads:
        thread.start()
    pending: deque[_Share[Task, Outcome]] = deque()
    rest = iter(tasks)
    is_whole = False
    try:
        while True:
            while len(pending) < 1 + _AHEAD * workers and (task := next(rest, None)) is not None:
                pending.append(_Share(task))
                given.put(pending[-1])
            if not pending:
                break
            while pending[0].outcomes:
                yield pending[0].outcomes.popleft()
            if pending[0].is_done:
                pending.popleft()
            else:
                _take(*events.get(), known)
        is_whole = True
    finally:
        for _ in threads:
            given.put(None)
        for sandbox in sandboxes:
            sandbox.close() if is_whole else sandbox.retire()
        _dismiss(threads, events)


def _take(share: _Share[Task, Outcome], event: object, known: Callable[[str], bool]) -> None:
    if isinstance(event, _Question):
        event.answer.put(known(event.sha256))
    elif isinstance(event, _End):
        share.is_done = True
    elif isinstance(event, BaseException):
        raise event
    else:
        share.outcomes.append(event)  # type: ignore[arg-type]


def _dismiss(
    threads: Iterable[threading.Thread], events: queue.SimpleQueue[tuple[_Share[Task, Outcome], object]]
) -> None:
    """Waits for the threads to end; what one of them still asks is answered, since its worker is gone anyway."""
    for thread in threads:
        while thread.is_alive():
            with contextlib.suppress(queue.Empty):
                event = events.get(timeout=_PATIENCE)[1]
                if isinstance(event, _Question):
                    event.answer.put(False)


def _serve(
    sandbox: Sandbox,
    work: Callable[[Task, Callable[[str], bool], Sandbox], Iterator[Outcome]],
    given: queue.SimpleQueue[_Share[Task, Outcome] | None],
    events: queue.SimpleQueue[tuple[_Share[Task, Outcome], object]],
) -> None:
    """One thread: it has one worker, and tells all that happens."""
    while (share := given.get()) is not None:
        answer: queue.SimpleQueue[bool] = queue.SimpleQueue()

        def ask(sha256: str, share: _Share[Task, Outcome] = share, answer: queue.SimpleQueue[bool] = answer) -> bool:
            events.put((share, _Question(sha256, answer)))
            return answer.get()

        try:
            for outcome in work(share.task, ask, sandbox):
                events.put((share, outcome))
        except BaseException as error:  # it is raised where the outcomes are waited for
            events.put((share, error))
            return
        events.put((share, _End()))
