"""The history's tables, step by step.

A migration is applied once, in one transaction with its own record, and is never edited afterwards: what has reached a
user's disk is corrected by the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.errors import HistoryUnavailable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable


def m001_sessions_steps_pains(connection: sqlite3.Connection) -> None:
    """Sessions, the steps done in them, the pain presses, and the days on which a warning sign fitted."""
    connection.execute("""
        CREATE TABLE sessions (
            id TEXT PRIMARY KEY,
            routine TEXT NOT NULL,
            title TEXT NOT NULL,
            started_at TEXT NOT NULL,
            started_ms INTEGER NOT NULL,
            planned_ms INTEGER NOT NULL,
            status TEXT NOT NULL,
            stopped_why TEXT,
            performed_ms INTEGER NOT NULL,
            length_ms INTEGER NOT NULL,
            chosen_side TEXT,
            pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
            pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
            version TEXT NOT NULL
        )
    """)
    connection.execute("CREATE INDEX sessions_started ON sessions (started_ms)")
    connection.execute("""
        CREATE TABLE steps (
            session TEXT NOT NULL REFERENCES sessions (id),
            visit INTEGER NOT NULL,
            number INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            name TEXT NOT NULL,
            variant TEXT NOT NULL,
            side TEXT,
            planned_ms INTEGER NOT NULL,
            started_ms INTEGER NOT NULL,
            performed_ms INTEGER NOT NULL,
            left_ms INTEGER NOT NULL,
            right_ms INTEGER NOT NULL,
            outcome TEXT,
            about TEXT NOT NULL,
            has_disagreed INTEGER NOT NULL,
            PRIMARY KEY (session, visit)
        ) WITHOUT ROWID
    """)
    connection.execute("CREATE INDEX steps_exercise ON steps (exercise)")
    connection.execute("""
        CREATE TABLE pains (
            session TEXT NOT NULL REFERENCES sessions (id),
            press INTEGER NOT NULL,
            at_ms INTEGER NOT NULL,
            at TEXT NOT NULL,
            step INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            phase TEXT NOT NULL,
            side TEXT,
            "set" INTEGER NOT NULL,
            rep INTEGER NOT NULL,
            nrs INTEGER CHECK (nrs BETWEEN 0 AND 10),
            kind TEXT,
            place TEXT,
            is_spreading INTEGER,
            row INTEGER,
            choice TEXT,
            PRIMARY KEY (session, press)
        ) WITHOUT ROWID
    """)
    connection.execute("CREATE TABLE signs (day TEXT PRIMARY KEY, tier TEXT) WITHOUT ROWID")


def m002_notices_and_last_done(connection: sqlite3.Connection) -> None:
    """Which notice was last shown when, and an index that knows when each routine was last done.

    The index leaves out the session that runs, whose row is written each second.
    """
    connection.execute("CREATE TABLE notices (name TEXT PRIMARY KEY, shown_at TEXT NOT NULL) WITHOUT ROWID")
    connection.execute("""
        CREATE INDEX sessions_done ON sessions (routine, started_ms)
        WHERE status IN ('finished', 'stopped') AND performed_ms > 0
    """)


def m003_breaks(connection: sqlite3.Connection) -> None:
    """Rows for the breaks of the work clock, each with what became of it."""
    connection.execute("""
        CREATE TABLE breaks (
            id TEXT PRIMARY KEY,
            due_at TEXT NOT NULL,
            due_ms INTEGER NOT NULL,
            planned_ms INTEGER,
            became TEXT,
            why TEXT,
            routine TEXT,
            is_short INTEGER NOT NULL,
            began_ms INTEGER,
            ended_ms INTEGER
        ) WITHOUT ROWID
    """)
    connection.execute("CREATE INDEX breaks_due ON breaks (due_ms)")
    connection.execute("CREATE INDEX breaks_taken ON breaks (ended_ms) WHERE became = 'taken'")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    m001_sessions_steps_pains,
    m002_notices_and_last_done,
    m003_breaks,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to date. Raises `HistoryUnavailable` where a newer Unbend has written them."""
    connection.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) WITHOUT ROWID")
    known = {migration.__name__ for migration in MIGRATIONS}
    applied = {name for (name,) in connection.execute("SELECT name FROM migrations")}
    if applied - known:
        msg = "the history was written by a newer version of Unbend; update to read it"
        raise HistoryUnavailable(msg)
    for migration in MIGRATIONS:
        if migration.__name__ in applied:
            continue
        # Another process may be doing the same this very moment: the lock first, then the look.
        connection.execute("BEGIN IMMEDIATE")
        try:
            taken = connection.execute("SELECT 1 FROM migrations WHERE name = ?", (migration.__name__,)).fetchone()
            if taken is None:
                migration(connection)
                connection.execute("INSERT INTO migrations (name) VALUES (?)", (migration.__name__,))
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
