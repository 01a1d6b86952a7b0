"""The figure's own timer: again a frame later while it moves, and not at all when it rests."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import a_plan, a_step, ease_in, ease_out, hold
from tests.script import Session
from unbend.engine import commands as c
from unbend.routine.picture import Picture
from unbend.session.clock import ManualClock
from unbend.settings import Settings
from unbend.ui.animation import Animation
from unbend.ui.gallery import Gallery

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbend.figure.scene import Moment, Scene

GALLERY = Gallery({"stretch": Picture(base="sit", there=("arm_r side 165/10",))})


@dataclass
class Loop:
    """A loop that calls back when the test says so."""

    waiting: list[tuple[float, Callable[..., None], tuple[Any, ...]]] = field(default_factory=list)

    def call_later(self, wait_s: float, then: Callable[..., None], *args: Any) -> SimpleNamespace:  # noqa: ANN401  # asyncio's
        """Keep it."""
        entry = (wait_s, then, args)
        self.waiting.append(entry)

        def cancel() -> None:
            if entry in self.waiting:
                self.waiting.remove(entry)

        return SimpleNamespace(cancel=cancel)

    def turn(self) -> None:
        """Call back what waits."""
        _, then, args = self.waiting.pop()
        then(*args)


@dataclass
class Stage:
    """A stage that remembers what it showed."""

    has_room_for_figure: bool = True
    is_attached: bool = True
    screen: Any = field(default_factory=lambda: SimpleNamespace(is_current=True))
    shown: list[tuple[Scene | None, Moment | None]] = field(default_factory=list)

    def show_figure(self, scene: Scene | None, moment: Moment | None) -> None:
        """Remember it."""
        self.shown.append((scene, moment))


@pytest.fixture
def loop(monkeypatch: pytest.MonkeyPatch) -> Loop:
    """Return the loop of the app."""
    made = Loop()
    monkeypatch.setattr("unbend.ui.animation.asyncio.get_running_loop", lambda: made)
    return made


def moving(settings: Settings | None = None) -> tuple[Session, Animation]:
    """Return a session of one stretch, begun, and what moves its figure."""
    session = Session(a_plan(a_step(ease_in(2_000), hold(10_000), ease_out(2_000)))).at(0, c.Start())
    return session, Animation(GALLERY, ManualClock(), settings or Settings(), lambda: session.view)


def show(animation: Animation, stage: Stage, *, moves_on: bool = True) -> None:
    """Show the figure on a stage that is no widget."""
    animation.show(stage, moves_on=moves_on)  # type: ignore[arg-type]  # all that is asked of one


def test_while_it_moves_it_is_shown_again_a_frame_later(loop: Loop) -> None:
    """And each time a little further."""
    session, figure = moving()
    stage = Stage()
    show(figure, stage)
    for now_ms in (100, 200, 300):
        assert len(loop.waiting) == 1
        assert 0 < loop.waiting[0][0] <= 0.1
        session.wake(now_ms)
        loop.turn()
    parts = [moment.part for _, moment in stage.shown if moment is not None]
    assert parts == sorted(set(parts))
    assert len(parts) == 4


def test_where_the_person_holds_no_timer_runs(loop: Loop) -> None:
    """The breath comes with the seconds."""
    session, figure = moving()
    session.wake(5_000)
    show(figure, Stage())
    assert loop.waiting == []


def test_a_pause_stops_it(loop: Loop) -> None:
    """At once."""
    session, figure = moving()
    stage = Stage()
    show(figure, stage)
    session.at(500, c.Pause(c.PauseReason.PAIN))
    show(figure, stage)
    assert loop.waiting == []


def test_shown_twice_it_has_one_timer(loop: Loop) -> None:
    """Each second shows it as well."""
    _, figure = moving()
    stage = Stage()
    show(figure, stage)
    show(figure, stage)
    assert len(loop.waiting) == 1


def test_below_another_screen_it_waits(loop: Loop) -> None:
    """Until it is shown again."""
    _, figure = moving()
    stage = Stage()
    show(figure, stage)
    stage.screen.is_current = False
    loop.turn()
    assert loop.waiting == []
    assert len(stage.shown) == 1


def test_with_less_motion_no_timer_runs(loop: Loop) -> None:
    """The key frame is shown all the same."""
    _, figure = moving(replace(Settings(), reduced_motion=True))
    stage = Stage()
    show(figure, stage)
    assert loop.waiting == []
    assert stage.shown[0][0] is not None


@pytest.mark.parametrize("settings", [replace(Settings(), figure=False), Settings()])
def test_unwanted_or_without_room_nothing_stands_there(loop: Loop, settings: Settings) -> None:
    """Not even what stood there before."""
    _, figure = moving(settings)
    stage = Stage(has_room_for_figure=not settings.figure)
    show(figure, stage)
    assert stage.shown == [(None, None)]
    assert loop.waiting == []


def test_driven_it_moves_only_when_it_is_told(loop: Loop) -> None:
    """As in these tests' own app."""
    _, figure = moving()
    show(figure, Stage(), moves_on=False)
    assert loop.waiting == []
