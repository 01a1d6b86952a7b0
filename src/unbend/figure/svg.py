"""Shapes as a drawing in SVG, for a page or a poster: the same picture, with smooth edges."""

from __future__ import annotations

from math import cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING

from unbend.figure.inks import BODY, PAPER, Ink
from unbend.figure.shapes import Disc, Hole, Limb, Line, Mass, Shape, Tint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unbend.figure.camera import Window

_HALO = 1.5
"""Units of free space around what lies in front of something."""
_AROUND = tuple((cos(2 * pi * n / 32), sin(2 * pi * n / 32)) for n in range(32))

_GROUND = "#ffffff"


def drawing(shapes: Iterable[Shape], window: Window, title: str, inks: Mapping[Ink, str] = PAPER) -> str:
    """Return `shapes`, as far as they lie in `window`, as the text of an SVG file called `title`."""
    found = list(shapes)
    tints = [shape for shape in found if isinstance(shape, Tint)]
    body = [_path(shape) for shape in found if isinstance(shape, Limb | Mass) and shape.ink in BODY]
    wide, high = window.right - window.left, window.bottom - window.top
    box = f"{_n(window.left)} {_n(window.top)} {_n(wide)} {_n(high)}"
    size = f'width="{_n(wide * 5)}" height="{_n(high * 5)}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {size} role="img">',
        f"<title>{_text(title)}</title>",
        f'<rect x="{_n(window.left)}" y="{_n(window.top)}" width="{_n(wide)}" height="{_n(high)}" fill="{_GROUND}"/>',
    ]
    if tints:
        colour = inks[tints[0].ink]
        stops = f'<stop offset="0.2" stop-color="{colour}"/><stop offset="1" stop-color="{colour}" stop-opacity="0"/>'
        lines.append(f'<clipPath id="body"><path d="{" ".join(body)}"/></clipPath>')
        lines.append(f'<radialGradient id="feel">{stops}</radialGradient>')
    for shape in found:
        lines += _element(shape, inks)
    return "\n".join([*lines, "</svg>", ""])


def _element(shape: Shape, inks: Mapping[Ink, str]) -> Iterator[str]:
    match shape:
        case Limb() | Mass():
            if shape.halo:
                style = f'fill="{_GROUND}" stroke="{_GROUND}" stroke-width="{_HALO}"'
                yield f'<path d="{_path(shape, is_halo=True)}" {style}/>'
            yield f'<path d="{_path(shape)}" fill="{inks[shape.ink]}"/>'
        case Hole(disc):
            yield f'<circle cx="{_n(disc.x)}" cy="{_n(disc.y)}" r="{_n(disc.r)}" fill="#3a2c22"/>'
        case Tint(disc):
            circle = f'<circle cx="{_n(disc.x)}" cy="{_n(disc.y)}" r="{_n(disc.r * 1.25)}" fill="url(#feel)"'
            yield f'{circle} clip-path="url(#body)"/>'
        case Line():
            points = " ".join(f"{_n(x)},{_n(y)}" for x, y in shape.points)
            dashes = ' stroke-dasharray="1.2 2.2"' if shape.is_dashed else ""
            style = f'fill="none" stroke="{inks[shape.ink]}" stroke-width="0.9" stroke-linecap="round"{dashes}'
            yield f'<polyline points="{points}" {style}/>'
            if shape.has_tip:
                yield f'<polygon points="{_tip(shape.points)}" fill="{inks[shape.ink]}"/>'


def _path(shape: Limb | Mass, *, is_halo: bool = False) -> str:
    if isinstance(shape, Mass):
        discs: Sequence[Disc] = shape.discs
    elif is_halo:
        part, a, b = shape.from_part, shape.a, shape.b
        discs = (Disc(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part, a.r + (b.r - a.r) * part), b)
    else:
        discs = (shape.a, shape.b)
    corners = _skin(discs)
    return f"M{' '.join(f'{_n(x)} {_n(y)}' for x, y in corners)}Z"


def _tip(points: Sequence[tuple[float, float]]) -> str:
    (bx, by) = points[-1]
    ax, ay = next(((x, y) for x, y in reversed(points) if hypot(bx - x, by - y) > 2), points[0])  # noqa: PLR2004  # units
    far = sqrt((bx - ax) ** 2 + (by - ay) ** 2) or 1.0
    x, y = (bx - ax) / far, (by - ay) / far
    corners = (
        (bx + x * 2, by + y * 2),
        (bx - x * 2 - y * 2, by - y * 2 + x * 2),
        (bx - x * 2 + y * 2, by - y * 2 - x * 2),
    )
    return " ".join(f"{_n(cx)},{_n(cy)}" for cx, cy in corners)


def _skin(discs: Sequence[Disc]) -> list[tuple[float, float]]:
    """Return the corners of the skin around `discs`: their convex hull, by Andrew's monotone chain."""
    points = sorted((disc.x + disc.r * c, disc.y + disc.r * s) for disc in discs for c, s in _AROUND)
    return _half(points) + _half(points[::-1])


def _half(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    hull: list[tuple[float, float]] = []
    for x, y in points:
        while len(hull) > 1:
            (ax, ay), (bx, by) = hull[-2:]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            hull.pop()
        hull.append((x, y))
    return hull[:-1]


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
