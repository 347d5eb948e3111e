"""Cleaned copies of GIF, WebP and OFD, of unseen text in Word and of pivot tables: what goes, and that what is shown stays."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageOps, ImageSequence

from gongkai.attachments.inspect_file import inspect_file
from gongkai.cleaning.clean import clean
from gongkai.cleaning.report import (
    ANNOTATIONS,
    CACHED,
    CUSTOM,
    EXIF,
    HIDDEN_TEXT,
    METADATA,
    PROPERTIES,
    TURNED,
    UNSEEN_TEXT,
    WORDS,
    Asked,
)
from gongkai.core.findings import CannotRun
from support.office_files import OFD, docx, ofd, ofd_text, paragraph, sheet_part, xlsx, zipped
from support.sealed_files import as_bytes, sealed

FILES = Path(__file__).resolve().parents[1] / "files"
DELETE = Asked(hidden=True, annotations="delete")
SECRET = "13800138000"
EXIF_OF = Image.Exif()
EXIF_OF[0x013B] = "Wang Xiaoming"


def everything(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def frames(data: bytes) -> list[tuple[bytes, Any]]:
    """What is shown, and for how long."""
    with Image.open(io.BytesIO(data)) as image:
        return [(one.convert("RGBA").tobytes(), one.info.get("duration")) for one in ImageSequence.Iterator(image)]


def moving(kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    pictures = [Image.linear_gradient("L").resize((40, 30)).rotate(turn).convert("RGB") for turn in (0, 90, 180)]
    pictures[0].save(out, kind, save_all=True, append_images=pictures[1:], duration=[100, 200, 300], loop=0, **more)
    return out.getvalue()


# Pictures --------------------------------------------------------------------------------------------------------


def _application(name: bytes, body: bytes) -> bytes:
    return b"\x21\xff\x0b" + name + bytes([len(body)]) + body + b"\0"


_GIF = {
    "a comment": (b"\x21\xfe\x0b" + SECRET.encode() + b"\0", WORDS),
    "XMP": (_application(b"XMP DataXMP", b"<x>13800138000</x>"), METADATA),
    "a program's own": (_application(b"MYPROG  1.0", b"13800138000"), None),
    "words that are shown as a picture": (b"\x21\x01\x0c" + bytes(12) + b"\x0b" + SECRET.encode() + b"\0", WORDS),
}


@pytest.mark.parametrize("what", _GIF)
@pytest.mark.parametrize("where", ["before the first picture", "before the end"])
def test_a_gif_loses_its_words_and_keeps_its_motion(what: str, where: str) -> None:
    plain = moving("GIF")
    block, kind = _GIF[what]
    at = plain.index(b"\x21\xff\x0bNETSCAPE") if where == "before the first picture" else len(plain) - 1
    data = plain[:at] + block + plain[at:] + b"more"
    assert SECRET in inspect_file("x.gif", data).everything
    cleaned = clean("x.gif", data, Asked())
    assert cleaned.remaining == () and SECRET.encode() not in cleaned.data and not cleaned.data.endswith(b"more")
    assert frames(cleaned.data) == frames(plain)
    assert Image.open(io.BytesIO(cleaned.data)).info["loop"] == 0
    assert kind is None or kind in cleaned.went.kinds
    assert not clean("x.gif", cleaned.data, Asked()).went


@pytest.mark.parametrize("lossless", [True, False])
@pytest.mark.parametrize("animated", [True, False])
def test_a_webp_loses_what_it_says(lossless: bool, animated: bool) -> None:
    said: dict[str, Any] = {"exif": EXIF_OF, "xmp": b"<x>13800138000</x>", "lossless": lossless}
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((41, 30)).save(out, "WEBP", **said)
    data = (moving("WEBP", **said) if animated else out.getvalue()) + b"more"
    assert SECRET in inspect_file("x.webp", data).everything
    cleaned = clean("x.webp", data, Asked())
    assert cleaned.remaining == () and not [
        one for one in (b"EXIF", b"XMP ", SECRET.encode(), b"more") if one in cleaned.data
    ]
    assert EXIF in cleaned.went.kinds and METADATA in cleaned.went.kinds
    assert frames(cleaned.data) == frames(data)
    assert not clean("x.webp", cleaned.data, Asked()).went


@pytest.mark.parametrize("turn", [3, 6])
def test_a_webp_is_turned_as_it_is_shown(turn: int) -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = turn
    Image.linear_gradient("L").convert("RGB").resize((41, 30)).save(out, "WEBP", exif=exif, lossless=True)
    shown = ImageOps.exif_transpose(Image.open(io.BytesIO(out.getvalue())))
    cleaned = clean("x.webp", out.getvalue(), Asked())
    assert TURNED in cleaned.went.kinds
    again = Image.open(io.BytesIO(cleaned.data))
    assert again.tobytes() == shown.tobytes() and not again.getexif()


@pytest.mark.parametrize("name", ["clean.gif", "clean.webp"])
def test_a_picture_cut_off_anywhere_is_refused_or_shows_the_same(name: str) -> None:
    data = (FILES / name).read_bytes()
    for size in range(0, len(data) - 1, max(1, len(data) // 60)):
        with pytest.raises(CannotRun):
            clean(name, data[:size], Asked())


# Word --------------------------------------------------------------------------------------------------------------

_WHITE = '<w:color w:val="FFFFFF"/>'
_BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/>'
    '<a:graphic><a:graphicData><wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></wps:spPr><wps:txbx><w:txbxContent>{0}'
    "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
    "<v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
_UNSEEN = {
    "white": paragraph(SECRET, _WHITE),
    "nearly white": paragraph(SECRET, '<w:color w:val="F6F6F6"/>'),
    "tiny": paragraph(SECRET, '<w:sz w:val="2"/>'),
    "black under a black marker pen": paragraph(SECRET, '<w:highlight w:val="black"/>'),
    "in a row without height": '<w:tbl><w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr><w:tc>'
    + paragraph(SECRET) + "</w:tc></w:tr></w:tbl>" + paragraph("附"),
    "in a box, in both of its forms": _BOX.format(paragraph(SECRET, _WHITE)),
}  # fmt: skip


@pytest.mark.parametrize("how", _UNSEEN)
def test_text_that_nobody_sees_is_listed_and_goes_when_asked(how: str) -> None:
    data = docx(paragraph("关于清淤的公告") + _UNSEEN[how] + paragraph("2026年3月1日"))
    assert "hidden_text" in {fault for fault, _ in inspect_file("x.docx", data).faults}
    listed = clean("x.docx", data, Asked())
    assert listed.went.left[UNSEEN_TEXT] == "--hidden delete" and list(listed.went.left_places[UNSEEN_TEXT])
    assert SECRET in everything(listed.data) and "hidden_text" in {fault for fault, _ in listed.remaining}
    cleaned = clean("x.docx", data, DELETE)
    assert UNSEEN_TEXT in cleaned.went.kinds and SECRET not in everything(cleaned.data)
    assert cleaned.remaining == ()
    after = inspect_file("x.docx", cleaned.data)
    assert after.faults == () and "关于清淤的公告" in after.shown and "2026年3月1日" in after.shown
    assert not clean("x.docx", cleaned.data, DELETE).went


def test_text_that_is_marked_as_hidden_is_listed_once() -> None:
    left = clean("hidden-text.docx", (FILES / "hidden-text.docx").read_bytes(), Asked()).went.left
    assert list(left) == [HIDDEN_TEXT]


def test_text_that_can_be_seen_stays() -> None:
    """White on a dark field, grey, and a picture in a run whose words are white."""
    dark = paragraph("表头", _WHITE + '<w:shd w:val="clear" w:fill="1F3864"/>')
    data = docx(dark + paragraph("灰", '<w:color w:val="BFBFBF"/>'))
    cleaned = clean("x.docx", data, DELETE)
    assert not cleaned.went and "表头" in everything(cleaned.data)
    mixed = f"<w:p><w:r><w:rPr>{_WHITE}</w:rPr><w:t>{SECRET}</w:t><w:drawing/></w:r></w:p>"
    cleaned = clean("x.docx", docx(mixed), DELETE)
    assert "drawing" in everything(cleaned.data) and SECRET not in everything(cleaned.data)


# Pivot tables ---------------------------------------------------------------------------------------------------------

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def pivot() -> bytes:
    """A pivot table in A3:B6 of the only sheet, made of D1:E4, with a row in its cache that the source has no more."""
    source = [("村", "户数"), ("河东村", 3), ("河西村", 5), ("河东村", 4)]
    shown = {3: ("行标签", "求和项:户数"), 4: ("河东村", 7), 5: ("河西村", 5), 6: ("总计", 12)}
    rows = []
    for number in range(1, 7):
        found = [
            *zip("AB", shown.get(number, ()), strict=False),
            *zip("DE", source[number - 1] if number < 5 else (), strict=False),
        ]
        made = (
            f'<c r="{column}{number}"><v>{value}</v></c>' if isinstance(value, int)
            else f'<c r="{column}{number}" t="inlineStr"><is><t>{value}</t></is></c>' for column, value in found
        )  # fmt: skip
        rows.append(f'<row r="{number}">{"".join(made)}</row>')
    definition = (
        '<pivotCacheDefinition {names} r:id="rIdR" refreshedBy="王小明" refreshedDate="45000" createdVersion="6" refreshedVersion="6" '
        'minRefreshableVersion="3" recordCount="4"><cacheSource type="worksheet"><worksheetSource ref="D1:E4" sheet="名单"/></cacheSource>'
        '<cacheFields count="2"><cacheField name="村" numFmtId="0"><sharedItems count="2"><s v="河东村"/><s v="河西村"/></sharedItems></cacheField>'
        '<cacheField name="户数" numFmtId="0"><sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1" containsInteger="1" '
        'minValue="3" maxValue="5"/></cacheField></cacheFields></pivotCacheDefinition>'
    )
    records = (
        '<pivotCacheRecords {names} count="4"><r><x v="0"/><n v="3"/></r><r><x v="1"/><n v="5"/></r><r><x v="0"/><n v="4"/></r>'
        f'<r><x v="0"/><s v="{SECRET}"/></r></pivotCacheRecords>'
    )
    table = (
        '<pivotTableDefinition {names} name="数据透视表1" cacheId="1" dataCaption="值" rowGrandTotals="1" createdVersion="6" updatedVersion="6">'
        '<location ref="A3:B6" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="2"><pivotField axis="axisRow" showAll="0">'
        '<items count="3"><item x="0"/><item x="1"/><item t="default"/></items></pivotField><pivotField dataField="1" showAll="0"/></pivotFields>'
        '<rowFields count="1"><field x="0"/></rowFields><rowItems count="3"><i><x/></i><i><x v="1"/></i><i t="grand"><x/></i></rowItems>'
        '<colItems count="1"><i/></colItems><dataFields count="1"><dataField name="求和项:户数" fld="1" baseField="0" baseItem="0"/></dataFields>'
        "</pivotTableDefinition>"
    )
    book, cache = "xl/workbook.xml", "xl/pivotCache/pivotCacheDefinition1.xml"

    def part(name: str, text: str, kind: str, source: str, identity: str) -> Any:
        made = sheet_part(name, text, kind, source)
        return type(made)(made.name, made.text, made.kind, made.source, f"{_MAIN}.{kind}+xml", identity)

    return xlsx(
        f"<sheetData>{''.join(rows)}</sheetData>",
        part(cache, definition, "pivotCacheDefinition", book, "rIdP"),
        part("xl/pivotCache/pivotCacheRecords1.xml", records, "pivotCacheRecords", cache, "rIdR"),
        part("xl/pivotTables/pivotTable1.xml", table, "pivotTable", "xl/worksheets/sheet1.xml", "rIdT"),
        sheet_part(cache, definition, "pivotCacheDefinition", "xl/pivotTables/pivotTable1.xml"),
        workbook='<pivotCaches><pivotCache cacheId="1" r:id="rIdP"/></pivotCaches>',
    )


def test_a_pivot_table_loses_the_rows_it_was_made_of() -> None:
    data = pivot()
    assert "cached_data" in {fault for fault, _ in inspect_file("x.xlsx", data).faults}
    cleaned = clean("x.xlsx", data, Asked())
    assert CACHED in cleaned.went.kinds and cleaned.remaining == ()
    said = everything(cleaned.data)
    assert SECRET not in said and "王小明" not in said and 'saveData="0"' in said and "rIdR" not in said
    assert "pivotTableDefinition" in said and "<pivotCache " in said
    assert inspect_file("x.xlsx", cleaned.data).shown == inspect_file("x.xlsx", data).shown
    assert not clean("x.xlsx", cleaned.data, Asked()).went


def test_a_spreadsheet_program_opens_the_cleaned_pivot_table_and_shows_the_same(tmp_path: Path) -> None:
    pictures = []
    for name, data in (("before", pivot()), ("after", clean("x.xlsx", pivot(), Asked()).data)):
        (tmp_path / f"{name}.xlsx").write_bytes(data)
        program = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*program, "--outdir", str(tmp_path), str(tmp_path / f"{name}.xlsx")], check=True, capture_output=True
        )
        with pypdfium2.PdfDocument(tmp_path / f"{name}.pdf") as document:
            pictures.append([page.render().to_pil().tobytes() for page in document])
            assert "河西村" in document[0].get_textpage().get_text_range()
    assert pictures[0] == pictures[1]


# OFD -------------------------------------------------------------------------------------------------------------------

_INFO = (
    "<ofd:Title>公告</ofd:Title><ofd:Author>王小明</ofd:Author><ofd:Keywords><ofd:Keyword>内部</ofd:Keyword></ofd:Keywords>"
    f"<ofd:Creator>WPS</ofd:Creator><ofd:CustomDatas><ofd:CustomData Name='phone'>{SECRET}</ofd:CustomData></ofd:CustomDatas>"
)


def noted(kind: str = "Highlight", info: str = _INFO) -> bytes:
    more = {
        "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations {OFD}><ofd:Page PageID="1">'
        "<ofd:FileLoc>Page_0/A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>",
        "Doc_0/Annots/Page_0/A.xml": f'<ofd:PageAnnot {OFD}><ofd:Annot ID="7" Type="{kind}" Creator="张三"><ofd:Remark>不宜公开</ofd:Remark>'
        f'<ofd:Appearance Boundary="0 0 9 9">{ofd_text("批")}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>',
    }
    return ofd(
        ofd_text("关于清淤的公告"),
        info=info,
        more=more,
        document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
    )


def test_an_ofd_file_loses_its_author_its_custom_data_and_its_notes() -> None:
    before = inspect_file("x.ofd", noted())
    assert "annotations" in {fault for fault, _ in before.faults} and before.people
    cleaned = clean("x.ofd", noted() + b"more", DELETE)
    assert {PROPERTIES, CUSTOM, ANNOTATIONS} <= set(cleaned.went.kinds) and cleaned.remaining == ()
    said = everything(cleaned.data)
    assert (
        not [one for one in ("王小明", SECRET, "内部", "张三", "不宜公开") if one in said]
        and "WPS" in said
        and "公告" in said
    )
    after = inspect_file("x.ofd", cleaned.data)
    assert after.faults == () and not after.people and "关于清淤的公告" in after.shown
    assert not clean("x.ofd", cleaned.data, DELETE).went


def test_notes_of_an_ofd_file_go_only_when_asked_and_watermarks_never() -> None:
    cleaned = clean("x.ofd", noted(), Asked())
    assert cleaned.went.left == {ANNOTATIONS: "--annotations delete"} and "annotations" in {
        one for one, _ in cleaned.remaining
    }
    cleaned = clean("x.ofd", noted("Watermark", info=""), DELETE)
    assert not cleaned.went and "批" in inspect_file("x.ofd", cleaned.data).shown


def test_a_sealed_ofd_file_is_left_alone() -> None:
    with pytest.raises(CannotRun, match="印章"):
        clean("x.ofd", zipped({name: as_bytes(data) for name, data in sealed().items()}), DELETE)
