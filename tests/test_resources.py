"""Where things are."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from unbend import resources


@pytest.mark.parametrize(("folder", "file"), [("routines", "desk-reset.yaml"), ("sounds", "start.wav")])
def test_what_ships_is_found(folder: str, file: str) -> None:
    """In a checkout as in an installed package."""
    assert (resources.shipped(folder) / file).is_file()


def test_the_home_is_told_as_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorter, and without the user's name; a folder that only begins like it stays."""
    monkeypatch.setenv("HOME", str(tmp_path / "anna"))
    assert resources.with_tilde(tmp_path / "anna" / "x") == str(Path("~") / "x")
    assert resources.with_tilde(tmp_path / "annabel") == str(tmp_path / "annabel")
    monkeypatch.setenv("HOME", "/")
    assert resources.with_tilde(tmp_path) == str(tmp_path)


def test_an_installed_package_has_its_own_and_looks_no_farther(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folders travel inside it."""
    package = tmp_path / "lib" / "site-packages" / "unbend"
    (package / "shipped" / "routines").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.shipped.__wrapped__("routines") == package / "shipped" / "routines"
    assert resources.shipped.__wrapped__("sounds") == tmp_path / "lib" / "sounds"


@pytest.mark.skipif("sys.platform != 'linux'", reason="other systems have other folders")
def test_the_users_files_lie_where_the_system_wants_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written by hand, what is kept, what may be deleted and what is logged; nothing is made by asking."""
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    assert resources.user_routines() == tmp_path / "config" / "unbend" / "routines"
    assert resources.settings_file() == tmp_path / "config" / "unbend" / "config.toml"
    assert resources.user_sounds() == tmp_path / "config" / "unbend" / "sounds"
    assert resources.decoded_sounds() == tmp_path / "cache" / "unbend" / "sounds"
    assert resources.history_file() == tmp_path / "data" / "unbend" / "history.db"
    assert resources.index_file() == tmp_path / "cache" / "unbend" / "routines.json"
    assert resources.log_file("sound") == tmp_path / "state" / "unbend" / "log" / "sound.log"
    assert [*tmp_path.iterdir()] == []


def test_the_socket_has_a_place_also_where_the_system_gives_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a word of the library's about it, which would stand in the person's terminal."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert resources.work_socket().parent.name == "unbend"
