"""The history on the screen: five views of one file, at every size, with and without something to show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from textual.widgets import ContentSwitcher

from tests.history.builders import a_press, a_session, a_visit
from tests.history.test_break_report import a_break
from tests.ui.desk import LARGE, SMALL, USUAL, Desk
from unbend.history.records import BreakOutcome, NoticeRecord, SessionStatus
from unbend.history.store import Store
from unbend.settings import Settings
from unbend.ui import history_words
from unbend.units import MINUTE

if TYPE_CHECKING:
    from pathlib import Path

    from unbend.history.records import Record

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""What the clock of a desk shows at first, a Monday."""
SIZES = pytest.mark.parametrize("size", [USUAL, SMALL, LARGE], ids=str)


def a_past() -> list[Record]:
    """Return sessions of today, yesterday and the last months, with everything there is to tell of one."""
    today = a_session("today", "2026-01-05T08:00:00+00:00", performed_ms=150_000, pain=(3, 2))
    yesterday = a_session("yesterday", "2026-01-04T21:30:00+00:00", status=SessionStatus.STOPPED, performed_ms=60_000)
    records: list[Record] = [
        today,
        a_visit("neck", session="today", visit=1, variant="eased", sides_ms=(90_000, 60_000), performed_ms=4 * MINUTE),
        a_visit("hips", "skipped", session="today", visit=2, number=1),
        a_visit("back", session="today", visit=3, number=2, has_disagreed=True),
        a_press("neck", 7, session="today"),
        yesterday,
        a_visit("neck", "exchanged", session="yesterday", visit=1),
    ]
    for number in range(40):
        begun = NOW - timedelta(days=2 + 2 * number)
        old = a_session(
            f"old{number}", begun.isoformat(), performed_ms=(number % 7) * 5 * MINUTE, pain=(number % 11, 1)
        )
        records += [old, a_visit(f"move-{number}", session=old.id, sides_ms=(number * 1_000, 20_000))]
    return records


def a_desk(home: Path, records: list[Record] | None = None, *, theme: str = "dark") -> Desk:
    """Return a desk whose history holds `records`, `a_past` if they are not given."""
    desk = Desk(home, settings=Settings(theme=theme))
    with Store.open(desk.history_file) as store:
        store.save(a_past() if records is None else records)
    return desk


@SIZES
async def test_days_tell_each_session_under_its_day(tmp_path: Path, size: tuple[int, int]) -> None:
    """The latest first: how much of it, what was eased and skipped, what hurt; and the days of this month."""
    async with a_desk(tmp_path).open(size) as desk:
        text = (await desk.press("h")).text()
        assert "3 days this month." in text
        assert "Today, Monday 5 January" in text
        assert "08:00  Desk reset  2 min 30 s of 3 min" in text
        for told in ("eased: Neck", "skipped: Hips", "paused for pain: Neck, 7 of 10", "pain before 3, after 2"):
            assert told in text
        seen = text + "".join([(await desk.press("down")).text() for _ in range(6)])
        assert "Yesterday, Sunday 4 January" in seen
        assert "Desk reset  1 min of 3 min, stopped" in seen
        assert "streak" not in seen


@SIZES
async def test_a_day_says_what_became_of_its_breaks(tmp_path: Path, size: tuple[int, int]) -> None:
    """Also a day that had nothing else, of which no minutes are told."""
    breaks = [
        a_break("2026-01-04T09:30", BreakOutcome.SKIPPED),
        a_break("2026-01-05T08:30", BreakOutcome.TAKEN, lasted_ms=30_000),
        a_break("2026-01-05T09:50", BreakOutcome.MISSED, why="away"),
    ]
    session = a_session("today", "2026-01-05T09:00:00+01:00", performed_ms=150_000)
    for home, records in ((tmp_path, [session, *breaks]), (tmp_path / "other", breaks)):
        async with a_desk(home, [*records]).open(size) as desk:
            assert "Breaks: 1 taken, 1 left out" in (await desk.press("h")).text()
            lines = [line.strip() for line in (await desk.press("end")).text().splitlines()]
            at = lines.index("Yesterday, Sunday 4 January")
            assert lines[at + 1] == "Breaks: 1 skipped"


@SIZES
async def test_weeks_are_bars_with_their_numbers(tmp_path: Path, size: tuple[int, int]) -> None:
    """The numbers stand over the bars and, for whoever cannot see those, in a list."""
    async with a_desk(tmp_path).open(size) as desk:
        text = (await desk.press("h", "right")).text()
        assert "Minutes a week: 2 min 30 s this week" in text
        assert "█" in text
        assert "5 Jan" in text
        await desk.press("end")
        assert "week of 20 Oct" in desk.text()


