"""The decision table, cell by cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbend.pain.assessment import (
    ASSUMED_BASELINE,
    Answers,
    Choice,
    Offer,
    PainKind,
    PainPlace,
    Row,
    Tier,
    assess,
    find_row,
)
from unbend.units import MINUTE, SECOND

# docs/safety.md 4.3, one line per pain at the start (0 to 10), one letter per pain now (0 to 10).
GRID = (
    "GGGGRRRRXXX",
    "GGGGARRRXXX",
    "GGGGAARRXXX",
    "GGGGAARRXXX",
    "GGGGSARRXXX",
    "GGGGSSARXXX",
    "GGGGSSSAXXX",
    "GGGGSSSSXXX",
    "GGGGSSSSSXX",
    "GGGGSSSSSSX",
    "GGGGSSSSSSS",
)
LETTERS = {"X": Row.SEVERE, "R": Row.RED, "A": Row.AMBER, "S": Row.SAME, "G": Row.GREEN}
CELLS = [(baseline, nrs, LETTERS[letter]) for baseline, line in enumerate(GRID) for nrs, letter in enumerate(line)]

ANSWERS = st.builds(
    Answers,
    nrs=st.none() | st.integers(0, 10),
    kind=st.none() | st.sampled_from(PainKind),
    place=st.none() | st.sampled_from(PainPlace),
    is_spreading=st.none() | st.booleans(),
)
BASELINES = st.none() | st.integers(0, 10)


@pytest.mark.parametrize("kind", [PainKind.PULL, PainKind.FAMILIAR])
@pytest.mark.parametrize(("baseline", "nrs", "row"), CELLS)
def test_the_grid_of_the_table_holds_in_every_cell(kind: PainKind, baseline: int, nrs: int, row: Row) -> None:
    """For a pull or the familiar ache that does not spread, strength and the start decide alone."""
    assert find_row(Answers(nrs, kind, PainPlace.LOW_BACK, is_spreading=False), baseline) is row


def test_the_grid_has_every_cell() -> None:
    """Eleven by eleven, so that no cell is left to the code."""
    assert len(CELLS) == 121


@given(answers=ANSWERS, baseline=BASELINES)
def test_dizziness_or_feeling_wrong_wins_over_everything(answers: Answers, baseline: int | None) -> None:
    """Row 1 is looked at first, whatever else was said."""
    said = Answers(answers.nrs, PainKind.UNWELL, answers.place, answers.is_spreading)
    found = assess(said, baseline)
    assert found.row is Row.UNWELL
    assert found.offers[0] == Offer(Choice.STOP)
    assert found.checklist == (Tier.A, Tier.B)


@pytest.mark.parametrize(
    "answers",
    [
        Answers(1, PainKind.TINGLING, PainPlace.NECK, is_spreading=False),
        Answers(1, PainKind.PULL, PainPlace.NECK, is_spreading=True),
        Answers(1, PainKind.SHARP, PainPlace.BELOW_KNEE, is_spreading=False),
        Answers(1, PainKind.SHARP, PainPlace.ARM, is_spreading=False),
        Answers(8, None, PainPlace.ARM, is_spreading=None),  # a strong pain of no said kind is taken as sharp
        Answers(None, None, None, is_spreading=True),
    ],
)
def test_tingling_spreading_and_sharp_in_a_limb_leave_the_movement_alone(answers: Answers) -> None:
    """Row 2: skip first, two minutes of rest, stop; never ease; all three tiers of the warning signs."""
    found = assess(answers, 5)
    assert found.row is Row.TINGLING
    assert found.offers[:3] == (Offer(Choice.SKIP), Offer(Choice.REST, 2 * MINUTE), Offer(Choice.STOP))
    assert found.checklist == (Tier.A, Tier.B, Tier.C)


def test_sharp_pain_skips_first_and_offers_the_easier_exercise_after_the_rest() -> None:
    """Row 3."""
    found = assess(Answers(2, PainKind.SHARP, PainPlace.LOW_BACK, is_spreading=False), 2)
    assert found.row is Row.SHARP
    assert found.offers[:3] == (Offer(Choice.SKIP), Offer(Choice.REST, MINUTE), Offer(Choice.STOP))
    assert found.after_rest == (Offer(Choice.EASIER),)


def test_sharp_pain_in_the_back_or_a_pull_below_the_knee_is_not_row_two() -> None:
    """Row 2 needs the kind and the place together."""
    assert find_row(Answers(2, PainKind.SHARP, PainPlace.LEG, is_spreading=False), 2) is Row.SHARP
    assert find_row(Answers(2, PainKind.PULL, PainPlace.BELOW_KNEE, is_spreading=False), 2) is Row.GREEN


@pytest.mark.parametrize(
    ("row", "answers", "baseline", "first"),
    [
        (Row.SEVERE, Answers(8, PainKind.PULL), 3, (Choice.STOP, Choice.REST, Choice.BREATHE)),
        (Row.RED, Answers(6, PainKind.PULL), 3, (Choice.SKIP, Choice.REST, Choice.STOP)),
        (Row.AMBER, Answers(4, PainKind.PULL), 3, (Choice.EASE, Choice.EASIER, Choice.SKIP, Choice.REST)),
        (Row.SAME, Answers(5, PainKind.PULL), 5, (Choice.CARRY_ON, Choice.EASE, Choice.SKIP)),
        (Row.GREEN, Answers(3, PainKind.PULL), 0, (Choice.CARRY_ON, Choice.EASE, Choice.SKIP)),
    ],
)
def test_each_row_offers_the_safe_choice_first(
    row: Row, answers: Answers, baseline: int, first: tuple[Choice, ...]
) -> None:
    """The order of the table is the order on the screen."""
    found = assess(answers, baseline)
    assert found.row is row
    assert tuple(offer.choice for offer in found.offers)[: len(first)] == first


@pytest.mark.parametrize("row", [Row.AMBER, Row.SAME, Row.GREEN])
def test_the_milder_rows_show_no_warning_signs_and_offer_nothing_after_a_rest(row: Row) -> None:
    """A list of dangers beside a mild pull would only frighten."""
    answers = {Row.AMBER: Answers(4, PainKind.PULL), Row.SAME: Answers(5, PainKind.PULL), Row.GREEN: Answers(1)}[row]
    found = assess(answers, 3 if row is Row.AMBER else 5)
    assert (found.row, found.checklist, found.after_rest) == (row, (), ())


def test_rests_have_the_lengths_of_the_table() -> None:
    """Thirty seconds for amber, one minute for sharp and red, two for tingling and severe."""
    rests = {
        row: next(offer.rest_ms for offer in assess(answers, 3).offers if offer.choice is Choice.REST)
        for row, answers in {
            Row.AMBER: Answers(4, PainKind.PULL),
            Row.SHARP: Answers(4, PainKind.SHARP),
            Row.RED: Answers(7, PainKind.PULL),
            Row.TINGLING: Answers(4, PainKind.TINGLING),
            Row.SEVERE: Answers(9, PainKind.PULL),
        }.items()
    }
    assert rests == {
        Row.AMBER: 30 * SECOND,
        Row.SHARP: MINUTE,
        Row.RED: MINUTE,
        Row.TINGLING: 2 * MINUTE,
        Row.SEVERE: 2 * MINUTE,
    }


def test_when_everything_is_skipped_leaving_it_out_comes_first() -> None:
    """Who pressed and says nothing hurts too much to talk."""
    found = assess(Answers(), None)
    assert found.row is Row.AMBER
    assert found.offers[0] == Offer(Choice.SKIP)
    assert len(set(found.offers)) == len(found.offers)


def test_a_skipped_strength_is_amber_unless_the_kind_says_otherwise() -> None:
    """Row 6 for a pull of unknown strength, with easing first; sharp stays sharp."""
    assert assess(Answers(None, PainKind.PULL), 0).offers[0] == Offer(Choice.EASE)
    assert find_row(Answers(None, PainKind.SHARP), 0) is Row.SHARP


@pytest.mark.parametrize(("nrs", "row"), [(5, Row.AMBER), (6, Row.SHARP), (10, Row.SHARP), (3, Row.GREEN)])
def test_a_skipped_kind_is_taken_as_sharp_from_six_on(nrs: int, row: Row) -> None:
    """And as the familiar ache below that."""
    assert find_row(Answers(nrs), 3) is row


def test_a_skipped_start_counts_as_three() -> None:
    """The baseline of somebody who pressed Enter at the first question."""
    for nrs in range(11):
        answers = Answers(nrs, PainKind.FAMILIAR)
        assert assess(answers, None) == assess(answers, ASSUMED_BASELINE)


def test_amber_again_after_easing_skips_first() -> None:
    """Half the dose still hurt; a quarter is not offered first."""
    answers = Answers(4, PainKind.PULL)
    assert assess(answers, 3).offers[0] == Offer(Choice.EASE)
    assert assess(answers, 3, was_eased=True).offers[0] == Offer(Choice.SKIP)


@given(answers=ANSWERS, baseline=BASELINES, was_eased=st.booleans())
def test_staying_paused_skipping_and_stopping_are_always_there(
    answers: Answers, baseline: int | None, *, was_eased: bool
) -> None:
    """One key each, whatever the row; easing too, except in rows 1 and 2, where it is never offered."""
    found = assess(answers, baseline, was_eased=was_eased)
    choices = [offer.choice for offer in found.offers]
    assert {Choice.PAUSE_ON, Choice.SKIP, Choice.STOP} <= {*choices}
    assert (Choice.EASE in choices) == (found.row not in (Row.UNWELL, Row.TINGLING))
    assert (Choice.CARRY_ON in choices) == (found.row in (Row.SAME, Row.GREEN))
    assert len(choices) == len({*choices})
    assert found.says


@given(answers=ANSWERS, baseline=st.integers(0, 10))
def test_more_pain_never_gets_a_bolder_first_offer(answers: Answers, baseline: int) -> None:
    """From any answer, one point more leads to the same row or an earlier one."""
    if answers.nrs is None or answers.nrs == 10:
        return
    more = Answers(answers.nrs + 1, answers.kind, answers.place, answers.is_spreading)
    assert find_row(more, baseline) <= find_row(answers, baseline)


@pytest.mark.parametrize("nrs", [-1, 11])
def test_a_strength_outside_the_scale_is_a_bug(nrs: int) -> None:
    """A front end cannot hand one in unnoticed."""
    with pytest.raises(ValueError, match="0 to 10"):
        Answers(nrs)
