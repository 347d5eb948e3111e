"""Numbers in sheets: as the sheet shows them, and as the file keeps them where that says more."""

from __future__ import annotations

import pytest

from gongkai.attachments import number_formats
from gongkai.attachments.inspect_file import inspect_file
from gongkai.secrecy.scan import scan
from support.office_files import cells, xlsx

_FORMATS = '<numFmts><numFmt numFmtId="170" formatCode="{}"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>'


@pytest.mark.parametrize(
    ("written", "code", "shown"),
    [
        ("0.3334", "0.0%", "33.3%"),
        ("0.125", "0%", "13%"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("-1234.5", "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
        ("-3", "0", "-3"),
        ("46082", "yyyy/m/d", "2026-03-01"),
        ("46082", 'yyyy"年"m"月"d"日"', "2026-03-01"),
        ("46082.5", "yyyy-m-d h:mm", "2026-03-01 12:00:00"),
        ("0.75", "h:mm", "18:00:00"),
        ("120", '0.00"万元"', "120.00万元"),
        ("1200", "¥#,##0.00", "¥1,200.00"),
        ("1200", '_ "¥"* #,##0.00_ ', " ¥1,200.00 "),
        ("7", "000", "007"),
        ("12", "General", "12"),
        ("0.1", "General", "0.1"),
        ("3.3010219900307123E+17", "General", "3.30102E+17"),
        ("13800138000", "General", "13800138000"),
        ("1.3800138E+10", "General", "13800138000"),
        ("330102199003071000", "0", "330102199003071000"),
        ("3.30102199003071E+17", "0_ ", "330102199003071000 "),
        ("5", ";;;", ""),
        ("-5", "0;;", ""),
        ("0", "0;-0;;@", ""),
        ("5", "[>=100]0;[<100]\"少\"", "少"),
        ("12000000", "0,,", "12"),
        ("abc", "0", "abc"),
        ("abc", ";;;", ""),
        ("abc", '"姓名："@', "姓名：abc"),
        ("1E+400", "0", "1E+400"),
        ("nan", "0", "nan"),
    ],
)  # fmt: skip
def test_a_number_is_shown_as_the_sheet_shows_it(written: str, code: str, shown: str) -> None:
    assert number_formats.shown(written, code) == shown


@pytest.mark.parametrize("code", ["General", "0", "0.00E+00", "@", "000000000000000000", "0_ "])
def test_an_identity_number_typed_as_a_number_is_seen_by_the_scan(code: str) -> None:
    """The last three digits are lost; birth date and area still show."""
    data = xlsx(
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>身份证号</t></is></c></row>'
        '<row r="2"><c r="A2" s="1"><v>3.30102199003071E+17</v></c></row></sheetData>',
        styles=_FORMATS.format(code),
    )
    examined = inspect_file("x.xlsx", data)
    assert "330102199003071000" in examined.everything
    kept = next(one for one in examined.passages if "330102199003071000" in one.text)
    assert kept.text == "身份证号\n330102199003071000"  # below its head
    assert kept.where == "工作表“名单”"


@pytest.mark.parametrize("code", ["#,##0", "#,##0.00", '#,##0.00"元"', "0.00%"])
def test_a_quantity_is_no_number_of_anybody(code: str) -> None:
    data = xlsx(cells('<c r="A1" s="1"><v>13800138000.25</v></c>'), styles=_FORMATS.format(code.replace('"', "&quot;")))
    assert list(scan(inspect_file("x.xlsx", data).everything)) == []


def test_an_amount_with_thousands_is_not_kept_as_a_telephone() -> None:
    data = xlsx(cells('<c r="A1" s="1"><v>13800138000</v></c>'), styles=_FORMATS.format("#,##0"))
    assert inspect_file("x.xlsx", data).shown.endswith("13,800,138,000")
    assert list(scan(inspect_file("x.xlsx", data).everything)) == []


def test_a_number_that_its_format_hides_is_read() -> None:
    data = xlsx(cells('<c r="A1" s="1"><v>13800138000</v></c>'), styles=_FORMATS.format("&quot;***&quot;"))
    examined = inspect_file("x.xlsx", data)
    assert "13800138000" in examined.everything
    assert "***" in examined.shown


def test_dates_since_1904() -> None:
    book = xlsx(
        cells('<c r="A1" s="1"><v>44620</v></c>'),
        styles=_FORMATS.format("yyyy-m-d"),
        workbook='<workbookPr date1904="1"/>',
    )
    assert inspect_file("x.xlsx", book).shown.endswith("2026-03-01")
