"""The catalog as a workbook (XLSX, ECMA-376): one sheet of text, its first row a heading that stays in view.

Written here because the libraries take thirteen times as long for the one thing that is needed of them (decision 10).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from gongkai.core.executors import chunks
from gongkai.site.package import OFFICE, XML, package, relationships, text

_MOST_ROWS = 1_048_576  # of a sheet
_MOST_CHARACTERS = 32_767  # of a cell
_ROWS = 500  # written at a time
_BOLD = ' s="1"'
_SHEET = "xl/worksheets/sheet1.xml"
_OPENING, _CLOSING = b"<sheetData>", b"</row>"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = {
    "xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
    "xl/styles.xml": f"{_TYPE}.styles+xml",
    _SHEET: f"{_TYPE}.worksheet+xml",
}
# Style 1 is the heading's.
_STYLES = (
    f'{XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def workbook(name: str, widths: Sequence[int], heading: Sequence[str], rows: Sequence[bytes]) -> bytes:
    """A workbook with one sheet of rows as ``row`` makes them. ``widths`` of its columns are in characters.

    Rows that a sheet cannot hold, after the 1,048,576th, are cut.
    """
    book = (
        f'{XML}<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{text(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts: dict[str, Iterable[bytes]] = {
        "xl/workbook.xml": [book.encode()],
        "xl/_rels/workbook.xml.rels": [
            relationships({"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"}).encode()
        ],
        "xl/styles.xml": [_STYLES.encode()],
        _SHEET: _sheet(widths, heading, rows),
    }
    return package("xl/workbook.xml", _TYPES, parts)


def row(values: Iterable[str], style: str = "") -> bytes:
    """A row as a sheet has it, without the tag that ends it. Every cell is text, never a formula.

    Characters that a cell cannot hold, after the 32,767th, are cut.
    """
    cells = [
        f'<c{style} t="inlineStr"><is><t>{text(value[:_MOST_CHARACTERS])}</t></is></c>' if value else "<c/>"
        for value in values
    ]
    return f"<row>{''.join(cells)}".encode()


def rows_of(book: bytes) -> list[bytes]:
    """The rows of a workbook that was made here, its heading among them."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read(_SHEET)
    return sheet.partition(_OPENING)[2].split(_CLOSING)[:-1]


def _sheet(widths: Sequence[int], heading: Sequence[str], rows: Sequence[bytes]) -> Iterator[bytes]:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    head = (
        f'{XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols>"
    )
    yield head.encode() + _OPENING + row(heading, _BOLD) + _CLOSING
    for some in chunks(rows[: _MOST_ROWS - 1], _ROWS):
        yield _CLOSING.join([*some, b""])
    yield b"</sheetData></worksheet>"
