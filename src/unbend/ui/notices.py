"""Which notices the person has been shown, as the history keeps it. Touches the disk; called off the loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbend.errors import HistoryUnavailable

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

FIRST_RUN = "first-run"


def has_seen(history_file: Path, notice: str) -> bool:
    """Return whether `notice` was shown before; where that cannot be known, True: asking each time is in the way."""
    if not history_file.exists():
        return False
    from unbend.history.store import Store  # noqa: PLC0415  # the first frame does without SQLite

    try:
        with Store.open(history_file) as store:
            return store.notice(notice) is not None
    except HistoryUnavailable:
        return True  # that is told elsewhere


def note_seen(history_file: Path, notice: str, now: datetime) -> None:
    """Keep that `notice` was shown at the person's time `now`. Raises `HistoryUnavailable`."""
    from unbend.history.records import NoticeRecord  # noqa: PLC0415  # as above
    from unbend.history.store import Store  # noqa: PLC0415  # as above

    with Store.open(history_file) as store:
        store.save([NoticeRecord(notice, now.isoformat(timespec="seconds"))])
