"""The order in which a Word document's elements flow, and what of it leaves no room for text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.attachments.colors import Color, number, rgb
from gongkai.attachments.package import attribute, local
from gongkai.attachments.word_styles import Styles

# English metric units, 360,000 to a centimetre: beyond the width of A3 across, or wholly left of or above a page with its margins.
_BEYOND, _BEFORE = 16_000_000, -1_500_000
_NOTHING = 25_400  # two points
_UNSEEN = re.compile(
    r"visibility:\s*hidden|(?:^|;)\s*(?:width|height):\s*0(?:\.0*)?(?:pt|px|in|mm|cm)?\s*(?:;|$)", re.IGNORECASE
)
_FAR_TWIPS = 30_000  # of the distance of a frame or an indent
_FLAT = 40  # twips of a line or row of a fixed height, which cut its text off


def flowing(container: etree._Element) -> Iterator[etree._Element]:
    """The children of an element, and those of wrappers that change nothing: controls, changes, alternatives."""
    waiting: list[Iterator[etree._Element]] = [iter(container)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif local(child) in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "del", "moveFrom", "body", "footnote",
                              "endnote", "Choice"):  # fmt: skip
            waiting.append(iter(child))
        elif local(child) == "AlternateContent":
            waiting.append(iter(list(child)[:1]))  # the first is what a current program shows; the others are swept
        elif local(child) == "Fallback":
            waiting.append(iter(child))
        elif local(child):
            yield child


def chosen(drawing: etree._Element) -> Iterator[etree._Element]:
    """The elements of a drawing without those inside its text boxes and in second alternatives."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if local(element):
            yield element
        if local(element) == "AlternateContent":
            waiting.extend(list(element)[:1])
        elif local(element) != "txbxContent":
            waiting.extend(reversed(element))


def child_of(element: etree._Element, name: str) -> etree._Element | None:
    return next((one for one in element if local(one) == name), None)


def value_of(properties: etree._Element | None, name: str) -> str | None:
    found = child_of(properties, name) if properties is not None else None
    return attribute(found, "val") if found is not None else None


def field_color(styles: Styles, properties: etree._Element | None, ground: Color | None) -> Color | None:
    shade = child_of(properties, "shd") if properties is not None else None
    return (styles.ground(shade) if shade is not None else None) or ground


def out_of_sight(properties: etree._Element | None) -> bool:
    """Return whether a paragraph is so low, or so far off, that its text does not show."""
    for one in properties if properties is not None else ():
        name = local(one)
        if name == "spacing" and attribute(one, "lineRule") == "exact" and 0 < number(attribute(one, "line")) <= _FLAT:
            return True
        if name == "framePr" and any(abs(number(attribute(one, axis))) > _FAR_TWIPS for axis in ("x", "y")):
            return True
        if name == "ind" and any(
            abs(number(attribute(one, side))) > _FAR_TWIPS for side in ("left", "start", "firstLine", "hanging")
        ):
            return True
    return False


def unseen_drawing(drawing: etree._Element) -> bool:
    """Return whether a drawing has no size, lies beside the page, or is switched off."""
    if any(_UNSEEN.search(str(one.get("style", ""))) for one in drawing.iter(etree.Element)):
        return True
    size = next(drawing.iter("{*}extent"), None)
    width, height = (number(attribute(size, side)) for side in ("cx", "cy")) if size is not None else (None, None)
    if width is not None and height is not None and min(width, height) < _NOTHING:
        return True
    places = (
        (next(drawing.iter(f"{{*}}position{axis}"), None), length or 0.0)
        for axis, length in (("H", width), ("V", height))
    )
    for place, length in places:
        for offset in place.iter("{*}posOffset") if place is not None else ():
            if number(offset.text) > _BEYOND or number(offset.text) + length < _BEFORE:
                return True
    return False


def no_height(one: etree._Element) -> bool:
    return local(one) == "trHeight" and attribute(one, "hRule") == "exact" and number(attribute(one, "val")) <= _FLAT


def box_color(styles: Styles, box: etree._Element) -> Color | None:
    """Return what a text box is filled with, where it says so."""
    shape = box.getparent()
    shape = shape.getparent() if shape is not None else None
    if shape is None:
        return None
    for one in shape:
        if local(one) == "spPr":
            fill = child_of(one, "solidFill")
            if fill is not None:
                color, alpha = styles.theme.drawn(fill)
                return color if alpha > 0.9 else None
    return rgb(attribute(shape, "fillcolor"))


def symbol(element: etree._Element) -> str:
    code = attribute(element, "char") or ""
    try:
        return chr(int(code, 16) - (0xF000 if code.upper().startswith("F0") else 0))
    except (ValueError, OverflowError):
        return ""
