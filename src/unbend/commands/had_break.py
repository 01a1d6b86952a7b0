"""A session that was finished was a break: a work clock that runs in another terminal hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unbend.session.runner import Listener
    from unbend.units import Ms


def tellers_of_breaks() -> tuple[Listener, ...]:
    """Return what listens to one session and mentions it when it is finished, from its first moment to its last."""
    from threading import Thread  # noqa: PLC0415  # no session before the first frame

    from unbend.session.finished import WhenFinished  # noqa: PLC0415  # likewise

    def tell(length_ms: Ms) -> None:
        # The session does not wait for it. No daemon: who quits at once waits the second that it may take.
        Thread(target=_tell, args=(length_ms,), name="unbend-had-break").start()

    return (WhenFinished(tell),)


def _tell(length_ms: Ms) -> None:
    from unbend import resources  # noqa: PLC0415  # likewise
    from unbend.work.telling import had_break  # noqa: PLC0415  # likewise

    had_break(resources.work_socket(), length_ms)
