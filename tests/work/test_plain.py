"""The work clock line by line, under a clock that is driven: two weeks beside the hand-computed table, and the keys."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Self

import pytest

from tests.breaks.desk import at
from tests.breaks.test_fortnight import COMMANDS, DOES, SETTINGS, expected, lived, rows
from tests.work.doubles import WorkListenerDouble
from unbend.breaks import commands as c
from unbend.breaks.rhythm import PRESETS, Preset, WorkSettings
from unbend.breaks.state import Status
from unbend.session.clock import ManualClock, steady_ms
from unbend.session.keys import ENTER, HANGUP, INTERRUPT
from unbend.session.output import Output
from unbend.units import MINUTE, SECOND
from unbend.work.inbox import Inbox
from unbend.work.plain import HOW_ELSEWHERE, WorkLines
from unbend.work.runner import WorkRunner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unbend.breaks.events import BreakBegan
    from unbend.session.keys import Keys

CLASSIC = WorkSettings(beats=PRESETS[Preset.CLASSIC].beats)
BY_KEY = {"later 2": "1", "later 5": "2", "later 10": "3", "skip": "x", "short": "s", "stop": "q"}
"""What of `DOES` has a key; the rest is asked from another terminal, or told by the machine."""


class Person:
    """Somebody at the keys, whose days pass as a list says; waiting moves the clock.

    Of a list `10:00 enter` is a key; a callable is done at its time.
    """

    def __init__(
        self, clock: ManualClock, does: list[tuple[str, str | Callable[[], object]]], *, at_keys: bool
    ) -> None:
        self._clock = clock
        self._does = does
        self._at_keys = at_keys
        self.waits = 0

    @property
    def are_there(self) -> bool:
        """Whether there are keys."""
        return self._at_keys

    def wait(self, seconds: float, /) -> list[str]:
        """Let time pass to the next thing that is done, `seconds` at the most."""
        self.waits += 1
        if not self._does:
            return [HANGUP]
        when, what = self._does[0]
        left_ms = (at(when) - self._clock.wall()) // timedelta(milliseconds=1)
        wait_ms = max(round(seconds * SECOND), 1)
        if left_ms > wait_ms:
            self._clock.advance(wait_ms)
            return []
        self._clock.advance(max(left_ms, 0))
        self._does.pop(0)
        if isinstance(what, str):
            return [what, *self._typed_with_it(when)]
        what()
        return []

    def _typed_with_it(self, when: str) -> list[str]:
        """Return the keys that were typed in the same moment."""
        found = []
        while self._does and self._does[0][0] == when and isinstance(self._does[0][1], str):
            found.append(self._does.pop(0)[1])
        return [str(each) for each in found]

    def __enter__(self) -> Self:
        """Begin to listen."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""


class Room:
    """A work clock in line mode with everything around it."""

    def __init__(self, settings: WorkSettings, begins: str, *, at_keys: bool = True, is_headless: bool = False) -> None:
        self.clock = ManualClock(at(begins))
        self.runner = WorkRunner(settings, self.clock)
        self.listener = WorkListenerDouble()
        self.runner.listen(self.listener)
        self.does: list[tuple[str, str | Callable[[], object]]] = []
        self.person = Person(self.clock, self.does, at_keys=at_keys)
        self.lengths_ms: list[int] = []
        self.broken_off = ""
        self.is_had = True
        self.stream = io.StringIO()
        self.inbox = Inbox()
        self.mode = WorkLines(
            runner=self.runner,
            keys=self.person,
            inbox=self.inbox,
            out=Output(self.stream),
            have_break=self._have_break,
            is_headless=is_headless,
        )

    def _have_break(self, _began: BreakBegan, keys: Keys) -> bool:
        """Let the break last as long as it is to, woken as a session is."""
        end_ms = self.clock.now_ms() + (self.lengths_ms.pop(0) if self.lengths_ms else 2 * MINUTE)
        while (left_ms := end_ms - self.clock.now_ms()) > 0:
            pressed = keys.wait(min(left_ms, SECOND) / SECOND)
            if pressed:
                self.broken_off = pressed[0]
                break
        return self.is_had

    def run(self) -> list[str]:
        """Run it to its end; return the lines."""
        self.mode.run()
        return self.stream.getvalue().splitlines()


