"""docs/status.md: it names what is there and nothing else, and its lines for tmux and a prompt work as written."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.routine.files import ROOT
from tests.terminal.program import LONGEST_S, environment
from unbend.work import state_file
from unbend.work.hook_table import EVENTS
from unbend.work.orders import ORDERS, order
from unbend.work.status import NAMES, formatted

if TYPE_CHECKING:
    from pathlib import Path

BASH, TMUX = shutil.which("bash"), shutil.which("tmux")
PAGE = (ROOT / "docs" / "status.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the blocks of code in that language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def rows(heading: str) -> list[str]:
    """Return what stands in the first column of the table under that heading."""
    table = PAGE.partition(f"| {heading} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [row.split("|")[1].strip() for row in table]


def test_every_name_and_event_is_explained() -> None:
    """And none that is not there."""
    assert rows("name") == [f"`{{{name}}}`" for name in NAMES]
    assert rows("event") == [f"`{event}`" for event in EVENTS]


def test_every_order_is_explained() -> None:
    """In words that are understood."""
    said = [words.removeprefix("unbend work ") for row in rows("command") for words in re.findall("`(.*?)`", row)]
    assert {words.split()[0] for words in said if words[0].isalpha()} == {shown.split()[0] for shown in ORDERS}
    for words in said:
        order(words.split() if words[0].isalpha() else ["postpone", words])


def test_every_format_is_one() -> None:
    """Those of every bar and prompt."""
    formats = re.findall(r"""--format ['"](.+?)['"]""", PAGE)
    assert len(formats) == 4
    for wanted in formats:
        formatted(None, 0, wanted)


def test_the_hooks_are_hooks() -> None:
    """The example is TOML, and names events that there are."""
    (table,) = (found for found in map(tomllib.loads, blocks("toml")) if "hooks" in found)
    assert table["hooks"].keys() <= EVENTS.keys()


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """Return the environment of somebody with a work clock, and with the program on their path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "unbend"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m unbend "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    now_ms = time.time_ns() // 1_000_000
    clock = {"pid": os.getpid(), "written_ms": now_ms, "status": "working", "next_at_ms": now_ms + 11 * 3_600_000}
    state_file.write(tmp_path / "state" / "unbend" / "work.json", {**clock, "today": {"taken": 3}})
    return environment(tmp_path, PATH=f"{folder}:{os.environ['PATH']}", LC_ALL="C.UTF-8", SHELL="/bin/sh")


@pytest.mark.skipif(BASH is None, reason="needs bash")
def test_the_prompt_shows_it(home: dict[str, str]) -> None:
    """As bash expands it."""
    (line,) = (line for block in blocks("bash") for line in block.splitlines() if line.startswith("PS1="))
    shown = subprocess.run(
        [BASH or "", "--norc", "-c", f'{line}\necho "${{PS1@P}}"'],
        env=home,
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST_S,
    )
    assert re.fullmatch(r"11 h [$#] \n", shown.stdout)


@pytest.mark.terminal
@pytest.mark.skipif(TMUX is None or sys.platform == "win32", reason="needs tmux")
def test_tmux_shows_it(home: dict[str, str], tmp_path: Path) -> None:
    """In the status line of a real one, with the lines of the page and an interval that a test can wait for."""
    (lines,) = (block for block in blocks("text") if "status-right" in block)
    file = tmp_path / "tmux.conf"
    file.write_text(lines.replace("status-interval 15", "status-interval 1"), encoding="utf-8")
    inner, outer = f"unbend-in-{os.getpid()}", f"unbend-out-{os.getpid()}"
    variables = {name: value for name, value in home.items() if name not in ("TMUX", "TMUX_PANE")}
    variables |= {"TERM": "xterm-256color"}

    def tmux(server: str, *arguments: str) -> str:
        done = subprocess.run(
            [TMUX or "", "-L", server, *arguments], env=variables, capture_output=True, check=False, timeout=LONGEST_S
        )
        return done.stdout.decode(errors="replace")

    # The status line is drawn for whoever is attached: so one tmux is looked at through another.
    try:
        tmux(inner, "-f", str(file), "new-session", "-d", "cat")
        attach = f"env -u TMUX tmux -L {inner} attach"
        tmux(outer, "-f", os.devnull, "new-session", "-d", "-x", "100", "-y", "10", attach)
        end_s = time.monotonic() + LONGEST_S  # noqa: TID251  # a test gives up by the clock on the wall
        while "break 11 h, 3 today" not in (shown := tmux(outer, "capture-pane", "-p")):
            assert time.monotonic() < end_s, shown  # noqa: TID251  # likewise
            time.sleep(0.2)
    finally:
        tmux(outer, "kill-server")
        tmux(inner, "kill-server")
