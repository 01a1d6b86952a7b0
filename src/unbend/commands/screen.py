"""The screen: opens the app on the library, or on one routine. Not a command of its own; `unbend` alone leads here."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from unbend import resources
from unbend.commands import places
from unbend.errors import EXIT_DONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.audio.player import Player
    from unbend.audio.voice import Voice
    from unbend.session.clock import Clock
    from unbend.session.runner import Listener
    from unbend.settings import Settings
    from unbend.ui.screens.work import WorkScreen
    from unbend.ui.services import Request
    from unbend.units import Ms


def open_app(  # noqa: PLR0913  # what each command has of its own
    *,
    settings: Settings,
    trouble: str,
    request: Request | None = None,
    work_clock: Callable[[], WorkScreen] | None = None,
    clock: Clock | None = None,
    listeners: Callable[[], tuple[Listener, ...]] = tuple,
) -> int:
    """Run the app and return its exit code; `listeners` makes what listens to a session begun in the library."""
    gc.disable()  # the app turns it on again with its first frame; meanwhile the search would find nothing
    from unbend.session.clock import SystemClock  # noqa: PLC0415  # with the rest of what only a session needs
    from unbend.ui.app import UnbendApp  # noqa: PLC0415  # brings Textual along
    from unbend.ui.input_thread import quiet_input  # noqa: PLC0415  # likewise
    from unbend.ui.services import Services  # noqa: PLC0415  # likewise

    services = Services(
        clock=clock or SystemClock(),
        make_player=_make_player,
        find_voice=_find_voice,
        folders=places.folders,
        index_file=resources.index_file(),
        history_file=resources.history_file(),
        settings_file=resources.settings_file(),
        listeners=listeners,
    )
    app = UnbendApp(services, settings, request=request, work_clock=work_clock, trouble=trouble)
    with quiet_input():
        code = app.run()
    if app.return_code:  # a bug: Textual has told of it
        return app.return_code
    return EXIT_DONE if code is None else code


def open_library() -> int:
    """Open the app on the library; a work clock that runs hears of each session that is finished."""
    sentences: list[str] = []
    settings = places.settings(sentences.append)
    return open_app(settings=settings, trouble=" ".join(sentences), listeners=_tellers_of_breaks)


def _tellers_of_breaks() -> tuple[Listener, ...]:
    from threading import Thread  # noqa: PLC0415  # no session before the first frame

    from unbend.session.finished import WhenFinished  # noqa: PLC0415  # likewise

    def tell(length_ms: Ms) -> None:
        # The screen does not wait for it. No daemon: who quits at once waits the second that it may take.
        Thread(target=_tell_of_break, args=(length_ms,), name="unbend-had-break").start()

    return (WhenFinished(tell),)


def _tell_of_break(length_ms: Ms) -> None:
    """Let a work clock that runs count a break of that length, which ended now."""
    from unbend.work.telling import had_break  # noqa: PLC0415  # likewise

    had_break(resources.work_socket(), length_ms)


def _make_player(settings: Settings, bell: Callable[[], None], tell: Callable[[str], None]) -> Player:
    from unbend.session.parts import make_player  # noqa: PLC0415  # no sound before a session

    return make_player(settings, bell, tell)


def _find_voice(chosen: str) -> Voice:
    from unbend.session.parts import voice_called  # noqa: PLC0415  # likewise

    return voice_called(chosen)
