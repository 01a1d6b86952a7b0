"""Where routine and exercises files are."""

from __future__ import annotations

from pathlib import Path

import pytest

from unbend.errors import WrongUse
from unbend.routine.folders import MOST_BYTES, Folders, is_there, looks_like_a_path, read_file, yaml_files


def touch(folder: Path, *names: str) -> None:
    """Make empty files of these names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).touch()


def test_files_are_listed_by_name_and_only_what_may_be_yaml(tmp_path: Path) -> None:
    """Hidden files are an editor's; folders below are not looked into."""
    touch(tmp_path, "b.yaml", "a.yml", ".c.yaml", "d.yaml~", "e.txt", "f.YAML")
    touch(tmp_path / "sub", "g.yaml")
    assert [file.name for file in yaml_files(tmp_path)] == ["a.yml", "b.yaml"]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """Nor does a file, or a name that no folder can have."""
    touch(tmp_path, "file")
    for folder in (tmp_path / "none", tmp_path / "file", Path("a\0b")):
        assert yaml_files(folder) == []


def test_only_so_many_entries_are_looked_at(tmp_path: Path) -> None:
    """A folder of downloads may hold a million."""
    touch(tmp_path, *(f"{number}.yaml" for number in range(20)))
    assert len(yaml_files(tmp_path, most=5)) == 5


def test_a_users_file_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    """And the others stand beside it, in order of id."""
    touch(tmp_path / "shipped", "b.yaml", "c.yaml")
    touch(tmp_path / "user", "a.yaml", "b.yml")
    sources = Folders(tmp_path / "shipped", tmp_path / "user").sources
    assert [(source.id, source.path.name, source.is_shipped) for source in sources.values()] == [
        ("a", "a.yaml", False),
        ("b", "b.yml", False),
        ("c", "c.yaml", True),
    ]


def test_exercises_lie_in_a_folder_below(tmp_path: Path) -> None:
    """Shipped ones first, so that a user's may name them."""
    touch(tmp_path / "shipped" / "exercises", "z.yaml")
    touch(tmp_path / "user" / "exercises", "a.yaml")
    folders = Folders(tmp_path / "shipped", tmp_path / "user")
    assert [file.name for file in folders.exercise_files] == ["z.yaml", "a.yaml"]
    assert folders.sources == {}


def test_a_file_is_read_no_farther_than_one_byte_past_the_limit(tmp_path: Path) -> None:
    """Enough to see that it is too large."""
    file = tmp_path / "a.yaml"
    with file.open("wb") as stream:
        stream.truncate(MOST_BYTES * 20)
    assert len(read_file(file)) == MOST_BYTES + 1
    file.write_bytes(b"a: 1")
    assert read_file(file) == b"a: 1"


def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path: Path) -> None:
    """With the file's name in it."""
    for path, reason in ((tmp_path, "is a folder"), (tmp_path / "none", "No such file"), (Path("a\0b"), "not a file")):
        with pytest.raises(WrongUse, match=reason):
            read_file(path)


@pytest.mark.parametrize(
    ("name", "is_path"),
    [
        ("knees", False),
        ("knees.yaml", True),
        ("knees.yml", True),
        ("./knees", True),
        ("a/b", True),
        ("knees.txt", False),
    ],
)
def test_a_path_is_told_from_an_id_by_how_it_looks(name: str, *, is_path: bool) -> None:
    """Not by what happens to lie in the working directory."""
    assert looks_like_a_path(name) is is_path


def test_a_name_that_no_file_can_have_is_not_there(tmp_path: Path) -> None:
    """The system would answer with an error instead of no."""
    assert is_there(tmp_path)
    for name in ("none", "a" * 5_000, "a\0b"):
        assert not is_there(tmp_path / name)
