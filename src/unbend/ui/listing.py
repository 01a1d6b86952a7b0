"""Words of the library: a row of its list, the preview of a routine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from unbend.pain import words
from unbend.routine.choose import asks_care, caution
from unbend.routine.early import BENDS_FORWARD, is_early
from unbend.units import format_clock, format_span

if TYPE_CHECKING:
    from datetime import datetime

    from unbend.routine.catalogue import Entry
    from unbend.routine.model import Routine
    from unbend.settings import Settings

EARLY = "You have not been up for two hours: some of it bends the back forward, which many find easier later."
"""Rule R11 (docs/safety.md 4.4): told, never forbidden (E50)."""
COMPARED = "Later answers are compared with this one."
"""Said where it is asked about pain before a session."""
_WEEK_DAYS = 7
_MONTH_DAYS = 31
_CLOCK, _LEVEL, _LAST = 8, 10, 12
_ROOM_FOR_LAST = 58
"""The narrowest list that also says when each was last done; in others the preview says it."""


def row(entry: Entry, width: int, last_done: str | None, today: date) -> Content:
    """Return the row of `entry`, `width` cells wide; what there is no room for is left to the preview."""
    if entry.problems:
        return Content.from_markup("$title [b]cannot be used[/b]", title=entry.id)
    columns = [format_clock(entry.total_ms).rjust(_CLOCK), f"  {entry.level}".ljust(_LEVEL)]
    if width >= _ROOM_FOR_LAST:
        columns.append(ago(last_done, today).rjust(_LAST))
    room = width - sum(map(len, columns))
    title = entry.title if cell_len(entry.title) <= room else f"{set_cell_size(entry.title, room - 1)}…"
    return Content(set_cell_size(title, room) + "".join(columns))


def ago(day: str | None, today: date) -> str:
    """Return how long ago the ISO date `day` was, short; empty where it never was."""
    if day is None:
        return ""
    days = (today - date.fromisoformat(day)).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 2 * _WEEK_DAYS:
        return f"{days} days ago"
    return f"{days // _WEEK_DAYS} wks ago" if days < 2 * _MONTH_DAYS else date.fromisoformat(day).strftime("%b %Y")


def preview(entry: Entry, settings: Settings, last_done: str | None, now: datetime) -> Content:
    """Return what is told of a routine before it is started, at the person's time `now`."""
    if entry.problems:
        problems = (each.replace(f"{entry.path}:", "line ", 1) for each in entry.problems)
        told = [f"{entry.path} cannot be used as it stands:", *problems]
        return Content("\n\n").join(Content(each) for each in told)
    facts = [
        (f"{format_span(entry.total_ms)}, {entry.level}", ""),
        (", ".join(entry.positions), ""),
        (f"For {', '.join(area.replace('-', ' ') for area in entry.areas)}", ""),
    ]
    if last_done is not None:
        facts.append((f"Last done: {ago(last_done, now.date())}", ""))
    if entry.needs:
        facts.append((f"Needs: {', '.join(entry.needs)}", ""))
    lines = [Content.styled(text, style) for text, style in facts if text.strip()]
    if care := caution(asks_care(entry, settings.careful)):
        lines.append(Content.from_markup("[$warning]$text[/]", text=care))
    if is_early(settings.wake_time, now) and BENDS_FORWARD in entry.careful:
        lines.append(Content.from_markup("[$warning]$text[/]", text=EARLY))
    if entry.cautions:
        lines.append(Content.from_markup("[$warning]Take care: $text[/]", text=entry.cautions))
    lines.append(Content(""))
    lines += [
        Content.from_markup("[dim]$length[/]  $name", length=format_clock(length).rjust(5), name=name)
        for name, length in zip(entry.steps, entry.step_ms, strict=True)
    ]
    if not entry.is_shipped:
        lines += [Content(""), Content.styled(f"Yours: {entry.path}", "dim")]
    return Content("\n").join(lines)


def before_it(routine: Entry | Routine, why: str = "") -> str:
    """Return what to know before `routine` begins, for who came past its preview; `why` it is this one names it."""
    needs = f"Needs: {', '.join(routine.needs)}. " if routine.needs else ""
    cautions = f"Take care: {routine.cautions} " if routine.cautions else ""
    return f"{why or f'{routine.title}.'} {needs}{cautions}{words.NOTICE}"