async def test_the_bars_are_as_high_as_their_numbers_say(tmp_path: Path) -> None:
    """Twice the minutes, twice the bar, apart from the row of the line at nought."""
    records: list[Record] = [
        a_session("now", "2026-01-05T08:00:00+00:00", performed_ms=40 * MINUTE),
        a_session("before", "2025-12-30T08:00:00+00:00", performed_ms=20 * MINUTE),
    ]
    async with a_desk(tmp_path, records).open() as desk:
        await desk.press("h", "right")
        rows = desk.lines()
        last, first = (sum(row[column] == "█" for row in rows) for column in _columns(rows))
        assert (last, first) == (10, 6)
        assert any(" 40" in row for row in rows)
        assert any(" 20" in row for row in rows)


def _columns(rows: list[str]) -> tuple[int, int]:
    """Return a column of the last bar and one of the bar before it."""
    foot = next(row for row in rows if " 0┤" in row)
    last = foot.rindex("█")
    gap = foot.rindex(" ", 0, last)
    return last, foot.rindex("█", 0, gap)


@SIZES
async def test_pain_has_a_shape_for_each_number(tmp_path: Path, size: tuple[int, int]) -> None:
    """Before, worst and after differ in shape, not only in colour, and each is in the list as well."""
    async with a_desk(tmp_path).open(size) as desk:
        text = (await desk.press("h", "right", "right")).text()
        legend, plot = text.partition("after")[0::2]
        for what, shape in (("before", "o"), ("worst during", "▲"), ("", "■")):
            assert f"{shape} {what}" in legend
            assert shape in plot
        assert "10" in plot
        await desk.press(*["down"] * 5)
        (told,) = (line for line in desk.lines() if "5 Jan" in line and "reset" in line)
        assert told.split() == ["5", "Jan", "3", "7", "2", "Desk", "reset"]


@SIZES
async def test_exercises_are_a_table(tmp_path: Path, size: tuple[int, int]) -> None:
    """How often, how often eased and skipped, how often it hurt, how long; and what did not agree."""
    async with a_desk(tmp_path).open(size) as desk:
        await desk.press("h", "right", "right", "right")
        (head,) = (line for line in desk.lines() if "minutes" in line)
        (neck,) = (line for line in desk.lines() if "Neck" in line)
        assert head.split() == ["12", "weeks", "times", "eased", "skipped", "pain", "minutes"]
        assert neck.split() == ["Neck", "1", "1", "0", "1", "4"]
        assert "went on as another exercise: once" in desk.text()
        seen = desk.text() + "".join([(await desk.press("pagedown")).text() for _ in range(8)])
        assert "did not agree: once" in seen
        assert "Move-37" in seen


@SIZES
async def test_sides_are_pairs_of_bars_with_both_numbers(tmp_path: Path, size: tuple[int, int]) -> None:
    """A bar for the left and one for the right, the longer one longer."""
    async with a_desk(tmp_path).open(size) as desk:
        await desk.press("h", "left")
        assert "One side at a time, 12 weeks: left " in desk.text()
        lines = desk.lines()
        place = next(number for number, line in enumerate(lines) if "Neck" in line)
        left, right = lines[place + 1 : place + 3]
        assert "left" in left
        assert "1 min 30 s" in left
        assert "right" in right
        assert "1 min" in right
        assert left.count("▆") * 2 == pytest.approx(right.count("▆") * 3, abs=3)


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
async def test_plots_take_the_colours_of_the_theme(tmp_path: Path, theme: str) -> None:
    """On its ground, and drawn anew when the theme changes."""
    async with a_desk(tmp_path, theme=theme).open() as desk:
        desk.app.theme = f"unbend-{theme}"
        await desk.settle()
        await desk.press("h", "right")
        plot = desk.app.screen.query_one("#week-plot")
        strip = plot.render_line(7)
        grounds = {segment.style.bgcolor.triplet for segment in strip if segment.style and segment.style.bgcolor}
        assert grounds == {plot.styles.background.rich_color.triplet}
        bar = plot.get_component_styles("plot--bar").color.rich_color
        assert bar in {segment.style.color for segment in strip if segment.style and "█" in segment.text}


async def test_without_colours_a_plot_is_drawn_in_those_of_the_terminal(tmp_path: Path) -> None:
    """Nothing is painted black on black."""
    async with a_desk(tmp_path).open() as desk:
        desk.app.theme = "unbend-plain"
        await desk.settle()
        await desk.press("h", "right")
        strip = desk.app.screen.query_one("#week-plot").render_line(7)
        colours = {segment.style.color for segment in strip if segment.style and segment.style.color}
        assert all(colour.triplet is None for colour in colours)


async def test_another_view_by_keys_and_by_mouse(tmp_path: Path) -> None:
    """The arrows go round; a click on a name goes there, and the keys work on."""
    async with a_desk(tmp_path).open() as desk:
        await desk.press("h")
        seen = []
        for _ in range(6):
            seen.append(desk.app.screen.query_one(ContentSwitcher).current)
            await desk.press("right")
        assert seen == [f"{view}-view" for view in ("days", "weeks", "pain", "exercises", "sides", "days")]
        await desk.click("#sides-tab")
        assert "One side at a time" in desk.text()
        await desk.press("left")
        assert "minutes" in desk.text()


