"""PPTX: slides in their order, masters and layouts, and what a presentation holds besides."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from gongkai.attachments.colors import Theme, number
from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import attribute, local
from gongkai.attachments.parts import Parts
from gongkai.attachments.slide_shapes import Box, Frame, Shapes

_BEHIND = {"slideMaster": "母版", "slideLayout": "版式", "notesMaster": "备注母版", "handoutMaster": "讲义母版"}
_COMMENTED = frozenset({"cm", "comment"})


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A slide, a layout or a master."""

    part: str
    where: str


def read_slides(parts: Parts, notes: Notes) -> frozenset[str]:
    """The parts whose text has been read as shown. Raises Refused where it is no presentation."""
    main = parts.xml(parts.main)
    if local(main) != "presentation":
        raise Refused("wrong_type")
    size = next(
        ((number(attribute(one, "cx")), number(attribute(one, "cy"))) for one in main if local(one) == "sldSz"),
        (12_192_000, 6_858_000),
    )
    relations = {one.id: one.part for one in parts.relations(parts.main)}
    listed = (one for group in main if local(group) == "sldIdLst" for one in group)
    slides = [part for one in listed if (part := relations.get(_relation(one)))]
    read = set()
    for place, part in enumerate(slides, 1):
        read.add(part)
        _slide(parts, _Sheet(part, f"第{place}张幻灯片"), size, notes)
    for name, kind in parts.reached.items():
        if kind in _BEHIND:
            read.add(name)
            theme = _theme(parts, name)
            Shapes(theme, notes, _BEHIND[kind], Frame(*size), template=True).read(parts.xml(name))
        elif kind == "comments" and any(local(one) in _COMMENTED for one in parts.xml(name)):
            notes.fault("comments", _slide_of(parts, slides, name))
    return frozenset(read)


def _slide(parts: Parts, slide: _Sheet, size: tuple[float, float], notes: Notes) -> None:
    root = parts.xml(slide.part)
    if attribute(root, "show") in ("0", "false"):
        notes.fault("hidden_slide", slide.where)
    behind = _painted_behind(parts, slide.part, Frame(*size))
    Shapes(
        _theme(parts, slide.part), notes, slide.where, Frame(*size), _ground(parts, slide.part), painted=behind
    ).read(root)
    for name in parts.related(slide.part, "notesSlide"):
        if _noted(parts.xml(name)):
            notes.fault("speaker_notes", slide.where)


def _painted_behind(parts: Parts, part: str, frame: Frame) -> list[Box | None]:
    """The shapes of a slide's layout and master, which show through."""
    painted: list[Box | None] = []
    for _ in range(2):
        above = parts.related(part, "slideLayout", "slideMaster")
        if not above:
            break
        part = above[0]
        behind = Shapes(_theme(parts, part), Notes(), "", frame, template=True)
        behind.read(parts.xml(part))
        painted += behind.painted
    return painted


def _ground(parts: Parts, part: str) -> tuple[int, int, int] | None:
    """Return what a slide's background is painted with; None where that is a picture, or more than one colour."""
    theme, at, seen = _theme(parts, part), part, 0
    while seen < 3:
        for one in parts.xml(at).iter(etree.Element):
            if local(one) == "bgPr":
                fill = next((child for child in one if local(child) == "solidFill"), None)
                return theme.drawn(fill)[0] if fill is not None else None
            if local(one) == "bgRef":
                return theme.drawn(one)[0] if attribute(one, "idx") in ("0", "1000", "1001") else None
        above = parts.related(at, "slideLayout", "slideMaster")
        if not above:
            break
        at, seen = above[0], seen + 1
    return (255, 255, 255)


def _theme(parts: Parts, part: str) -> Theme:
    """The theme of a slide's master, with the roles of its colours there or on the slide."""
    roles: dict[str, str] = {}
    for _ in range(3):
        for one in parts.xml(part).iter("{*}overrideClrMapping", "{*}clrMap"):
            roles = roles or {str(role): str(color) for role, color in one.attrib.items()}
        theme = parts.related(part, "theme")
        if theme:
            return Theme(parts.xml(theme[0]), roles)
        above = parts.related(part, "slideLayout", "slideMaster")
        if not above:
            break
        part = above[0]
    return Theme()


def _slide_of(parts: Parts, slides: list[str], name: str) -> str:
    return next(
        (
            f"第{place}张幻灯片"
            for place, one in enumerate(slides, 1)
            if name in {inner.part for inner in parts.relations(one)}
        ),
        "",
    )


def _noted(root: etree._Element) -> bool:
    """Return whether somebody wrote something, besides the number that every notes page bears."""
    runs = (one for one in root.iter(etree.Element) if local(one) == "r")
    return any(local(one) == "t" and (one.text or "").strip() for run in runs for one in run)


def _relation(element: etree._Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")
