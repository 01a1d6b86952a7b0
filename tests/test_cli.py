"""The command line as a whole: help, errors, and what it leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from unbend import __version__
from unbend.cli import run

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = [
    "run",
    "break",
    "work",
    "status",
    "list",
    "suggest",
    "show",
    "figure",
    "export",
    "voices",
    "check",
    "new",
    "schema",
    "history",
    "sounds",
    "doctor",
    "safety",
]
# As the entry point does, then a line of what was imported that is heavy.
WATCHED = (
    "import sys; from unbend.__main__ import main; code = main();"
    " print('imported:', *sorted({'pydantic', 'yaml', 'sqlite3', 'click', 'rich', 'textual'} & sys.modules.keys()));"
    " sys.exit(code)"
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let every folder of the user's lie in an empty one; return it."""
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def called(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Return what the installed program says, with a last line of what it imported."""
    return subprocess.run([sys.executable, "-c", WATCHED, *arguments], capture_output=True, text=True, check=False)


def test_the_version_is_said_before_anything_is_imported(home: Path) -> None:
    """Scripts ask for it."""
    done = called("--version")
    assert done.stdout == f"unbend {__version__}\nimported:\n"
    assert (done.returncode, done.stderr, [*home.iterdir()]) == (0, "", [])


def test_help_names_every_command_and_imports_none(home: Path) -> None:
    """A person who looks around should not wait."""
    done = called("--help")
    assert (done.returncode, done.stderr, [*home.iterdir()]) == (0, "", [])
    *text, imported = done.stdout.splitlines()
    assert imported == "imported: click"
    assert [line.split()[0] for line in text[text.index("Commands:") + 1 :]] == COMMANDS
    assert "pauses, p says that something hurts" in done.stdout


def test_a_warm_list_imports_neither_yaml_nor_pydantic() -> None:
    """The one command that is typed to look around."""
    assert called("list").stdout.splitlines()[-1] == "imported: click pydantic yaml"
    assert called("list").stdout.splitlines()[-1] == "imported: click"


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With its usage, a sentence on what it does, and a sentence for each option."""
    assert run([command, option]) == 0
    out, err = capsys.readouterr()
    usage, blank, sentence, *rest = out.splitlines()
    assert usage.startswith(f"Usage: unbend {command} ")
    assert (blank, err) == ("", "")
    assert len(sentence.split()) > 3
    options = rest[rest.index("Options:") + 1 :]
    described = [line for line in options if line.startswith("  -")]
    assert described
    assert all("  " in line.strip() or options[options.index(line) + 1].startswith("     ") for line in described)


def test_without_a_command_help_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    """And an exit code that says that nothing was done."""
    assert run([]) == 2
    assert "Usage: unbend" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lsit"], "No such command 'lsit'"),
        (["list", "--jsno"], "No such option"),
        (["list", "knees"], "Got unexpected extra argument"),
        (["show"], "Missing argument 'ROUTINE'"),
        (["show", "desk-reset", "--side", "up"], "'up' is not one of 'left', 'right'"),
        (["--fast"], "No such option"),
        (["show", "none"], 'there is no routine called "none"'),
    ],
)
def test_wrong_use_is_answered_with_one_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error, with exit code 2 and no traceback."""
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("unbend: ")
    assert err.count("\n") == 1
    assert said in err


def test_wrong_use_of_a_command_says_where_to_read_more(capsys: pytest.CaptureFixture[str]) -> None:
    """The help of that command, not of all of them."""
    run(["list", "--jsno"])
    assert capsys.readouterr().err.endswith("; unbend list --help says more\n")


@pytest.mark.skipif(os.name != "posix", reason="pipes break differently here")
@pytest.mark.parametrize("arguments", [["list"], ["show", "mcgill-big-3", "--timeline"], ["schema", "routine"]])
def test_a_reader_who_has_had_enough_is_not_told_so(arguments: list[str]) -> None:
    """As in `unbend list | head -1`: quiet, and with an exit code that is not success."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "unbend", *arguments], stdout=writing, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writing)
    assert done.stderr == b""
    assert done.returncode > 0


def test_a_terminal_without_the_letters_still_gets_the_line() -> None:
    """A letter it cannot show must not end the program."""
    code = "from unbend.cli import run; run(['show', 'kn\u00e4 \u819d'])"
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    assert done.stderr.startswith(b'unbend: there is no routine called "kn\xe4 \\u819d"')
