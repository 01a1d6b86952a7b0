"""Records in, records out, in a SQLite file in WAL mode.

Commits are not flushed to the platter one by one (`synchronous=NORMAL`): a killed process loses nothing, and a timer
must not wait 20 ms for a laptop's disk.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from dataclasses import astuple, fields, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self, TypeVar

from unbend.errors import HistoryUnavailable
from unbend.history.alive import is_alive
from unbend.history.migrations import migrate
from unbend.history.records import (
    BreakOutcome,
    BreakRecord,
    NoticeRecord,
    PainRecord,
    Record,
    SessionRecord,
    SessionStatus,
    SignRecord,
    StepRecord,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

_TABLES: dict[type[Record], str] = {
    SessionRecord: "sessions",
    StepRecord: "steps",
    PainRecord: "pains",
    SignRecord: "signs",
    NoticeRecord: "notices",
    BreakRecord: "breaks",
}
_KEYS: dict[type[Record], tuple[str, ...]] = {
    SessionRecord: ("id",),
    StepRecord: ("session", "visit"),
    PainRecord: ("session", "press"),
    SignRecord: ("day",),
    NoticeRecord: ("name",),
    BreakRecord: ("id",),
}
_AS_READ: dict[str, Callable[[Any], object]] = {
    "became": BreakOutcome,
    "has_disagreed": bool,
    "is_short": bool,
    "is_spreading": bool,
    "status": SessionStatus,
}
"""The columns that SQLite knows only as numbers or text."""
_EARLIEST_MIDNIGHT = timedelta(hours=14)
"""How far ahead of UTC a day can begin; no clock on land is further ahead than Kiribati's."""
_WAIT_S = 0.2
"""How long a write waits for another process. Longer would be felt as a stuck timer; what is not written is kept and
tried again."""

R = TypeVar("R", SessionRecord, StepRecord, PainRecord, SignRecord, NoticeRecord, BreakRecord)
P = TypeVar("P", StepRecord, PainRecord)


