"""The figure of a session in motion: shown as it is now, and a frame later again while it moves.

It has a timer of its own. The session's wakes for what is due and for whole seconds; a frame of the figure needs
neither the machine nor the words.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from unbend.ui.motion import FRAME_MS, is_moving, moment_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.engine.view import View
    from unbend.session.clock import Clock
    from unbend.settings import Settings
    from unbend.ui.gallery import Gallery
    from unbend.ui.widgets.stage import Stage

_FASTEST_S = 0.04
"""Between two pictures, however fast the session runs."""


class Animation:
    """Moves the figure on a stage."""

    def __init__(self, gallery: Gallery, clock: Clock, settings: Settings, view: Callable[[], View]) -> None:
        """Show what `gallery` has for the session as `view` says it stands."""
        self._gallery = gallery
        self._clock = clock
        self._is_wanted = settings.figure
        self._is_still = settings.reduced_motion
        self._view = view
        self._timer: asyncio.TimerHandle | None = None

    def show(self, stage: Stage, *, moves_on: bool) -> None:
        """Show the figure as it is now; with `moves_on` again a frame later while it moves and `stage` is seen."""
        self._rest()
        if not self._is_wanted or not stage.has_room_for_figure:
            stage.show_figure(None, None)
            return
        view = self._view()
        scene = self._gallery.scene(view.variant)
        if scene is None:
            stage.show_figure(None, None)
            return
        stage.show_figure(scene, moment_of(view, scene.figure, is_still=self._is_still))
        if moves_on and not self._is_still and is_moving(view, scene.figure):
            wait_s = self._clock.to_real_s(FRAME_MS - view.elapsed_ms % FRAME_MS)
            self._timer = asyncio.get_running_loop().call_later(max(wait_s, _FASTEST_S), self._again, stage)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _again(self, stage: Stage) -> None:
        if stage.is_attached and stage.screen.is_current:
            self.show(stage, moves_on=True)
