"""Which rule applies to what, and that none is without words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from unbend.pain.rules import RULES, TITLES, Rule, rules_for

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "safety.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "position", "areas", "expected"),
    [
        ("stretch", "seated", ["low-back"], (Rule.STRETCH,)),
        ("stretch", "seated", ["neck"], (Rule.NECK, Rule.STRETCH)),
        ("mobility", "seated", ["neck", "shoulders"], (Rule.NECK,)),
        ("mobility", "seated", ["shoulders"], ()),
        ("breathing", "seated", ["neck"], (Rule.BREATH,)),
        ("heat", "seated", ["neck"], (Rule.HEAT,)),
        ("cold", "seated", ["low-back"], (Rule.COLD,)),
        ("heat", "shower", ["low-back"], (Rule.SHOWER,)),
        ("mobility", "shower", ["neck"], (Rule.SHOWER, Rule.NECK)),
        ("walk", "walking", ["legs"], ()),
        ("", "", [], ()),
    ],
)
def test_a_rule_is_told_where_it_applies(
    kind: str, position: str, areas: list[str], expected: tuple[Rule, ...]
) -> None:
    """A warm pack on the neck is no movement of it; warm water is no pack."""
    assert rules_for(kind, position, areas, gets_up=False) == expected


def test_getting_up_comes_before_what_is_done_then() -> None:
    """It is needed first."""
    assert rules_for("stretch", "standing", [], gets_up=True) == (Rule.FLOOR, Rule.STRETCH)


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_title_and_the_words_of_the_safety_page(rule: Rule) -> None:
    """Word for word."""
    assert TITLES[rule]
    section = re.search(rf"`{rule.replace('-', '.')}`[^\n]*\n> ([^\n]+)", PAGE)
    assert section is not None
    assert RULES[rule] == section[1]
