"""A blank form for printing (PDF 1.7): one A4 page, tagged for screen readers, the same bytes for the same form.

The typeface is one of those that every reader of PDF has to bring for Chinese (STSong-Light, Adobe-GB1), so that none has
to be shipped with the site.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.site.blank import Blank, Row

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_WIDTH, _HEIGHT, _MARGIN = 595, 842, 57  # A4, in points
_COLUMN = 156  # the width of what is asked
_LINE, _BOX = 27, 96  # heights of rows; boxes give way where a page would not do
_SMALLEST = 45
_SIZE, _PAD = 12, 6


@dataclass(slots=True)
class _Sheet:
    """What is drawn, and the texts in reading order: the kind of each element and its number on the page."""

    drawn: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def text(self, kind: str, x: float, y: float, line: str, size: float = _SIZE) -> None:
        """A line of text; without one, an empty element that keeps its place in the table."""
        number = len(self.texts)
        self.texts.append(kind)
        shown = line.encode("utf-16-be").hex()
        self.drawn.append(f"/{kind} <</MCID {number}>> BDC BT /F1 {size} Tf {x:g} {y:g} Td <{shown}> Tj ET EMC")

    def box(self, x: float, y: float, width: float, height: float) -> None:
        self.drawn.append(f"/Artifact BMC {x:g} {y:g} {width:g} {height:g} re S EMC")


def pdf(blank: Blank) -> bytes:
    """The blank as a page. A form with more rows than a page holds is an AssertionError."""
    import pikepdf  # noqa: PLC0415 - loads long, and a build that changes no form has no need of it

    sheet, rows = _Sheet(), []
    top: float = _HEIGHT - _MARGIN - 18
    sheet.text("H1", (_WIDTH - 18 * len(blank.title)) / 2, top, blank.title, 18)
    top -= 20
    for row, height in zip(blank.rows, _heights(blank, top), strict=True):
        top -= height
        rows.append(list(_cells(sheet, row, top, height)))
    for line in blank.ending:
        top -= 24
        sheet.text("P", _MARGIN, top, line, _SIZE if line.endswith("：") else 10)
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(_WIDTH, _HEIGHT)).obj
    page.Contents = document.make_stream("\n".join(["0.5 w", *sheet.drawn]).encode())
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(_font())))
    page.StructParents = 0
    _tag(document, page, sheet.texts, rows)
    document.Root.Lang = pikepdf.String("zh-CN")
    document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    document.docinfo["/Title"] = blank.title
    out = io.BytesIO()
    document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _heights(blank: Blank, top: float) -> list[float]:
    """The heights of all rows; what a page has left is shared by the boxes."""
    boxes = sum(row.height == "box" for row in blank.rows)
    left = top - _MARGIN - 24 * len(blank.ending) - _LINE * (len(blank.rows) - boxes)
    box = min(_BOX, left / max(1, boxes))
    assert box >= _SMALLEST or not boxes, blank.title
    return [box if row.height == "box" else _LINE for row in blank.rows]


def _cells(sheet: _Sheet, row: Row, bottom: float, height: float) -> Iterator[int]:
    """Draws a row; the numbers of its texts."""
    whole = _WIDTH - 2 * _MARGIN
    base = bottom + (height - _SIZE) / 2 + 2
    cells = [(row.label, "TH", _MARGIN, _COLUMN), (row.field, "TD", _MARGIN + _COLUMN, whole - _COLUMN)]
    for line, kind, x, width in cells if row.label else [(row.field, "TH", _MARGIN, whole)]:
        sheet.box(x, bottom, width, height)
        yield len(sheet.texts)
        sheet.text(kind, x + _PAD, base, line)


def _font() -> Object:
    from pikepdf import Array, Dictionary, Name, String  # noqa: PLC0415

    name = Name("/STSong-Light")
    system = Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=4)
    look = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=6, FontBBox=Array([-25, -254, 1000, 880]), ItalicAngle=0,
        Ascent=880, Descent=-120, CapHeight=880, StemV=58,
    )  # fmt: skip
    # Latin letters and digits are half as wide.
    narrow = Array([1, Array([500] * 95)])
    outlines = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=name, CIDSystemInfo=system, DW=1000, W=narrow,
        FontDescriptor=look,
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/UniGB-UTF16-H"),
        DescendantFonts=Array([outlines]),
    )  # fmt: skip


def _tag(document: Pdf, page: Object, kinds: list[str], rows: list[list[int]]) -> None:
    """The structure of the page: a heading, a table with its rows and cells, paragraphs."""
    from pikepdf import Array, Dictionary, Name  # noqa: PLC0415

    root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    owners: list[Object] = [root] * len(kinds)

    def element(kind: str, parent: Object, number: int | None = None) -> Object:
        made = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent, K=Array()))
        if number is not None:
            made.Pg, made.K = page, number
            owners[number] = made
        if parent is root:
            parent.K = made
        else:
            parent.K.append(made)
        return made

    whole = element("Document", root)
    element("H1", whole, 0)
    table = element("Table", whole)
    for cells in rows:
        row = element("TR", table)
        for number in cells:
            element(kinds[number], row, number)
    for number in range(rows[-1][-1] + 1, len(kinds)):
        element("P", whole, number)
    root.ParentTree = document.make_indirect(Dictionary(Nums=Array([0, Array(owners)])))
    root.ParentTreeNextKey = 1
    document.Root.StructTreeRoot = root
    document.Root.MarkInfo = Dictionary(Marked=True)
