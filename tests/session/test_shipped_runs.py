"""Shipped routines in the line mode from start to end, with every check, lock and wait that safety asks for."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.doubles import KeysDouble, ListenerDouble, PlayerDouble
from unbend.engine import events as e
from unbend.engine.plan import CueKind, PhaseKind
from unbend.history.recorder import Recorder
from unbend.history.store import Store
from unbend.pain import words
from unbend.pain.rules import LAST_GETTING_UP, RULES, Rule
from unbend.routine.folders import Folders
from unbend.routine.library import Library
from unbend.session.clock import ManualClock
from unbend.session.day_rules import DayRules
from unbend.session.keys import ENTER
from unbend.session.output import Output
from unbend.session.plain import LineMode
from unbend.settings import Settings
from unbend.units import HOUR, MINUTE, SECOND

if TYPE_CHECKING:
    from unbend.units import Ms

ROUTINES = Path(__file__).resolve().parents[2] / "routines"
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
ASKED = f"{words.ASK_SKIN} Enter: yes. n: leave this pack out."


class Answering(KeysDouble):
    """A person who presses one key at each question about the skin, and at whatever else waits."""

    def __init__(self, clock: ManualClock, stream: io.StringIO, key: str) -> None:
        super().__init__(clock, [])
        self._hangs_up_ms = 6 * HOUR
        self._stream = stream
        self._key = key
        self._seen = 0

    def wait(self, seconds: float, /) -> list[str]:
        """Press the key where the last line asks for one."""
        keys = super().wait(seconds)
        said = self._stream.getvalue()
        is_asked = said.endswith((f"{ASKED}\n", "when you are back.\n")) and len(said) > self._seen
        self._seen = len(said)
        return [self._key] if is_asked and self._key else keys


class Followed:
    """A shipped routine, or a file's text, in the line mode; already over."""

    def __init__(self, folder: Path, name: str, key: str = ENTER, *, has_keys: bool = True, text: str = "") -> None:
        if text:
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        library = Library(Folders(ROUTINES, folder))
        self.plan = library.compile(library.find(name)).plan
        self.clock, self.heard, stream = ManualClock(), ListenerDouble(), io.StringIO()
        keys = Answering(self.clock, stream, key) if has_keys else KeysDouble(self.clock, [], are_there=False)
        file = folder / "history.db"
        recorder = Recorder(lambda: Store.open(file), self.plan, lambda: NOON)
        mode = LineMode(
            plan=self.plan,
            clock=self.clock,
            keys=keys,
            player=PlayerDouble(),
            recorder=recorder,
            settings=Settings(),
            out=Output(stream),
            listeners=[self.heard, recorder],
            baseline=None,
            rules=DayRules(file, self.clock.wall),
        )
        mode.run()
        recorder.close()
        assert mode.is_finished
        self.lines = stream.getvalue().splitlines()

    def count(self, line: str) -> int:
        """Return how often `line` was said, indented or not."""
        return [each.strip() for each in self.lines].count(line)

    def begun(self, kind: PhaseKind) -> list[Ms]:
        """Return the instants at which phases of `kind` began."""
        phases = [event for event in self.heard.events if isinstance(event, e.PhaseStarted)]
        return [event.due_ms for event in phases if event.phase.kind is kind]

    @property
    def outcomes(self) -> list[str]:
        """How each step ended."""
        return [str(event.outcome) for event in self.heard.events if isinstance(event, e.StepEnded)]


def test_the_shower_runs_by_voice_alone(tmp_path: Path) -> None:
    """Nothing waits, every step may be left out, warm water is no pack, and nothing is asked before the end."""
    followed = Followed(tmp_path, "hot-shower-stretch", key="")
    (finished,) = [event for event in followed.heard.events if isinstance(event, e.Finished)]
    assert finished.due_ms == followed.plan.total_ms
    steps = [line for line in followed.lines if line.startswith("Step ")]
    assert len(steps) == len(followed.plan.steps)
    assert all(line.endswith(words.LEAVE_OUT) for line in steps)
    assert all(phase.is_timed for step in followed.plan.steps for phase in step.normal.phases)
    assert followed.count(words.TAKE_OFF) == followed.count(ASKED) == 0
    assert followed.count(RULES[Rule.SHOWER]) == 1
    over = next(number for number, line in enumerate(followed.lines) if line.startswith("Done"))
    assert [line for line in followed.lines[:over] if "?" in line and "Dizzy?" not in line] == []
    assert any(words.ASK_END in line for line in followed.lines[over:])


