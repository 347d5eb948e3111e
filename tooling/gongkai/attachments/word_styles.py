"""How a run of a Word document looks: its own properties, and what it inherits from styles and defaults."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from gongkai.attachments.colors import BLACK, NAMED, WHITE, Color, Theme, alike, number, rgb, toward
from gongkai.attachments.package import attribute, local, on

_SMALL = 4  # half-points
_NARROW = 5  # per cent of a letter's width
_LEVELS = 50  # of styles that rest on styles


@dataclass(frozen=True, slots=True)
class Look:
    """None is: not said here. ``ink`` and ``ground`` are None also where they cannot be told; ``auto`` ink suits its ground."""

    vanish: bool | None = None
    auto: bool | None = None
    ink: Color | None = None
    size: float | None = None
    width: float | None = None
    ground: Color | None = None
    marked: Color | None = None
    clear: bool | None = None

    def over(self, other: Look) -> Look:
        """This look where it says something, else the other one."""
        mine = {name: value for name in Look.__slots__ if (value := getattr(self, name)) is not None}
        if "auto" in mine:
            mine["ink"] = self.ink
        return replace(other, **mine)

    def hides(self, ground: Color | None) -> bool:
        """Return whether nobody can read text that looks so on a ground; None is a ground that cannot be told."""
        if self.vanish or self.clear or (self.size or 99) <= _SMALL or (self.width or 100) <= _NARROW:
            return True
        under = self.marked or self.ground or ground
        ink = BLACK if self.ink is None and self.auto is not False else self.ink
        if ink is None or under is None or (self.ink is None and not self.marked):
            return False  # ink that nobody chose is white on a dark field; only a marker pen is painted over it
        return alike(ink, under)


@dataclass(slots=True)
class Styles:
    """The styles of a document by their names."""

    theme: Theme = field(default_factory=Theme)
    _elements: dict[str, etree._Element] = field(default_factory=dict)
    _known: dict[str, Look] = field(default_factory=dict)
    _usual: dict[str, str] = field(default_factory=dict)
    _base: Look = Look()

    @classmethod
    def read(cls, root: etree._Element | None, theme: Theme) -> Styles:
        styles = cls(theme)
        for one in root if root is not None else ():
            if local(one) == "style":
                name = attribute(one, "styleId") or ""
                styles._elements[name] = one
                if (attribute(one, "default") or "0") in ("1", "true", "on"):
                    styles._usual[attribute(one, "type") or ""] = name
            elif local(one) == "docDefaults":
                for properties in one.iter(etree.Element):
                    if local(properties) == "rPr":
                        styles._base = styles.look_of(properties)
        return styles

    def paragraph(self, properties: etree._Element | None, table: str | None) -> Look:
        """Return what a paragraph gives to its runs."""
        name = _named(properties, "pStyle") or self._usual.get("paragraph")
        below = self._style(table or self._usual.get("table")).over(self._base)
        return self._shaded(properties).over(self._style(name).over(below))

    def run(self, properties: etree._Element | None, paragraph: Look) -> Look:
        style = self._style(_named(properties, "rStyle") or self._usual.get("character"))
        both = style.over(paragraph)
        # A switch in two styles is thrown twice (ISO/IEC 29500-1, 17.7.3).
        both = replace(both, vanish=bool(style.vanish) != bool(paragraph.vanish))
        return (self.look_of(properties) if properties is not None else Look()).over(both)

    def shades(self, table: str | None) -> bool:
        """Return whether a table's style paints fields of it."""
        seen = 0
        while table and table in self._elements and seen < _LEVELS:
            if any(local(one) == "shd" for one in self._elements[table].iter(etree.Element)):
                return True
            table, seen = _named(self._elements[table], "basedOn"), seen + 1
        return False

    def look_of(self, properties: etree._Element) -> Look:
        """Return what ``rPr`` says."""
        found: dict[str, object] = {}
        for one in properties:
            name = local(one)
            if name in ("vanish", "specVanish"):
                found["vanish"] = found.get("vanish", False) or on(one)
            elif name == "color":
                found["ink"] = self._color(one, "val", "theme")
                found["auto"] = found["ink"] is None and attribute(one, "themeColor") is None
            elif name == "sz":
                found["size"] = number(attribute(one, "val")) or None
            elif name == "w":
                found["width"] = number(attribute(one, "val")) or None
            elif name == "shd":
                found["ground"] = self.ground(one)
            elif name == "highlight":
                found["marked"] = NAMED.get((attribute(one, "val") or "").lower())
            elif name == "textFill":
                found.update(self._filled(one))
        return Look(**found)  # type: ignore[arg-type]

    def ground(self, shade: etree._Element) -> Color | None:
        if (attribute(shade, "val") or "clear") in ("solid",):
            return self._color(shade, "color", "theme") or BLACK
        return self._color(shade, "fill", "themeFill")

    def _filled(self, fill: etree._Element) -> Mapping[str, object]:
        kinds = {local(one): one for one in fill}
        if "noFill" in kinds:
            return {"clear": True}
        if "solidFill" in kinds:
            color, alpha = self.theme.drawn(kinds["solidFill"])
            # Here alpha says how much does not show.
            through = any(
                local(one) == "alpha" and number(attribute(one, "val")) > 95_000 for one in fill.iter(etree.Element)
            )
            return {"clear": True} if through else ({"ink": color, "auto": False} if color and alpha else {})
        return {}

    def _color(self, element: etree._Element, plain: str, theme: str) -> Color | None:
        """A colour by its role in the theme, which goes before its digits."""
        role = attribute(element, f"{theme}Color" if theme == "theme" else theme)
        color = self.theme.color(role)
        if color is None:
            return rgb(attribute(element, plain))
        tint, shade = (attribute(element, f"{theme}{one}") for one in ("Tint", "Shade"))
        if tint:
            color = toward(color, WHITE, 1 - _share(tint))
        if shade:
            color = toward(color, BLACK, 1 - _share(shade))
        return color

    def _style(self, name: str | None) -> Look:
        """A style with those it rests on."""
        if not name or name not in self._elements:
            return Look()
        if name not in self._known:
            chain, at, seen = Look(), name, set[str]()
            while at and at in self._elements and at not in seen and len(seen) < _LEVELS:
                seen.add(at)
                chain = chain.over(self._own(self._elements[at]))
                at = _named(self._elements[at], "basedOn") or ""
            self._known[name] = chain
        return self._known[name]

    def _own(self, style: etree._Element) -> Look:
        look = Look()
        for one in style:
            if local(one) == "rPr":
                look = self.look_of(one).over(look)
            elif local(one) == "pPr":
                look = look.over(self._shaded(one))
            elif local(one) == "link" and self._linked_vanishes(attribute(one, "val") or ""):
                look = look.over(Look(vanish=True))  # a style of paragraphs and its twin for letters look alike
            elif local(one) == "tblStylePr" and any(
                local(two) == "vanish" and on(two) for two in one.iter(etree.Element)
            ):
                look = replace(look, vanish=True)  # which of its cells it hides is not worked out
        return look

    def _linked_vanishes(self, name: str) -> bool:
        twin = self._elements.get(name)
        return twin is not None and any(self.look_of(one).vanish for one in twin if local(one) == "rPr")

    def _shaded(self, properties: etree._Element | None) -> Look:
        for one in properties if properties is not None else ():
            if local(one) == "shd":
                return Look(ground=self.ground(one))
        return Look()


def _share(written: str) -> float:
    """A share of 1 in two hexadecimal digits; all of it where something else stands there."""
    return int(written, 16) / 255 if re.fullmatch(r"[0-9A-Fa-f]{1,2}", written) else 1.0


def _named(properties: etree._Element | None, kind: str) -> str | None:
    for one in properties if properties is not None else ():
        if local(one) == kind:
            return attribute(one, "val")
    return None
