"""All findings, and the ways in which they are told."""

from __future__ import annotations

import getpass
import re
import textwrap
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from unbend.checkup.notices import notification_findings
from unbend.checkup.places import history_findings, place_findings
from unbend.checkup.presence import presence_findings
from unbend.checkup.program import program_findings
from unbend.checkup.sound import sound_findings, voice_findings
from unbend.checkup.terminal import terminal_findings
from unbend.checkup.work import work_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from unbend.checkup.finding import Finding

_INDENT = " " * 4


def gather(*, bell: Callable[[], None] | None, is_played: bool) -> list[Finding]:
    """Look at everything; creates nothing, and makes no sound unless one `is_played`."""
    places, settings = place_findings()
    return [
        *terminal_findings(),
        *sound_findings(settings, bell=bell, is_played=is_played),
        *voice_findings(settings),
        *notification_findings(),
        *work_findings(),
        *presence_findings(),
        *places,
        *history_findings(),
        *program_findings(),
    ]


def as_values(findings: Sequence[Finding]) -> dict[str, object]:
    """Return `findings` for JSON."""
    return {
        "needs_attention": any(each.advice for each in findings),
        "findings": [asdict(each) for each in findings],
    }


def lines(findings: Sequence[Finding], width: int) -> Iterator[str]:
    """Yield `findings` for a person, no line wider than `width` that can be broken."""
    part = ""
    for each in findings:
        if each.part != part:
            part = each.part
            yield part
        mark = "!" if each.advice else " "
        yield from _wrapped(f"{mark} {each.name:17}", each.found, width)
        if each.advice:
            yield from _wrapped(f"{_INDENT}", each.advice, width)
    count = sum(bool(each.advice) for each in findings)
    yield ""
    things = "1 thing needs" if count == 1 else f"{count} things need"
    yield f"{things} attention, marked with !" if count else "Nothing needs attention."


def block(findings: Sequence[Finding]) -> str:
    """Return `findings` as a block to paste into a bug: without the user's name and home."""
    text = "\n".join(lines(findings, 10_000))
    return f"```text\n{without_names(text)}\n```"


def without_names(text: str) -> str:
    """Return `text` with the user's home as `~` and the user's name as `user`, wherever they stand in it."""
    try:
        home = str(Path.home())
    except RuntimeError:
        home = ""
    if len(home) > 1:
        text = text.replace(home, "~")
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account that the system does not know
        return text
    return re.sub(rf"(?<![\w]){re.escape(name)}(?![\w])", "user", text) if name else text


def _wrapped(head: str, text: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )
