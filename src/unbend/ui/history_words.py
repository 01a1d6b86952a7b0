"""Words of the history: the lines of each view, as wide as the window allows. Never blames, never counts streaks."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from textual.content import Content

from unbend.history.records import SessionStatus
from unbend.ui.past import WEEKS
from unbend.units import MINUTE, SECOND, format_span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from unbend.history.records import SessionRecord
    from unbend.history.trends import ExerciseTrend, SideTrend
    from unbend.ui.past import Past
    from unbend.units import Ms

NOTHING_YET = (
    "Nothing here yet. Once you have run a routine, it shows here with what you did, left out and felt. "
    "All of it stays in one file on this computer."
)
NO_PAIN_SAID = f"Nothing was said about pain in the last {WEEKS} weeks."
NO_STEPS = f"No exercise was begun in the last {WEEKS} weeks."
NO_SIDES = f"Nothing was done on one side alone in the last {WEEKS} weeks."

MARKERS = {"before": "o", "after": "■", "worst": "▲"}
"""A shape for each number said about pain, in the order in which they are drawn: the later lie over the earlier."""
_HOW = {
    SessionStatus.STOPPED: ", stopped",
    SessionStatus.INTERRUPTED: ", cut off",
    SessionStatus.RUNNING: ", still going on",
    SessionStatus.OPEN: ", still going on",
    SessionStatus.FINISHED: "",
}
_INDENT = 7
_DATE_COLUMN, _NRS_COLUMN = 7, 8
_COLUMNS = (("times", 6), ("eased", 7), ("skipped", 9), ("pain", 6), ("minutes", 9))
_NAME_COLUMN = 44
"""Wider than this, the eye loses the row between a name and its numbers."""
_BAR_COLUMN = 60


# Days


def days_head(past: Past) -> str:
    """Return the number of days this month, and nothing about days in a row."""
    number = past.month.number
    return f"{number} {'day' if number == 1 else 'days'} this month."


def days_text(past: Past, width: int) -> Content:
    """Return the sessions by day, the latest first, with what became of the breaks of each."""
    lines: list[Content] = []
    for day in past.days:
        lines += [Content("")] if lines else []
        lines.append(_day_line(day.day, day.performed_ms if day.sessions else None, past.today))
        if day.day in past.breaks:
            lines += _beside("", Content.styled(past.breaks[day.day].capitalize(), "$quiet"), width, 2)
        for session in day.sessions:
            lines += _session_lines(session, past.told[session.id], width)
    return Content("\n").join(lines)


def _day_line(day: date, performed_ms: Ms | None, today: date) -> Content:
    name = f"{day:%A} {_date(day)}" if day.year == today.year else f"{day:%A} {_date(day)} {day.year}"
    near = {0: "Today, ", 1: "Yesterday, "}.get((today - day).days, "")
    span = "" if performed_ms is None else f"   {_span(performed_ms)}"
    return Content.assemble((near + name, "bold $primary"), (span, "$quiet"))


def _session_lines(session: SessionRecord, told: tuple[str, ...], width: int) -> list[Content]:
    clock = session.started_at.partition("T")[2][:5]
    how = f"{_span(session.performed_ms)} of {_span(session.planned_ms)}{_HOW[session.status]}"
    lines = _beside(f"  {clock}", Content.assemble((session.title, "bold"), f"  {how}"), width, _INDENT + 2)
    for each in told:
        lines += _beside("", Content.styled(each, "$quiet"), width, _INDENT + 2)
    return lines


# Weeks


def weeks_head(past: Past) -> str:
    """Return how much it was this week and in all."""
    together = sum(week.performed_ms for week in past.weeks)
    return f"Minutes a week: {_span(past.weeks[-1].performed_ms)} this week, {_span(together)} in {WEEKS} weeks."


def weeks_text(past: Past) -> Content:
    """Return the weeks as a list, the latest first."""
    lines = []
    for week in reversed(past.weeks):
        is_this = week is past.weeks[-1]
        when = "this week" if is_this else f"week of {_date(week.monday, is_short=True)}"
        span = _span(week.performed_ms) if week.performed_ms else "-"
        lines.append(Content.assemble((when.ljust(18), "bold" if is_this else ""), span))
    return Content("\n").join(lines)


# Pain


def pain_head() -> Content:
    """Return what the shapes of the plot stand for."""
    looks = {"before": "$look-breath", "worst": "$look-ready", "after": "$look-work"}
    parts = [
        Content.assemble((MARKERS[what], f"bold {look}"), f" {'worst during' if what == 'worst' else what}")
        for what, look in looks.items()
    ]
    return Content("Pain, 0 to 10:  ") + Content("   ").join(parts)


def pain_text(past: Past, width: int) -> Content:
    """Return every number that was said, the latest first: in the plot one may hide another."""
    heads = "".join(what.rjust(_NRS_COLUMN) for what in ("before", "worst", "after"))
    lines = [Content.styled(" " * _DATE_COLUMN + heads, "bold")]
    for point in reversed(past.pain):
        when = _date(point.day, is_short=True).ljust(_DATE_COLUMN)
        said = "".join(_nrs(nrs).rjust(_NRS_COLUMN) for nrs in (point.before, point.worst, point.after))
        title = Content.styled(point.title, "$quiet")
        lines += _beside(when + said, title, width, _DATE_COLUMN + 3 * _NRS_COLUMN + 2)
    return Content("\n").join(lines)


def _nrs(nrs: int | None) -> str:
    return "-" if nrs is None else str(nrs)


# Exercises


def exercises_head(width: int) -> Content:
    """Return the heads of the columns."""
    heads = "".join(head.rjust(cells) for head, cells in _COLUMNS)
    return Content.styled(f"{f'{WEEKS} weeks'.ljust(_name_cells(width))}{heads}", "bold")


def exercises_text(past: Past, width: int) -> Content:
    """Return a row for each exercise, the one with the most time first."""
    return Content("\n").join(chain.from_iterable(_exercise_lines(each, width) for each in past.exercises))


def _exercise_lines(each: ExerciseTrend, width: int) -> list[Content]:
    cells = _name_cells(width)
    names = Content(each.name).wrap(cells - 1)
    numbers = (str(each.done), str(each.eased), str(each.skipped), str(each.presses), _minutes(each.performed_ms))
    row = [
        (number.rjust(column), "$quiet" if number == "0" else "")
        for number, (_, column) in zip(numbers, _COLUMNS, strict=True)
    ]
    lines = [_filled(names[0], cells) + Content.assemble(*row), *_indented(names[1:], 2)]
    notes = []
    if each.exchanged:
        notes.append(f"went on as another exercise: {_times(each.exchanged)}")
    if each.disagreed:
        notes.append(f"did not agree: {_times(each.disagreed)}")
    for note in notes:
        lines += _indented(Content.styled(note, "$quiet").wrap(width - 2), 2)
    return lines


def _name_cells(width: int) -> int:
    return min(width - sum(cells for _, cells in _COLUMNS), _NAME_COLUMN)


# Sides


def sides_head(past: Past) -> str:
    """Return the two sides in all."""
    return f"One side at a time, {WEEKS} weeks: left {_span(past.sides.left_ms)}, right {_span(past.sides.right_ms)}."


def sides_text(past: Past, width: int) -> Content:
    """Return a pair of bars for each exercise, each with its number."""
    most = max((max(each.left_ms, each.right_ms) for each in past.sides.exercises), default=0)
    blocks = [Content("\n").join(_side_lines(each, most, width)) for each in past.sides.exercises]
    return Content("\n\n").join(blocks)


def _side_lines(each: SideTrend, most: Ms, width: int) -> list[Content]:
    room = min(width - 8 - len("59 min 59 s") - 1, _BAR_COLUMN)
    lines = Content.styled(each.name, "bold").wrap(width)
    for side, span, look in (("left", each.left_ms, "$look-breath"), ("right", each.right_ms, "$look-work")):
        bar = "▆" * (max(round(room * span / most), 1) if span else 0)
        lines.append(Content.assemble(f"  {side.ljust(6)}", (bar, look), f" {_span(span)}" if bar else _span(span)))
    return lines


# What they have in common


def _date(day: date, *, is_short: bool = False) -> str:
    return f"{day.day} {day:%b}" if is_short else f"{day.day} {day:%B}"


def _span(span: Ms) -> str:
    """Return `span` in words: in whole seconds, and from ten minutes on in whole minutes."""
    unit = MINUTE if span >= 10 * MINUTE else SECOND
    return format_span(span // unit * unit)


def _minutes(span: Ms) -> str:
    return str(span // MINUTE) if span >= MINUTE or not span else "<1"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _indented(lines: Iterable[Content], by: int) -> list[Content]:
    return [line.pad_left(by) for line in lines]


def _beside(head: str, text: Content, width: int, cells: int) -> list[Content]:
    """Return `text` wrapped in a column of its own, `cells` from the left, with `head` at its first row."""
    first, *rest = text.wrap(width - cells)
    return [_filled(Content(head), cells) + first, *_indented(rest, cells)]


def _filled(text: Content, cells: int) -> Content:
    return text.pad_right(max(cells - text.cell_length, 0))
