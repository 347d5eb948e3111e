"""Colours of office formats, and whether one can be told from another."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from gongkai.attachments.package import attribute, local

Color = tuple[int, int, int]
WHITE: Color = (255, 255, 255)
BLACK: Color = (0, 0, 0)
_ALIKE = 32  # of 255 in every channel; a contrast of about 1.3 to 1, which nobody reads
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
NAMED: dict[str, Color] = {
    "black": BLACK, "white": WHITE, "yellow": (255, 255, 0), "green": (0, 255, 0), "cyan": (0, 255, 255), "magenta": (255, 0, 255),
    "blue": (0, 0, 255), "red": (255, 0, 0), "darkblue": (0, 0, 128), "darkcyan": (0, 128, 128), "darkgreen": (0, 128, 0),
    "darkmagenta": (128, 0, 128), "darkred": (128, 0, 0), "darkyellow": (128, 128, 0), "darkgray": (128, 128, 128),
    "lightgray": (192, 192, 192),
}  # fmt: skip
_ROLES = {"background1": "lt1", "text1": "dk1", "background2": "lt2", "text2": "dk2", "light1": "lt1", "dark1": "dk1", "light2": "lt2",
    "dark2": "dk2", "hyperlink": "hlink", "followedHyperlink": "folHlink", "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}  # fmt: skip


def alike(one: Color, other: Color) -> bool:
    return all(abs(a - b) < _ALIKE for a, b in zip(one, other, strict=True))


def rgb(written: str | None) -> Color | None:
    """A colour in hexadecimal digits, with or without an alpha before it."""
    found = _HEX.fullmatch((written or "").lstrip("#"))
    if not found:
        return None
    return int(found[1][0:2], 16), int(found[1][2:4], 16), int(found[1][4:6], 16)


def toward(color: Color, goal: Color, share: float) -> Color:
    """A colour mixed with another one."""
    share = min(max(share, 0.0), 1.0)
    a, b, c = (round(one * (1 - share) + other * share) for one, other in zip(color, goal, strict=True))
    return a, b, c


class Theme:
    """The colours of a theme by their roles."""

    def __init__(self, root: etree._Element | None = None, roles: Mapping[str, str] | None = None) -> None:
        """``roles``: which colour a master takes for which role; dark ones take the dark one for the background."""
        self._roles = {**_ROLES, **(roles or {})}
        self._colors: dict[str, Color] = {"lt1": WHITE, "dk1": BLACK}
        for scheme in root.iter(etree.Element) if root is not None else ():
            if local(scheme) == "clrScheme":
                for role in scheme:
                    for one in role:
                        written = attribute(one, "lastClr") or attribute(one, "val")
                        if (color := rgb(written)) is not None:
                            self._colors[local(role)] = color
                break

    def color(self, role: str | None) -> Color | None:
        return self._colors.get(self._roles.get(role or "", role or ""))

    def drawn(self, fill: etree._Element) -> tuple[Color | None, float]:
        """The colour in a DrawingML fill, and how much of it shows, of 1; no colour where it cannot be told."""
        for one in fill:
            kind = local(one)
            color = self.color(attribute(one, "val")) if kind == "schemeClr" else None
            if kind == "srgbClr":
                color = rgb(attribute(one, "val"))
            elif kind == "sysClr":
                color = rgb(attribute(one, "lastClr"))
            elif kind == "prstClr":
                color = NAMED.get((attribute(one, "val") or "").lower())
            alpha, changes = 1.0, {local(change): number(attribute(change, "val")) for change in one}
            if "alpha" in changes:
                alpha = changes.pop("alpha") / 100_000
            return (color and _changed(color, changes)), alpha
        return None, 1.0


def _changed(color: Color, changes: Mapping[str, float]) -> Color:
    for name, value in changes.items():
        share = value / 100_000
        if name in ("tint", "lumOff"):
            color = toward(color, WHITE, share if name == "lumOff" else 1 - share)
        elif name in ("shade", "lumMod"):
            color = toward(color, BLACK, 1 - share)
    return color


def number(written: str | None) -> float:
    """A number, 0 where there is none."""
    try:
        value = float((written or "0").removesuffix("%"))
    except ValueError:
        return 0.0
    return value if abs(value) < 1e12 else 0.0
