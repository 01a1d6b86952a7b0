"""Draw the contact sheets of all exercises and write the lists of words of docs/figures.md; `--check` only compares.

One sheet for each exercises file: of every exercise the start and what is held, dot by dot as a terminal shows them. A
screenshot of a terminal would not do: turned into a picture, its braille letters come from whatever font is at hand.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from unbend import resources
from unbend.figure.bases import BASES
from unbend.figure.camera import FRAMES, VIEWS
from unbend.figure.clip import PINS, PLANTS
from unbend.figure.drawing import ZONE_NAMES
from unbend.figure.inks import PAPER
from unbend.figure.places import PLACES
from unbend.figure.pose import RANGES
from unbend.figure.props import PROPS
from unbend.figure.raster import ACROSS, DOWN, dots_of
from unbend.figure.scene import Moment, Scene, Way
from unbend.figure.skeleton import TRAVELS
from unbend.routine.folders import Folders
from unbend.routine.library import Library
from unbend.routine.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unbend.figure.inks import Ink
    from unbend.figure.raster import Run
    from unbend.routine.model import Exercise

PAGE = Path(__file__).resolve().parents[1] / "docs" / "figures.md"
SHEETS = PAGE.with_suffix("")
WIDTH, HEIGHT = 36, 18
IN_A_ROW = 3
DOT = 3
GAP, LINE = 14, 26
LEAST_ALIKE = 0.98
"""The part of an exercise's rows of dots that has to be as it would be drawn now.

