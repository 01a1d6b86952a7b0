"""A break of the work clock, line by line: which routine it is, and the session itself in the same terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.breaks.rhythm import BeatKind
from unbend.commands.follow import Asked
from unbend.errors import UnbendError
from unbend.session.begun import Begun
from unbend.session.clock import SystemClock
from unbend.session.keys import ENTER, HANGUP, INTERRUPT
from unbend.units import MINUTE

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.breaks.events import BreakBegan
    from unbend.session.keys import Keys
    from unbend.settings import Settings

SHORT = "micro-break-30"
WALK = "walking-break"
WITHOUT_A_ROUTINE = "Take it without a routine; Enter when you are back."
_ENDS = frozenset({ENTER, "q", INTERRUPT, HANGUP})
_LOOKS_EVERY_S = 60.0


class BreakLeader:
    """Leads through one break after the other."""

    def __init__(self, settings: Settings, routine: str | None, speed: float, say: Callable[[str], None]) -> None:
        """Follow `routine` in each break that has none of its own; None for one that is picked."""
        self._settings = settings
        self._routine = routine
        self._speed = speed
        self._say = say
        self.last_routine: str | None = None
        """What the last break was; None for no routine."""

    def have(self, began: BreakBegan, keys: Keys) -> bool:
        """Lead through the break that `began`; when the person is done with it, return whether anything was done."""
        from unbend.commands.plain import run_plain  # noqa: PLC0415  # hours may pass before it is needed

        try:
            asked, why_none = self.asked(began)
            if asked is not None:
                session = Begun()
                run_plain(
                    asked.routine,
                    None,
                    log=None,
                    settings=self._settings,
                    clock=SystemClock(self._speed),
                    sentences=filter(None, [asked.why]),
                    minutes=asked.minutes,
                    keys=keys,
                    listeners=(session,),
                )
                return session.is_so
        except UnbendError as error:
            self.last_routine, why_none = None, f"{error}."
        self._say(f"{why_none} {WITHOUT_A_ROUTINE}")
        while not _ENDS & {*keys.wait(_LOOKS_EVERY_S)}:
            pass
        return True

    def asked(self, began: BreakBegan) -> tuple[Asked | None, str]:
        """Return what is followed in that break, or None and why nothing is. Raises `UnbendError`."""
        self.last_routine = None
        asked, why_none = self._asked(began)
        if asked is not None:
            self.last_routine = asked.routine
        return asked, why_none

    def _asked(self, began: BreakBegan) -> tuple[Asked | None, str]:
        minutes = began.break_ms // MINUTE
        if began.is_short:
            return Asked(SHORT), ""
        named = began.routine or self._routine
        if named is not None:
            return Asked(named), ""
        if began.kind is BeatKind.WALK and minutes:
            return Asked(WALK, minutes), ""
        return self._picked(minutes) if minutes else (Asked(SHORT), "")

    def _picked(self, minutes: int) -> tuple[Asked | None, str]:
        from unbend.commands.known import known_at  # noqa: PLC0415  # as above
        from unbend.commands.picking import picked, routines_there  # noqa: PLC0415  # as above
        from unbend.routine.pick import BreakWish  # noqa: PLC0415  # as above

        return picked(routines_there(), BreakWish(minutes), known_at(SystemClock().wall(), self._say))
