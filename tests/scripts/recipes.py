"""What the Makefile does."""

from __future__ import annotations

from tests.routine.files import ROOT


def recipe_of(page: str) -> str:
    """Return how `make generated` makes sure of `page`; fails if it does not."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "\ngenerated: $(PAGES)\n" in makefile
    assert page in makefile.split("\nPAGES = ")[1].splitlines()[0].split()
    return makefile.split(f"\n{page}:\n")[1].split("\n\n")[0]
