"""How cells of a workbook look: number formats, and ink that cannot be told from its ground."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from gongkai.attachments.colors import BLACK, WHITE, Color, Theme, alike, number, rgb, toward
from gongkai.attachments.number_formats import BUILT_IN
from gongkai.attachments.package import attribute, local

SMALL = 2.0  # points
_THEME = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
_INDEXED: tuple[Color, ...] = (
    BLACK, WHITE, (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (255, 0, 255), (0, 255, 255),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CellLook:
    """``ink`` None is a usual one; ``ground`` None is one that cannot be told."""

    code: str = "General"
    ink: Color | None = None
    ground: Color | None = WHITE
    small: bool = False
    pale: bool = False  # what ``unseen`` says of its own ink

    def unseen(self, ink: Color | None = None) -> bool:
        """Return whether text is tiny, or of the colour of its ground; usual ink is black."""
        return self.small or (self.ground is not None and alike(ink or self.ink or BLACK, self.ground))


class SheetStyles:
    """The looks of cells, by the number that a cell names."""

    def __init__(self, root: etree._Element | None, theme: Theme) -> None:
        self._theme = theme
        self._looks: list[CellLook] = []
        if root is None:
            return
        groups: dict[str, list[etree._Element]] = {local(one): [child for child in one if local(child)] for one in root}
        codes = dict(BUILT_IN)
        for one in groups.get("numFmts", ()):
            codes[int(number(attribute(one, "numFmtId")))] = attribute(one, "formatCode") or ""
        fonts = [self._font(one) for one in groups.get("fonts", ())]
        fills = [self._fill(one) for one in groups.get("fills", ())]
        for one in groups.get("cellXfs", ()):
            font, fill, code = (int(number(attribute(one, key))) for key in ("fontId", "fillId", "numFmtId"))
            ink, small = fonts[font] if font < len(fonts) else (None, False)
            ground = fills[fill] if fill < len(fills) else WHITE
            look = CellLook(codes.get(code, "General"), ink, ground, small)
            self._looks.append(replace(look, pale=look.unseen()))

    def of(self, style: int) -> CellLook:
        return self._looks[style] if 0 <= style < len(self._looks) else CellLook()

    def color(self, element: etree._Element | None) -> Color | None:
        """A colour as workbooks write it: digits, a place in the theme with a tint, or an old number."""
        if element is None:
            return None
        theme, indexed = attribute(element, "theme"), attribute(element, "indexed")
        color = rgb(attribute(element, "rgb"))
        if theme is not None and int(number(theme)) < len(_THEME):
            color = self._theme.color(_THEME[int(number(theme))])
        elif color is None and indexed is not None and indexed.isdigit():
            place = int(indexed) % 8 if int(indexed) < 16 else -1
            color = (
                _INDEXED[place] if place >= 0 else (BLACK if indexed == "64" else WHITE if indexed == "65" else None)
            )
        tint = number(attribute(element, "tint"))
        return toward(color, WHITE if tint > 0 else BLACK, abs(tint)) if color is not None and tint else color

    def ink(self, properties: etree._Element) -> Color | None:
        return self.color(next((one for one in properties if local(one) == "color"), None))

    def _font(self, font: etree._Element) -> tuple[Color | None, bool]:
        size = next((number(attribute(one, "val")) for one in font if local(one) == "sz"), 11.0)
        return self.ink(font), size <= SMALL

    def _fill(self, fill: etree._Element) -> Color | None:
        for one in fill:
            if local(one) != "patternFill":
                return None  # a gradient
            kind = attribute(one, "patternType") or "none"
            if kind == "none":
                return WHITE
            if kind != "solid":
                return None
            return self.color(next((color for color in one if local(color) == "fgColor"), None))
        return WHITE
