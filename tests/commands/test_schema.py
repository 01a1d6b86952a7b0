"""`unbend schema`: the file formats, for editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from unbend.routine.schema import schema

if TYPE_CHECKING:
    from tests.commands.conftest import Unbend


@pytest.mark.parametrize("document", ["routine", "exercises"])
def test_a_schema_is_printed_and_nothing_else(unbend: Unbend, document: str) -> None:
    """So that it can be sent to a file."""
    said = unbend("schema", document)
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out) == schema(document)


def test_another_document_is_refused_with_those_there_are(unbend: Unbend) -> None:
    """There are two."""
    said = unbend("schema", "exercise")
    assert (said.code, said.out) == (2, "")
    assert "'routine'" in said.err
    assert "'exercises'" in said.err
