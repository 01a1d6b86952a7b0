"""Pictures of screens as text files, so that a change of the screen shows in a review as what it is.

Text rather than SVG: a picture differs when a person would see a difference, not when Textual writes another number.
Colours are tested apart (`test_themes.py`). `UNBEND_NEW_PICTURES=1 pytest tests/ui` takes them anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ui.desk import Desk

PICTURES = Path(__file__).parent / "pictures"
_MOST_PASSES = 12
TAKES_ANEW = os.environ.get("UNBEND_NEW_PICTURES") == "1"


class Album:
    """Compares what is on the screen with its picture; `close` tells every difference at once."""

    def __init__(self, *marks: str) -> None:
        """Every picture's name ends with `marks`, such as the size of the screen."""
        self._marks = marks
        self._differences: list[str] = []

    async def keep(self, name: str, desk: Desk) -> None:
        """Compare what `desk` shows with the picture `name`, once it has come to rest.

        A screen is laid out in passes, a scrollbar may come with the second; how many passes lie between two keys is
        the machine's business, and not the picture's.
        """
        file = PICTURES / f"{'-'.join((name, *self._marks))}.txt"
        before = file.read_text(encoding="utf-8") if file.exists() and not TAKES_ANEW else None
        text = ""
        for _ in range(_MOST_PASSES):
            last, text = text, desk.text().rstrip("\n") + "\n"
            if text == (last if before is None else before):
                break
            await desk.settle()
        if TAKES_ANEW:
            PICTURES.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        elif before != text:
            self._differences.append(f"== {file.name}: was\n{before or '(no picture)'}-- is\n{text}")

    def close(self) -> None:
        """Fail if anything looks other than in its picture."""
        assert not self._differences, "\n".join(self._differences)
