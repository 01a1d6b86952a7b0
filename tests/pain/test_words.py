"""The words: complete, and within the rules for health wording."""

from __future__ import annotations

from unbend.pain import words
from unbend.pain.assessment import Choice, PainKind, PainPlace, Row, Tier


def test_every_answer_row_choice_and_tier_has_its_words() -> None:
    """A new member of any of them without words would be a hole in the screen."""
    assert {*words.KINDS} == {kind.value for kind in PainKind}
    assert {*words.PLACES} == {place.value for place in PainPlace}
    assert {*words.ROW_SAYS} == {row.value for row in Row}
    assert {*words.CHOICES} == {str(choice) for choice in Choice}
    assert {*words.SIGNS} == {*words.SIGNS_TITLE} == {str(tier) for tier in Tier}


def test_the_warning_signs_are_all_there() -> None:
    """Eight, seven and six: the quiet ones are the ones that get left out elsewhere."""
    assert [len(words.SIGNS[tier]) for tier in "ABC"] == [8, 7, 6]


def test_the_emergency_sentence_has_the_users_number_or_the_usual_ones() -> None:
    """No number is built in as if everybody lived in one country."""
    assert "Call 144," in words.emergency("144")
    assert all(number in words.emergency("") for number in ("112", "999", "911"))


def test_a_stop_for_pain_is_told_in_one_voice() -> None:
    """At the moment of the stop and in the summary of it."""
    assert words.AFTER_STOP.startswith(words.CLOSING_STOPPED)
