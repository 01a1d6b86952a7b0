"""Where things are: what ships with Unbend, and what belongs to the user. Looks; creates nothing.

What ships lies inside the installed package, or, in a checkout, in the folders at its top.
"""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path

import platformdirs

_APP = "unbend"
_PACKAGE = Path(__file__).resolve().parent


@cache
def shipped(folder: str) -> Path:
    """Return the folder of that name that ships with Unbend: `routines` or `sounds`."""
    installed = _PACKAGE / "shipped" / folder
    return installed if installed.is_dir() else _PACKAGE.parents[1] / folder


def user_routines() -> Path:
    """Return the folder in which the user's own routine files are looked for; exercises in `exercises` below it."""
    return platformdirs.user_config_path(_APP, appauthor=False, roaming=True) / "routines"


def user_sounds() -> Path:
    """Return the folder in which the user's own sounds are looked for, each called as its cue."""
    return platformdirs.user_config_path(_APP, appauthor=False, roaming=True) / "sounds"


def user_voices() -> Path:
    """Return the folder in which voices of piper are looked for, each a NAME.onnx beside its NAME.onnx.json."""
    return platformdirs.user_config_path(_APP, appauthor=False, roaming=True) / "voices"


def decoded_sounds() -> Path:
    """Return where the user's own sounds are kept decoded; may be deleted at any time."""
    return platformdirs.user_cache_path(_APP, appauthor=False) / "sounds"


def settings_file() -> Path:
    """Return where the user's settings are read from."""
    return platformdirs.user_config_path(_APP, appauthor=False, roaming=True) / "config.toml"


def history_file() -> Path:
    """Return where the record of sessions is kept."""
    return platformdirs.user_data_path(_APP, appauthor=False) / "history.db"


def index_file() -> Path:
    """Return where what is known of the routine files is kept between runs; may be deleted at any time."""
    return platformdirs.user_cache_path(_APP, appauthor=False) / "routines.json"


def voice_folder() -> Path:
    """Return where what a voice said is kept; may be deleted at any time."""
    return platformdirs.user_cache_path(_APP, appauthor=False) / "voice"


def log_file(name: str) -> Path:
    """Return where the log `name` is written, such as the sound worker's complaints."""
    return platformdirs.user_log_path(_APP, appauthor=False) / f"{name}.log"


def work_state_file() -> Path:
    """Return where the work clock says how it stands, for a status bar and for a restart."""
    return platformdirs.user_state_path(_APP, appauthor=False) / "work.json"


def work_socket() -> Path:
    """Return the socket on which the work clock is spoken to, in a folder that only the user can open."""
    with warnings.catch_warnings():  # where the system has no such folder, the library says so to the screen
        warnings.simplefilter("ignore")
        return platformdirs.user_runtime_path(_APP, appauthor=False) / "work.sock"


def with_tilde(path: Path) -> str:
    """Return `path` as text with the user's home as `~`: shorter, and without the user's name."""
    try:
        home = Path.home()
    except RuntimeError:  # an account without one
        return str(path)
    if home == Path(home.anchor) or not path.is_relative_to(home):
        return str(path)
    return str(Path("~") / path.relative_to(home))
