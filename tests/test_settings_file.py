"""`config.toml`: read whole, changed one key at a time, and never spoilt."""

from __future__ import annotations

import errno
import os
import stat
import tomllib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
import tomlkit
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from unbend.errors import EXIT_WRONG_USE, SettingsInvalid
from unbend.setting_kinds import CannotBeRead, Flag, Moments, OneOf, Some, TimeOfDay, WeekHours, Whole, Words
from unbend.settings import TABLE, Setting, Settings
from unbend.settings_file import MOST_BYTES, SettingsUnusable, load_settings, save_setting

if TYPE_CHECKING:
    from pathlib import Path

    from unbend.setting_kinds import Kind

COMMENTED = """\
# Mine.
volume = 70  # the new headset

theme = "light"
nonsense = [1, 2]

[volumes]
home = 3.10
"""


def written(folder: Path, content: str | bytes) -> Path:
    """Return a settings file of this content."""
    file = folder / "config.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def values_of(kind: Kind) -> st.SearchStrategy[Any]:  # noqa: PLR0911  # one row per kind
    """Return every value a kind takes."""
    match kind:
        case Flag():
            return st.booleans()
        case Whole():
            return st.integers(kind.least, kind.most)
        case OneOf():
            return st.sampled_from([word for word, _ in kind.choices])
        case Words():
            return st.text(max_size=kind.longest).filter(str.isprintable) | st.sampled_from(['"', "\\", "'", "112"])
        case TimeOfDay():
            return st.just("") | st.times().map(lambda time: time.strftime("%H:%M"))
        case WeekHours():
            return st.sampled_from(["", "09:00-17:00", "mon-fri 09:00-12:30 13:30-17:00, sun 22:00-06:00"])
        case Moments():
            return st.sampled_from([(), ("12:30 lunch-walk",), ("mon wed 09:05 desk-reset", "15:00 mine")])
        case Some():
            words = [word for word, _ in kind.choices]
            return st.sets(st.sampled_from(words)).map(lambda some: tuple(word for word in words if word in some))


def changes() -> st.SearchStrategy[tuple[Setting, Any]]:
    """Return any setting with any value of it."""
    return st.sampled_from(TABLE).flatmap(lambda each: st.tuples(st.just(each), values_of(each.kind)))


def plain(value: object) -> object:
    """Return `value` as TOML has it."""
    return list(value) if isinstance(value, tuple) else value


# Reading.


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    """And none is made."""
    assert load_settings(tmp_path / "config.toml") == Settings()
    assert load_settings(tmp_path / "no" / "folder" / "config.toml") == Settings()
    assert [*tmp_path.iterdir()] == []


def test_a_setting_replaces_its_default_and_no_other(tmp_path: Path) -> None:
    """Each may be left out."""
    file = written(tmp_path, 'volume = 70\nhalfway = false\nemergency_number = "112"\n')
    assert load_settings(file) == Settings(volume=70, halfway=False, emergency_number="112")
    assert load_settings(written(tmp_path, "")) == Settings()


def test_a_number_and_a_time_may_come_without_quotes(tmp_path: Path) -> None:
    """As people write them."""
    file = written(tmp_path, "emergency_number = 112\nwake_time = 06:30:00\ncareful = ['wrist', 'knee']")
    assert load_settings(file) == Settings(emergency_number="112", wake_time="06:30", careful=("knee", "wrist"))


def test_the_edges_of_a_range_are_inside(tmp_path: Path) -> None:
    """Silence and full volume, no lead and half a minute."""
    for line in ("volume = 0", "volume = 100", "resume_lead_s = 0", "resume_lead_s = 30", "pain_much_min = 4"):
        load_settings(written(tmp_path, line))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("volum = 5", "volum: unknown setting"),
        ('"a\\u001b[2Jb" = 5', r"a\x1b[2Jb: unknown setting"),
        ("volume = 101", "volume: should be a whole number from 0 to 100"),
        ("volume = -1", "volume: "),
        ("volume = 40.0", "volume: "),
        ("volume = 'loud'", "volume: "),
        ("volume = nan", "volume: "),
        ("resume_lead_s = 31", "resume_lead_s: should be a whole number from 0 to 30"),
        ("profile = 'bus'", "profile: should be one of office, home, voice, silent"),
        ("theme = 'pink'", "theme: should be one of dark, light, contrast"),
        ("wake_time = '25:00'", "wake_time: should be a time"),
        ("careful = 'knee'", "careful: should be a list"),
        ("careful = 1.5", "careful: "),
        ("careful = ['kneee']", "careful: should be some of arm-symptoms, "),
        ("pain_mild_max = 4", "pain_mild_max: should be a whole number from 0 to 3"),
        ("pain_much_min = 7", "pain_much_min: should be a whole number from 4 to 6"),
        ("pain_severe_min = 9", "pain_severe_min: should be a whole number from 6 to 8"),
        ("[volume]\nof = 5", "volume: "),
        (f"emergency_number = '{'1' * 31}'", "emergency_number: "),
        (f"emergency_number = {'1' * 31}", "emergency_number: "),
        (f"emergency_number = 0x{'f' * 9000}", "emergency_number: "),
        ("emergency_number = 1.5", "emergency_number: "),
        ("volume = ", "is not TOML: "),
        ("volume = 1\nvolume = 2", "is not TOML: "),
        (f"volume = {'1' * 5000}", "is not TOML: "),
        (b"\xff\xfe", "is not TOML: not UTF-8 from byte 0 on"),
        ("a = " + "[" * 50_000, "is not TOML: "),
        (" " * (MOST_BYTES + 1), "cannot be read: it is larger than a megabyte"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(tmp_path: Path, content: str | bytes, said: str) -> None:
    """With the file's name, and the setting where there is one; the defaults are what holds then."""
    file = written(tmp_path, content)
    with pytest.raises(SettingsUnusable) as caught:
        load_settings(file)
    message = str(caught.value)
    assert message.startswith(str(file))
    assert said in message
    assert message.isprintable()
    assert caught.value.exit_code == EXIT_WRONG_USE
    assert caught.value.usable == Settings()


def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path) -> None:
    """And no byte of it is overlooked."""
    line = "\nvolume = 5"
    file = written(tmp_path, " " * (MOST_BYTES - len(line)) + line)
    assert load_settings(file).volume == 5