@pytest.fixture
def room() -> Iterator[Room]:
    """Return a room at nine on a Monday, a break each half hour."""
    found = Room(CLASSIC, "2026-03-02 09:00")
    with found.inbox:
        yield found


def fortnight(room: Room) -> None:
    """Let the person do what the two weeks say."""

    def machine(word: str, said: list[str]) -> Callable[[], object]:
        minutes = 0 if not said or ":" in said[0] else int(said[0])
        match word:
            case "sleep":
                return lambda: room.clock.sleep(minutes * MINUTE)
            case "set":
                return lambda: room.clock.set_wall_back(-minutes * MINUTE)
            case "idle":
                return lambda: room.runner.send(c.SeenIdle(steady_ms(room.clock) - minutes * MINUTE))
            case _:
                return lambda: room.runner.send(COMMANDS[word](*said))

    for day, (clock, word, *said) in rows(DOES):
        if word in ("have", "short"):
            room.lengths_ms.append(int(said[0]) * MINUTE if said else MINUTE)
        key = ENTER if word == "have" else BY_KEY.get(" ".join([word, *said]))
        if word != "end":  # of the short break, which lasts a minute here
            room.does.append((f"{day} {clock}", machine(word, said) if key is None else key))


def test_two_weeks_at_a_desk_equal_the_table_that_was_computed_by_hand() -> None:
    """Row for row what happened, and word for word the log of the schedule itself."""
    room = Room(SETTINGS, "2026-03-02 08:50")
    with room.inbox:
        fortnight(room)
        stands, keys, *log = room.run()
    assert room.listener.told == expected()
    assert log == lived().lines
    assert stands == "Outside the working hours; work is counted from 09:00."
    assert keys.startswith("Enter begins a break")


def test_over_two_weeks_it_wakes_once_a_minute_at_the_most() -> None:
    """Breaks aside, in which a session has its own heartbeat."""
    room = Room(SETTINGS, "2026-03-02 08:50", at_keys=False)
    with room.inbox:
        room.does.append(("2026-03-16 09:00", HANGUP))
        room.run()
    minutes = 14 * 24 * 60
    assert minutes <= room.person.waits < minutes + 14 * 20


def test_an_announcement_a_postponement_and_the_break(room: Room) -> None:
    """A morning."""
    room.does += [("2026-03-02 09:30", "1"), ("2026-03-02 09:33", ENTER), ("2026-03-02 09:40", "q")]
    assert [each[20:] for each in room.run()[2:]] == [
        " In 1 min: a break of 2 min.",
        " Time for a break of 2 min.",
        " Postponed by 2 min, to 09:32.",
        " In 1 min: a break of 2 min.",
        " Time for a break of 2 min.",
        " The break begins: 2 min.",
        " The time for this break is over; it lasts until you are done.",
        " Back after 2 min. The next break is at 10:05.",
        " The work clock is stopped.",
    ]
    assert not room.mode.was_interrupted


def test_without_keys_nothing_begins_by_itself() -> None:
    """It waits, until the terminal goes away."""
    room = Room(CLASSIC, "2026-03-02 09:00", at_keys=False)
    with room.inbox:
        room.does.append(("2026-03-02 12:00", HANGUP))
        lines = room.run()
    assert room.listener.told == ["Mon 09:00 WorkBegan", "Mon 09:29 BreakAnnounced", "Mon 09:30 BreakDue"]
    assert "No keys here: breaks are announced, and none begins by itself." in lines


def test_a_break_asked_for_where_there_are_no_keys_ends_with_its_time() -> None:
    """Nobody could say there that they are back."""
    room = Room(CLASSIC, "2026-03-02 09:00", at_keys=False)
    with room.inbox:
        room.does += [("2026-03-02 09:10", lambda: room.runner.send(c.TakeBreak()))]
        room.does += [("2026-03-02 09:20", HANGUP)]
        room.run()
    assert room.listener.told[1:] == ["Mon 09:10 BreakBegan", "Mon 09:12 BreakTimeOver", "Mon 09:12 BreakTaken"]