On another machine the last digit of a sine may move a dot.
"""


def sheet(exercises: dict[str, Exercise]) -> str:
    """Return the contact sheet of `exercises` as SVG."""
    tile_w, tile_h = WIDTH * ACROSS * DOT, HEIGHT * DOWN * DOT
    cell_w, cell_h = 2 * tile_w + 2 * GAP, tile_h + LINE + GAP
    rows = -(-len(exercises) // IN_A_ROW)
    wide, high = IN_A_ROW * cell_w + GAP, rows * cell_h + GAP
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">',
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>',
    ]
    for number, (name, exercise) in enumerate(exercises.items()):
        x, y = GAP + number % IN_A_ROW * cell_w, GAP + number // IN_A_ROW * cell_h
        title = escape(f"{exercise.name} ({name})")
        lines.append(f'<text x="{x}" y="{y + 14}" font-family="sans-serif" font-size="14">{title}</text>')
        for place, rows_of_runs in enumerate(_pictures(exercise)):
            lines.append(f'<g transform="translate({x + place * (tile_w + GAP)} {y + LINE})">')
            lines += _paths(rows_of_runs)
            lines.append("</g>")
    return "\n".join([*lines, "</svg>", ""])


def _pictures(exercise: Exercise) -> Iterator[list[list[Run]]]:
    if exercise.figure is None:
        return
    scene = Scene(exercise.figure.figure())
    yield scene.rows(WIDTH, HEIGHT)
    if scene.moves:
        yield scene.rows(WIDTH, HEIGHT, Moment(Way.GOING, 1.0))


def _paths(rows: list[list[Run]]) -> Iterator[str]:
    """Yield one path for each ink; dots side by side are one line, which the dashes below make dots of again."""
    dots: dict[Ink, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, row in enumerate(rows):
        column = 0
        for text, ink in row:
            for letter in text:
                for right, down in dots_of(letter):
                    dots[ink][number * DOWN + down].add(column * ACROSS + right)
                column += 1
    for ink, lines in sorted(dots.items()):
        found = "".join(
            f"M{(start + 0.5) * DOT:g} {(y + 0.5) * DOT:g}h{(end - start) * DOT}"
            for y, columns in sorted(lines.items())
            for start, end in _runs(columns)
        )
        style = f'stroke="{PAPER[ink]}" stroke-width="{DOT * 0.85:g}" stroke-linecap="round" stroke-dasharray="0 {DOT}"'
        yield f'<path {style} d="{found}"/>'


def _runs(columns: set[int]) -> Iterator[tuple[int, int]]:
    for start in sorted(column for column in columns if column - 1 not in columns):
        end = start
        while end + 1 in columns:
            end += 1
        yield start, end


def _files() -> Iterator[tuple[str, dict[str, Exercise]]]:
    folder = resources.shipped("routines")
    exercises = Library(Folders(folder)).exercises
    for path in sorted((folder / "exercises").glob("*.yaml")):
        data = read(path.read_bytes()).data
        yield path.stem, {name: exercises[name] for name in data if name in exercises}


def _words() -> str:
    """Return the lists of every word a figure may be written with."""
    numbers = {name.removesuffix("_r"): each for name, each in RANGES.items() if not name.endswith("_l")}
    lines = ["", "## The words", ""]
    for title, names in (
        ("Postures", BASES),
        ("Views", VIEWS),
        ("Frames", FRAMES),
        ("Places", PLACES),
        ("Parts of the body", _paired(ZONE_NAMES)),
        ("To plant", PLANTS),
        ("To pin", PINS),
        ("To follow", _paired(TRAVELS)),
    ):
        lines += [f"**{title}:** {', '.join(f'`{name}`' for name in names)}", ""]
    lines += ["| prop | number | where it stands |", "|---|---|---|"]
    lines += [f"| `{name}` | {prop.usual:g} | {prop.help} |" for name, prop in PROPS.items()]
    lines += ["", "| number | from | to | usually | what it moves |", "|---|---|---|---|---|"]
    lines += [
        f"| `{name}` | {each.least:g} | {each.most:g} | {each.usual:g} | {each.help} |"
        for name, each in numbers.items()
    ]
    return "\n".join([*lines, ""])


def _paired(names: Iterable[str]) -> list[str]:
    """Return `names`, those of a pair at the end and side by side."""
    return sorted(names, key=lambda name: (name.endswith(("_r", "_l")), name[:-2], name[-1] == "l"))


def _page(text: str, names: list[str]) -> str:
    """Return the page with what is made put between its marks."""
    sheets = "\n".join(f"![{name}](figures/{name}.svg)" for name in names)
    for mark, made in (("words", _words()), ("sheets", f"\n{sheets}\n")):
        first = f"<!-- {mark}: made by scripts/make_figures.py -->\n"
        before, _, rest = text.partition(first)
        _, last, after = rest.partition(f"<!-- /{mark} -->")
        text = f"{before}{first}{made}{last}{after}"
    return text


def is_alike(old: str, new: str) -> bool:
    """Return whether two sheets have the same exercises, each with nearly the same dots in the same inks."""
    before, after = (text.split("<text ")[1:] for text in (old, new))
    return len(before) == len(after) and all(map(_is_same_exercise, before, after))


def _is_same_exercise(old: str, new: str) -> bool:
    (title, *before), (other, *after) = old.split("<path "), new.split("<path ")
    dots, others = (
        {(path.partition(' d="')[0], dot) for path in paths for dot in path.split("M")} for paths in (before, after)
    )
    is_same = title == other and len(before) == len(after)
    return is_same and len(dots & others) >= LEAST_ALIKE * len(dots | others)


def main() -> int:
    """Draw the sheets, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    is_check = parser.parse_args().check
    stale = []
    for name, exercises in _files():
        path, drawn = SHEETS / f"{name}.svg", sheet(exercises)
        if not is_check:
            SHEETS.mkdir(parents=True, exist_ok=True)
            path.write_text(drawn, encoding="utf-8")
        elif not path.exists() or not is_alike(path.read_text(encoding="utf-8"), drawn):
            stale.append(path.name)
    page = PAGE.read_text(encoding="utf-8")
    made = _page(page, [name for name, _ in _files()])
    if not is_check:
        PAGE.write_text(made, encoding="utf-8")
    elif made != page:
        stale.append(PAGE.name)
    if stale:
        print(f"Not what would be made now: {', '.join(stale)}. Run scripts/make_figures.py.")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
