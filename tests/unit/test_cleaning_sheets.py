"""Cleaned copies of workbooks and presentations: what goes, and that what is seen stays, as openpyxl reads it."""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from gongkai.cleaning.clean import Cleaned, clean
from gongkai.cleaning.report import COMMENTS, FORMULAS, HIDDEN_CELLS, HIDDEN_SHEET, HIDDEN_SLIDE, NOTES, TABLES, Asked
from gongkai.core.findings import CannotRun

FILES = Path(__file__).resolve().parents[1] / "files"
DELETE = Asked(hidden=True)
ROWS = [["姓名", "金额", "备注"], ["甲村", 120, "道路"], ["乙村", 80, "水渠"], ["丙村", 60, "桥"]]


def book(*rows: list[Any]) -> Any:
    made = openpyxl.Workbook()
    made.properties.creator = ""
    for row in rows or ROWS:
        made.active.append(row)
    return made


def saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def opened(cleaned: Cleaned | bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(cleaned if isinstance(cleaned, bytes) else cleaned.data), data_only=True)


def values(sheet: Any) -> dict[str, Any]:
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def everything(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return html.unescape("\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist()))


def with_results(data: bytes, **results: str) -> bytes:
    """The values that a spreadsheet program would have kept beside the formulas."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                text = re.sub(rb"&#\d+;", lambda found: html.unescape(found[0].decode()).encode(), text)
                for formula, value in results.items():
                    text = text.replace(f"<f>{formula}</f><v></v>".encode(), f"<f>{formula}</f><v>{value}</v>".encode())
                    text = text.replace(f"<f>{formula}</f><v />".encode(), f"<f>{formula}</f><v>{value}</v>".encode())
            after.writestr(name, text)
    return out.getvalue()


def test_hidden_rows_and_columns_are_emptied_and_nothing_moves() -> None:
    made = book()
    made.active.row_dimensions[3].hidden = True
    made.active.column_dimensions["C"].hidden = True
    data = saved(made)
    left = clean("x.xlsx", data, Asked())
    assert HIDDEN_CELLS in left.went.left and "水渠" in everything(left.data)
    cleaned = clean("x.xlsx", data, DELETE)
    assert values(opened(cleaned).active) == {
        "A1": "姓名",
        "B1": "金额",
        "A2": "甲村",
        "B2": 120,
        "A4": "丙村",
        "B4": 60,
    }
    whole = everything(cleaned.data)
    assert not [word for word in ("乙村", "水渠", "道路", "桥", ">80<") if word in whole], (
        "nothing is left among the shared strings"
    )
    assert list(cleaned.went.kinds[HIDDEN_CELLS]) == ["工作表“Sheet”C列", "工作表“Sheet”第3行"]
    assert cleaned.remaining == () and not cleaned.went.left
    assert opened(cleaned).active.row_dimensions[3].hidden


def test_hidden_sheets_go_with_everything_that_leads_there() -> None:
    made = book(["合计"], ["=底表!A1+1"])
    for name in ("底表", "名单 'a'"):
        other = made.create_sheet(name)
        other["A1"], other["B1"] = 41, f"只在{name}"
        other["A1"].comment = Comment("底稿", "王小明")
        other.sheet_state = "veryHidden"
    last = made.create_sheet("说明")
    last["A1"] = "看得见"
    last.print_area = "A1:B2"
    made.defined_names["来源"] = DefinedName("来源", attr_text="底表!$A$1")
    rule = DataValidation("list", formula1="底表!$A$1:$A$3")
    rule.add("A3")
    made["Sheet"].add_data_validation(rule)
    data = with_results(saved(made), **{"底表!A1+1": "42"})
    cleaned = clean("x.xlsx", data, DELETE)
    again = opened(cleaned)
    assert again.sheetnames == ["Sheet", "说明"]
    assert values(again["Sheet"]) == {"A1": "合计", "A2": 42} and values(again["说明"]) == {"A1": "看得见"}
    assert again["说明"].print_area == "'说明'!$A$1:$B$2"
    whole = everything(cleaned.data)
    assert not [word for word in ("底表", "名单", "王小明", "底稿") if word in whole]
    assert list(cleaned.went.kinds[HIDDEN_SHEET]) == ["工作表“底表”", "工作表“名单 'a'”"]
    assert list(cleaned.went.kinds[FORMULAS]) == ["工作表“Sheet”"]
    assert cleaned.remaining == ()


def test_a_formula_without_its_value_is_no_loss_that_anybody_asked_for() -> None:
    made = book(["=1+1"])
    made.create_sheet("底表").sheet_state = "hidden"
    with pytest.raises(CannotRun, match="没有保存计算结果"):
        clean("x.xlsx", saved(made), DELETE)
    assert not clean("x.xlsx", saved(book(["=1+1"])), DELETE).went.kinds.get(FORMULAS), (
        "nothing hidden, nothing turned into values"
    )


def test_merged_cells_still_show_what_they_showed() -> None:
    made = book(["", "", ""], ["题目", "", ""], ["", "", "x"], ["甲", "乙", "丙"])
    made.active.merge_cells("A2:B3")
    made.active.row_dimensions[2].hidden = True
    cleaned = clean("x.xlsx", saved(made), DELETE)
    sheet = opened(cleaned).active
    assert sheet["A3"].value == "题目" and [str(one) for one in sheet.merged_cells.ranges] == ["A3:B3"]
    assert cleaned.remaining == ()


def test_a_table_with_a_hidden_column_becomes_a_range() -> None:
    made = book()
    made.active.add_table(Table(displayName="名单", ref="A1:C4"))
    made.active.column_dimensions["B"].hidden = True
    cleaned = clean("x.xlsx", saved(made), DELETE)
    sheet = opened(cleaned).active
    assert not sheet.tables and TABLES in cleaned.went.kinds
    assert values(sheet) == {
        "A1": "姓名",
        "C1": "备注",
        "A2": "甲村",
        "C2": "道路",
        "A3": "乙村",
        "C3": "水渠",
        "A4": "丙村",
        "C4": "桥",
    }


def test_a_filter_does_not_keep_what_it_filtered() -> None:
    made = book()
    made.active.auto_filter.ref = "A1:C4"
    made.active.auto_filter.add_filter_column(0, ["甲村"])
    for row in (3, 4):
        made.active.row_dimensions[row].hidden = True
    cleaned = clean("x.xlsx", saved(made), DELETE)
    assert "乙村" not in everything(cleaned.data) and opened(cleaned).active.auto_filter.ref == "A1:C4"


def test_cells_that_show_nothing() -> None:
    made = book()
    made.active["B2"].number_format = ";;;"
    cleaned = clean("x.xlsx", saved(made), DELETE)
    assert "B2" not in values(opened(cleaned).active) and cleaned.remaining == ()


def test_comments_go_and_values_stay() -> None:
    made = book()
    made.active["A2"].comment = Comment("账号见底稿", "王小明")
    cleaned = clean("x.xlsx", saved(made), Asked())
    assert values(opened(cleaned).active) == values(made.active)
    assert COMMENTS in cleaned.went.kinds and cleaned.remaining == ()
    assert "账号" not in everything(cleaned.data) and "legacyDrawing" not in everything(cleaned.data)


def test_who_wrote_it() -> None:
    made = book()
    made.properties.creator, made.properties.lastModifiedBy, made.properties.keywords = "王小明", "李某", "内部"
    cleaned = clean("x.xlsx", saved(made), Asked())
    assert not [word for word in ("王小明", "李某", "内部") if word in everything(cleaned.data)]
    assert values(opened(cleaned).active) == values(made.active)


@pytest.mark.parametrize("name", sorted(one.name for one in FILES.glob("*.xlsx")))
def test_a_second_time_finds_nothing(name: str) -> None:
    cleaned = clean(name, (FILES / name).read_bytes(), DELETE)
    again = clean(name, cleaned.data, DELETE)
    assert not again.went, again.went.kinds
    assert opened(cleaned).sheetnames


def test_slides_and_notes() -> None:
    hidden = clean("x.pptx", (FILES / "hidden-slide.pptx").read_bytes(), DELETE)
    assert HIDDEN_SLIDE in hidden.went.kinds and hidden.remaining == ()
    with zipfile.ZipFile(io.BytesIO(hidden.data)) as archive:
        slides = [one for one in archive.namelist() if one.startswith("ppt/slides/slide")]
        assert len(slides) == 1
        order = archive.read("ppt/presentation.xml")
        types = archive.read("[Content_Types].xml")
    assert order.count(b"<p:sldId ") == 1 and types.count(b"/ppt/slides/slide") == 1
    left = clean("x.pptx", (FILES / "notes.pptx").read_bytes(), Asked())
    assert NOTES in left.went.left
    noted = clean("x.pptx", (FILES / "notes.pptx").read_bytes(), DELETE)
    assert NOTES in noted.went.kinds and noted.remaining == ()


def test_what_a_merged_cell_shows_moves_into_a_row_that_was_not_written() -> None:
    made = openpyxl.Workbook()
    made.properties.creator = ""
    made.active["A2"], made.active["A9"] = "题目", "末行"
    made.active.merge_cells("A2:C5")
    made.active.row_dimensions[2].hidden = True
    data = saved(made)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():  # as Excel writes it: no rows without cells of their own
            after.writestr(name, re.sub(rb'<row r="[345]"[^>]*>.*?</row>', b"", before.read(name)))
    sheet = opened(clean("x.xlsx", out.getvalue(), DELETE)).active
    assert (sheet["A3"].value, sheet["A9"].value) == ("题目", "末行")
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A3:C5"]


RELATION = b'<Relationship Id="rLog" Type="x/revisionHeaders" Target="revisions/revisionHeaders.xml"/></Relationships>'


def test_the_log_of_a_shared_workbook() -> None:
    out = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.revisionHeaders+xml"
    with zipfile.ZipFile(io.BytesIO(saved(book()))) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(
                    b"</Types>",
                    f'<Override PartName="/xl/revisions/revisionHeaders.xml" ContentType="{kind}"/></Types>'.encode(),
                )
            if name == "xl/_rels/workbook.xml.rels":
                data = data.replace(
                    b"</Relationships>",
                    RELATION,
                )
            after.writestr(name, data)
        after.writestr("xl/revisions/revisionHeaders.xml", '<headers userName="王小明"/>')
    for asked in (Asked(), Asked("reject")):
        with pytest.raises(CannotRun, match="共享工作簿"):
            clean("x.xlsx", out.getvalue(), asked)
    cleaned = clean("x.xlsx", out.getvalue(), Asked("accept"))
    assert (
        cleaned.remaining == ()
        and "王小明" not in everything(cleaned.data)
        and "revisions" not in everything(cleaned.data)
    )
    assert values(opened(cleaned).active) == values(book().active)
