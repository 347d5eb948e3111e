"""Dark bars that somebody has drawn over the words of a Word document; the words are still there."""

from __future__ import annotations

import re

from lxml import etree

from gongkai.attachments.colors import Color, Theme, number, rgb
from gongkai.attachments.package import attribute, local

_WIDE, _HIGH = 250_000, 80_000  # English metric units, 0.7 and 0.2 cm: less is a mark or a line
_LINE = 500_000  # from the top of its paragraph; farther off, nobody knows what lies there
_DARK = 96  # of 255 in every channel
_BY_TEXT = frozenset({"paragraph", "line", "character"})
_POINTS = re.compile(r"(?:^|;)\s*(width|height|margin-top|z-index):\s*(-?[\d.]+)(pt|in|mm|cm)?", re.IGNORECASE)
_UNITS = {"pt": 12_700.0, "in": 914_400.0, "mm": 36_000.0, "cm": 360_000.0}


def bar(drawing: etree._Element, theme: Theme) -> bool:
    """Return whether a drawing is a dark area without words, in front of the lines of its paragraph."""
    if next(drawing.iter("{*}txbxContent"), None) is not None:
        return False
    for anchor in drawing.iter("{*}anchor"):
        return _anchored(anchor, theme)
    return any(_old(shape) for shape in drawing if local(shape) in ("rect", "shape", "roundrect"))


def _anchored(anchor: etree._Element, theme: Theme) -> bool:
    if attribute(anchor, "behindDoc") in ("1", "true") or next(anchor.iter("{*}wrapNone"), None) is None:
        return False
    size, place = next(anchor.iter("{*}extent"), None), next(anchor.iter("{*}positionV"), None)
    if size is None or place is None or attribute(place, "relativeFrom") not in _BY_TEXT:
        return False
    offset = next((number(one.text) for one in place.iter("{*}posOffset")), 0.0)
    if number(attribute(size, "cx")) < _WIDE or number(attribute(size, "cy")) < _HIGH or abs(offset) > _LINE:
        return False
    for properties in anchor.iter("{*}spPr"):
        for fill in properties:
            if local(fill) == "solidFill":
                color, alpha = theme.drawn(fill)
                return alpha > 0.9 and _dark(color)
    return False


def _old(shape: etree._Element) -> bool:
    """The same in VML."""
    found = {
        name.lower(): float(size) * _UNITS.get(unit, 1.0)
        for name, size, unit in _POINTS.findall(str(shape.get("style", "")))
    }
    if found.get("width", 0) < _WIDE or found.get("height", 0) < _HIGH or found.get("z-index", 0) <= 0:
        return False
    fill = str(shape.get("fillcolor", "")).split(" ", maxsplit=1)[0]
    return abs(found.get("margin-top", 0)) <= _LINE and (fill == "black" or _dark(rgb(fill)))


def _dark(color: Color | None) -> bool:
    return color is not None and max(color) < _DARK