def test_a_warm_pack_is_set_up_looked_under_and_taken_off(tmp_path: Path) -> None:
    """At five and ten minutes, and at the end; then down to the floor, and the way up is told when it is over."""
    followed = Followed(tmp_path, "heat-then-stretch")
    looks = [event for event in followed.heard.events if isinstance(event, e.CueFired)]
    on_ms = followed.begun(PhaseKind.TIME)[0]
    assert [event.due_ms - on_ms for event in looks if event.cue.kind is CueKind.SKIN] == [5 * MINUTE, 10 * MINUTE]
    assert followed.count(words.LOOK_AT_SKIN) == 2
    assert followed.count(words.TAKE_OFF) == 1
    order = [
        RULES[Rule.HEAT],
        "Wrap the warm pack and put it on: 30 s.",
        words.LOOK_AT_SKIN,
        words.TAKE_OFF,
        "Get down to the floor, slowly: 10 s.",
        RULES[Rule.STRETCH],
        RULES[Rule.BREATH],
        LAST_GETTING_UP,
    ]
    places = [[line.strip() for line in followed.lines].index(line) for line in order]
    assert places == sorted(places)
    assert {*followed.outcomes} == {"done"}


def test_alternating_asks_before_each_pack_that_comes_again(tmp_path: Path) -> None:
    """Four warm and four cold: the first of each goes on, the others wait for an answer, which counts no time."""
    followed = Followed(tmp_path, "alternate-heat-cold")
    assert followed.count(ASKED) == len(followed.begun(PhaseKind.SKIN_CHECK)) == 6
    assert followed.count(words.TAKE_OFF) == 8
    assert {*followed.outcomes} == {"done"}
    waited_ms = sum(
        event.performed_ms
        for event in followed.heard.events
        if isinstance(event, e.PhaseEnded) and event.phase.kind is PhaseKind.SKIN_CHECK
    )
    (finished,) = [event for event in followed.heard.events if isinstance(event, e.Finished)]
    assert finished.due_ms == followed.plan.total_ms + waited_ms
    assert followed.count(RULES[Rule.HEAT]) == followed.count(RULES[Rule.COLD]) == 1


def test_n_leaves_a_pack_out(tmp_path: Path) -> None:
    """The first of each kind was on; the six that come again are not."""
    followed = Followed(tmp_path, "alternate-heat-cold", key="n")
    assert followed.outcomes == ["done", "done", *["skipped"] * 6, "done"]
    assert followed.count(words.TAKE_OFF) == 2


def test_a_pack_is_not_put_on_again_without_an_answer(tmp_path: Path) -> None:
    """Where nobody can reach the keyboard, after two minutes; where there is none, at once."""
    unanswered = Followed(tmp_path, "alternate-heat-cold", key="")
    assert unanswered.count(words.SKIN_UNANSWERED) == 6
    (piped,) = [Followed(tmp_path, "alternate-heat-cold", has_keys=False)]
    assert piped.count(words.SKIN_NO_KEYS) == 6
    for followed in (unanswered, piped):
        assert followed.outcomes == ["done", "done", *["skipped"] * 6, "done"]
    assert len(piped.begun(PhaseKind.TIME)) == 3
    (finished,) = [event for event in piped.heard.events if isinstance(event, e.Finished)]
    assert finished.performed_ms < 7 * MINUTE


def test_a_walk_by_the_time_ends_by_itself(tmp_path: Path) -> None:
    """Three walks of three, twelve and two minutes, and nothing that waits."""
    followed = Followed(tmp_path, "lunch-walk", key="")
    walks = [
        event.performed_ms
        for event in followed.heard.events
        if isinstance(event, e.PhaseEnded) and event.phase.kind is PhaseKind.WALK
    ]
    assert walks == [3 * MINUTE, 12 * MINUTE, 2 * MINUTE]
    assert followed.begun(PhaseKind.WAIT) == []
    assert followed.count(RULES[Rule.STRETCH]) == 1


@pytest.mark.parametrize("has_keys", [True, False])
def test_a_walk_by_the_key_waits_until_the_person_is_back(tmp_path: Path, *, has_keys: bool) -> None:
    """The time comes first; then the key, where there is one."""
    text = "unbend: 1\ntitle: Out\nsteps:\n  - {walk: 1m, advance: key}\n  - rest: 5s\n"
    followed = Followed(tmp_path, "out", has_keys=has_keys, text=text)
    assert followed.count("Press Enter when you are back.") == 1
    assert followed.begun(PhaseKind.WAIT) == [10 * SECOND + MINUTE]
    assert followed.outcomes == ["done", "done"]


def test_by_voice_alone_nothing_waits_whatever_the_file_says(tmp_path: Path) -> None:
    """A key that nobody can reach is passed over, and repetitions at one's own pace get a time."""
    text = (
        "unbend: 1\ntitle: Heard\nmode: voice\ndefaults: {advance: key}\nsteps:\n"
        "  - {walk: 1m}\n  - {rest: 5s, advance: key}\n  - {exercise: rolls, reps: 8}\n"
        "exercises:\n  rolls: {name: Rolls, position: standing}\n"
    )
    followed = Followed(tmp_path, "heard", key="", text=text)
    assert all(phase.is_timed for step in followed.plan.steps for phase in step.normal.phases)
    assert "8 times, at your own pace. 40 s." in followed.lines
    assert {*followed.outcomes} == {"done"}
