"""`unbend suggest`: a routine that suits a situation, or this time of day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from unbend import resources
from unbend.commands import places, wiring
from unbend.commands.known import known_at
from unbend.errors import EXIT_DONE
from unbend.routine.catalogue import entries
from unbend.routine.choose import asks_care, caution, known_word
from unbend.routine.situations import TABLE, Situation
from unbend.routine.suggest import suggest
from unbend.session.clock import SystemClock
from unbend.units import format_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unbend.routine.suggest import Suggestion

_WIDTH = max(len(each) for each in Situation)
_SITUATIONS = "\n".join(f"{situation:<{_WIDTH}}  {row.said}." for situation, row in TABLE.items())
_LOOK_AT_SIGNS = "Look at the warning signs first: unbend safety signs."


@click.command(
    help=f"""Name a routine that suits you now, and say why.

Without SITUATION by the hour, when you get up, what you did today and what you said of pain. It is a suggestion by this
project's own judgement: whatever you choose instead is as good.

\b
{_SITUATIONS}
"""
)
@click.argument("situation", required=False)
@wiring.json_option
def command(*, situation: str | None, as_json: bool) -> int:
    """Name a routine that suits now, and say why."""
    told = None if situation is None else Situation(known_word("situation", situation, [*Situation]))
    known = known_at(SystemClock().wall(), _warn)
    suggestion = suggest(entries(places.folders(), resources.index_file()), known, told)
    if as_json:
        click.echo(json.dumps(_as_values(suggestion, known.careful), ensure_ascii=False, indent=2))
    else:
        for line in _lines(suggestion, known.careful):
            click.echo(line)
    return EXIT_DONE


def _warn(sentence: str) -> None:
    click.echo(f"unbend: {sentence}", err=True)


def _lines(suggestion: Suggestion, careful: tuple[str, ...]) -> Iterator[str]:
    moment = f"{suggestion.moment}: " if suggestion.moment else ""
    if not suggestion.routines:
        yield f"{moment}{suggestion.why}"
        return
    first, *others = suggestion.routines
    yield f"{moment}{first.title} ({format_span(first.total_ms)}, {first.level})."
    yield f"{_LOOK_AT_SIGNS} {suggestion.why}" if suggestion.asks_signs else suggestion.why
    if care := caution(asks_care(first, careful)):
        yield care
    yield f"  unbend run {first.id}"
    for entry in others:
        yield f"  unbend run {entry.id:<22} or {entry.title} ({format_span(entry.total_ms)})"


def _as_values(suggestion: Suggestion, careful: tuple[str, ...]) -> dict[str, Any]:
    return {
        "situation": suggestion.situation,
        "moment": suggestion.moment,
        "why": suggestion.why,
        "asks_signs": suggestion.asks_signs,
        "routines": [
            {"id": entry.id, "title": entry.title, "asks_care": asks_care(entry, careful)}
            for entry in suggestion.routines
        ],
    }
