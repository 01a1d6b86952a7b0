"""What can be told of every routine without opening it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.routine.files import SHELF, SHIPPED, STEPS
from unbend import __version__
from unbend.routine import catalogue
from unbend.routine.catalogue import Entry, entries
from unbend.routine.folders import Folders

if TYPE_CHECKING:
    from pathlib import Path

    from unbend.routine.folders import Source
    from unbend.routine.library import Library

GOOD = STEPS + "- bridge\n"
BAD = STEPS + "- brigde\n"


UNUSABLE: tuple[object, ...] = ([], 5, {"a": 5}, {"a": {}}, {"a": {"stamp": 1, "entry": {}}})
"""What may stand in an index where the rows should."""


class House:
    """A folder of routines with the shelf of exercises, and an index beside it."""

    def __init__(self, root: Path) -> None:
        self.root, self.routines, self.index = root, root / "routines", root / "cache" / "routines.json"
        self.exercises = self.routines / "exercises" / "shelf.yaml"
        self.exercises.parent.mkdir(parents=True)
        self.clock = 1_000_000_000
        self.write(self.exercises.relative_to(self.routines).as_posix(), SHELF)
        for name in ("ankles", "knees"):
            self.write(f"{name}.yaml", GOOD)

    def write(self, name: str, text: str) -> None:
        """Write a file a second after the one before, so that its date is another on any file system."""
        file = self.routines / name
        file.write_text(text)
        self.clock += 1
        os.utime(file, (self.clock, self.clock))

    def rows(self) -> dict[str, Entry]:
        """Return the rows of the list, by id, with the help of the index."""
        return {entry.id: entry for entry in entries(Folders(self.routines), self.index)}

    def read(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Return which routines are opened to make the list."""
        opened: list[str] = []
        look_at = catalogue._look_at  # noqa: SLF001  # the one door through which files are read

        def watched(library: Library, source: Source) -> Entry:
            opened.append(source.id)
            return look_at(library, source)

        monkeypatch.setattr(catalogue, "_look_at", watched)
        self.rows()
        monkeypatch.setattr(catalogue, "_look_at", look_at)
        return opened


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return a folder of two routines."""
    return House(tmp_path)


def test_an_entry_says_what_the_list_shows(house: House) -> None:
    """Computed once, from the whole plan."""
    house.write("knees.yaml", STEPS.replace("steps", "needs: [mat]\ntags: [a]\nmode: voice\nsteps") + "- bridge\n")
    entry = house.rows()["knees"]
    assert entry == Entry(
        id="knees",
        title="Knees",
        total_ms=66_000,
        level="moderate",
        mode="voice",
        positions=("floor",),
        areas=("glutes", "core"),
        needs=("mat",),
        tags=("a",),
        path=str(house.routines / "knees.yaml"),
        is_shipped=True,
        steps=("Bridge",),
        step_ms=(66_000,),
        step_positions=("floor",),
        focus="glutes",
    )
    assert house.rows()["knees"] == entry


def test_a_warm_index_reads_no_file(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """And gives the same rows."""
    assert house.read(monkeypatch) == ["ankles", "knees"]
    cold = entries(Folders(house.routines))
    assert house.read(monkeypatch) == []
    assert [*house.rows().values()] == cold


def test_only_what_changed_is_read_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or what came; what went is gone from the list."""
    house.rows()
    house.write("knees.yaml", GOOD.replace("Knees", "Both knees"))
    assert house.read(monkeypatch) == ["knees"]
    assert house.rows()["knees"].title == "Both knees"
    house.write("wrists.yaml", GOOD)
    assert house.read(monkeypatch) == ["wrists"]
    (house.routines / "ankles.yaml").unlink()
    assert house.read(monkeypatch) == []
    assert [*house.rows()] == ["knees", "wrists"]
    assert house.read(monkeypatch) == []


def test_a_change_of_size_within_the_same_second_is_seen(house: House) -> None:
    """Dates are coarse on some file systems."""
    house.rows()
    house.clock -= 1
    house.write("knees.yaml", GOOD.replace("Knees", "Both knees"))
    assert house.rows()["knees"].title == "Both knees"


