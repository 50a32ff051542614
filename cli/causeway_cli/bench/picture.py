"""A picture of latency against rate as SVG: readable on light and on dark pages, without any library."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 860, 520
LEFT, RIGHT, TOP, BOTTOM = 78, 210, 56, 64
LABEL_HEIGHT = 17
DASHES = "7 5"

STYLE = """\
text{font:14px system-ui,sans-serif;fill:#1f2933}.title{font-size:17px;font-weight:600}.small{font-size:12.5px}
.page{fill:#ffffff}.grid{stroke:#d9dee4}.axis{stroke:#52606d}.line{fill:none;stroke-width:2.4}
.c0{stroke:#0b6bcb}.c1{stroke:#b4420f}.c2{stroke:#6b7280}.c3{stroke:#0f7b4b}
.t0{fill:#0b6bcb}.t1{fill:#b4420f}.t2{fill:#6b7280}.t3{fill:#0f7b4b}
@media(prefers-color-scheme:dark){text{fill:#e6eaef}.page{fill:#14181d}.grid{stroke:#323a44}.axis{stroke:#9aa5b1}
.c0{stroke:#6cb4ff}.c1{stroke:#ff9d6b}.c2{stroke:#a8b1bd}.c3{stroke:#5fd39b}
.t0{fill:#6cb4ff}.t1{fill:#ff9d6b}.t2{fill:#a8b1bd}.t3{fill:#5fd39b}}"""


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    colour: int  # 0 to 3
    dashed: bool
    points: Sequence[tuple[float, float]]  # messages a second, milliseconds


@dataclass(frozen=True, slots=True)
class Axes:
    """The title, and what is counted across and up."""

    title: str
    across: str
    up: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Logarithmic, over whole steps of 1, 2 and 5."""

    low: float
    high: float
    begin: float
    end: float

    def at(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.begin + share * (self.end - self.begin), 1)


def latency_picture(title: str, lines: Sequence[Line]) -> str:
    return picture_of(Axes(title, "messages a second", "milliseconds"), lines)


def picture_of(axes: Axes, lines: Sequence[Line]) -> str:
    """Both axes are logarithmic; values of 0 are left out, as nothing was measured there. Raises ValueError without a point."""
    shown = [line for line in (_kept(line) for line in lines) if line.points]
    if not shown:
        raise ValueError("there is nothing to draw")
    across = _scale([x for line in shown for x, _ in line.points], LEFT, WIDTH - RIGHT)
    up = _scale([y for line in shown for _, y in line.points], HEIGHT - BOTTOM, TOP)
    rates = sorted({x for line in shown for x, _ in line.points})
    parts = [_frame(axes), *_rows(up), *_columns(rates, across), *_lines(shown, across, up), *_labels(shown, up)]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _kept(line: Line) -> Line:
    return Line(line.label, line.colour, line.dashed, [point for point in line.points if point[0] > 0 and point[1] > 0])


def _scale(values: Iterable[float], begin: float, end: float) -> Scale:
    kept = list(values)
    low, high = step_below(min(kept)), step_above(max(kept))
    return Scale(low, high if high > low else 10 * low, begin, end)


def step_below(value: float) -> float:
    return max(step for step in _steps(value) if step <= value * 1.000001)


def step_above(value: float) -> float:
    return min(step for step in _steps(value) if step >= value * 0.999999)


def _steps(value: float) -> list[float]:
    decade = math.floor(math.log10(value))
    return [round(factor * 10.0**power, 9) for power in (decade - 1, decade, decade + 1) for factor in (1, 2, 5)]


def steps_between(low: float, high: float) -> list[float]:
    found, step = [], low
    while step <= high * 1.000001:
        found.append(step)
        step = step_above(step * 1.01)
    return found


def _frame(axes: Axes) -> str:
    title = escape(axes.title)
    middle = (LEFT + WIDTH - RIGHT) / 2
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}">',
            f"<style>{STYLE}</style>",
            f'<rect class="page" width="{WIDTH}" height="{HEIGHT}" rx="6"/>',
            f'<text class="title" x="{LEFT}" y="30">{title}</text>',
            f'<text x="{middle}" y="{HEIGHT - 18}" text-anchor="middle">{escape(axes.across)}</text>',
            f'<text x="22" y="{HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 22 {HEIGHT / 2})">'
            f"{escape(axes.up)}</text>",
            f'<line class="axis" x1="{LEFT}" y1="{HEIGHT - BOTTOM}" x2="{WIDTH - RIGHT}" y2="{HEIGHT - BOTTOM}"/>',
            f'<line class="axis" x1="{LEFT}" y1="{TOP}" x2="{LEFT}" y2="{HEIGHT - BOTTOM}"/>',
        ]
    )


def _rows(up: Scale) -> list[str]:
    parts = []
    for step in steps_between(up.low, up.high):
        y = up.at(step)
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}"/>')
        parts.append(f'<text class="small" x="{LEFT - 9}" y="{y + 4}" text-anchor="end">{step:,g}</text>')
    return parts


def _columns(rates: Sequence[float], across: Scale) -> list[str]:
    """One mark a measured rate; a number that would stand on the one before it is left out."""
    parts, last = [], -math.inf
    for rate in rates:
        x = across.at(rate)
        parts.append(f'<line class="axis" x1="{x}" y1="{HEIGHT - BOTTOM}" x2="{x}" y2="{HEIGHT - BOTTOM + 5}"/>')
        if x - last > 34:
            parts.append(f'<text class="small" x="{x}" y="{HEIGHT - BOTTOM + 21}" text-anchor="middle">{rate:,g}</text>')
            last = x
    return parts


def _lines(lines: Sequence[Line], across: Scale, up: Scale) -> list[str]:
    parts = []
    for line in lines:
        places = [(across.at(x), up.at(y)) for x, y in line.points]
        path = " ".join(f"{x},{y}" for x, y in places)
        dashes = f' stroke-dasharray="{DASHES}"' if line.dashed else ""
        parts.append(f'<polyline class="line c{line.colour}"{dashes} points="{path}"/>')
        parts += [f'<circle class="t{line.colour}" cx="{x}" cy="{y}" r="3.2"/>' for x, y in places]
    return parts


def _labels(lines: Sequence[Line], up: Scale) -> list[str]:
    """Each stands at the height of its line's end, moved down where another stands already."""
    ends = sorted((up.at(line.points[-1][1]), number) for number, line in enumerate(lines))
    heights: list[float] = []
    for y, _ in ends:
        heights.append(max(y, heights[-1] + LABEL_HEIGHT) if heights else y)
    over = max(0.0, heights[-1] - (HEIGHT - BOTTOM))
    return [
        f'<text class="small t{lines[number].colour}" x="{WIDTH - RIGHT + 12}" y="{round(y - over + 4, 1)}">'
        f"{escape(lines[number].label)}</text>"
        for y, (_, number) in zip(heights, ends, strict=True)
    ]
