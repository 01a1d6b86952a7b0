"""Write in docs/sources.md what each rule and exercise rests on. With `--check`, only say whether it is up to date.

The weights are those of the page's own list of evidence; the rules come from docs/safety.md, the limits from the
settings, the exercises from the files that ship.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from unbend.routine.folders import Folders
from unbend.routine.library import Library
from unbend.settings import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "sources.md"
SAFETY = ROOT / "docs" / "safety.md"
BEGIN = "<!-- Made by scripts/make_sources.py from here on; do not edit. -->"
END = "<!-- Written by hand again from here on. -->"
JUDGEMENT = "J"

_EVIDENCE = re.compile(r"^\| (E\d+) \| (.*) \| (.*) \| (.*) \| .* \|$", re.MULTILINE)
_RULE = re.compile(r"^\| (R\d+) \| (.*) \| (.*) \| (.*) \|$", re.MULTILINE)
_PAIN_ROWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Row 1: dizzy, sick, chest or breath: stop", ("E32",)),
    ("Row 2: tingling, numb or spreading: leave it out, never ease it", ("E29",)),
    ("Row 3: sharp: leave it out", ("E9", "E25")),
    ("Row 4: 8 or more, and more than at the start: stop first", ("E25", "E26")),
    ("Row 5: a good deal more than at the start: leave it out", ("E25", "E26", "E27")),
    ("Row 6: 4 or more, and more than at the start: ease it", ("E25", "E26", "E30")),
    ("Row 7: no more than at the start: your call", ("E27", "E28", "E31")),
    ("Row 8: a mild pull: carry on", ("E9", "E25")),
)
"""The decision table of docs/safety.md 4.3, by what section 1.3 says is done with each."""
_INTRO = """\
## 2. What each rule rests on

In brackets the weight of each source, as in section 1. **J** is our own judgement: no source says it, and nobody has
tried it out. † stands where part of the statement was not visible. A row of the decision table puts several sources
together, which is our judgement as well. **No clinician has reviewed any of it yet.**
"""
_EXERCISES = """\
## 3. What each exercise rests on

The weight is that of the source, not of the exercise: most sources are about a dose, a position or a whole programme,
hardly any about one movement. An A beside an exercise does not show that this very movement helps. **No clinician has
reviewed the exercises yet.**
"""


def weights(page: str) -> dict[str, str]:
    """Return the weight of each piece of evidence in `page`, by its number, with † where a part of it was not seen."""
    found = {}
    for number, says, _, weight in _EVIDENCE.findall(page):
        letters = re.match(r"[A-D](/[A-D])?", weight)
        if letters is None:
            raise ValueError(number)
        found[number] = f"{letters[0]}{'†' if '†' in says else ''}"
    return found


def made(page: str) -> str:
    """Return what stands between the marks of `page`."""
    known = weights(page)
    parts = [_INTRO, *_rules(known), _EXERCISES, *_exercises(known)]
    return "\n".join(parts)


def _rules(known: Mapping[str, str]) -> Iterator[str]:
    rows = [(f"Pain: {what}", sources, False) for what, sources in _PAIN_ROWS]
    for name, when, _, basis in _RULE.findall(SAFETY.read_text(encoding="utf-8")):
        rows.append(
            (f"{name}: {when.replace('**', '')}", tuple(re.findall(r"E\d+", basis)), JUDGEMENT in basis.split())
        )
    rows += [(f"Setting: {each.label}", each.sources, False) for each in TABLE if each.sources]
    rows.append(("Suggested now: which routine in which situation (`unbend suggest`)", (), True))
    rows.append(("A break: which routine, and how long (`unbend break`)", ("E12", "E16", "E22"), True))
    yield _table(("Rule", "Rests on"), ((what, _basis(sources, known, is_ours=ours)) for what, sources, ours in rows))


def _exercises(known: Mapping[str, str]) -> Iterator[str]:
    exercises = Library(Folders(ROOT / "routines")).exercises
    best = Counter(min(known[source][0] for source in exercise.sources) for exercise in exercises.values())
    counts = ", ".join(f"{weight} for {best[weight]}" for weight in sorted(best))
    yield f"The best weight behind an exercise is {counts}, of {len(exercises)}.\n"
    rows = (
        (f"`{name}`", exercise.name, exercise.kind, _basis(exercise.sources, known))
        for name, exercise in sorted(exercises.items())
    )
    yield _table(("Exercise", "Name", "Kind", "Rests on"), rows)


def _basis(sources: Iterable[str], known: Mapping[str, str], *, is_ours: bool = False) -> str:
    """Return `sources` with their weights. Raises `KeyError` for one that is not in the list of evidence."""
    told = [f"{source} ({known[source]})" for source in sources]
    return ", ".join([*told, JUDGEMENT] if is_ours or not told else told)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def written(page: str) -> str:
    """Return `page` with what is made in its place. Raises `ValueError` where its marks are missing."""
    before, _, rest = page.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        msg = "the marks are missing"
        raise ValueError(msg)
    return f"{before}{BEGIN}\n\n{made(page)}\n{END}{after}"


def main() -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 if the page is not what would be written")
    is_check = parser.parse_args().check
    page = TARGET.read_text(encoding="utf-8")
    wanted = written(page)
    if not is_check:
        TARGET.write_text(wanted, encoding="utf-8")
    elif page != wanted:
        print(f"{TARGET.name} is stale: run python scripts/make_sources.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
