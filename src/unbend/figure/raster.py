"""From shapes to the cells of a terminal: dots, eight to a cell, written in braille.

A row of dots is one whole number, its lowest bit the leftmost dot; a run of dots is one operation on it. A cell has one
ink, that of what was painted over it last.
"""

from __future__ import annotations

import codecs
from itertools import pairwise
from math import hypot, sqrt
from typing import TYPE_CHECKING, TypeAlias

from unbend.figure.inks import Ink
from unbend.figure.shapes import Disc, Hole, Limb, Line, Mass, Shape, Tint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unbend.figure.camera import Window

Run: TypeAlias = tuple[str, Ink]
"""Letters side by side of one ink."""

ACROSS, DOWN = 2, 4
"""Dots in a cell."""
# Unicode 16, chapter 21.1: the bits of the eight dots, row by row.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_TABLES = tuple(
    tuple(
        bytes((left if v >> 2 * i & 1 else 0) | (right if v >> 2 * i + 1 & 1 else 0) for i in range(4))
        for v in range(256)
    )
    for left, right in _BITS
)
"""For each row of a cell: from eight dots of a row to the bits of four cells."""
_DOTS = tuple((bit, column, row) for row, pair in enumerate(_BITS) for column, bit in enumerate(pair))
"""Each dot of a cell: its bit in the letter's number, its column and its row."""
_BRAILLE = " " + "".join(chr(0x2800 + bits) for bits in range(1, 256))
_HALO = 1.15
_FAR_OFF = 1e9
_FILLS = tuple(bytes((ink,)) * 512 for ink in Ink)
_EVERY_OTHER = (int("5" * 256, 16), int("a" * 256, 16))


