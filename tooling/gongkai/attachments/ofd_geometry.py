"""Boxes, paths and measures of OFD files, in millimetres."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.attachments.ofd_parts import numbers
from gongkai.attachments.package import attribute, local

Box = tuple[float, float, float, float]  # left, top, right, bottom
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
Matrix = tuple[float, float, float, float, float, float]
_THICK = 1.5  # millimetres
AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)


def clips(element: etree._Element) -> Iterator[Box]:
    for clips in (one for one in element if local(one) == "Clips"):
        for path in clips.iter(etree.Element):
            if local(path) == "AbbreviatedData" and (points := points_of(path.text or "")):
                boundary = numbers(attribute(path.getparent(), "Boundary"))  # type: ignore[arg-type]
                left, top = (boundary[0], boundary[1]) if len(boundary) == 4 else (0.0, 0.0)
                xs, ys = [x + left for x, _ in points], [y + top for _, y in points]
                yield min(xs), min(ys), max(xs), max(ys)


def points_of(data: str) -> list[tuple[float, float]]:
    """The points of a path, those that only bend it included."""
    values: list[float] = []
    for word in data.split():
        try:
            values.append(float(word))
        except ValueError:
            continue
    return list(zip(values[::2], values[1::2], strict=False)) if not any(one in data for one in "Aa") else []


def filled_box(data: str) -> Box | None:
    """The box of a path that is nearly all of it; frames, letters and lines are not."""
    points = points_of(data)
    if len(points) < 3 or data.count("M") + data.count("S") > 1:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = min(xs), min(ys), max(xs), max(ys)
    area = abs(sum(x * v - u * y for (x, y), (u, v) in zip(points, [*points[1:], points[0]], strict=True))) / 2
    return box if area >= 0.75 * (box[2] - box[0]) * (box[3] - box[1]) > 0 else None


def thick_line(data: str, width: float) -> Box | None:
    """The box of a straight line that is as thick as letters are high."""
    points = points_of(data)
    if len(points) != 2 or width < _THICK or not any(abs(a - b) < width for a, b in zip(*points, strict=True)):
        return None
    (x, y), (u, v) = points
    return min(x, u) - width / 2, min(y, v) - width / 2, max(x, u) + width / 2, max(y, v) + width / 2


def steps(written: str | None, count: int) -> list[float]:
    """Distances from letter to letter; ``g 3 2`` is three times 2. No more of them than letters."""
    steps: list[float] = []
    words = iter((written or "").split())
    try:
        for word in words:
            if word == "g":
                times, step = int(next(words)), float(next(words))
                steps += [step] * min(max(times, 0), count)
            else:
                steps.append(float(word))
    except (ValueError, StopIteration):
        return []
    return steps[: max(count - 1, 0)]


def common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def one_number(written: str | None, usual: float) -> float:
    values = numbers(written)
    return values[0] if values and abs(values[0]) < 1e9 else usual


def switch(element: etree._Element, name: str, *, usual: bool) -> bool:
    written = attribute(element, name)
    return usual if written is None else written.lower() in ("true", "1")