def test_a_change_of_the_exercises_is_a_change_of_everything(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any routine may use them."""
    house.rows()
    house.write("exercises/shelf.yaml", SHELF.replace("reps: 8, tempo: 2-3-2", "reps: 9, tempo: 2-3-2"))
    assert house.read(monkeypatch) == ["ankles", "knees"]
    assert house.rows()["knees"].total_ms == 73_000


def test_a_routine_that_includes_another_is_read_when_any_file_changed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it consists of may have; the index does not keep of which files."""
    house.write("legs.yaml", STEPS + "- routine: knees\n")
    house.rows()
    assert house.read(monkeypatch) == []
    house.write("knees.yaml", GOOD + "- bridge\n")
    assert house.read(monkeypatch) == ["knees", "legs"]
    assert house.rows()["legs"].total_ms == house.rows()["knees"].total_ms


def test_a_broken_file_stays_in_the_list_with_its_problems(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is kept in the index like the others, and read again when a file has changed that may have mended it."""
    house.write("hips.yaml", STEPS + "- routine: wrists\n")
    entry = house.rows()["hips"]
    assert (entry.title, entry.total_ms) == ("hips", 0)
    assert entry.problems == (f'{house.routines / "hips.yaml"}:4:12: steps[0].routine: no routine called "wrists"',)
    assert house.read(monkeypatch) == []
    house.write("wrists.yaml", GOOD)
    assert house.read(monkeypatch) == ["hips", "wrists"]
    assert house.rows()["hips"].problems == ()


def test_what_cannot_be_read_at_all_stays_in_the_list_too(house: House) -> None:
    """A folder called like a file, or a link that leads nowhere."""
    (house.routines / "folder.yaml").mkdir()
    (house.routines / "link.yaml").symlink_to(house.root / "nowhere")
    rows = house.rows()
    assert "is a folder" in rows["folder"].problems[0]
    assert "cannot be read" in rows["link"].problems[0]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[]", b"null", b'"text"', b"[" * 100_000, b'{"format": 1}']
    + [
        json.dumps({"format": 4, "version": __version__, "exercises": [], "routines": rows}).encode()
        for rows in UNUSABLE
    ],
)
def test_a_damaged_index_is_as_good_as_none(house: House, content: bytes) -> None:
    """It may be deleted at any time, and so may half of it; the next list mends it."""
    fresh = house.rows()
    house.index.write_bytes(content)
    assert house.rows() == fresh
    assert json.loads(house.index.read_bytes())["format"] == 4


@pytest.mark.parametrize("damage", ["routines", "stamp", "entry"])
def test_an_index_with_a_part_of_the_wrong_kind_is_as_good_as_none(house: House, damage: str) -> None:
    """It is all of this version and these exercises, and still not to be trusted."""
    fresh = house.rows()
    content = json.loads(house.index.read_bytes())
    if damage == "routines":
        content["routines"] = []
    else:
        content["routines"][str(house.routines / "knees.yaml")][damage] = 5
    house.index.write_text(json.dumps(content))
    assert house.rows() == fresh


def test_an_index_of_another_version_is_not_used(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is computed may have changed with the program."""
    house.rows()
    monkeypatch.setattr(catalogue, "__version__", "99")
    assert house.read(monkeypatch) == ["ankles", "knees"]
    assert house.read(monkeypatch) == []


def test_an_index_that_cannot_be_written_is_done_without(house: House) -> None:
    """Where a file stands in place of its folder, or a folder in its own; nothing is left lying about."""
    fresh = [*house.rows().values()]
    (house.root / "file").touch()
    assert entries(Folders(house.routines), house.root / "file" / "index.json") == fresh
    folder = house.root / "folder" / "index.json"
    folder.mkdir(parents=True)
    assert entries(Folders(house.routines), folder) == fresh
    assert [*folder.parent.iterdir()] == [folder]


def test_a_warm_list_needs_neither_yaml_nor_pydantic(house: House) -> None:
    """They take longer to import than the list to print."""
    code = (
        "import sys; from pathlib import Path; from unbend.routine.catalogue import entries;"
        " from unbend.routine.folders import Folders;"
        f" found = entries(Folders(Path({str(SHIPPED)!r})), Path({str(house.index)!r}));"
        " print(len(found), *sorted({'yaml', 'pydantic'} & sys.modules.keys()))"
    )
    outputs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
        for _ in range(2)
    ]
    assert outputs == [["28", "pydantic", "yaml"], ["28"]]
