"""The way in. What needs nothing is answered before anything heavy is imported."""

from __future__ import annotations

import sys

from unbend import __version__


def main() -> int:
    """Run the command line and return the exit code."""
    if sys.argv[1:] == ["--version"]:
        print(f"unbend {__version__}")  # noqa: T201  # the answer itself
        return 0
    if sys.argv[1:2] == ["status"]:
        from unbend.work.look import said  # noqa: PLC0415  # a status bar asks every few seconds

        if said(sys.argv[2:]):
            return 0
    if not sys.argv[1:]:
        from unbend.session.output import is_a_screen  # noqa: PLC0415  # as below

        if is_a_screen(sys.stdin, sys.stdout):
            from unbend.commands.screen import open_library  # noqa: PLC0415  # its first frame does without click

            return open_library()
    from unbend.cli import run  # noqa: PLC0415  # click and what it brings are not needed for the above

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
