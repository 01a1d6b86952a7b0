"""The picture of the states is the table's."""

from __future__ import annotations

from scripts.make_state_diagram import TARGET, diagram


def test_the_page_is_up_to_date() -> None:
    """A table changed without its picture fails here."""
    assert TARGET.read_text(encoding="utf-8") == diagram()
