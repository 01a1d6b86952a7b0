"""The room is a fixture of every test of what is really heard."""

from __future__ import annotations

from tests.audio.room import room

__all__ = ["room"]
