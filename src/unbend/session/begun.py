"""A listener that knows whether a session began: whoever leaves at the questions before it has done nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.engine import events as e

if TYPE_CHECKING:
    from unbend.engine.state import State
    from unbend.units import Ms


class Begun:
    """Hears of the beginning of one session."""

    def __init__(self) -> None:
        self.is_so = False
        """Whether it began."""

    def handle(self, event: e.Event, _late_ms: Ms) -> None:
        """Note that it began."""
        self.is_so |= isinstance(event, e.Started)

    def beat(self, state: State) -> None:
        """Nothing to note between events."""
