"""Draw docs/state.md from the engine's table of legal moves. With `--check`, only say whether it is up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from unbend.engine.state import TRANSITIONS, Status

TARGET = Path(__file__).resolve().parents[1] / "docs" / "state.md"

HEAD = """\
# Where a session stands

Drawn from the table in `src/unbend/engine/state.py` by `scripts/make_state_diagram.py`; do not edit. An arrow is a
command, or `time` where it happens by itself. A command without an arrow from the present status changes nothing.

```mermaid
stateDiagram-v2
    [*] --> ready
"""
TAIL = """\
    finished --> [*]
    stopped --> [*]
```
"""
BY_ITSELF = (
    (Status.RUNNING, Status.RUNNING),
    (Status.RUNNING, Status.AWAITING),
    (Status.RUNNING, Status.FINISHED),
    (Status.PAUSED, Status.RUNNING),
    (Status.PAUSED, Status.AWAITING),
)
"""The moves of time alone: a phase ends, or the countdown that the user asked for does."""


def diagram() -> str:
    """Return the page."""
    arrows: dict[tuple[Status, Status], list[str]] = {}
    for status, commands in TRANSITIONS.items():
        for command, targets in commands.items():
            for target in sorted(targets):
                arrows.setdefault((status, target), []).append(command.__name__)
    for pair in BY_ITSELF:
        arrows.setdefault(pair, []).append("time")
    order = list(Status)
    lines = [
        f"    {source} --> {target}: {', '.join(names)}"
        for (source, target), names in sorted(
            arrows.items(), key=lambda arrow: (order.index(arrow[0][0]), order.index(arrow[0][1]))
        )
    ]
    return HEAD + "\n".join(lines) + "\n" + TAIL


def main() -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 if the page is not what would be written")
    is_check = parser.parse_args().check
    if not is_check:
        TARGET.write_text(diagram(), encoding="utf-8")
    elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != diagram():
        print(f"{TARGET.name} is stale: run python scripts/make_state_diagram.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
