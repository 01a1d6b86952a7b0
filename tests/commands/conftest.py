"""A home of its own for every test of a command, and a way to call one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from unbend.cli import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Unbend = Callable[..., "Said"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let every folder of the user's lie in an empty one; return it."""
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def unbend(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Return `unbend` as a person calls it."""

    def call(*arguments: Any) -> Said:  # noqa: ANN401  # paths and words
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return call
