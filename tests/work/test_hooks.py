"""The user's own programs at the events of the work clock: real ones, and never felt by the clock."""

from __future__ import annotations

import os
import select
import shlex
import sys
import tomllib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from unbend.breaks import events as e
from unbend.breaks.rhythm import BeatKind
from unbend.breaks.wall import wall_clock
from unbend.settings_file import load_settings, save_setting
from unbend.work import hooks as hooks_module
from unbend.work.hook_table import EVENTS, facts, hook_name, load_hooks
from unbend.work.hooks import Hooks

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are those of a shell")

CLOCK = wall_clock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), 0)
DUE = e.BreakDue(due_ms=60_000, break_ms=30_000, kind=BeatKind.MOVE, routine=None, is_soft=False)
SKIPPED = e.BreakSkipped(due_ms=0, next_ms=1_200_000)
ALL_EVENTS = (
    e.WorkBegan(due_ms=0, next_ms=1_200_000),
    DUE,
    e.BreakBegan(due_ms=0, break_ms=120_000, kind=BeatKind.WALK, routine="lunch", is_short=True, is_early=False),
    e.BreakTaken(due_ms=0, length_ms=90_500, is_short=False, next_ms=1_200_000),
    SKIPPED,
    e.WorkEnded(due_ms=0, next_ms=None),
    e.Stopped(due_ms=0),
)


def settings(folder: Path, text: str) -> Path:
    """Return a settings file of this text."""
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def is_patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the work clock wait for its programs at its end, on a machine however busy."""
    monkeypatch.setattr(hooks_module, "_LAST_MS", 60_000)


def ran(folder: Path, command: tuple[str, ...], *events: e.Event) -> tuple[str, list[str]]:
    """Run `command` at each of `events`; return the log and what was told."""
    told: list[str] = []
    hooks = Hooks(dict.fromkeys(EVENTS, command), folder / "logs" / "hooks.log", told.append)
    for event in events:
        hooks.handle(event, CLOCK)
    hooks.close()
    return (folder / "logs" / "hooks.log").read_text(encoding="utf-8"), told


def python(program: str) -> tuple[str, ...]:
    """Return the command that runs `program`."""
    return (sys.executable, "-c", program)


@pytest.mark.usefixtures("is_patient")
def test_a_program_learns_what_happened_and_its_words_are_kept(tmp_path: Path) -> None:
    """In its environment, beside everything else that is there; without a shell."""
    program = "import os; print(*sorted(f'{k}={v}' for k, v in os.environ.items() if k.startswith('UNBEND_')), '$HOME')"
    log, told = ran(tmp_path, (*python(program), "; exit 3"), DUE)
    head, said = log.splitlines()
    assert head == "2026-03-02T09:01:00+00:00 break_due: done"
    for fact in ("AT=2026-03-02T09:01:00+00:00", "BREAK_SECONDS=30", "EVENT=break_due", "KIND=move", "QUIETLY=0"):
        assert f"UNBEND_{fact}" in said
    assert said.endswith(" $HOME")
    assert told == []


def test_every_event_has_its_facts() -> None:
    """Under the names of the table, each with its time."""
    assert {hook_name(event) for event in ALL_EVENTS} == EVENTS.keys()
    assert {hook_name(event) for event in (e.QuietEnded(due_ms=0), e.BreakTimeOver(due_ms=0))} == {None}
    told = [{name.removeprefix("UNBEND_"): value for name, value in facts(each, CLOCK).items()} for each in ALL_EVENTS]
    at = "2026-03-02T09:00:00+00:00"
    then = "2026-03-02T09:20:00+00:00"
    assert told[0] == {"EVENT": "work_began", "AT": at, "NEXT": then}
    break_began = {"BREAK_SECONDS": "120", "KIND": "walk", "ROUTINE": "lunch", "SHORT": "1"}
    assert told[2] == {"EVENT": "break_began", "AT": at, **break_began}
    assert told[3] == {"EVENT": "break_taken", "AT": at, "BREAK_SECONDS": "90", "SHORT": "0", "NEXT": then}
    assert told[5] == {"EVENT": "work_ended", "AT": at, "REASON": "hours"}
    assert told[6] == {"EVENT": "work_ended", "AT": at, "REASON": "stopped"}


@pytest.mark.usefixtures("is_patient")
@pytest.mark.parametrize(
    ("command", "trouble"),
    [
        (python("print('oh'); raise SystemExit(3)"), "ended with exit code 3"),
        (("unbend-no-such-program",), "could not be started: No such file or directory"),
    ],
)
def test_a_failure_is_told_once(command: tuple[str, ...], trouble: str, tmp_path: Path) -> None:
    """And stands in the log each time."""
    log, told = ran(tmp_path, command, SKIPPED, SKIPPED, SKIPPED)
    assert log.count(f"break_skipped: {trouble}") == 3
    (sentence,) = told
    assert sentence.startswith(f"The hook break_skipped {trouble}. What it said is in ")
    assert sentence.endswith("hooks.log; this is told once.")


@pytest.mark.usefixtures("is_patient")
def test_a_program_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A child of it would otherwise hold whatever it holds for ever."""
    monkeypatch.setattr(hooks_module, "LIMIT_MS", 1_500)
    held = tmp_path / "held"
    os.mkfifo(held)
    reader = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    script = f"sleep 600 > {shlex.quote(str(held))} & echo begun; wait"
    log, told = ran(tmp_path, ("sh", "-c", script), DUE)
    assert "break_due: took longer than 1 s and was ended\n  begun\n" in log
    assert len(told) == 1
    assert select.select([reader], [], [], 30)[0] == [reader]
    assert os.read(reader, 1) == b""  # nobody holds the other end any more
    os.close(reader)


