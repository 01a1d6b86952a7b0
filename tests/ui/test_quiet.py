"""Whether the tests of the screen know when there is nothing left to do."""

from __future__ import annotations

import asyncio
from threading import Event

import pytest

from tests.ui.quiet import no_guessing, quiet

_SOON_S = 0.01
_NEVER_S = 3_600


async def test_it_is_not_quiet_while_a_thread_works_nor_before_what_follows_is_done() -> None:
    """However long it takes: whoever awaits the thread goes on, in as many turns of the loop as it needs."""

    async def work() -> None:
        await asyncio.to_thread(finished.wait)
        for _ in range(20):
            await asyncio.sleep(0)

    finished = Event()
    with no_guessing():
        task = asyncio.create_task(work())
        asyncio.get_running_loop().call_later(_SOON_S, finished.set)
        await quiet()
        assert task.done()


async def test_what_waits_for_a_timer_or_a_person_is_quiet() -> None:
    """Else no test would ever go on."""
    with no_guessing():
        timer = asyncio.create_task(asyncio.sleep(_NEVER_S))
        person = asyncio.create_task(asyncio.Event().wait())
        await quiet()
        assert not timer.done()
        assert not person.done()
        for task in (timer, person):
            task.cancel()
        await quiet()
        assert timer.cancelled()
        assert person.cancelled()


async def test_what_fails_in_a_thread_is_told() -> None:
    """To whoever awaits it, as with any other executor."""
    with no_guessing(), pytest.raises(ZeroDivisionError):
        await asyncio.to_thread(divmod, 1, 0)


async def test_work_that_is_no_longer_awaited_does_not_disturb() -> None:
    """A cancelled task leaves its thread to end by itself."""
    finished = Event()
    with no_guessing():
        task = asyncio.create_task(asyncio.to_thread(finished.wait))
        asyncio.get_running_loop().call_soon(task.cancel)
        asyncio.get_running_loop().call_later(_SOON_S, finished.set)
        await quiet()
        assert task.cancelled()
