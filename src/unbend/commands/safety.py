"""`unbend safety`: warning signs, what follows from them, the rules and the notice, to be read in the terminal."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

import click

from unbend.commands import places
from unbend.errors import EXIT_DONE
from unbend.pain.pages import safety_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unbend.pain.pages import Section

_WIDEST = 100
_NARROWEST = 30


@click.command()
@click.argument("page", required=False, type=click.Choice(["signs", "after", "rules", "notice"]))
def command(page: str | None) -> int:
    """Read the safety pages: the warning signs that need a person, what happens after each, the rules, the notice.

    \b
    unbend safety          all of them
    unbend safety signs    the warning signs, in three tiers
    unbend safety after    what Unbend does after each tier
    unbend safety rules    heat, cold, shower, floor, neck, stretching, breathing
    unbend safety notice   what this program is, and is not
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is
    number = places.settings(lambda sentence: click.echo(sentence, err=True)).emergency_number
    pages = safety_pages(number)
    width = min(max(shutil.get_terminal_size().columns - 1, _NARROWEST), _WIDEST)
    sections = [section for name, sections in pages.items() if page in (None, name) for section in sections]
    click.echo("\n\n".join("\n".join(_lines(section, width)) for section in sections))
    return EXIT_DONE


def _lines(section: Section, width: int) -> Iterator[str]:
    yield from textwrap.wrap(section.title.upper(), width)
    for paragraph in section.paragraphs:
        yield from textwrap.wrap(paragraph, width, break_on_hyphens=False)
    for point in section.points:
        yield from textwrap.wrap(f"- {point}", width, subsequent_indent="  ", break_on_hyphens=False)
