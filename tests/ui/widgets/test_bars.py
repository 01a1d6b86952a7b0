"""Bars: how far the moment is, how full the lungs are, where in the routine one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App

from unbend.ui.face import Mark
from unbend.ui.looks import Look
from unbend.ui.widgets.bars import Bar, StepRow, pieces

if TYPE_CHECKING:
    from textual.app import ComposeResult

WIDTH = 40


@st.composite
def rows_of_marks(draw: st.DrawFn) -> tuple[Mark, ...]:
    """Draw the marks of a routine: what lies behind, what is now, what is to come."""
    behind = draw(st.lists(st.sampled_from([Mark.DONE, Mark.SKIPPED]), max_size=80))
    to_come = draw(st.integers(0, 80))
    return (*behind, Mark.NOW, *(Mark.TO_COME,) * to_come)


class Bench(App[None]):
    """Shows one bar and one row of steps."""

    CSS = f"Bar, StepRow {{ height: 1; width: {WIDTH}; }} Bar.tall {{ height: 3; }}"

    def compose(self) -> ComposeResult:
        """Yield them."""
        yield Bar(id="bar")
        yield StepRow(id="steps")


def text_of(widget: Bar | StepRow, row: int = 0) -> str:
    """Return a row of `widget`."""
    return widget.render_line(row).text


@given(rows_of_marks(), st.integers(1, 200))
def test_the_pieces_add_up_to_the_width(marks: tuple[Mark, ...], width: int) -> None:
    """Cells and gaps together, so that the row neither wraps nor stops short."""
    assert sum(cells + has_gap for _, cells, has_gap in pieces(marks, width)) == width


@given(rows_of_marks(), st.integers(1, 200))
def test_every_piece_has_a_cell_and_now_is_always_seen(marks: tuple[Mark, ...], width: int) -> None:
    """However many steps and however narrow the window."""
    found = pieces(marks, width)
    assert all(cells >= 1 for _, cells, _ in found)
    assert [mark for mark, _, _ in found].count(Mark.NOW) >= 1


@given(rows_of_marks(), st.integers(1, 200))
def test_where_there_is_room_every_step_has_its_piece_in_order(marks: tuple[Mark, ...], width: int) -> None:
    """With a gap between two, and none after the last."""
    if len(marks) * 2 > width:
        return
    found = pieces(marks, width)
    assert tuple(mark for mark, _, _ in found) == marks
    assert [has_gap for _, _, has_gap in found] == [True] * (len(marks) - 1) + [False]
    sizes = [cells for _, cells, _ in found]
    assert max(sizes) - min(sizes) <= 1


@given(rows_of_marks(), st.integers(1, 200))
def test_where_neighbours_share_a_cell_the_order_stays(marks: tuple[Mark, ...], width: int) -> None:
    """Nothing done stands after what is to come, and now stands between."""
    found = [mark for mark, _, _ in pieces(marks, width)]
    now = found.index(Mark.NOW)
    assert Mark.TO_COME not in found[:now]
    assert set(found[now:]) <= {Mark.NOW, Mark.TO_COME}


@pytest.mark.parametrize(("marks", "width"), [((), 20), ((Mark.NOW,), 0), ((Mark.NOW,), -1)])
def test_without_steps_or_room_there_are_no_pieces(marks: tuple[Mark, ...], width: int) -> None:
    """A window may have any size while it is made."""
    assert pieces(marks, width) == []


def test_a_finished_routine_has_no_now() -> None:
    """All of it is behind."""
    assert {mark for mark, _, _ in pieces((Mark.DONE,) * 30, 20)} == {Mark.DONE}


async def test_the_marks_differ_in_their_lines_not_only_in_colour() -> None:
    """Done is heavy, skipped is broken, to come is thin, and now ends in the middle of its piece."""
    async with Bench().run_test(size=(60, 10)) as pilot:
        row = pilot.app.query_one(StepRow)
        row.show((Mark.DONE, Mark.SKIPPED, Mark.NOW, Mark.TO_COME))
        assert [part[-1] for part in text_of(row).split()] == ["━", "┄", "╸", "─"]
        assert len(text_of(row)) == WIDTH
        row.show((Mark.DONE, Mark.SKIPPED, Mark.NOW, Mark.TO_COME) * 10)
        assert len(text_of(row)) == WIDTH


async def test_a_bar_fills_from_the_left() -> None:
    """Whole cells; full only when it is over."""
    async with Bench().run_test(size=(60, 10)) as pilot:
        bar = pilot.app.query_one(Bar)
        for filled, cells in ((0, 0), (500, 20), (999, 39), (1000, 40)):
            bar.show(filled, None, Look.WORK)
            assert text_of(bar) == "━" * cells + "─" * (WIDTH - cells)


async def test_a_breath_swells_from_the_middle() -> None:
    """Never nothing, so that one sees where it will grow, and never beyond the ends."""
    async with Bench().run_test(size=(60, 10)) as pilot:
        bar = pilot.app.query_one(Bar)
        for breath, cells in ((0, 1), (500, 20), (1000, 40)):
            bar.show(0, breath, Look.WORK)
            text = text_of(bar)
            assert len(text) == WIDTH
            assert text.count("█") == cells
            assert abs((len(text) - len(text.lstrip("·"))) - (len(text) - len(text.rstrip("·")))) <= 1


async def test_a_tall_bar_breathes_in_all_its_rows_and_fills_in_one() -> None:
    """The lungs are seen from afar; the progress need not be."""
    async with Bench().run_test(size=(60, 10)) as pilot:
        bar = pilot.app.query_one(Bar)
        bar.add_class("tall")
        await pilot.pause()
        bar.show(0, 1000, Look.WORK)
        assert [text_of(bar, row) for row in range(3)] == ["█" * WIDTH] * 3
        bar.show(1000, None, Look.WORK)
        assert [text_of(bar, row).strip() for row in range(3)] == ["", "━" * WIDTH, ""]