@pytest.mark.usefixtures("is_patient")
def test_a_program_that_never_stops_talking_is_ended(tmp_path: Path) -> None:
    """And only the beginning of what it said is kept."""
    log, told = ran(tmp_path, ("sh", "-c", "yes"), DUE)
    assert "said more than a megabyte and was ended" in log
    assert len(log) < 64 * 1024
    assert len(told) == 1


@pytest.mark.usefixtures("is_patient")
def test_the_clock_does_not_wait_and_no_crowd_gathers(tmp_path: Path) -> None:
    """`handle` comes back while the program still runs; of a row of events the fifth is left out, and told."""
    gate, told = tmp_path / "gate", list[str]()
    os.mkfifo(gate)
    hooks = Hooks(
        {"break_skipped": ("sh", "-c", f"read line < {shlex.quote(str(gate))}")}, tmp_path / "log", told.append
    )
    for _ in range(5):
        hooks.handle(SKIPPED, CLOCK)
    assert [sentence.partition(". ")[0] for sentence in told] == [
        "The hook break_skipped was left out, as 4 programs still run"
    ]
    with gate.open("w", encoding="utf-8") as stream:
        stream.write("go on\n" * 4)
    hooks.close()


def test_the_end_of_the_work_clock_ends_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a moment in which a quick one comes to its end."""
    monkeypatch.setattr(hooks_module, "_LAST_MS", 2_000)
    log, _ = ran(tmp_path, ("sleep", "600"), e.Stopped(due_ms=0))
    assert log == "2026-03-02T09:00:00+00:00 work_ended: was ended with the work clock\n"


@pytest.mark.usefixtures("is_patient")
def test_the_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    """When it is large it begins anew; where it cannot be written, the program has run all the same."""
    log = tmp_path / "logs" / "hooks.log"
    log.parent.mkdir()
    log.write_bytes(b"x" * 600_000)
    assert ran(tmp_path, python("pass"), DUE) == ("2026-03-02T09:01:00+00:00 break_due: done\n", [])
    log.unlink()
    log.mkdir()
    hooks = Hooks({"break_due": python(f"open({str(tmp_path / 'ran')!r}, 'w')")}, log, pytest.fail)
    hooks.handle(DUE, CLOCK)
    hooks.close()
    assert (tmp_path / "ran").exists()


def test_they_are_read_from_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name of a program may begin at home; a file without the table has none."""
    monkeypatch.setenv("HOME", "/home/somebody")
    text = 'volume = 30\n[hooks]\nbreak_due = ["~/bin/due", "~", "a b"]\nwork_ended = ["true"]\n'
    file = settings(tmp_path, text)
    assert load_hooks(file) == ({"break_due": ("/home/somebody/bin/due", "~", "a b"), "work_ended": ("true",)}, [])
    assert load_settings(file).volume == 30
    assert load_hooks(settings(tmp_path, "volume = 30\n")) == ({}, [])
    assert load_hooks(tmp_path / "none.toml") == ({}, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('break_due = "notify-send hello"', 'hooks.break_due: should be a list such as ["program", "argument"]; it is'),
        ("break_due = []", "hooks.break_due: should be a list"),
        ('break_due = ["say", 5]', "hooks.break_due: should be a list"),
        ('break_due = ["", "x"]', "hooks.break_due: the program has no name"),
        ('break_due = ["a\\u0000b"]', "hooks.break_due: a program takes no NUL character"),
        ('brake_due = ["say"]', "hooks.brake_due: there is no such event; there are work_began, break_due"),
        ('"\\u001b[2J" = ["say"]', "hooks.\\x1b[2J: there is no such event"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_holds(text: str, told: str, tmp_path: Path) -> None:
    """In one sentence with the file's name."""
    file = settings(tmp_path, f'[hooks]\n{text}\nwork_began = ["true"]\n')
    hooks, (sentence,) = load_hooks(file)
    assert hooks == {"work_began": ("true",)}
    assert sentence.startswith(f"{file}: {told}")
    assert sentence.isprintable()


def test_a_table_that_is_none_and_a_broken_file_are_told(tmp_path: Path) -> None:
    """Nothing is run then."""
    (sentence,) = load_hooks(settings(tmp_path, "hooks = 5\n"))[1]
    assert "hooks: should be a table, [hooks], with lines such as break_due = [" in sentence
    assert "is not TOML" in load_hooks(settings(tmp_path, "[hooks\n"))[1][0]


def test_saving_a_setting_keeps_them(tmp_path: Path) -> None:
    """With their comments, also where the table is all there is."""
    for before in ("", "volume = 20\n"):
        text = f'{before}[hooks]\n# mine\nbreak_due = ["say", "hi"]\n'
        file = settings(tmp_path, text)
        save_setting(file, "volume", 55)
        after = file.read_text(encoding="utf-8")
        assert tomllib.loads(after) == {"volume": 55, "hooks": {"break_due": ["say", "hi"]}}
        assert "# mine" in after
