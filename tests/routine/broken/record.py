"""One broken file, and what is told of it."""

from __future__ import annotations

from typing import TypeAlias

Told: TypeAlias = tuple[int, int, str, str]
"""Line, column, where, and a part of what is said."""


class Broken:
    """A routine file that cannot be used, called `knees.yaml`."""

    def __init__(self, name: str, content: str | bytes, *told: Told) -> None:
        self.name = name
        self.content = content
        self.told = told
        """Every problem, in order."""
