"""What `unbend status` says of the work clock, from its state file alone: pure, and as light as that file's reader.

A status bar asks every few seconds, so nothing is imported here that takes time, and times are in whole minutes.
"""

from __future__ import annotations

import json

TYPE_CHECKING = False  # see state_file
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MINUTE = 60_000  # `units` brings decimal numbers with it
_OVERDUE_MS = 2 * _MINUTE
"""A work clock that lives does by itself what is due; where it has not for so long, it was stopped or hangs."""
_BEGAN_WITHIN_MS = 2_000
"""So far apart may be what two clocks of the system tell of one instant; no process number comes back so soon."""
NAMES = ("next", "since_moved", "breaks", "skipped", "missed", "state", "preset", "routine")
"""What may stand in braces in --format."""
NOT_RUNNING = "No work clock runs; unbend work starts one."


class UnknownName(ValueError):
    """A format that cannot be meant; the message is a sentence."""


def believed(state: Mapping[str, Any] | None, now_ms: int, began_ms: int | None) -> Mapping[str, Any] | None:
    """Return `state` where a work clock stands behind it at `now_ms`, else None. All times are epoch milliseconds.

    `began_ms` is when the process that wrote it began, None where it lives no more. A number that another process has
    got meanwhile began later than what was written.
    """
    if state is None or began_ms is None:
        return None
    try:
        status, written_ms = str(state["status"]), int(state["written_ms"])
        due = {"working": state.get("next_at_ms"), "paused": state.get("paused_until_ms")}.get(status)
        is_overdue = due is not None and now_ms - int(due) > _OVERDUE_MS and state.get("away_since_ms") is None
    except (KeyError, TypeError, ValueError):
        return None
    is_over = status == "stopped" or is_overdue
    return None if is_over or began_ms > written_ms + _BEGAN_WITHIN_MS else state


def line(state: Mapping[str, Any] | None, now_ms: int) -> str:
    """Return one line for a person; `state` is None where no work clock runs."""
    if state is None:
        return NOT_RUNNING
    values = facts(state, now_ms)
    since = f"Last moved {values['since_moved']} ago. " if values["since_moved"] else ""
    return f"{_sentence(state, values['next'], now_ms)} {since}Breaks today: {values['breaks']}."


def formatted(state: Mapping[str, Any] | None, now_ms: int, wanted: str) -> str:
    """Return `wanted` with what stands in braces filled in; nothing at all where no work clock runs.

    Raises `UnknownName` where a name is not one of `NAMES`, whether a work clock runs or not.
    """
    said = _filled(wanted, dict.fromkeys(NAMES, "") if state is None else facts(state, now_ms))
    return "" if state is None else said


def as_json(state: Mapping[str, Any] | None, now_ms: int) -> str:
    """Return the same as one line of JSON; `text`, `tooltip` and `class` are what waybar reads."""
    if state is None:
        return json.dumps({"running": False, "text": "", "tooltip": NOT_RUNNING, "class": "none"})
    values = facts(state, now_ms)
    told = {
        "running": True,
        "text": values["next"],
        "tooltip": line(state, now_ms),
        "class": values["state"],
        "next_ms": _until(state.get("next_at_ms"), now_ms),
        "break_ms": state.get("break_ms"),
        "since_moved_ms": _since(state.get("moved_at_ms"), now_ms),
        "paused_ms": _until(state.get("paused_until_ms"), now_ms),
        "quiet_ms": _until(state.get("quiet_until_ms"), now_ms) or None,
        "away_ms": _since(state.get("away_since_ms"), now_ms),
        "today": _today(state),
        "preset": state.get("preset"),
        "routine": state.get("routine"),
    }
    return json.dumps(told, ensure_ascii=False)


def facts(state: Mapping[str, Any], now_ms: int) -> dict[str, str]:
    """Return what is known under each of `NAMES`, as short as a status bar wants it."""
    today, since_ms = _today(state), _since(state.get("moved_at_ms"), now_ms)
    return {
        "next": _next(state, now_ms),
        "since_moved": "" if since_ms is None else _span(since_ms // _MINUTE),
        "breaks": str(today["taken"]),
        "skipped": str(today["skipped"]),
        "missed": str(today["missed"]),
        "state": _state(state),
        "preset": _plain(state.get("preset")),
        "routine": _plain(state.get("routine")),
    }


def _state(state: Mapping[str, Any]) -> str:
    status = _plain(state["status"])
    return "away" if status in ("working", "due") and state.get("away_since_ms") is not None else status


def _next(state: Mapping[str, Any], now_ms: int) -> str:
    """Return the time to the next break, or in one word why there is none."""
    word = _state(state)
    until_ms = _until(state.get("next_at_ms"), now_ms)
    if word == "due" or (word == "working" and until_ms == 0):
        return "now"
    if word != "working" or until_ms is None:
        return word
    return _span(-(-until_ms // _MINUTE))  # rounded up: a minute that has begun is still there


def _sentence(state: Mapping[str, Any], until: str, now_ms: int) -> str:
    paused_ms = _until(state.get("paused_until_ms"), now_ms)
    for_ms = "" if paused_ms is None else f" for {_span(-(-paused_ms // _MINUTE))}"
    word = _state(state)
    return {
        "working": "A break is due." if until == "now" else f"The next break is in {until}.",
        "due": "A break is due.",
        "break": "In a break.",
        "paused": f"Paused{for_ms}.",
        "off": "Outside the working hours.",
        "away": "Nobody is at the desk.",
    }.get(word, f"The work clock is {word}.")


def _span(minutes: int) -> str:
    hours, left = divmod(minutes, 60)
    return f"{hours} h {left} min" if hours and left else f"{hours} h" if hours else f"{left} min"


def _until(at_ms: Any, now_ms: int) -> int | None:  # noqa: ANN401  # from a file
    return max(at_ms - now_ms, 0) if isinstance(at_ms, int) else None


def _since(at_ms: Any, now_ms: int) -> int | None:  # noqa: ANN401  # from a file
    return max(now_ms - at_ms, 0) if isinstance(at_ms, int) else None


def _today(state: Mapping[str, Any]) -> dict[str, int]:
    found = state.get("today")
    counts = found if isinstance(found, dict) else {}
    return {name: number if isinstance(number := counts.get(name), int) else 0 for name in _COUNTED}


_COUNTED = ("taken", "skipped", "missed")


def _plain(found: Any) -> str:  # noqa: ANN401  # from a file
    """Return a word of the state fit for a terminal."""
    text = "" if found is None else str(found)
    return text if text.isprintable() else ascii(text)[1:-1]


def _filled(wanted: str, values: Mapping[str, str]) -> str:
    """Return `wanted` with its braces filled in. Doubled braces are braces, as Python has it; nothing else is special.

    By hand, because `str.format` would also take `{next.__class__}` and `{0!r:>99999}`.
    """
    parts: list[str] = []
    rest = wanted.replace("\\n", "\n").replace("\\t", "\t")
    while rest:
        at = min((found for mark in "{}" if (found := rest.find(mark)) >= 0), default=len(rest))
        parts.append(rest[:at])
        rest = rest[at:]
        if rest[:2] in ("{{", "}}"):
            parts.append(rest[0])
            rest = rest[2:]
        elif rest:
            name, closed, rest = rest[1:].partition("}")
            if not closed or name not in values:
                msg = f"--format knows no {{{name}}}; what it knows is {', '.join(f'{{{each}}}' for each in NAMES)}"
                raise UnknownName(msg)
            parts.append(values[name])
    return "".join(parts)
