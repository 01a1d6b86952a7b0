"""The table of settings: what each takes, what it is called, and how loud it all is."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, replace
from datetime import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.routine.files import ROOT
from tests.routine.test_shipped import unkind_words
from unbend.breaks.rhythm import AwayPolicy, Preset
from unbend.careful import CAREFUL
from unbend.cue_table import CUES, CueGroup
from unbend.pain.assessment import Answers, Row, find_row
from unbend.setting_kinds import CannotBeRead, Flag, Moments, OneOf, Some, TimeOfDay, WeekHours, Whole, Words
from unbend.settings import SETTINGS, TABLE, Setting, Settings

if TYPE_CHECKING:
    from unbend.setting_kinds import Kind

VOLUME = Whole(0, 100, "percent")
PROFILE = OneOf((("office", "Office"), ("home", "Home"), ("silent", "Silent")))
SOME = Some((("knee", "Knee"), ("wrist", "Wrist")))
each_setting = pytest.mark.parametrize("setting", TABLE, ids=lambda setting: setting.name)


def test_the_defaults_are_these() -> None:
    """The one place that says what holds for somebody who never looked at the settings."""
    assert {each.name: each.default for each in TABLE} == {
        "volume": 40,
        "profile": "office",
        "output": "auto",
        "mute": False,
        "countdown": True,
        "halfway": True,
        "ticks_volume": 100,
        "changes_volume": 100,
        "voice_volume": 100,
        "silent_cues": (),
        "voice": "needed",
        "resume_lead_s": 3,
        "reduced_motion": False,
        "figure": True,
        "theme": "dark",
        "emergency_number": "",
        "wake_time": "",
        "careful": (),
        "pain_mild_max": 3,
        "pain_much_min": 6,
        "pain_severe_min": 8,
        "work_preset": "light",
        "work_every": 0,
        "work_break": 0,
        "work_hours": "",
        "quiet_hours": "",
        "work_fixed": (),
        "work_away": "count",
        "work_idle": 3,
    }


def test_the_table_is_the_dataclass_in_its_order() -> None:
    """A screen that goes through the table shows everything there is."""
    assert [each.name for each in TABLE] == [each.name for each in fields(Settings)] == [*SETTINGS]
    assert all(getattr(Settings(), each.name) == each.default for each in TABLE)


def test_the_groups_stand_together_in_their_order() -> None:
    """So that the screen needs no sorting."""
    groups = [each.group for each in TABLE]
    assert [*dict.fromkeys(groups)] == ["Sound", "Session", "Screen", "You", "Pain", "Work"]
    assert groups == sorted(groups, key=[*dict.fromkeys(groups)].index)


@each_setting
def test_a_default_is_taken_by_its_own_kind(setting: Setting) -> None:
    """As it stands."""
    assert setting.kind.read(setting.default) == setting.default


@each_setting
def test_a_setting_is_told_in_a_short_label_and_one_kind_sentence(setting: Setting) -> None:
    """Nothing promised, nobody blamed."""
    assert 0 < len(setting.label) <= 28
    assert re.fullmatch(r"[A-Z0-9][^.!?]*\.", setting.help)
    assert unkind_words(f"{setting.label} {setting.help}") == []


@each_setting
def test_a_source_is_one_of_the_page_of_sources(setting: Setting) -> None:
    """And every limit for pain has one."""
    page = (ROOT / "docs" / "sources.md").read_text("utf-8")
    assert all(f"| {source} |" in page for source in setting.sources)
    assert setting.sources or setting.group != "Pain"


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (Flag(), True, True),
        (VOLUME, 0, 0),
        (VOLUME, 100, 100),
        (PROFILE, "home", "home"),
        (Words(3), "112", "112"),
        (Words(3), 112, "112"),
        (Words(3), "", ""),
        (TimeOfDay(), "", ""),
        (TimeOfDay(), "00:00", "00:00"),
        (TimeOfDay(), "23:59", "23:59"),
        (TimeOfDay(), "6:05", "06:05"),
        (TimeOfDay(), time(6, 5, 30), "06:05"),
        (SOME, [], ()),
        (SOME, ["wrist", "knee", "wrist"], ("knee", "wrist")),
        (SOME, ("knee",), ("knee",)),
        (WeekHours(), "", ""),
        (WeekHours(), "Mon-Fri  9:00-17:00", "mon-fri 09:00-17:00"),
        (WeekHours(), "22:00-06:00,sat sun 10:00-12:00 13:00-14:30", "22:00-06:00, sat sun 10:00-12:00 13:00-14:30"),
        (Moments(), [], ()),
        (Moments(), "", ()),
        (Moments(), ["12:30 lunch-walk", "Mon 9:05 desk-reset"], ("12:30 lunch-walk", "mon 09:05 desk-reset")),
        (Moments(), "12:30 lunch-walk, 15:00 desk-reset", ("12:30 lunch-walk", "15:00 desk-reset")),
        (Moments(), ("12:30 lunch-walk", "12:30 lunch-walk"), ("12:30 lunch-walk",)),
    ],
)
def test_a_kind_reads_what_is_meant(kind: Kind, value: object, read: object) -> None:
    """And gives it back in the one way in which it is kept."""
    assert kind.read(value) == read
    assert type(kind.read(value)) is type(read)


@pytest.mark.parametrize(
    ("kind", "values", "clause"),
    [
        (Flag(), ["yes", 1, 0, None, []], "should be true or false"),
        (VOLUME, [-1, 101, 1.0, True, "40", None, {}], "should be a whole number from 0 to 100"),
        (PROFILE, ["Office", "", 1, None, ["home"], {}], "should be one of office, home, silent"),
        (
            Words(3),
            ["1234", 1234, 10**5000, True, None, "a\nb", "\x1b[2J", 1.5],
            "should be plain text in quotes, 3 char",
        ),
        (
            TimeOfDay(),
            ["24:00", "07:60", "7", "0700", " 07:00", "\u0660\u0667:\u0660\u0660", 700, None, {}],
            "should be a time such as",
        ),
        (SOME, ["knee", None, {"knee": 1}, 1], 'should be a list such as ["knee"]'),
        (
            WeekHours(),
            ["mon", "09:00", "9-17", "mon 09:00-24:00", "moon 09:00-17:00", "09:00-10:00 mon", ",", 9, None, []],
            "should be days and times such as",
        ),
        (Moments(), [None, 5, {}, ["12:30 lunch-walk"] * 21], "should be a list such as"),
        (Moments(), ["lunch", ["12:30"], [12], ["12:30 Lunch walk"], ["24:00 lunch-walk"]], "should be times with a"),
        (SOME, [["ankle"], ["knee", 1], [["knee"]], [None]], "should be some of knee, wrist"),
    ],
)
def test_a_kind_refuses_anything_else_in_a_clause(kind: Kind, values: list[object], clause: str) -> None:
    """One that completes "volume: ..."."""
    for value in values:
        with pytest.raises(CannotBeRead, match=re.escape(clause)):
            kind.read(value)


def test_a_slip_in_one_flag_loses_no_other() -> None:
    """Who said osteoporosis stays looked after, whatever they misspelt beside it."""
    with pytest.raises(CannotBeRead) as caught:
        SOME.read(["kneee", "wrist"])
    assert caught.value.usable == ("wrist",)


@pytest.mark.parametrize(
    ("profile", "volume", "loudness"),
    [
        ("office", 40, 0.4),
        ("office", 100, 1.0),
        ("home", 40, 0.7),
        ("home", 57, 0.9975),
        ("home", 58, 1.0),
        ("home", 100, 1.0),
        ("home", 0, 0.0),
        ("silent", 100, 0.0),
    ],
)
def test_the_profile_makes_it_louder_or_silent(profile: str, volume: int, loudness: float) -> None:
    """Never beyond what there is."""
    assert Settings(volume=volume, profile=profile).loudness == pytest.approx(loudness)


@given(st.integers(0, 100), st.sampled_from(["office", "home", "silent"]), st.booleans())
def test_muting_is_no_matter_of_loudness(volume: int, profile: str, mute: bool) -> None:  # noqa: FBT001  # drawn
    """The key that undoes it finds the volume as it was."""
    settings = Settings(volume=volume, profile=profile, mute=mute)
    assert settings.loudness == replace(settings, mute=not mute).loudness
    assert 0 <= settings.loudness <= 1


def test_every_group_has_a_volume_of_its_own() -> None:
    """As a part of the whole volume."""
    settings = Settings(volume=10, ticks_volume=20, changes_volume=50, voice_volume=0)
    assert {group: settings.level_of(group) for group in CueGroup} == {
        CueGroup.TICKS: 0.2,
        CueGroup.CHANGES: 0.5,
        CueGroup.VOICE: 0.0,
    }


def test_every_cue_can_be_left_out() -> None:
    """By the name of its file, told by its meaning."""
    kind = SETTINGS["silent_cues"].kind
    assert isinstance(kind, Some)
    assert kind.choices == tuple((name, each.meaning) for name, each in CUES.items())


def test_settings_are_frozen() -> None:
    """Nobody changes them while a session runs."""
    with pytest.raises(FrozenInstanceError):
        setattr(Settings(), "volume", 5)  # noqa: B010  # mypy would refuse it as well


@pytest.mark.parametrize(
    "wrong", [{"volume": 101}, {"mute": 1}, {"wake_time": "7:00"}, {"careful": ["knee"]}, {"pain_mild_max": 4}]
)
def test_what_no_file_could_say_is_a_bug(wrong: dict[str, object]) -> None:
    """A screen that changes a setting reads the value first."""
    with pytest.raises(CannotBeRead):
        Settings(**wrong)  # type: ignore[arg-type]  # the point of it
    with pytest.raises(CannotBeRead):
        replace(Settings(), **wrong)  # type: ignore[arg-type]  # likewise


@given(st.integers(0, 3), st.integers(4, 6), st.integers(6, 8))
def test_the_limits_for_pain_can_only_become_stricter_and_never_cross(mild: int, much: int, severe: int) -> None:
    """Mild below too much, too much never above a lot, whatever is chosen of each."""
    settings = Settings(pain_mild_max=mild, pain_much_min=much, pain_severe_min=severe)
    assert settings.pain_mild_max < settings.pain_much_min <= settings.pain_severe_min
    assert (mild, -much, -severe) <= (3, -4, -6)


def test_the_default_limits_are_those_of_the_decision_table() -> None:
    """The table has them in the middle of its rows, and the help says what happens there."""
    settings = Settings()
    assert find_row(Answers(nrs=settings.pain_mild_max), 0) is Row.GREEN
    assert find_row(Answers(nrs=settings.pain_mild_max + 1), 1) is Row.AMBER
    assert find_row(Answers(nrs=settings.pain_much_min), settings.pain_much_min - 2) is Row.SHARP  # no kind said
    assert find_row(Answers(nrs=settings.pain_much_min - 1), settings.pain_much_min - 3) is Row.AMBER
    assert find_row(Answers(nrs=settings.pain_severe_min - 1), 0) is Row.SHARP


def test_every_flag_can_be_chosen() -> None:
    """In the order and words of the safety page."""
    kind = SETTINGS["careful"].kind
    assert isinstance(kind, Some)
    assert kind.choices == tuple(CAREFUL.items())


def test_the_settings_bring_nothing_heavy_with_them() -> None:
    """The first frame waits for them."""
    code = "import sys, unbend.settings, unbend.settings_file; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"pydantic", "tomllib", "tomlkit", "datetime", "tempfile"} & {*done.stdout.split()} == set()


def test_a_slip_in_one_fixed_break_loses_no_other() -> None:
    """As with the flags."""
    with pytest.raises(CannotBeRead) as caught:
        Moments().read(["12:30 lunch-walk", "noon desk-reset"])
    assert caught.value.usable == ("12:30 lunch-walk",)


def test_the_rhythms_are_those_of_the_work_clock() -> None:
    """In the same order, and the ways of being away as well."""
    for name, words in (("work_preset", Preset), ("work_away", AwayPolicy)):
        kind = SETTINGS[name].kind
        assert isinstance(kind, OneOf)
        assert [word for word, _ in kind.choices] == [*words]
