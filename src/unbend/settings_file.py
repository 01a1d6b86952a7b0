"""`config.toml`: the settings as the user writes them, read whole and changed one at a time.

The file is the user's own. Reading tells everything that is wrong and uses the rest; saving touches one key, keeps
comments and order, and writes nothing at all where it could not keep them.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from unbend.errors import SettingsInvalid
from unbend.setting_kinds import CannotBeRead
from unbend.settings import SETTINGS, Settings

MOST_BYTES = 1024 * 1024
TABLES = frozenset({"hooks"})
"""What else may stand in the file, each in a table of its own and checked by whoever reads it."""


class SettingsUnusable(SettingsInvalid):
    """Something in the settings cannot be meant; `usable` is what holds without it."""

    def __init__(self, sentence: str, usable: Settings) -> None:
        super().__init__(sentence)
        self.usable = usable


def load_settings(file: Path) -> Settings:
    """Return the settings in `file`, or the defaults where there is none.

    Raises `SettingsUnusable` where the file cannot be read or says what cannot be meant; the error carries the settings
    that can be used all the same.
    """
    try:
        text = _text(file)
        written = {} if text is None else _values(file, text)
    except SettingsInvalid as error:
        raise SettingsUnusable(str(error), Settings()) from error
    usable: dict[str, Any] = {}
    told = []
    for key, value in written.items():
        if key in TABLES:
            continue
        if key not in SETTINGS:
            told.append(f"{_shown(key)}: unknown setting")
            continue
        try:
            usable[key] = SETTINGS[key].kind.read(value)
        except CannotBeRead as error:
            told.append(f"{key}: {error}")
            if error.usable is not None:
                usable[key] = error.usable
    if told:
        raise SettingsUnusable(f"{file}: {'; '.join(told)}", Settings(**usable))  # noqa: EM102, TRY003  # one sentence
    return Settings(**usable)


def load_table(file: Path, name: str) -> object:
    """Return what stands under `name`, one of `TABLES`, in `file`, and an empty table where nothing does.

    Raises `SettingsInvalid` where the file cannot be read or is not TOML.
    """
    text = _text(file)
    return {} if text is None else _values(file, text).get(name, {})


def save_setting(file: Path, name: str, value: object) -> None:
    """Write the setting `name` into `file`, which with its folder is made where it is missing.

    Everything else in the file stays as it is, also what is wrong with it. Raises `SettingsInvalid` where the file is
    not TOML or cannot be read or written, and then leaves it alone; `KeyError` and `CannotBeRead` for what is no
    setting and no value of it, which are bugs of the caller.
    """
    good = SETTINGS[name].kind.read(value)
    plain = list(good) if isinstance(good, tuple) else good
    text = _text(file) or ""
    before = _values(file, text)
    after = _with(text, name, plain)
    # Whatever the writing library makes of a strange file, nothing but this one value may be another.
    if after is None or _values(file, after) != before | {name: plain}:
        msg = f"{file} cannot be changed without touching the rest of it; set {name} by hand"
        raise SettingsInvalid(msg)
    try:
        _replace(file, after.encode("utf-8"))
    except OSError as error:
        msg = f"{file} cannot be written: {error.strerror}"
        raise SettingsInvalid(msg) from error


def _text(file: Path) -> str | None:
    """Return what is in `file`, or None where there is none. Raises `SettingsInvalid`."""
    try:
        if stat.S_ISFIFO(file.stat().st_mode):  # reading would wait for ever
            msg = f"{file} cannot be read: it is a pipe"
            raise SettingsInvalid(msg)
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror}"
        raise SettingsInvalid(msg) from error
    if len(raw) > MOST_BYTES:
        msg = f"{file} cannot be read: it is larger than a megabyte"
        raise SettingsInvalid(msg)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        msg = f"{file} is not TOML: not UTF-8 from byte {error.start} on"
        raise SettingsInvalid(msg) from error


def _values(file: Path, text: str) -> dict[str, Any]:
    """Return what `text`, from `file`, says. Raises `SettingsInvalid` where that is not TOML."""
    import tomllib  # noqa: PLC0415  # most people have no such file

    try:
        # A float is no value of any setting; as text it can be compared, which `nan` cannot.
        return tomllib.loads(text, parse_float=lambda written: ("float", written))
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a bare ValueError
        msg = f"{file} is not TOML: {error}"
        raise SettingsInvalid(msg) from error


def _with(text: str, name: str, value: object) -> str | None:
    """Return the TOML `text` with `name` set to `value`, or None where that is more than the library can do."""
    import tomlkit  # noqa: PLC0415  # only saving needs it
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        document = tomlkit.parse(text)
        document[name] = value
        return tomlkit.dumps(document)
    except (TOMLKitError, ValueError, RecursionError):
        return None


def _replace(file: Path, raw: bytes) -> None:
    """Put `raw` in the place of `file` in one move, so that a crash or a full disk leaves the old or the new."""
    file.parent.mkdir(parents=True, exist_ok=True)
    target = Path(os.path.realpath(file))  # a link, as people have who keep such files elsewhere, stays a link
    mode = None
    if target.exists():
        with target.open("r+b") as stream:  # a file that was made read-only on purpose stays as it is
            mode = stat.S_IMODE(os.fstat(stream.fileno()).st_mode)
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _shown(key: str) -> str:
    """Return `key` fit for a terminal."""
    return key if key.isprintable() else ascii(key)[1:-1]