def test_every_slip_is_told_and_costs_no_other_setting(tmp_path: Path) -> None:
    """The emergency number least of all."""
    lines = [
        "emergency_number = 144",
        'volume = "loud"',
        'mute = "yes"',
        "resume_lead_s = 5",
        "later = 1",
        'careful = ["heart", "hart"]',
    ]
    file = written(tmp_path, "\n".join(lines))
    with pytest.raises(SettingsUnusable) as caught:
        load_settings(file)
    assert caught.value.usable == Settings(emergency_number="144", resume_lead_s=5, careful=("heart",))
    told = str(caught.value).removeprefix(f"{file}: ").split("; ")
    assert told[:3] == [
        "volume: should be a whole number from 0 to 100",
        "mute: should be true or false",
        "later: unknown setting",
    ]
    assert told[3].startswith("careful: should be some of ")
    assert len(told) == 4


def test_a_file_that_cannot_be_read_is_told_with_the_reason(tmp_path: Path) -> None:
    """A folder in its place, or a file in place of its folder."""
    with pytest.raises(SettingsUnusable, match="cannot be read: Is a directory"):
        load_settings(tmp_path)
    file = written(tmp_path, "")
    with pytest.raises(SettingsUnusable, match="cannot be read: Not a directory"):
        load_settings(file / "config.toml")


