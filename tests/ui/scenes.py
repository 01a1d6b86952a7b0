"""Ways to every screen, for pictures of them: for the tests, and for the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.engine.plan import PhaseKind
from unbend.engine.state import Status
from unbend.units import SECOND

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.album import Album
    from tests.ui.desk import Desk

EVERY_KIND = """\
unbend: 1
title: Every kind of moment
steps:
  - {exercise: reach, reps: 2, sets: 2, lead: 3s, note: From Anna}
  - walk: 30s
  - {exercise: pack, time: 5m}
  - {exercise: box-breath, reps: 2}
  - {exercise: rolls, reps: 8, advance: key}
exercises:
  reach:
    name: Reach over
    areas: [low-back, shoulders]
    position: standing
    kind: stretch
    sides: both
    dose: {tempo: 2-8-2, gap: 2s, switch: 3s, rest: 5s}
    caution: Stay in front of the mirror line; no twisting.
    how:
      - Reach one arm up and over to the other side.
      - Keep both feet heavy and breathe out on the way.
      - Stop at the first mild pull.
  pack: {name: Warm pack, areas: [low-back], position: seated, kind: heat, how: [Cloth between., Stay awake.]}
  box-breath: {name: Four-part breath, position: seated, kind: breathing, dose: {breath: 4-2-4-2}, how: [In., Out.]}
  rolls: {name: Shoulder rolls, areas: [shoulders], position: seated, sides: alternate, how: [Roll back., Slowly.]}
"""


def write_routine(folder: Path, name: str, text: str) -> None:
    """Put a routine file among the user's."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


async def start(desk: Desk, name: str, pain: str = "enter") -> None:
    """Start the routine that the filter finds by `name`."""
    await desk.press("slash", *("space" if letter == " " else letter for letter in name), "enter", "enter", pain)


async def go_to(desk: Desk, kind: PhaseKind, into: int = SECOND) -> None:
    """Let time pass to the next phase of `kind`, and `into` it."""
    screen = desk.session()
    for _ in range(2_000):
        view = screen.runner.view()
        if view.phase is not None and view.phase.kind is kind:
            break
        if view.status is Status.AWAITING:
            await desk.press("enter")
        else:
            desk.pass_by(min(view.remaining_ms or SECOND, SECOND))
    else:
        raise AssertionError(kind)
    await desk.after(into)


async def every_moment(desk: Desk, album: Album) -> None:
    """Take a picture of each kind of phase, and of each way to stand still."""
    await start(desk, "every kind")
    await album.keep("player-first", desk)
    for kind in (
        PhaseKind.EASE_IN,
        PhaseKind.HOLD,
        PhaseKind.EASE_OUT,
        PhaseKind.LET_GO,
        PhaseKind.SWITCH,
        PhaseKind.REST,
        PhaseKind.LEAD_IN,
        PhaseKind.WALK,
        PhaseKind.TIME,
        PhaseKind.BREATHE_IN,
        PhaseKind.BREATHE_HOLD,
        PhaseKind.BREATHE_OUT,
        PhaseKind.BREATHE_WAIT,
        PhaseKind.OWN_PACE,
        PhaseKind.WAIT,
    ):
        await go_to(desk, kind)
        await album.keep(f"player-{kind}", desk)


async def pain(desk: Desk, album: Album) -> None:
    """Take a picture of every question after the pain key, of what is offered, and of the pause that follows."""
    await start(desk, "every kind")
    await go_to(desk, PhaseKind.HOLD)
    await desk.press("space")
    await album.keep("player-paused", desk)
    await desk.press("space")
    await album.keep("player-going-on", desk)
    await desk.press("p")
    await album.keep("pain-quiet", desk)
    await desk.press("x")
    await album.keep("pain-how", desk)
    await desk.press("5")
    await album.keep("pain-kind", desk)
    await desk.press("1")
    await desk.press("down")
    await album.keep("pain-where", desk)
    await desk.press("s")
    await album.keep("pain-spreading", desk)
    await desk.press("n")
    await album.keep("pain-offers", desk)
    await desk.press("3")
    await album.keep("player-after-pain", desk)
    await desk.press("p", "7", "3", "l", "n")
    await desk.press("2")
    await desk.after(10 * SECOND)
    await album.keep("player-resting", desk)
    await desk.after(50 * SECOND)
    await album.keep("pain-after-rest", desk)
    await desk.press("1", "p", "9", "4", "k", "y")
    await album.keep("signs", desk)
    await desk.press("a")
    await album.keep("hold-a", desk)


async def the_rest(desk: Desk, album: Album) -> None:
    """Take a picture of what comes before and after a session."""
    await album.keep("library", desk)
    await desk.press("question_mark")
    await album.keep("help", desk)
    await desk.press("escape", "slash", *"neck")
    await album.keep("library-filtered", desk)
    await desk.press("escape", "f")
    await album.keep("fit-asked", desk)
    await desk.press("2", "enter", "enter")
    await album.keep("fit-shown", desk)
    await desk.press("escape")
    await start(desk, "desk reset", "t")
    await album.keep("signs-at-start", desk)
    await desk.press("n")
    await album.keep("still-only", desk)
    await desk.press("escape")
    await start(desk, "desk reset", "6")
    await album.keep("gentler", desk)
    await desk.press("escape")
    await start(desk, "one-side")
    await album.keep("side-asked", desk)
    await desk.press("escape")
    await start(desk, "desk reset", "3")
    await desk.after(20 * SECOND)
    await desk.press("n", "e", "q")
    await album.keep("stop-asked", desk)
    await desk.press("1", "4")
    await album.keep("summary", desk)
