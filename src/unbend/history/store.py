"""Records in, records out, in a SQLite file in WAL mode.

Commits are not flushed to the platter one by one (`synchronous=NORMAL`): a killed process loses nothing, and a timer
must not wait 20 ms for a laptop's disk.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import astuple, fields, replace
from typing import TYPE_CHECKING, Any, Self, TypeVar

from unbend.errors import HistoryUnavailable
from unbend.history.alive import is_alive
from unbend.history.migrations import migrate
from unbend.history.records import PainRecord, Record, SessionRecord, SessionStatus, SignRecord, StepRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_TABLES: dict[type[Record], str] = {
    SessionRecord: "sessions",
    StepRecord: "steps",
    PainRecord: "pains",
    SignRecord: "signs",
}
_KEYS: dict[type[Record], tuple[str, ...]] = {
    SessionRecord: ("id",),
    StepRecord: ("session", "visit"),
    PainRecord: ("session", "press"),
    SignRecord: ("day",),
}
_BOOLS = {"has_disagreed", "is_spreading"}
_WAIT_S = 0.2
"""How long a write waits for another process. Longer would be felt as a stuck timer; what is not written is kept and
tried again."""

R = TypeVar("R", SessionRecord, StepRecord, PainRecord, SignRecord)


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
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))  # SQLite gives its other files the same mode
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

    def sessions(self, most: int | None = None) -> list[SessionRecord]:
        """Return the sessions, the latest first, `most` of them at the most.

        One that is open in the file is told as running while its process lives, and as interrupted afterwards.
        """
        limit = -1 if most is None else most
        found = self._read(SessionRecord, "ORDER BY started_ms DESC, rowid DESC LIMIT ?", (limit,))
        return [self._as_seen(session) for session in found]

    def steps(self, session: str) -> list[StepRecord]:
        """Return the steps of a session in the order in which they were begun."""
        return self._read(StepRecord, "WHERE session = ? ORDER BY visit", (session,))

    def pains(self, session: str) -> list[PainRecord]:
        """Return the pain presses of a session in order."""
        return self._read(PainRecord, "WHERE session = ? ORDER BY press", (session,))

    def sign_of(self, day: str) -> SignRecord | None:
        """Return what is known of the warning signs on `day`, an ISO date."""
        found = self._read(SignRecord, "WHERE day = ?", (day,))
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

    def _read(self, kind: type[R], clause: str, values: Sequence[Any]) -> list[R]:
        names = [field.name for field in fields(kind)]
        columns = ", ".join(f'"{name}"' for name in names)
        # Table and columns are names from this file's own records; every value is bound.
        query = f"SELECT {columns} FROM {_TABLES[kind]} {clause}"  # noqa: S608
        try:
            rows = self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise _unavailable(self.file, error) from error
        return [kind(**_from_row(dict(zip(names, row, strict=True)))) for row in rows]


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


def _from_row(row: dict[str, Any]) -> dict[str, Any]:
    for name in _BOOLS & row.keys():
        row[name] = None if row[name] is None else bool(row[name])
    if "stopped_why" in row:
        row["status"] = SessionStatus(row["status"])
    return row


def _unavailable(file: Path, error: Exception) -> HistoryUnavailable:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return HistoryUnavailable(f"the history {file} cannot be used: {reason}")