async def test_everything_scrolls_to_its_end_and_back(tmp_path: Path) -> None:
    """Forty sessions: the last one is reached, and the first again."""
    async with a_desk(tmp_path).open(SMALL) as desk:
        await desk.press("h")
        assert "Today" in desk.text()
        await desk.press("end")
        assert "October" in desk.text()
        assert "Today" not in desk.text()
        await desk.press("home", "down", "down", "up")
        assert "08:00" in desk.text()
        assert "Today" not in desk.text()


async def test_days_end_at_the_last_two_hundred_sessions(tmp_path: Path) -> None:
    """More is not read: a history of ten years opens as fast as one of a month."""
    records: list[Record] = [
        replace(a_session(f"s{number}", (NOW - timedelta(hours=number)).isoformat()), title=f"Session {number}")
        for number in range(230)
    ]
    async with a_desk(tmp_path, records).open() as desk:
        await desk.press("h", "end")
        assert "Session 199" in desk.text()


async def test_a_long_or_wide_name_is_shown_whole(tmp_path: Path) -> None:
    """It goes on in the next row; nothing is cut off, and the numbers stay in their columns."""
    name = "Half-kneeling stretch of the hip flexors with one arm overhead, 猫のポーズ"
    records: list[Record] = [
        replace(a_session("s1", "2026-01-05T08:00:00+00:00"), title=f"{name}, twice"),
        replace(a_visit("hip", session="s1", sides_ms=(30_000, 30_000)), name=name),
    ]
    async with a_desk(tmp_path, records).open(SMALL) as desk:
        await desk.press("h")
        for _ in range(5):
            words = " ".join(desk.text().split())
            if "minutes" in words or "One side" in words or "Today" in words:
                assert all(word in words for word in name.split())
            await desk.press("right")


async def test_without_a_history_there_is_a_sentence_and_no_file(tmp_path: Path) -> None:
    """Looking makes nothing."""
    desk = Desk(tmp_path, has_seen_notice=False)
    async with desk.open() as desk:
        await desk.press("1", "4")
        desk.history_file.unlink()
        await desk.press("h")
        assert history_words.NOTHING_YET[:40] in desk.text()
        assert "Weeks" not in desk.text()
        assert not desk.history_file.exists()
        await desk.press("right", "down", "escape")
        assert desk.on == "LibraryScreen"


async def test_with_notices_alone_there_is_the_same_sentence(tmp_path: Path) -> None:
    """A history without a session tells of none."""
    async with a_desk(tmp_path, [NoticeRecord("signs", NOW.isoformat())]).open() as desk:
        await desk.press("h")
        assert history_words.NOTHING_YET[:40] in desk.text()
        await desk.press("q")
        assert desk.on == "LibraryScreen"


async def test_nothing_said_and_nothing_on_a_side_is_told(tmp_path: Path) -> None:
    """A view without anything to show says so instead of drawing an empty plot."""
    records: list[Record] = [a_session("s1", "2026-01-05T08:00:00+00:00")]
    async with a_desk(tmp_path, records).open() as desk:
        await desk.press("h", "right", "right")
        assert history_words.NO_PAIN_SAID in desk.text()
        assert "┤" not in desk.text()
        assert history_words.NO_STEPS in (await desk.press("right")).text()
        assert history_words.NO_SIDES in (await desk.press("right")).text()


@pytest.mark.parametrize("raw", [b"not a database " * 300, b"SQLite format 3\0" + b"\xff" * 5000])
async def test_a_broken_history_is_told_and_left_as_it_is(tmp_path: Path, raw: bytes) -> None:
    """One sentence; whoever knows about files may still rescue it."""
    desk = Desk(tmp_path)
    async with desk.open() as desk:
        desk.history_file.write_bytes(raw)
        await desk.press("h")
        text = " ".join(desk.text().split())
        assert "The history" in text
        assert "It was left as it is." in text
        assert "Weeks" not in text
        assert desk.history_file.read_bytes() == raw
        await desk.press("right", "pagedown", "escape")
        assert desk.on == "LibraryScreen"


async def test_a_window_made_smaller_and_larger_keeps_the_view(tmp_path: Path) -> None:
    """Too small, it says so in place of everything; the lines are written anew for each width."""
    async with a_desk(tmp_path).open() as desk:
        await desk.press("h", "right")
        await desk.pilot.resize_terminal(50, 12)
        await desk.settle()
        assert "This window is" in " ".join(desk.text().split())
        assert "Minutes a week" not in desk.text()
        for size in (SMALL, LARGE):
            await desk.pilot.resize_terminal(*size)
            await desk.settle()
            assert "Minutes a week" in desk.text()
            assert "█" in desk.text()
            assert "This window is" not in desk.text()


async def test_a_bar_of_a_moment_is_there_too(tmp_path: Path) -> None:
    """Less than a minute is said as such, and nothing divides by it."""
    records: list[Record] = [a_session("s1", "2026-01-05T08:00:00+00:00", performed_ms=20_000)]
    async with a_desk(tmp_path, records).open() as desk:
        await desk.press("h", "right")
        assert "Minutes a week: 20 s this week" in desk.text()
        assert "<1" in desk.text()
