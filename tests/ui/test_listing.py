"""The words of the library: a row that fits, a preview that says what to know before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbend.careful import CAREFUL
from unbend.routine.catalogue import Entry
from unbend.settings import Settings
from unbend.ui.listing import EARLY, ago, preview, row

TODAY = date(2026, 3, 31)
NOON = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
DESK = Entry(
    id="desk-reset",
    title="Desk reset",
    total_ms=180_000,
    level="gentle",
    mode="screen",
    positions=("seated",),
    areas=("neck", "low-back"),
    needs=("chair",),
    tags=("break", "short"),
    path="/shipped/desk-reset.yaml",
    is_shipped=True,
    cautions="Leave the neck out if you are dizzy.",
    steps=("Sit tall", "Head roll, slowly"),
    step_ms=(65_000, 115_000),
    careful=("dizzy", "neck-injury"),
)
FLOOR = replace(
    DESK,
    id="hips",
    title="Hips and low back",
    total_ms=3_725_000,
    level="moderate",
    positions=("floor", "standing"),
    areas=("hips", "low-back"),
    needs=(),
    tags=(),
    path="/home/routines/hips.yaml",
    is_shipped=False,
    cautions="",
    careful=(),
)
BROKEN = Entry(
    "knees", "knees", 0, "", "", (), (), (), (), "/home/knees.yaml", False,  # noqa: FBT003  # as the catalogue makes it
    problems=("/home/knees.yaml:4:13: there is no exercise seated-twists", "/home/knees.yaml:5:5: hold is not a field"),
)  # fmt: skip


def told(entry: Entry, settings: Settings | None = None, last_done: str | None = None, now: datetime = NOON) -> str:
    """Return the preview of `entry`, as it is read."""
    return preview(entry, settings or Settings(), last_done, now).plain


# Rows


@pytest.mark.parametrize("width", range(30, 121))
@pytest.mark.parametrize("entry", [DESK, FLOOR], ids=lambda entry: entry.id)
def test_a_row_is_as_wide_as_it_may_be(entry: Entry, width: int) -> None:
    """Neither a cell more, which would wrap, nor one less, which would leave the columns crooked."""
    assert row(entry, width, "2026-03-30", TODAY).cell_length == width


@given(
    st.text(st.characters(categories=["L", "N"], max_codepoint=0x2FF), min_size=1, max_size=90), st.integers(30, 120)
)
def test_whatever_the_title_the_length_and_the_level_are_there(title: str, width: int) -> None:
    """A long title is cut with a sign that it was."""
    shown = row(replace(DESK, title=title), width, None, TODAY)
    assert shown.cell_length == width
    assert "3:00  gentle" in shown.plain
    assert shown.plain.startswith(title[: width - 18]) or "…" in shown.plain


def test_a_title_of_wide_letters_fits_as_well() -> None:
    """A letter of Chinese takes two cells."""
    assert row(replace(DESK, title="肩と首のストレッチ"), 40, None, TODAY).cell_length == 40


def test_a_title_is_not_markup() -> None:
    """A file may be called anything."""
    assert row(replace(DESK, title="[b]Desk[/b] $warning"), 60, None, TODAY).plain.startswith("[b]Desk[/b] $warning ")
    assert "[red]knees" in row(replace(BROKEN, id="[red]knees"), 60, None, TODAY).plain


@pytest.mark.parametrize(("width", "is_told"), [(57, False), (58, True), (120, True)])
def test_a_wide_list_says_when_it_was_last_done(width: int, *, is_told: bool) -> None:
    """A narrow one leaves it to the preview."""
    assert ("yesterday" in row(DESK, width, "2026-03-30", TODAY).plain) == is_told


def test_lengths_stand_below_one_another() -> None:
    """However long they are."""
    short, long = (row(entry, 60, None, TODAY).plain for entry in (DESK, FLOOR))
    assert short.index("3:00") + 4 == long.index("1:02:05") + 7


def test_a_broken_file_says_that_it_cannot_be_used() -> None:
    """By the name of the file, which is all that is known of it."""
    assert row(BROKEN, 60, None, TODAY).plain == "knees cannot be used"


# When


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 wks ago"),
        (20, "2 wks ago"),
        (21, "3 wks ago"),
        (61, "8 wks ago"),
        (62, "Jan 2026"),
        (365, "Mar 2025"),
        (-1, "today"),
    ],
)
def test_how_long_ago_is_said_in_the_unit_people_use(days: int, words: str) -> None:
    """Days, then weeks, then the month itself; a day that is yet to come, after a flight, is today."""
    assert ago((TODAY - timedelta(days)).isoformat(), TODAY) == words


def test_what_was_never_done_says_nothing() -> None:
    """Nobody is reminded of what they did not do."""
    assert ago(None, TODAY) == ""
    assert "Last done" not in told(DESK)


@given(st.integers(0, 20_000))
def test_how_long_ago_fits_its_column(days: int) -> None:
    """Twelve cells, one of them between it and the level."""
    assert len(ago((date(2060, 1, 1) - timedelta(days)).isoformat(), date(2060, 1, 1))) < 12


# The preview


def test_the_preview_says_what_to_know_before() -> None:
    """Length, level, position, areas, needs, cautions, and each step with its length."""
    assert told(DESK).splitlines() == [
        "3:00, gentle".replace("3:00", "3 min"),
        "seated",
        "For neck, low back",
        "Needs: chair",
        "Take care: Leave the neck out if you are dizzy.",
        "",
        " 1:05  Sit tall",
        " 1:55  Head roll, slowly",
    ]


def test_the_preview_of_ones_own_file_says_where_it_is() -> None:
    """To change it there."""
    assert told(FLOOR).endswith("Yours: /home/routines/hips.yaml")
    assert "Yours" not in told(DESK)


def test_the_preview_says_when_it_was_last_done() -> None:
    """Which a narrow list does not."""
    assert "Last done: yesterday" in told(DESK, last_done="2026-03-30")


@pytest.mark.parametrize(
    ("careful", "named"),
    [((), ()), (("knee",), ()), (("dizzy",), ("dizzy",)), (("dizzy", "knee", "neck-injury"), ("dizzy", "neck-injury"))],
)
def test_the_preview_names_what_the_person_is_careful_with(careful: tuple[str, ...], named: tuple[str, ...]) -> None:
    """Only what they have set and the routine asks for, in their own words."""
    text = told(DESK, Settings(careful=careful))
    assert ("Some of it asks for care with" in text) == bool(named)
    assert [flag for flag, words in CAREFUL.items() if words in text.splitlines()[4]] == list(named)


@pytest.mark.parametrize(
    ("wake_time", "now", "is_early"),
    [
        ("07:00", "06:59", False),
        ("07:00", "07:00", True),
        ("07:00", "08:59", True),
        ("07:00", "09:00", False),
        ("23:00", "00:30", True),
        ("23:00", "01:00", False),
        ("", "00:30", False),
    ],
)
def test_bending_forward_is_mentioned_in_the_two_hours_after_getting_up(
    wake_time: str, now: str, *, is_early: bool
) -> None:
    """Told, never forbidden, and only of what bends forward."""
    settings = Settings(wake_time=wake_time)
    at = datetime.combine(TODAY, datetime.strptime(now, "%H:%M").replace(tzinfo=UTC).timetz())
    bending = replace(DESK, careful=("flexion-sensitive",))
    assert (EARLY in told(bending, settings, now=at)) == is_early
    assert EARLY not in told(DESK, settings, now=at)


def test_the_preview_of_a_broken_file_locates_what_is_wrong() -> None:
    """Every problem, with its line; the file is named once, for a long path takes three rows here."""
    text = told(BROKEN)
    assert text.startswith("/home/knees.yaml cannot be used as it stands:")
    assert text.count("/home/knees.yaml") == 1
    assert "line 4:13: there is no exercise seated-twists" in text
    assert "line 5:5: hold is not a field" in text


def test_what_a_file_says_is_not_markup() -> None:
    """Brackets are brackets."""
    odd = replace(DESK, cautions="[red]No[/red] $flags", steps=("[b]One", "Two]"), careful=())
    assert "Take care: [red]No[/red] $flags" in told(odd)
    assert " 1:05  [b]One" in told(odd)
