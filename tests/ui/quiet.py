"""When an app under test has nothing left to do but wait for the person.

Textual's pilot guesses it: it sleeps 20 ms at a time until the process has used little of the processor. That costs a
fifth of a second for every key, and on a busy machine the guess is wrong. The event loop knows: nothing in it is ready
to run, and no thread works for it.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from unittest.mock import patch
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = ParamSpec("P")
T = TypeVar("T")

_LOOKS_AGAIN_S = 0.001


class Threads(ThreadPoolExecutor):
    """The threads of an event loop, each with one piece of work, so that it is known which still work.

    A pool would not do: a future is done before whoever awaits it is told, and in between nothing seems to be left.
    """

    def __init__(self) -> None:
        super().__init__(max_workers=1)
        self._working: list[Thread] = []

    def submit(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do `work` in a thread of its own."""
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()  # what has begun cannot be cancelled

        def run() -> None:
            try:
                future.set_result(work(*args, **kwargs))
            except BaseException as error:  # noqa: BLE001  # whoever awaits it is told, as of any executor
                future.set_exception(error)

        self._working.append(Thread(target=run, daemon=True))
        self._working[-1].start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  # theirs
        """Wait for what is under way."""
        for thread in self._working if wait else ():
            thread.join()
        super().shutdown(wait, cancel_futures=cancel_futures)

    @property
    def are_working(self) -> bool:
        """Whether any thread has not ended, or has not told yet that it did."""
        self._working = [thread for thread in self._working if thread.is_alive()]
        return bool(self._working)


_threads: WeakKeyDictionary[asyncio.AbstractEventLoop, Threads] = WeakKeyDictionary()


async def quiet(*_spans: float) -> None:
    """Wait until nothing in the event loop can go on without a key, a timer or the network.

    Takes and leaves aside the spans of `textual._wait.wait_for_idle`, in whose place it stands.
    """
    loop: Any = asyncio.get_running_loop()
    threads = _threads.get(loop)
    await asyncio.sleep(0)
    # The threads first: one that has ended has left what it leads to among what is ready.
    while (threads is not None and threads.are_working) or loop._ready:  # noqa: ASYNC110, SLF001  # no event tells it
        await asyncio.sleep(0 if loop._ready else _LOOKS_AGAIN_S)  # noqa: SLF001


@contextmanager
def no_guessing() -> Iterator[None]:
    """Let the pilots of the running event loop wait until it is quiet, instead of guessing when."""
    loop = asyncio.get_running_loop()
    if loop not in _threads:
        _threads[loop] = Threads()
        loop.set_default_executor(_threads[loop])
    with patch("textual.pilot.wait_for_idle", quiet), patch("textual.app.wait_for_idle", quiet):
        yield
