"""The catalog as a workbook (XLSX, ECMA-376): one sheet of text, its first row a heading that stays in view.

Written here because the libraries take thirteen times as long for the one thing that is needed of them (decision 10).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.publish.package import OFFICE, XML, package, relationships, text

_MOST_ROWS = 1_048_576  # of a sheet
_MOST_CHARACTERS = 32_767  # of a cell
_ROWS = 500  # written at a time
_BOLD = ' s="1"'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = {
    "xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
    "xl/styles.xml": f"{_TYPE}.styles+xml",
    "xl/worksheets/sheet1.xml": f"{_TYPE}.worksheet+xml",
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


def workbook(name: str, widths: Sequence[int], heading: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook with one sheet. ``widths`` of its columns are in characters; every cell is text, never a formula.

    What a sheet cannot hold is cut: rows after the 1,048,576th, characters of a cell after the 32,767th.
    """
    book = (
        f'{XML}<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{text(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts: dict[str, Iterable[str]] = {
        "xl/workbook.xml": [book],
        "xl/_rels/workbook.xml.rels": [relationships({"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"})],
        "xl/styles.xml": [_STYLES],
        "xl/worksheets/sheet1.xml": _sheet(widths, heading, rows),
    }
    return package("xl/workbook.xml", _TYPES, parts)


def _sheet(widths: Sequence[int], heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    yield (
        f'{XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{_row(heading, _BOLD)}"
    )
    waiting = []
    for at, row in enumerate(rows, 2):
        if at > _MOST_ROWS:
            break
        waiting.append(_row(row))
        if len(waiting) == _ROWS:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting) + "</sheetData></worksheet>"


def _row(values: Sequence[str], style: str = "") -> str:
    cells = [
        f'<c{style} t="inlineStr"><is><t>{text(value[:_MOST_CHARACTERS])}</t></is></c>' if value else "<c/>"
        for value in values
    ]
    return f"<row>{''.join(cells)}</row>"
