"""Two weeks of the work clock as a process of its own, at a desk where nobody answers, beside a table made by hand.

What somebody does at the desk has a table of its own, `tests/breaks/test_fortnight.py`: there the clock is driven, for
here an answer would come some minutes of the played time late.
"""

from __future__ import annotations

import re
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.terminal.program import Program
from unbend.session.clock import SystemClock

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

pytestmark = pytest.mark.terminal

CONFIG = """
work_preset = "hourly"
work_hours = "mon-thu 09:00-17:00, fri 09:00-13:45"
quiet_hours = "tue 09:30-10:30"
work_fixed = ["mon-fri 12:30 lunch-walk", "thu 12:35 micro-break-30"]
"""

OTHER_DAYS = """
09:00:00  Work is counted from here. The next break is at 10:00.
09:59:00  In 1 min: a break of 5 min.
10:00:00  Time for a break of 5 min.
10:10:00  A break was left out: nobody answered.
11:09:00  In 1 min: a break of 5 min.
11:10:00  Time for a break of 5 min.
11:20:00  A break was left out: nobody answered.
12:29:00  In 1 min: lunch-walk, 20 min.
12:30:00  Time for lunch-walk, 20 min.
12:40:00  A break was left out: nobody answered.
13:39:00  In 1 min: a break of 5 min.
13:40:00  Time for a break of 5 min.
13:50:00  A break was left out: nobody answered.
14:49:00  In 1 min: a break of 5 min.
14:50:00  Time for a break of 5 min.
15:00:00  A break was left out: nobody answered.
15:59:00  In 1 min: a break of 5 min.
16:00:00  Time for a break of 5 min.
16:10:00  A break was left out: nobody answered.
17:00:00  The working hours are over. They begin again at 09:00 on {next}.
"""
TUESDAY = """
09:00:00  Work is counted from here. The next break is at 10:00.
10:00:00  A break was left out: it is quiet now.
10:59:00  In 1 min: a break of 5 min.
11:00:00  Time for a break of 5 min.
11:10:00  A break was left out: nobody answered.
12:09:00  In 1 min: a break of 5 min.
12:10:00  Time for a break of 5 min.
12:20:00  A break was left out: nobody answered.
12:29:00  In 1 min: lunch-walk, 20 min.
12:30:00  Time for lunch-walk, 20 min.
12:40:00  A break was left out: nobody answered.
13:39:00  In 1 min: a break of 5 min.
13:40:00  Time for a break of 5 min.
13:50:00  A break was left out: nobody answered.
14:49:00  In 1 min: a break of 5 min.
14:50:00  Time for a break of 5 min.
15:00:00  A break was left out: nobody answered.
15:59:00  In 1 min: a break of 5 min.
16:00:00  Time for a break of 5 min.
16:10:00  A break was left out: nobody answered.
17:00:00  The working hours are over. They begin again at 09:00 on {next}.
"""
THURSDAY = """
09:00:00  Work is counted from here. The next break is at 10:00.
09:59:00  In 1 min: a break of 5 min.
10:00:00  Time for a break of 5 min.
10:10:00  A break was left out: nobody answered.
11:09:00  In 1 min: a break of 5 min.
11:10:00  Time for a break of 5 min.
11:20:00  A break was left out: nobody answered.
12:29:00  In 1 min: lunch-walk, 20 min.
12:30:00  Time for lunch-walk, 20 min.
12:35:00  A break was left out: a fixed one has its time.
12:35:00  Time for micro-break-30, 30 s.
12:45:00  A break was left out: nobody answered.
13:44:00  In 1 min: a break of 5 min.
13:45:00  Time for a break of 5 min.
13:55:00  A break was left out: nobody answered.
14:54:00  In 1 min: a break of 5 min.
14:55:00  Time for a break of 5 min.
15:05:00  A break was left out: nobody answered.
16:04:00  In 1 min: a break of 5 min.
16:05:00  Time for a break of 5 min.
16:15:00  A break was left out: nobody answered.
17:00:00  The working hours are over. They begin again at 09:00 on {next}.
"""
FRIDAY = """
09:00:00  Work is counted from here. The next break is at 10:00.
09:59:00  In 1 min: a break of 5 min.
10:00:00  Time for a break of 5 min.
10:10:00  A break was left out: nobody answered.
11:09:00  In 1 min: a break of 5 min.
11:10:00  Time for a break of 5 min.
11:20:00  A break was left out: nobody answered.
12:29:00  In 1 min: lunch-walk, 20 min.
12:30:00  Time for lunch-walk, 20 min.
12:40:00  A break was left out: nobody answered.
13:39:00  In 1 min: a break of 5 min.
13:40:00  Time for a break of 5 min.
13:45:00  A break was left out: the working hours are over.
13:45:00  The working hours are over. They begin again at 09:00 on {next}.
"""
TABLE = {"Tue": TUESDAY, "Thu": THURSDAY, "Fri": FRIDAY}
WEEKEND = ("Sat", "Sun")


def lines_of(day: date) -> list[str]:
    """Return what the table has for `day`."""
    name = f"{day:%a}"
    if name in WEEKEND:
        return []
    following = day + timedelta(days=3 if name == "Fri" else 1)
    written = TABLE.get(name, OTHER_DAYS).strip().format(next=f"{following:%A}")
    return [f"{day:%a %d %b} {row}" for row in written.splitlines()]


def two_weeks(home: Path) -> tuple[list[date], list[str]]:
    """Let two weeks pass; return their days and what was said on them, without the day on which it began."""
    program = Program(home, "work", "--plain", "--mute", "--speed", "36000", TZ="UTC")
    # It may begin within the working hours, so the first day is left alone.
    begun = SystemClock().wall().astimezone(UTC).date()
    days = [begun + timedelta(days=number) for number in range(1, 15)]
    end = lines_of([day for day in days if lines_of(day)][-1])[-1]
    said = program.wait_for(end[:70]) + end[:70] + program.wait_for(".") + "."
    program.press("q")
    assert program.end() == 0
    said = re.sub(r"\x1b\[2[23];2t|\x1b\]2;.*?\x1b\\", "", said)  # the window's title
    lines = re.sub(r"\r\n  ", " ", said).splitlines()  # a long one is folded at the width of the terminal
    written = [line for line in lines if re.match(r"\w{3} \d\d \w{3} \d\d:", line)]
    return days, [line for line in written if not line.startswith(f"{begun:%a %d %b}")]


def test_two_weeks_in_which_nobody_answers_are_as_they_were_computed_by_hand(tmp_path: Path) -> None:
    """To the second, in half a minute: nothing is announced twice, late, at night, in quiet hours or at a weekend."""
    config = tmp_path / "config" / "unbend" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(CONFIG, encoding="utf-8")
    days, said = two_weeks(tmp_path)
    if any("You were away" in line for line in said):  # a busy machine let it stand still for seconds: a day is 2.4
        days, said = two_weeks(tmp_path)
    assert said == [row for day in days for row in lines_of(day)]
