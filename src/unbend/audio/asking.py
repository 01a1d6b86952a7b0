"""Asks a module of this package something in a child process, and waits for its answer in lines.

For what may take a sound library or a decoder: it dies or hangs there, and nobody here notices but by the answer.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unbend.audio.child import Spawn

_BOOTSTRAP = (
    "import importlib, sys; sys.path.insert(0, sys.argv[1]); import unbend; del sys.path[0];"
    "sys.exit(importlib.import_module('unbend.audio.' + sys.argv[2]).main(sys.argv[3:]))"
)
"""As the worker is started, and for the same reasons."""


def answers_of(module: str, arguments: Sequence[str], spawn: Spawn, within_s: float) -> list[str]:
    """Return the lines that `main` of `module` writes until it ends, or until it is ended after `within_s`.

    Raises `OSError` where no child can be started.
    """
    argv = [sys.executable, "-P", "-c", _BOOTSTRAP, str(Path(__file__).parents[2]), module, *arguments]
    child = spawn(argv, True, {})  # noqa: FBT003 - see Spawn
    watchdog = threading.Timer(within_s, child.kill)
    watchdog.daemon = True
    watchdog.start()
    try:
        return [line.decode(errors="replace").strip() for line in child.stdout or ()]
    finally:
        watchdog.cancel()
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
