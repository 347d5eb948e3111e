"""The catalog as a workbook (XLSX, ECMA-376): one sheet of text, its first row a heading that stays in view.

Written here because the libraries take thirteen times as long for the one thing that is needed of them (decision 10), and
with a fixed time in the archive: the same catalog is the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence

_MOST_ROWS = 1_048_576  # of a sheet
_MOST_CHARACTERS = 32_767  # of a cell
_ROWS = 500  # written at a time
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in XML
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_BOLD = ' s="1"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    # Style 1 is the heading's.
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}  # fmt: skip


def workbook(name: str, widths: Sequence[int], heading: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook with one sheet. ``widths`` of its columns are in characters; every cell is text, never a formula.

    What a sheet cannot hold is cut: rows after the 1,048,576th, characters of a cell after the 32,767th.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, text in _PARTS.items():
            _add(archive, path, [_XML + text])
        _add(
            archive,
            "xl/workbook.xml",
            [
                f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
                f'<sheet name="{_cell_text(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ],
        )
        _add(archive, "xl/worksheets/sheet1.xml", _sheet(widths, heading, rows))
    return out.getvalue()


def _add(archive: zipfile.ZipFile, path: str, parts: Iterable[str]) -> None:
    entry = zipfile.ZipInfo(path)  # of 1980, when the format was new
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w") as file:
        for part in parts:
            file.write(part.encode())


def _sheet(widths: Sequence[int], heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
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
        f'<c{style} t="inlineStr"><is><t>{_cell_text(value)}</t></is></c>' if value else "<c/>" for value in values
    ]
    return f"<row>{''.join(cells)}</row>"


def _cell_text(value: str) -> str:
    return _ILLEGAL.sub("", value[:_MOST_CHARACTERS]).translate(_ESCAPED)