class Store:
    """An open history. Every method raises `HistoryUnavailable` where the disk or the file does not allow it."""

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self.file = file
        self._connection = connection

    @classmethod
    def open(cls, file: Path) -> Self:
        """Open the history at `file`, making it and its folder where they are missing."""
        try:
            # A record of someone's pain is nobody else's business.
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # SQLite gives its other files the same mode. Only where there is none: to close a file that is in use drops
            # every lock this process has on it, and another process would then write over ours.
            # https://www.sqlite.org/howtocorrupt.html, 2.2
            with suppress(FileExistsError):
                os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            connection = sqlite3.connect(file, timeout=_WAIT_S, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise _unavailable(file, error) from error
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute("PRAGMA foreign_keys=ON")
            migrate(connection)
        except (OSError, sqlite3.Error) as error:
            connection.close()
            raise _unavailable(file, error) from error
        except HistoryUnavailable:
            connection.close()
            raise
        return cls(file, connection)

    def save(self, records: Iterable[Record]) -> None:
        """Write `records`, all or none; a record of the same key is replaced."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for record in records:
                self._connection.execute(_upsert(type(record)), astuple(record))
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise _unavailable(self.file, error) from error

    def sessions(self, most: int | None = None, *, from_day: date | None = None) -> list[SessionRecord]:
        """Return the sessions, the latest first, `most` of them at the most, none of a day before `from_day`.

        A day is the one the user's calendar showed. A session that is open in the file is told as running while its
        process lives, and as interrupted afterwards.
        """
        where, values = ("", ()) if from_day is None else _since(from_day)
        limit = -1 if most is None else most
        found = self._read(SessionRecord, f"{where} ORDER BY started_ms DESC, rowid DESC LIMIT ?", (*values, limit))
        return [self._as_seen(session) for session in found]

    def session(self, session: str) -> SessionRecord | None:
        """Return one session by its id."""
        found = self._read(SessionRecord, "WHERE id = ?", (session,))
        return self._as_seen(found[0]) if found else None

    def last_done(self) -> dict[str, SessionRecord]:
        """Return the latest session of each routine that was finished or stopped with something performed, by its id.

        A routine that was never done is not among the keys.
        """
        # The condition is that of the index `sessions_done`, word for word: only then does SQLite use it.
        latest = """WHERE rowid IN (SELECT rowid FROM (
            SELECT rowid, MAX(started_ms) FROM sessions
            WHERE status IN ('finished', 'stopped') AND performed_ms > 0 GROUP BY routine
        ))"""
        found = self._read(SessionRecord, latest, ())
        return {session.routine: session for session in found}

    def breaks(self, from_ms: int = 0) -> list[BreakRecord]:
        """Return the breaks that were due at `from_ms`, milliseconds since 1970 UTC, or later, in order."""
        return self._read(BreakRecord, "WHERE due_ms >= ? ORDER BY due_ms, id", (from_ms,))

    def last_break_ms(self) -> int | None:
        """Return when the last break that was taken ended, in milliseconds since 1970 UTC; None where none ever was."""
        found = self._read(BreakRecord, "WHERE became = 'taken' ORDER BY ended_ms DESC LIMIT 1", ())
        return found[0].ended_ms if found else None

    def steps(self, session: str) -> list[StepRecord]:
        """Return the steps of a session in the order in which they were begun."""
        return self._read(StepRecord, "WHERE session = ? ORDER BY visit", (session,))

    def pains(self, session: str) -> list[PainRecord]:
        """Return the pain presses of a session in order."""
        return self._read(PainRecord, "WHERE session = ? ORDER BY press", (session,))

    def steps_of(self, sessions: Iterable[SessionRecord]) -> dict[str, list[StepRecord]]:
        """Return the steps of many sessions in one reading, by the session's id and in the order of `sessions`."""
        return self._read_of(StepRecord, sessions)

    def pains_of(self, sessions: Iterable[SessionRecord]) -> dict[str, list[PainRecord]]:
        """Return the pain presses of many sessions likewise."""
        return self._read_of(PainRecord, sessions)

    def last_end_ms(self, exercises: Iterable[str]) -> int | None:
        """Return when one of `exercises` was last on, in milliseconds since 1970 UTC; None where none ever was.

        Pauses count as part of it: a step ends where the next one begins, and the last one with its session.
        """
        query = """SELECT MAX(sessions.started_ms + COALESCE(
            (SELECT later.started_ms FROM steps AS later
             WHERE later.session = done.session AND later.visit = done.visit + 1),
            MAX(sessions.length_ms, done.started_ms + done.performed_ms)
        )) FROM steps AS done JOIN sessions ON sessions.id = done.session
        WHERE done.performed_ms > 0 AND done.exercise IN (SELECT value FROM json_each(?))"""
        try:
            ((end_ms,),) = self._connection.execute(query, (json.dumps([*exercises]),)).fetchall()
        except sqlite3.Error as error:
            raise _unavailable(self.file, error) from error
        return None if end_ms is None else int(end_ms)

    def sign_of(self, day: str) -> SignRecord | None:
        """Return what is known of the warning signs on `day`, an ISO date."""
        found = self._read(SignRecord, "WHERE day = ?", (day,))
        return found[0] if found else None

    def notice(self, name: str) -> NoticeRecord | None:
        """Return when the notice `name` was last shown, None where it never was."""
        found = self._read(NoticeRecord, "WHERE name = ?", (name,))
        return found[0] if found else None

    def close(self) -> None:
        """Fold the log of writes into the file, as far as that goes, and close."""
        with suppress(sqlite3.Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with suppress(sqlite3.Error):
            self._connection.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def _as_seen(self, session: SessionRecord) -> SessionRecord:
        if session.status is not SessionStatus.OPEN:
            return session
        is_running = is_alive(self.file, session.id)
        return replace(session, status=SessionStatus.RUNNING if is_running else SessionStatus.INTERRUPTED)

    def _read_of(self, kind: type[P], sessions: Iterable[SessionRecord]) -> dict[str, list[P]]:
        found: dict[str, list[P]] = {session.id: [] for session in sessions}
        # One bound list, however long, where `IN (?, ?, ...)` would meet SQLite's limit of places for values.
        clause = "WHERE session IN (SELECT value FROM json_each(?)) ORDER BY session, "
        for record in self._read(kind, clause + _KEYS[kind][1], (json.dumps([*found]),)):
            found[record.session].append(record)
        return found

    def _read(self, kind: type[R], clause: str, values: Sequence[Any]) -> list[R]:
        names = [field.name for field in fields(kind)]
        columns = ", ".join(f'"{name}"' for name in names)
        # Table and columns are names from this file's own records; every value is bound.
        query = f"SELECT {columns} FROM {_TABLES[kind]} {clause}"  # noqa: S608
        try:
            rows = self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise _unavailable(self.file, error) from error
        conversions = [(place, _AS_READ[name]) for place, name in enumerate(names) if name in _AS_READ]
        return [_from_row(kind, row, conversions) for row in rows]


def _upsert(kind: type[Record]) -> str:
    columns = ", ".join(f'"{field.name}"' for field in fields(kind))
    places = ", ".join("?" for _ in fields(kind))
    keys = _KEYS[kind]
    conflict = ", ".join(keys)
    # Columns with an index keep what was first written: setting them again would rewrite the index each second.
    unchanging = {*keys, "started_ms", "exercise"}
    changes = ", ".join(
        f'"{field.name}" = excluded."{field.name}"' for field in fields(kind) if field.name not in unchanging
    )
    # Not INSERT OR REPLACE: that deletes the session's row first, which its steps refer to.
    insert = f"INSERT INTO {_TABLES[kind]} ({columns}) VALUES ({places})"  # noqa: S608  # see _read
    return f"{insert} ON CONFLICT ({conflict}) DO UPDATE SET {changes}"


def _since(day: date) -> tuple[str, tuple[int, str]]:
    """Return the clause for sessions that began on `day` or later by their own local date, and its values.

    The local date decides; the instant is there for the index, and early enough for every time zone.
    """
    midnight = datetime.combine(day, time(), UTC) - _EARLIEST_MIDNIGHT
    return "WHERE started_ms >= ? AND started_at >= ?", (int(midnight.timestamp() * 1000), day.isoformat())


def _from_row(kind: type[R], row: Sequence[Any], conversions: Sequence[tuple[int, Callable[[Any], object]]]) -> R:
    values = [*row]
    for place, as_read in conversions:
        if values[place] is not None:
            values[place] = as_read(values[place])
    return kind(*values)


_BROKEN = ("malformed", "not a database")


def _unavailable(file: Path, error: Exception) -> HistoryUnavailable:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    is_broken = isinstance(error, sqlite3.DatabaseError) and any(each in reason for each in _BROKEN)
    advice = "; with the file moved elsewhere a new history begins" if is_broken else ""
    return HistoryUnavailable(f"the history {file} cannot be used: {reason}{advice}")
