"""The file that `unbend run --log` writes its events to."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from unbend.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack


def open_log(name: str, stack: ExitStack) -> IO[str]:
    """Return the stream for the log called `name`, which `stack` closes. Raises `WrongUse` where it cannot be."""
    path = Path(name)
    try:
        if path.is_file() and path.stat().st_size and not path.read_bytes().startswith(b"{"):
            msg = f"{name} is there and no log; it was left as it is"
            raise WrongUse(msg)
        return stack.enter_context(_letting_go(path.open("w", encoding="utf-8")))
    except OSError as error:
        msg = f"the log {name} cannot be written: {error.strerror}"
        raise WrongUse(msg) from error


@contextmanager
def _letting_go(stream: IO[str]) -> Iterator[IO[str]]:
    """Close `stream` in the end; on a full disk even that fails, which has been told by then."""
    try:
        yield stream
    finally:
        with suppress(OSError):
            stream.close()