def test_a_break_asked_for_from_another_terminal_is_led_through_here(room: Room) -> None:
    """As if Enter had been pressed."""
    room.lengths_ms.append(90 * SECOND)
    room.does += [("2026-03-02 09:10", lambda: room.runner.send(c.TakeBreak())), ("2026-03-02 09:20", "q")]
    room.run()
    assert room.listener.told[1:] == ["Mon 09:10 BreakBegan", "Mon 09:11:30 BreakTaken", "Mon 09:20 Stopped"]


def test_stopped_from_another_terminal_in_a_break_both_end(room: Room) -> None:
    """The routine first."""
    room.does += [("2026-03-02 09:10", ENTER), ("2026-03-02 09:11", lambda: room.runner.send(c.Stop()))]
    room.run()
    assert room.listener.told[1:] == ["Mon 09:10 BreakBegan", "Mon 09:11 BreakTaken", "Mon 09:11 Stopped"]
    assert (room.broken_off, room.mode.was_interrupted) == (HANGUP, False)


@pytest.mark.parametrize(("key", "is_stopped"), [(INTERRUPT, True), (HANGUP, False)])
@pytest.mark.parametrize("when", ["2026-03-02 09:09", "2026-03-02 09:11"], ids=["at work", "in a break"])
def test_ctrl_c_ends_it_for_good_and_a_lost_terminal_does_not(
    room: Room, key: str, *, is_stopped: bool, when: str
) -> None:
    """What was kept after the latter is gone on from by the next start."""
    room.does += sorted([("2026-03-02 09:10", ENTER), (when, key)])
    room.run()
    assert room.mode.was_interrupted
    assert (room.runner.state.status is Status.STOPPED) == is_stopped


@pytest.mark.parametrize(("is_had", "became"), [(True, "BreakTaken"), (False, "BreakMissed")])
def test_a_terminal_that_is_lost_in_a_break_ends_it(room: Room, became: str, *, is_had: bool) -> None:
    """Whether anything was done in it, nobody knows any more at the next start."""
    room.is_had = is_had
    room.does += [("2026-03-02 09:10", ENTER), ("2026-03-02 09:11", HANGUP)]
    room.run()
    assert room.listener.told[1:] == ["Mon 09:10 BreakBegan", f"Mon 09:11 {became}"]


def test_space_pauses_and_goes_on(room: Room) -> None:
    """What was worked before still counts."""
    room.does += [("2026-03-02 09:10", " "), ("2026-03-02 09:20", " "), ("2026-03-02 09:21", "?")]
    room.does += [("2026-03-02 09:22", "q")]
    lines = room.run()
    assert room.listener.told[1:3] == ["Mon 09:10 Paused", "Mon 09:20 Resumed"]
    assert "  x: not this one" in lines
    assert any("The next break is at 09:40." in each for each in lines)


def test_keys_typed_after_a_break_began_belong_to_nothing(room: Room) -> None:
    """Enter twice in a hurry is one break, and its second no answer to a question."""
    room.does += [("2026-03-02 09:10", ENTER), ("2026-03-02 09:10", "q"), ("2026-03-02 09:30", "q")]
    room.run()
    assert room.listener.told[1:] == [
        "Mon 09:10 BreakBegan",
        "Mon 09:12 BreakTimeOver",
        "Mon 09:12 BreakTaken",
        "Mon 09:30 Stopped",
    ]


def test_without_a_terminal_it_announces_and_leads_through_nothing() -> None:
    """A break has its time and is over; a log that cannot be written ends nothing, and a signal does."""
    room = Room(CLASSIC, "2026-03-02 09:00", at_keys=False, is_headless=True)
    with room.inbox:
        room.does += [
            ("2026-03-02 09:10", lambda: room.runner.send(c.TakeBreak())),
            ("2026-03-02 09:20", lambda: setattr(room.mode._out, "is_gone", True)),  # noqa: SLF001  # a full disk
            ("2026-03-02 09:43", HANGUP),
        ]
        lines = room.run()
    assert lines[1] == f"Breaks are announced, and none begins by itself. {HOW_ELSEWHERE}"
    assert room.listener.told[1:] == [
        "Mon 09:10 BreakBegan",
        "Mon 09:12 BreakTimeOver",
        "Mon 09:12 BreakTaken",
        "Mon 09:41 BreakAnnounced",
        "Mon 09:42 BreakDue",
    ]
    assert room.runner.state.now_ms == steady_ms(room.clock)  # what is kept is up to the moment
