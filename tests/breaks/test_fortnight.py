"""Two weeks of somebody who works at a desk, beside a table that was computed by hand.

Five minutes every hour from nine to five, and a walk at half past twelve; each waits ten minutes for an answer. `DOES`
is what the person and the machine do, `TABLE` what the work clock says to it. `break 10:00 5` stands for the five rows
of a break that is announced at 09:59, due and begun at 10:00, over and done at 10:05.
"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from tests.breaks.desk import Desk
from unbend.breaks import commands as c
from unbend.breaks import events as e
from unbend.breaks.rhythm import PRESETS, FixedBreak, Preset, Span, WorkSettings, on_workdays
from unbend.units import MINUTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SETTINGS = WorkSettings(
    beats=PRESETS[Preset.HOURLY].beats,
    hours=on_workdays(Span(time(9), time(17))),
    fixed=(FixedBreak(time(12, 30), "lunch-walk", 30 * MINUTE),),
    waits_ms=10 * MINUTE,
)

DOES = """
2026-03-02  10:00 have 5, 11:05 have 5, 12:10 have 5, 12:30 have 30, 14:00 have 5, 15:05 have 5, 16:10 have 5
2026-03-03  10:00 later 5, 10:05 have 5, 11:11 later 10, 11:21 have 5, 12:30 have 30, 14:20 have 5, 15:25 have 12,
            16:37 have 5
2026-03-04  09:40 have 5, 10:45 short, 10:46 end, 11:46 have 5, 12:30 have 30, 14:00 skip, 15:01 skip, 16:01 have 5
2026-03-05  09:50 quiet 60, 11:00 have 5, 12:05 have 5, 12:30 have 30, 13:30 quiet-until 15:00, 15:00 have 5,
            16:05 have 5
2026-03-06  10:02 idle 5, 10:39 active, 11:39 have 5, 12:30 have 30, 13:20 idle 2, 13:21 active, 14:00 have 5,
            14:50 sleep 170, 18:00 sleep 3750
2026-03-09  09:20 pause 30, 10:30 have 5, 11:35 have 5, 12:30 have 30, 14:00 have 5, 15:05 have 5, 16:10 have 5
2026-03-10  10:00 have 5, 11:05 have 5, 12:10 skip, 12:27 have 5, 12:34 have 30, 14:04 have 5, 15:09 have 5,
            16:14 have 5
2026-03-11  11:10 have 5, 12:15 have 5, 12:30 have 30, 14:00 have 5, 15:50 have 5
2026-03-12  10:00 have 5, 10:30 set 60, 12:05 have 5, 12:30 have 30, 13:30 set -60, 13:00 have 5, 14:05 have 5,
            15:10 have 5, 16:15 have 5, 18:00 sleep 920
2026-03-13  10:20 have 5, 11:25 have 5, 12:30 have 30, 14:00 have 5, 15:05 have 5, 16:10 have 5, 17:10 stop
"""

TABLE = """
Mon 02  09:00 work, break 10:00 5, break 11:05 5, break 12:10 5, break 12:30 30, break 14:00 5, break 15:05 5,
        break 16:10 5, 17:00 end
Tue 03  09:00 work, 09:59 soon, 10:00 due, 10:00 later, break 10:05 5, 11:09 soon, 11:10 due, 11:11 later,
        break 11:21 5, break 12:30 30, 13:59 soon, 14:00 due, 14:10 left, 14:20 begin, 14:25 over,
        14:25 back, 15:24 soon, 15:25 due, 15:25 begin, 15:30 over, 15:37 back, break 16:37 5, 17:00 end
Wed 04  09:00 work, 09:40 begin, 09:45 over, 09:45 back, 10:44 soon, 10:45 due, 10:45 begin, 10:45:30 over, 10:46 back,
        break 11:46 5, break 12:30 30, 13:59 soon, 14:00 due, 14:00 not, 14:59 soon, 15:00 due, 15:01 not, 15:01 soft,
        break 16:01 5, 17:00 end
Thu 05  09:00 work, 09:50 quiet, 10:00 left, break 11:00 5, break 12:05 5, break 12:30 30, 13:30 quiet, 14:00 left,
        15:00 due, 15:00 begin, 15:05 over, 15:05 back, break 16:05 5, 17:00 end
Fri 06  09:00 work, 09:59 soon, 10:00 due, 10:02 away, 10:39 left, 10:39 here, break 11:39 5, break 12:30 30,
        13:20 away, 13:21 here, break 14:00 5, 17:40 end, 17:40 here
Mon 09  08:30 here, 09:00 work, 09:20 pause, 09:50 on, break 10:30 5, break 11:35 5, break 12:30 30, break 14:00 5,
        break 15:05 5, break 16:10 5, 17:00 end
Tue 10  09:00 work, break 10:00 5, break 11:05 5, 12:09 soon, 12:10 due, 12:10 not, 12:27 begin, 12:32 over, 12:32 back,
        break 12:34 30, break 14:04 5, break 15:09 5, break 16:14 5, 17:00 end
Wed 11  09:00 work, 09:59 soon, 10:00 due, 10:10 left, break 11:10 5, break 12:15 5, break 12:30 30, break 14:00 5,
        15:04 soon, 15:05 due, 15:15 left, 15:50 begin, 15:55 over, 15:55 back, 16:54 soon, 16:55 due, 17:00 left,
        17:00 end
