"""The way in. What needs nothing is answered before anything heavy is imported."""

from __future__ import annotations

import sys

from unbend import __version__


def main() -> int:
    """Run the command line and return the exit code."""
    if sys.argv[1:] == ["--version"]:
        print(f"unbend {__version__}")  # noqa: T201  # the answer itself
        return 0
    from unbend.cli import run  # noqa: PLC0415  # click and what it brings are not needed for the above

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
