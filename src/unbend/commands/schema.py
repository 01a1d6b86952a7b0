"""`unbend schema`: the file formats as JSON Schema, so that editors complete and check as people type."""

from __future__ import annotations

import json

import click

from unbend.errors import EXIT_DONE
from unbend.routine.schema import schema


@click.command()
@click.argument("document", type=click.Choice(["routine", "exercises"]))
def command(document: str) -> int:
    """Print the JSON Schema of routine files, or of exercises files.

    \b
    unbend schema routine > routine.schema.json

    An editor with a YAML language server uses it when a routine begins with
    # yaml-language-server: $schema=routine.schema.json
    """  # noqa: D301  # the mark is a control character, by which click leaves a paragraph as it is
    click.echo(json.dumps(schema(document), ensure_ascii=False, indent=2))
    return EXIT_DONE
