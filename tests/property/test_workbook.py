"""Any text is a cell of text in a workbook that is XML, and the same workbook every time."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from gongkai.site.spreadsheet import row, rows_of, workbook
from support.effort import effort


@effort(60)
@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=6))
def test_any_text_is_a_cell_of_text(rows: list[list[str]]) -> None:
    lines = [row(cells) for cells in rows]
    made = workbook("目录", (10, 20), ["=1+1", "<&>"], lines)
    assert made == workbook("目录", (10, 20), ["=1+1", "<&>"], lines), "the same bytes for the same catalog"
    assert rows_of(made)[1:] == lines, "what was put in can be read back"
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for part in archive.namelist():
            ElementTree.fromstring(archive.read(part))
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert not list(sheet.iter(f"{main}f"))
    parsed = [[cell.findtext(f"{main}is/{main}t") or "" for cell in line] for line in sheet.iter(f"{main}row")]
    assert parsed == [["=1+1", "<&>"], *([_kept(cell) for cell in row] for row in rows)]


def _kept(text: str) -> str:
    """What XML can hold; it reads every kind of line end as one."""
    legal = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    return legal.replace("\r\n", "\n").replace("\r", "\n")
