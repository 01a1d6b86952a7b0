"""How long it takes to get ready."""

from __future__ import annotations

import pytest

from tests.routine.files import EXERCISES, lead_ins, plan_of
from unbend.routine.lead_in import first_lead_ms, lead_ms, posture_after


@pytest.mark.parametrize(
    ("posture", "postures", "seconds"),
    [
        ("sit", ["sit"], 5),
        ("stand", ["sit", "stand"], 5),
        ("stand", ["walk"], 5),
        ("walk", ["stand"], 5),
        ("supine", ["any"], 5),
        (None, ["any"], 5),
        ("sit", ["stand"], 8),
        ("walk", ["sit"], 8),
        ("supine", ["quad"], 10),
        ("kneel", ["side"], 10),
        ("sit", ["supine"], 20),
        ("stand", ["kneel"], 20),
        ("quad", ["stand"], 20),
        ("prone", ["sit"], 20),
        (None, ["supine"], 10),
        (None, ["sit"], 8),
        (None, ["walk"], 8),
    ],
)
def test_the_time_follows_from_the_change_of_posture(posture: str | None, postures: list[str], seconds: int) -> None:
    """Five where it fits, twenty to the floor or up from it."""
    assert lead_ms(posture, postures) == seconds * 1_000


@pytest.mark.parametrize(
    ("posture", "postures", "after"),
    [
        ("sit", ["stand"], "stand"),
        ("stand", ["sit", "stand"], "stand"),
        ("supine", ["sit", "stand"], "sit"),
        ("supine", ["any"], "supine"),
        (None, ["any"], None),
        (None, ["side", "supine"], "side"),
    ],
)
def test_a_person_moves_only_where_the_exercise_asks_for_it(
    posture: str | None, postures: list[str], after: str | None
) -> None:
    """One that can be done in the posture at hand is done there."""
    assert posture_after(posture, postures) == after


def test_a_pack_that_comes_first_takes_longer_to_fetch() -> None:
    """Thirty seconds; the shower is there already."""
    assert first_lead_ms(EXERCISES["heat-pad"]) == 30_000
    assert first_lead_ms(EXERCISES["shower-warm"]) == 10_000
    assert first_lead_ms(EXERCISES["bridge"]) == 10_000


def test_only_the_very_first_step_of_all_is_first() -> None:
    """Ten, then by the change of posture: seated, to the floor, the same, up to walk, standing, anywhere."""
    plan = plan_of(
        "neck-tilt", "bridge", "pelvic-tilt", "bird-dog", "walk: 1m", "heel-raise", "slow-breath", "neck-tilt"
    )
    assert lead_ins(plan) == [10_000, 20_000, 5_000, 10_000, 20_000, 5_000, 5_000, 8_000]


def test_a_pack_swapped_for_a_pack_takes_what_the_routine_says() -> None:
    """Fifteen seconds, given in the routine; the first one is fetched in thirty."""
    assert lead_ins(plan_of("heat-pad", "{exercise: heat-pad, lead: 15s}")) == [30_000, 15_000]


def test_a_rest_has_no_lead_in_and_changes_no_posture() -> None:
    """It is spent where one is; and after a rest nothing is first any more."""
    plan = plan_of("bridge", "rest: 10s", "bridge")
    assert lead_ins(plan) == [10_000, 5_000]
    assert lead_ins(plan_of("rest: 10s", "bridge")) == [10_000]
    assert lead_ins(plan_of("rest: 10s", "neck-tilt")) == [8_000]


def test_every_round_of_a_repeat_counts_as_it_comes() -> None:
    """The second round begins where the first one ended."""
    plan = plan_of("{repeat: 2, steps: [neck-tilt, bridge]}")
    assert lead_ins(plan) == [10_000, 20_000, 20_000, 20_000]


def test_where_nobody_knows_the_posture_a_guess_is_made() -> None:
    """The first step was done anywhere: ten to a floor posture, eight to another."""
    assert lead_ins(plan_of("slow-breath", "bridge")) == [10_000, 10_000]
    assert lead_ins(plan_of("slow-breath", "neck-tilt")) == [10_000, 8_000]


def test_a_step_and_the_defaults_may_say_how_long() -> None:
    """The step before the defaults, and either before what follows from the posture; none at all is possible."""
    plan = plan_of("bridge", "{exercise: bridge, lead: 3s}", "{walk: 1m, lead: 0s}", head="defaults: {lead: 12s}\n")
    assert lead_ins(plan) == [12_000, 3_000]