@pytest.mark.skipif(os.name == "nt", reason="no such files there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """It would be for ever."""
    file = tmp_path / "config.toml"
    os.mkfifo(file)
    with pytest.raises(SettingsUnusable, match="cannot be read: it is a pipe"):
        load_settings(file)


# Saving.


@given(changes())
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_saved_is_what_is_loaded(tmp_path: Path, change: tuple[Setting, Any]) -> None:
    """Every setting, every value, into a file that is not there yet."""
    file = tmp_path / "config.toml"
    file.unlink(missing_ok=True)
    setting, value = change
    save_setting(file, setting.name, value)
    assert load_settings(file) == Settings(**{setting.name: value})
    assert tomllib.loads(file.read_text("utf-8")) == {setting.name: plain(value)}


@given(st.lists(changes(), min_size=1, max_size=12))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_last_of_each_setting_holds(tmp_path: Path, many: list[tuple[Setting, Any]]) -> None:
    """Whatever was saved before, and whatever else stands in the file."""
    file = written(tmp_path, COMMENTED)
    for setting, value in many:
        save_setting(file, setting.name, value)
    saved = {setting.name: plain(value) for setting, value in many}
    assert tomllib.loads(file.read_text("utf-8")) == tomllib.loads(COMMENTED) | saved
    comments = [line for line in file.read_text("utf-8").split("\n") if line.lstrip().startswith("#")]
    assert comments == ["# Mine."]


def test_one_line_changes_and_every_comment_stays(tmp_path: Path) -> None:
    """The file is the user's own; also what is wrong with it."""
    file = written(tmp_path, COMMENTED)
    save_setting(file, "volume", 30)
    assert file.read_text("utf-8") == COMMENTED.replace("volume = 70", "volume = 30")


def test_a_new_setting_stands_before_the_first_table(tmp_path: Path) -> None:
    """After it, it would belong to the table."""
    file = written(tmp_path, COMMENTED)
    save_setting(file, "careful", ("wrist", "knee"))
    assert tomllib.loads(file.read_text("utf-8")) == tomllib.loads(COMMENTED) | {"careful": ["knee", "wrist"]}


def test_the_file_and_its_folder_are_made(tmp_path: Path) -> None:
    """A default is written too: who chose it meant it."""
    file = tmp_path / "config" / "unbend" / "config.toml"
    save_setting(file, "volume", 40)
    assert file.read_text("utf-8") == "volume = 40\n"
    assert [*file.parent.iterdir()] == [file]


@pytest.mark.parametrize(
    "content",
    [
        "[volume]\nof = 5\n[more]\nx = 1\n",
        "volume.of = 5\ntheme = 'light'\n",
        "volume = { of = 5 }\r\ntheme = 'light'\r\n",
        "a = nan\nb = inf\nc = 1979-05-27T07:32:00Z\n'x y'.z = 0x1F\n[[t]]\n[[t]]\nvolume = 3\n[t.u]\n",
        "[a]\n[b]\n[a.c]\nvolume = 1\n",
        "theme = 'light'",
        "# only a comment",
        "\n\n",
    ],
)
def test_a_strange_file_is_changed_in_that_one_place_or_not_at_all(tmp_path: Path, content: str) -> None:
    """The rest says afterwards what it said before."""
    file = written(tmp_path, content)
    before = tomllib.loads(content, parse_float=str)
    with suppress(SettingsInvalid):
        save_setting(file, "volume", 9)
        before["volume"] = 9
    assert tomllib.loads(file.read_bytes().decode(), parse_float=str) == before


@pytest.mark.parametrize("content", ["volume = ", b"\xff", "a = 1\na = 2\n", " " * (MOST_BYTES + 1)])
def test_a_file_that_is_not_toml_is_left_alone(tmp_path: Path, content: str | bytes) -> None:
    """It may be one slip away from everything somebody set."""
    file = written(tmp_path, content)
    before = file.read_bytes()
    with pytest.raises(SettingsInvalid, match=r"is not TOML: |cannot be read: "):
        save_setting(file, "volume", 9)
    assert file.read_bytes() == before
    assert [*tmp_path.iterdir()] == [file]


def test_a_library_that_would_lose_something_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was checked is what is written."""
    file = written(tmp_path, COMMENTED)
    monkeypatch.setattr(tomlkit, "dumps", lambda _document: "volume = 9\n")
    with pytest.raises(SettingsInvalid, match="cannot be changed without touching the rest of it; set volume by hand"):
        save_setting(file, "volume", 9)
    assert file.read_text("utf-8") == COMMENTED


def test_a_file_that_cannot_be_written_is_told_with_the_reason(tmp_path: Path) -> None:
    """Where its folder should be there is a file, so none can be made."""
    (tmp_path / "unbend").write_text("", "utf-8")
    with pytest.raises(SettingsInvalid, match=r"config\.toml cannot be (read|written): Not a directory") as caught:
        save_setting(tmp_path / "unbend" / "config.toml", "volume", 9)
    assert caught.value.exit_code == EXIT_WRONG_USE


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may do anything is refused nothing")
@pytest.mark.parametrize("read_only", ["file", "folder"])
def test_what_is_read_only_stays_as_it_is(tmp_path: Path, read_only: str) -> None:
    """The file's own mark counts as well, although a move into its place would not ask."""
    file = written(tmp_path, COMMENTED)
    locked = file if read_only == "file" else tmp_path
    locked.chmod(0o555)
    try:
        with pytest.raises(SettingsInvalid, match="cannot be written: Permission denied"):
            save_setting(file, "volume", 9)
        assert file.read_text("utf-8") == COMMENTED
    finally:
        locked.chmod(0o755)


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """Half a file would be none."""
    file = written(tmp_path, COMMENTED)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, failing, fail)
    monkeypatch.setattr(type(file), "replace", fail)
    with pytest.raises(SettingsInvalid, match=r"config\.toml cannot be written: No space left on device"):
        save_setting(file, "volume", 9)
    assert file.read_text("utf-8") == COMMENTED
    assert [*tmp_path.iterdir()] == [file]


@pytest.mark.skipif(os.name == "nt", reason="no such modes there")
def test_who_may_read_the_file_stays_the_same(tmp_path: Path) -> None:
    """What somebody keeps to themselves they go on keeping."""
    file = written(tmp_path, COMMENTED)
    file.chmod(0o600)
    save_setting(file, "volume", 9)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """People keep such files elsewhere; also where they have not made it yet."""
    (tmp_path / "elsewhere").mkdir()
    file, real = tmp_path / "config.toml", tmp_path / "elsewhere" / "unbend.toml"
    file.symlink_to(real)
    for volume in (9, 10):
        save_setting(file, "volume", volume)
        assert file.is_symlink()
        assert real.read_text("utf-8") == f"volume = {volume}\n"


def test_what_is_no_setting_or_no_value_of_it_is_a_bug(tmp_path: Path) -> None:
    """And never reaches the file."""
    file = tmp_path / "config.toml"
    with pytest.raises(KeyError):
        save_setting(file, "volum", 9)
    with pytest.raises(CannotBeRead):
        save_setting(file, "volume", 101)
    assert not file.exists()