Thu 12  09:00 work, break 10:00 5, 11:30 set, break 12:05 5, break 12:30 30, 12:30 set, break 13:00 5, break 14:05 5,
        break 15:10 5, break 16:15 5, 17:00 end
Fri 13  09:20 work, 09:20 here, break 10:20 5, break 11:25 5, break 12:30 30, break 14:00 5, break 15:05 5,
        break 16:10 5, 17:00 end, 17:10 stop
"""

WORDS = {
    "work": e.WorkBegan,
    "end": e.WorkEnded,
    "soon": e.BreakAnnounced,
    "due": e.BreakDue,
    "begin": e.BreakBegan,
    "over": e.BreakTimeOver,
    "back": e.BreakTaken,
    "later": e.BreakPostponed,
    "not": e.BreakSkipped,
    "left": e.BreakMissed,
    "soft": e.Softened,
    "quiet": e.QuietAsked,
    "pause": e.Paused,
    "on": e.Resumed,
    "away": e.AwayNoticed,
    "here": e.CameBack,
    "set": e.ClockChanged,
    "stop": e.Stopped,
}


def rows(text: str) -> Iterator[tuple[str, list[str]]]:
    """Return the entries of a table with what stands before each row."""
    head = ""
    for written in text.strip().splitlines():
        first, _, rest = written.partition("  ")
        head = first or head
        for entry in rest.strip(" ,").split(","):
            yield head, entry.split()


def plus(clock: str, minutes: int) -> str:
    """Return `clock` so many minutes later."""
    hour, minute = divmod(int(clock[:2]) * 60 + int(clock[3:]) + minutes, 60)
    return f"{hour:02}:{minute:02}"


def expected() -> list[str]:
    """Return the table as the driver tells it."""
    found: list[str] = []
    for head, entry in rows(TABLE):
        if entry[0] == "break":
            begin, end = entry[1], plus(entry[1], int(entry[2]))
            told = [(plus(begin, -1), "soon"), (begin, "due"), (begin, "begin"), (end, "over"), (end, "back")]
        else:
            told = [(entry[0], entry[1])]
        found += [f"{head[:3]} {clock} {WORDS[word].__name__}" for clock, word in told]
    return found


COMMANDS: dict[str, Callable[..., c.Command]] = {
    "later": lambda minutes: c.Postpone(int(minutes) * MINUTE),
    "short": c.TakeShort,
    "end": c.EndBreak,
    "skip": c.Skip,
    "quiet": lambda minutes: c.QuietFor(int(minutes) * MINUTE),
    "quiet-until": lambda clock: c.QuietUntil(time.fromisoformat(clock)),
    "pause": lambda minutes: c.Pause(int(minutes) * MINUTE),
    "active": c.SeenActive,
    "stop": c.Stop,
}
TURNS: dict[str, Callable[[Desk, int], Desk]] = {
    "have": lambda desk, minutes: desk.does(c.TakeBreak()).minutes(minutes).does(c.EndBreak()),
    "idle": Desk.idles,
    "sleep": Desk.sleeps,
    "set": Desk.sets_clock,
}


def lived() -> Desk:
    """Return the desk after the two weeks."""
    desk = Desk(SETTINGS, "2026-03-02 08:50")
    for day, entry in rows(DOES):
        clock, word, *said = entry
        desk.until(f"{day} {clock}")
        if word in TURNS:
            TURNS[word](desk, int(said[0]))
        else:
            desk.does(COMMANDS[word](*said))
    return desk


def test_two_weeks_at_a_desk_are_as_they_were_computed_by_hand() -> None:
    """Breaks had, postponed, skipped, unanswered, early, short, overrun; quiet, paused, away, asleep; the clock set."""
    assert lived().told() == expected()


def test_the_log_of_a_day_reads_so() -> None:
    """What a line mode prints, word for word."""
    log = lived().lines
    begin = next(number for number, each in enumerate(log) if each.startswith("Fri 06 Mar"))
    assert log[begin : begin + 12] == [
        "Fri 06 Mar 09:00:00  Work is counted from here. The next break is at 10:00.",
        "Fri 06 Mar 09:59:00  In 1 min: a break of 5 min.",
        "Fri 06 Mar 10:00:00  Time for a break of 5 min.",
        "Fri 06 Mar 10:02:00  Nobody here since 09:57.",
        "Fri 06 Mar 10:39:00  A break was left out: nobody was here.",
        "Fri 06 Mar 10:39:00  You were away 42 min, which counts as a break; the next break is in 1 h.",
        "Fri 06 Mar 11:38:00  In 1 min: a break of 5 min.",
        "Fri 06 Mar 11:39:00  Time for a break of 5 min.",
        "Fri 06 Mar 11:39:00  The break begins: 5 min.",
        "Fri 06 Mar 11:44:00  The time for this break is over; it lasts until you are done.",
        "Fri 06 Mar 11:44:00  Back after 5 min. The next break is at 12:30.",
        "Fri 06 Mar 12:29:00  In 1 min: lunch-walk, 30 min.",
    ]