class Raster:
    """A picture of `width` times `height` cells, showing what lies in `window`."""

    def __init__(self, width: int, height: int, window: Window, ground: Raster | None = None) -> None:
        """Begin with an empty picture, or with what `ground`, of the same measures, shows."""
        self.width, self.height = width, height
        self._columns, self._rows = width * ACROSS, height * DOWN
        wide, high = window.right - window.left, window.bottom - window.top
        self.scale = min((self._columns - 1) / wide, (self._rows - 1) / high)
        """Dots in a unit."""
        # What there is too much of is left free on all sides.
        self._left = window.left - (self._columns / self.scale - wide) / 2
        self._top = window.top - (self._rows / self.scale - high) / 2
        self._dots: list[int] = [0] * self._rows if ground is None else ground._dots[:]  # noqa: SLF001  # another of its kind
        self._inks: bytearray = bytearray(width * height) if ground is None else ground._inks[:]  # noqa: SLF001  # likewise

    def paint(self, shapes: Iterable[Shape]) -> None:
        """Paint `shapes`, each over those before it."""
        for shape in shapes:
            match shape:
                case Limb():
                    self._limb(shape)
                case Mass():
                    self._mass(shape)
                case Hole(disc):
                    self._enclose((self._at(disc),), Ink.NONE)
                case Line():
                    self._line(shape)
                case Tint():
                    self._tint(shape)

    def rows(self) -> list[list[Run]]:
        """Return the rows of the picture, each as runs of one ink; free cells belong to the run before them."""
        return [self._runs(number, text) for number, text in enumerate(self._texts())]

    # Shapes

    def _at(self, disc: Disc) -> tuple[float, float, float]:
        scale = self.scale
        return (disc.x - self._left) * scale, (disc.y - self._top) * scale, disc.r * scale

    def _limb(self, limb: Limb) -> None:
        ax, ay, ar = self._at(limb.a)
        bx, by, br = self._at(limb.b)
        ar, br = max(ar, 0.75), max(br, 0.75)
        if limb.halo:
            part = limb.from_part
            x, y, r = ax + (bx - ax) * part, ay + (by - ay) * part, ar + (br - ar) * part
            self._enclose(((x, y, r + _HALO), (bx, by, br + _HALO)), Ink.NONE)
        self._enclose(((ax, ay, ar), (bx, by, br)), limb.ink, is_far=limb.is_far)

    def _mass(self, mass: Mass) -> None:
        found = [self._at(disc) for disc in mass.discs]
        if mass.halo:
            self._enclose([(x, y, r + _HALO) for x, y, r in found], Ink.NONE)
        self._enclose(found, mass.ink, is_far=mass.is_far)

    def _line(self, line: Line) -> None:
        scale = self.scale
        points = [((x - self._left) * scale, (y - self._top) * scale) for x, y in line.points]
        step = 2.7 if line.is_dashed else 0.7
        gone = 0.0
        for (ax, ay), (bx, by) in pairwise(points):
            far = hypot(bx - ax, by - ay)
            while gone <= far:
                part = gone / far if far else 0.0
                self._dot(ax + (bx - ax) * part, ay + (by - ay) * part, line.ink)
                gone += step
            gone -= far
        if line.has_tip and len(points) > 1:
            self._tip(points, line.ink)

    def _tip(self, points: Sequence[tuple[float, float]], ink: Ink) -> None:
        bx, by = points[-1]
        ax, ay = next(((x, y) for x, y in reversed(points) if hypot(bx - x, by - y) > 3), points[0])  # noqa: PLR2004  # dots
        far = hypot(bx - ax, by - ay) or 1.0
        x, y = (bx - ax) / far, (by - ay) / far
        for back in range(4):
            for aside in (-0.75 * back, 0.75 * back):
                self._dot(bx - x * back - y * aside, by - y * back + x * aside, ink)

    def _tint(self, tint: Tint) -> None:
        x, y, r = self._at(tint.disc)
        inks, width = self._inks, self.width
        for row in range(max(0, int((y - r) / DOWN)), min(self.height, int((y + r) / DOWN) + 1)):
            for column in range(max(0, int((x - r) / ACROSS)), min(width, int((x + r) / ACROSS) + 1)):
                dx, dy = column * ACROSS + 1 - x, row * DOWN + 2 - y
                if dx * dx + dy * dy <= r * r and inks[row * width + column] in tint.of:
                    inks[row * width + column] = tint.ink

    # Dots

    def _dot(self, x: float, y: float, ink: Ink) -> None:
        if 0 <= x < self._columns and 0 <= y < self._rows:
            column, row = int(x), int(y)
            self._dots[row] |= 1 << column
            self._inks[row // DOWN * self.width + column // ACROSS] = ink

    def _enclose(self, discs: Sequence[tuple[float, float, float]], ink: Ink, *, is_far: bool = False) -> None:
        """Fill the skin around `discs`: in each row it goes as far as they and the tangents of any two of them."""
        top = max(int(min(y - r for _, y, r in discs)), 0)
        bottom = min(int(max(y + r for _, y, r in discs)) + 1, self._rows)
        if bottom <= top:
            return
        extents = _Extents(top, bottom)
        for number, (ax, ay, ar) in enumerate(discs):
            extents.disc(ax, ay, ar)
            for bx, by, br in discs[:number]:
                dx, dy = bx - ax, by - ay
                far = sqrt(dx * dx + dy * dy)
                if far <= abs(ar - br) + 1e-6:
                    continue  # one lies within the other
                k = (ar - br) / far
                x, y, s = dx / far, dy / far, sqrt(1 - k * k)
                for nx, ny in ((x * k - y * s, y * k + x * s), (x * k + y * s, y * k - x * s)):
                    extents.edge(ax + nx * ar, ay + ny * ar, bx + nx * br, by + ny * br)
        self._spans(extents, ink, is_far=is_far)

    def _spans(self, extents: _Extents, ink: Ink, *, is_far: bool) -> None:
        """Fill what `extents` encloses; no ink leaves it free."""
        dots, last = self._dots, self._columns - 1
        cells, first, end = -1, 0, 0  # the row of cells at hand, and which of its dots are to have the ink
        for row, (low, high) in enumerate(zip(extents.lefts, extents.rights, strict=True), extents.top):
            if high < 0.5 or high < low:  # noqa: PLR2004  # half a dot
                continue
            left = int(low + 0.5) if low > 0 else 0
            right = int(high - 0.5)
            if right > last:
                right = last
            if right < left:
                continue
            mask = ((1 << right - left + 1) - 1) << left
            if not ink:
                dots[row] &= ~mask
                continue
            dots[row] |= mask & _EVERY_OTHER[row & 1] if is_far else mask
            if row // DOWN != cells:
                self._ink(cells, first, end, ink)
                cells, first, end = row // DOWN, left, right
            else:
                if left < first:
                    first = left
                if right > end:
                    end = right
        self._ink(cells, first, end, ink)

    def _ink(self, row: int, left: int, right: int, ink: Ink) -> None:
        """Give the cells of a row their ink, from the dot `left` to the dot `right`."""
        if row >= 0 and ink:
            first, end = row * self.width + left // ACROSS, row * self.width + right // ACROSS + 1
            self._inks[first:end] = _FILLS[ink][: end - first]

    # Cells

    def _texts(self) -> list[str]:
        bytes_in_row = (self._columns + 7) // 8
        texts = []
        for row in range(0, self._rows, DOWN):
            cells = 0
            for dots, table in zip(self._dots[row : row + DOWN], _TABLES, strict=True):
                if dots:
                    cells |= int.from_bytes(
                        b"".join([table[each] for each in dots.to_bytes(bytes_in_row, "little")]), "little"
                    )
            if cells:
                text, _ = codecs.charmap_decode(cells.to_bytes(bytes_in_row * 4, "little"), "strict", _BRAILLE)
                texts.append(text[: self.width])
            else:
                texts.append(" " * self.width)
        return texts

    def _runs(self, number: int, text: str) -> list[Run]:
        if text.isspace():
            return [(text, Ink.NONE)]
        inks = self._inks[number * self.width : (number + 1) * self.width]
        runs: list[Run] = []
        start, current = 0, None
        for column, letter in enumerate(text):
            if letter == " " or inks[column] == current:
                continue
            if current is not None:
                runs.append((text[start:column], Ink(current)))
                start = column
            current = inks[column]
        runs.append((text[start:], Ink(current or 0)))
        return runs


class _Extents:
    """How far a shape goes to the left and to the right in each row of dots from `top` on.

    Comparisons are spelled out: `min` and `max` would be called half a million times in a minute of a movement.
    """

    __slots__ = ("lefts", "rights", "top")

    def __init__(self, top: int, bottom: int) -> None:
        self.top = top
        self.lefts = [_FAR_OFF] * (bottom - top)
        self.rights = [-_FAR_OFF] * (bottom - top)

    def disc(self, x: float, y: float, r: float) -> None:
        """Take in a disc."""
        top, lefts, rights = self.top, self.lefts, self.rights
        first, last = int(y - r) - top, int(y + r) + 1 - top
        if first < 0:
            first = 0
        if last > len(lefts):
            last = len(lefts)
        rr = r * r
        up = first + top + 0.5 - y
        for number in range(first, last):
            t = rr - up * up
            up += 1.0
            if t > 0:
                t = sqrt(t)
                if x - t < lefts[number]:
                    lefts[number] = x - t
                if x + t > rights[number]:
                    rights[number] = x + t

    def edge(self, ax: float, ay: float, bx: float, by: float) -> None:
        """Take in a straight edge."""
        if ay > by:
            ax, ay, bx, by = bx, by, ax, ay
        top, lefts, rights = self.top, self.lefts, self.rights
        first, last = int(ay + 0.5) - top, int(by + 0.5) - top
        if first < 0:
            first = 0
        if last > len(lefts):
            last = len(lefts)
        if last <= first:
            return
        slope = (bx - ax) / (by - ay)
        x = ax + (first + top + 0.5 - ay) * slope
        for number in range(first, last):
            if x < lefts[number]:
                lefts[number] = x
            if x > rights[number]:
                rights[number] = x
            x += slope


def dots_of(letter: str) -> list[tuple[int, int]]:
    """Return column and row of each dot of a cell that shows `letter`; none of a blank."""
    bits = ord(letter) - 0x2800 if "\u2800" < letter <= "\u28ff" else 0
    return [(column, row) for bit, column, row in _DOTS if bits & bit]
