"""The errors a user can meet, each a sentence they can act on and an exit code.

    UnbendError
    ├── WrongUse              2   asked for something that is not there or makes no sense
    │   ├── RoutineNotFound   2   no routine of that name, with the nearest names
    │   └── SettingsInvalid   2   the settings file says something that cannot be meant
    ├── FilesHaveProblems     1   a routine or exercises file cannot be used; carries every problem, located
    ├── HistoryUnavailable    1   the record of sessions cannot be opened or read
    ├── TrackUnwritable       1   an audio file cannot be written to where it should go
    ├── StoppedByUser         3   the user said no before the session began
    └── OrderRefused          4   the work clock understood, and does not do that now

A bug is a plain exception outside this tree and may crash. These are caught in one place, `unbend.cli`.
"""

from __future__ import annotations

from typing import ClassVar

EXIT_DONE = 0
EXIT_PROBLEMS = 1
EXIT_WRONG_USE = 2
EXIT_STOPPED = 3
EXIT_REFUSED = 4
EXIT_INTERRUPTED = 130  # 128 + SIGINT, as every shell reports it


class UnbendError(Exception):
    """An error that is told to the user as one sentence, never as a traceback."""

    exit_code: ClassVar[int] = EXIT_WRONG_USE


class WrongUse(UnbendError):
    """What was asked for is not there or makes no sense."""


class RoutineNotFound(WrongUse):
    """No routine of that name is shipped or among the user's files."""


class SettingsInvalid(WrongUse):
    """The settings file holds something that cannot be meant."""


class FilesHaveProblems(UnbendError):
    """A file cannot be used as it stands; the message lists every problem with its place."""

    exit_code = EXIT_PROBLEMS


class HistoryUnavailable(UnbendError):
    """The record of sessions cannot be opened, read or written."""

    exit_code = EXIT_PROBLEMS


class TrackUnwritable(UnbendError):
    """An audio file cannot be written: the disk is full, the folder closed."""

    exit_code = EXIT_PROBLEMS


class StoppedByUser(UnbendError):
    """The user chose not to begin."""

    exit_code = EXIT_STOPPED


class OrderRefused(UnbendError):
    """A work clock understood what was said to it and did not do it: it does not fit the moment."""

    exit_code = EXIT_REFUSED
