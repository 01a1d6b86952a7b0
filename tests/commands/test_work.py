"""`unbend work`: what is refused before anything runs. The clock itself is tried in `tests/work` and at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unbend import resources
from unbend.breaks.events import BreakBegan
from unbend.breaks.rhythm import BeatKind
from unbend.commands import work_break
from unbend.commands.work_break import BreakLeader
from unbend.session.keys import ENTER
from unbend.session.output import Output
from unbend.settings import Settings
from unbend.units import MINUTE, SECOND

if TYPE_CHECKING:
    from typing import Self

    from tests.commands.conftest import Unbend


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--every", "30"), 'a duration needs a unit (write "30s")'),
        (("--every", "5h"), 'longer than 4h (write "4h" or less)'),
        (("--every", "30s"), "a stretch of work lasts a minute at least"),
        (("--break", "2h"), "longer than an hour"),
        (("--preset", "often"), "'light', 'classic', 'hourly', '20-8-2', 'walk-5-30'"),
        (("--routine", "desk-rest"), 'there is no routine called "desk-rest" (did you mean "desk-reset"?)'),
    ],
)
def test_what_cannot_be_is_one_sentence(unbend: Unbend, arguments: tuple[str, ...], said: str) -> None:
    """And no work clock begins: nothing is written."""
    found = unbend("work", "--plain", *arguments)
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert found.err.count("\n") == 1
    assert not resources.work_state_file().exists()


class EnterOnly:
    """Somebody who skips every question, and lets the session have its moments between."""

    are_there = True

    def __init__(self) -> None:
        self.waits = 0

    def wait(self, _seconds: float, /) -> list[str]:
        """Press Enter, every other time."""
        self.waits += 1
        return [ENTER] if self.waits % 2 else []

    def __enter__(self) -> Self:
        """Begin to listen."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""


def began(
    break_ms: int = 2 * MINUTE, kind: BeatKind = BeatKind.MOVE, routine: str | None = None, *, is_short: bool = False
) -> BreakBegan:
    """Return what a break that begins is like."""
    return BreakBegan(due_ms=0, break_ms=break_ms, kind=kind, routine=routine, is_short=is_short, is_early=False)


@pytest.mark.parametrize(
    ("event", "named", "routine"),
    [
        (began(), None, "stand-and-move-2"),
        (began(is_short=True), "desk-reset", "micro-break-30"),
        (began(30 * SECOND), None, "micro-break-30"),
        (began(), "eyes-and-wrists", "eyes-and-wrists"),
        (began(routine="desk-reset"), "eyes-and-wrists", "desk-reset"),
        (began(5 * MINUTE, BeatKind.WALK), None, "walking-break"),
    ],
    ids=["picked", "short", "half a minute", "named", "fixed", "walk"],
)
def test_a_break_runs_what_it_is_for(event: BreakBegan, named: str | None, routine: str) -> None:
    """The routine of a fixed time before the one that was named, and that before one that is picked."""
    said: list[str] = []
    leader = BreakLeader(Settings(output="off"), named, 3600, said.append)
    leader.have(event, EnterOnly())
    assert (leader.last_routine, said) == (routine, [])


def test_a_routine_that_is_gone_leaves_a_break_without_one(capsys: pytest.CaptureFixture[str]) -> None:
    """It lasts until the person says that they are back."""
    keys, out = EnterOnly(), Output(None)
    said: list[str] = []
    leader = BreakLeader(Settings(output="off"), None, 3600, said.append)
    leader.have(began(routine="gone"), keys)
    (sentence,) = said
    assert 'no routine called "gone"' in sentence
    assert sentence.endswith(work_break.WITHOUT_A_ROUTINE)
    assert (leader.last_routine, keys.waits, capsys.readouterr().out, out.is_gone) == (None, 1, "", True)
