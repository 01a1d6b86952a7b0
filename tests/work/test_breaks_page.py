"""docs/breaks.md: it names every rhythm and every setting of the work clock, and its examples can be read."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from tests.routine.files import ROOT
from unbend.breaks.rhythm import PRESETS, AwayPolicy
from unbend.settings import SETTINGS, TABLE, Settings
from unbend.work.plain import KEYS

PAGE = (ROOT / "docs" / "breaks.md").read_text(encoding="utf-8")


def rows(heading: str) -> dict[str, list[str]]:
    """Return the rows of the table whose first column has that heading, by their first cell without its marks."""
    table = PAGE.partition(f"| {heading} |")[2].partition("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in table]
    return {first.replace("`", ""): rest for first, *rest in cells}


def test_every_rhythm_is_there_with_what_it_rests_on() -> None:
    """In the order of the presets."""
    told = {name: tuple(re.findall(r"E\d+", rest[-1].partition(":")[0])) for name, rest in rows("`--preset`").items()}
    assert told == {str(preset): row.sources for preset, row in PRESETS.items()}


def test_every_setting_is_there_with_an_example_that_can_be_read() -> None:
    """As it stands there, and another than the default where there is a choice."""
    examples = {name: rest[0].strip("`") for name, rest in rows("setting").items()}
    assert {*examples} == {each.name for each in TABLE if each.group == "Work"}
    for name, written in examples.items():
        (value,) = tomllib.loads(f"{name} = {written}").values()
        kept = SETTINGS[name].kind.read(value)
        assert json.loads(json.dumps(kept)) == value  # nothing was to be put right


def test_every_block_of_settings_can_be_read() -> None:
    """Whole, as it would stand in the file."""
    blocks = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert blocks
    for block in blocks:
        Settings(**tomllib.loads(block))


def test_the_ways_of_being_away_and_the_keys_are_all_there() -> None:
    """Each once."""
    assert [*rows("`work_away` | what an absence means")] == [*AwayPolicy]
    assert {"m", *(name for name, _ in KEYS if name != "?")} == {*rows("key")}


@pytest.mark.parametrize("page", re.findall(r"\]\(([\w./-]+)\)", PAGE))
def test_what_it_links_to_is_there(page: str) -> None:
    """Beside it."""
    assert (ROOT / "docs" / page).exists()
