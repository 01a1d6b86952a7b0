"""The screen: opens the app on the library, or on one routine. Not a command of its own; `unbend` alone leads here."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from unbend import resources
from unbend.commands import places
from unbend.commands.had_break import tellers_of_breaks
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
    return open_app(settings=settings, trouble=" ".join(sentences), listeners=tellers_of_breaks)


def _make_player(settings: Settings, bell: Callable[[], None], tell: Callable[[str], None]) -> Player:
    from unbend.session.parts import make_player  # noqa: PLC0415  # no sound before a session

    return make_player(settings, bell, tell)


def _find_voice(chosen: str) -> Voice:
    from unbend.session.parts import voice_called  # noqa: PLC0415  # likewise

    return voice_called(chosen)
