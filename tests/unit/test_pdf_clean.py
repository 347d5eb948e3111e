"""PDF files as offices make them pass: whatever program exported, scanned or sealed them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from gongkai.attachments.examined import Examined
from gongkai.attachments.inspect_file import inspect_file
from gongkai.attachments.pdf.engine import Page
from support import pdf_files as made
from support.pdf_files import file, rewritten, saved, scan, sealed, simple, stream
from support.producers import printed

PLAIN = file(simple())


def seen(data: bytes) -> Examined:
    return inspect_file("x.pdf", data)


def _page(content: bytes, resources: bytes = b"", more: dict[int, bytes] | None = None) -> bytes:
    return file(simple(content, resources=resources, more=more))


_VERTICAL = {
    7: b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-V /DescendantFonts [8 0 R] >>",
    8: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
    b"/DW 1000 /FontDescriptor 9 0 R >>",
    9: b"<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 "
    b"/CapHeight 700 /StemV 80 >>",
}
_FLAT = {**_VERTICAL, 7: _VERTICAL[7].replace(b"UCS2-V", b"UCS2-H")}
_COUNTY = "示例县人民政府办公室".encode("utf-16-be").hex().encode()
_SPOT = {
    7: b"[/Separation /Spot /DeviceCMYK 8 0 R]",
    8: b"<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 1 1 0] /N 1 >>",
}
_ICC = {7: b"[/ICCBased 8 0 R]", 8: stream(b"not a profile", b"/N 3 /Alternate /DeviceRGB")}
_PATTERN = {
    7: b"<< /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 595 0] /Function << /FunctionType 2 "
    b"/Domain [0 1] /C0 [0 0 0] /C1 [0.4 0 0] /N 1 >> /Extend [true true] >> >>"
}
_ALPHA = b"/ExtGState << /G << /ca 0.15 >> >>"
_WATERMARK = b"/G gs 0.5 g BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 250 Tm (SAMPLE COUNTY) Tj ET 0 g "

PAGES = {
    "a spot colour": _page(b"/Cs cs 1 scn " + made.TEXT, b"/ColorSpace << /Cs 7 0 R >>", _SPOT),
    "a colour by a profile": _page(b"/Cs cs 0.1 0.1 0.1 scn " + made.TEXT, b"/ColorSpace << /Cs 7 0 R >>", _ICC),
    "a shading as ink": _page(b"/Pattern cs /P1 scn " + made.TEXT, b"/Pattern << /P1 7 0 R >>", _PATTERN),
    "white on a dark box": _page(b"0.1 0.1 0.4 rg 60 690 300 30 re f 1 g " + made.TEXT),
    "light grey": _page(b"0.75 g " + made.TEXT),
    "light grey and small": _page(b"0.7 g BT /F1 6 Tf 72 700 Td (printed by the county office) Tj ET"),
    "a watermark": _page(_WATERMARK + made.TEXT, _ALPHA),
    "a pale watermark": _page(_WATERMARK.replace(b"0.5 g", b"0.85 g").replace(b"/G gs ", b"") + made.TEXT),
    "words in outline": _page(b"1 Tr 0.3 w " + made.TEXT),
    "bold by painting twice, a letter at a time": _page(b" ".join(b"BT /F1 12 Tf %.1f 700 Td (%c) Tj "
        b"ET" % (72 + n // 2 * 8 + n % 2 * 0.4, b"county"[n // 2]) for n in range(12))),
    "a shadow behind words": _page(b"0.6 g BT /F1 24 Tf 73 699 Td (Title) Tj ET 0 g BT /F1 24 Tf 72 700 Td (Title) Tj ET"),
    "bold by painting twice": _page(made.TEXT + b" " + made.TEXT.replace(b"72 700", b"72.3 700")),
    "a font that is not brought along": _page(b"BT /F2 12 Tf 72 700 Td <" + _COUNTY + b"> Tj ET", b"/Font << /F2 7 0 R /F1 5 0 R >>", _FLAT),
    "vertical writing": _page(b"BT /F2 12 Tf 300 700 Td <" + _COUNTY + b"> Tj ET", b"/Font << /F2 7 0 R /F1 5 0 R >>", _VERTICAL),
    "a picture beside words": _page(b"q 100 0 0 100 72 500 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x40 EI Q " + made.TEXT),
    "words over a picture": _page(b"q 300 0 0 100 60 650 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xc0 EI Q " + made.TEXT),
    "a page that lies on its side": file(simple(page=b"/Rotate 90")),
    "a page cut to a part": file(simple(page=b"/CropBox [50 600 595 842]")),
    "a page that does not begin at 0": file(simple(b"BT /F1 12 Tf -20 20 Td (Notice of the county) Tj ET", page=b"/MediaBox [-100 -100 400 500]")),
    "a clip around words": _page(b"q 60 690 300 40 re W n " + made.TEXT + b" Q"),
    "nothing but dots": _page(b"BT /F1 12 Tf 72 700 Td (..............) Tj ET"),
    "a short word": _page(b"BT /F1 12 Tf 72 700 Td (No) Tj ET"),
    "an empty page": _page(b""),
    "a link": file(simple(page=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [72 690 200 712] /A << /S /URI /URI "
        b"(https://www.shili.gov.cn/) >> >>]")),
}  # fmt: skip
FILES = {
    "plain": PLAIN,
    "two blank lines at the end": PLAIN + b"\r\n\n",
    "hybrid, as Word exports": made.hybrid(),
    "hybrid and a line end": made.hybrid() + b"\r\n",
    "for the web": rewritten(PLAIN, linearize=True),
    "for the web, hybrid before": rewritten(made.hybrid(), linearize=True),
    "objects in streams": rewritten(PLAIN, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "objects in streams, for the web": rewritten(
        PLAIN, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True
    ),
    "copying forbidden": rewritten(
        PLAIN, encryption=pikepdf.Encryption(owner="o", user="", allow=pikepdf.Permissions(extract=False))
    ),
    "copying forbidden, the old way": rewritten(PLAIN, encryption=pikepdf.Encryption(owner="o", user="", R=4)),
    "saved again without a change": saved(PLAIN, {3: simple()[3]}),
    "made by nobody": file(
        simple(more={6: b"<< /Author (anonymous) /Producer (ReportLab PDF Library) /Title (untitled) >>"})
    ),
}
SEALED = {
    "sealed": sealed(PLAIN),
    "sealed hybrid": sealed(made.hybrid(), catalog=b"/Type /Catalog /Pages 2 0 R /Lang (zh-CN) /StructTreeRoot 7 0 R /MarkInfo << /Marked true >> "
        b"/Metadata 8 0 R /ViewerPreferences 9 0 R", page=simple(page=b"/StructParents 0 /Group << /Type /Group /S /Transparency /CS "
        b"/DeviceRGB >> /Tabs /S "
        b"/Annots [20 0 R]")[3]),
    "sealed by a national seal": sealed(PLAIN, national=True),
    "sealed and a line end": sealed(PLAIN) + b"\n",
    "sealed, with its proof added": saved(sealed(PLAIN), {
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [20 0 R] /SigFlags 3 >> /DSS 30 0 R >>", 30: b"<< /Type /DSS /Certs [31 0 R] >>",
        31: stream(b"certificate")}),
    "sealed by two": sealed(sealed(PLAIN), first=24, fields=b"20 0 R "),
    "sealed with a stamp": sealed(PLAIN, {26: b"<< /Type /Annot /Subtype /Stamp /Rect [350 80 490 220] /F 4 /AP << /N 21 0 R >> >>"},
        page=simple(page=b"/Annots [20 0 R 26 0 R]")[3]),
    "properties renewed by the seal": sealed(PLAIN, {6: b"<< /Producer (Writer) /ModDate (D:20260301120000+08'00') >>"}),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PAGES))
def test_what_a_reader_sees_is_no_hidden_text(name: str) -> None:
    examined = seen(PAGES[name])
    assert (examined.faults, examined.unread) == ((), ())


@pytest.mark.parametrize("name", sorted(FILES))
def test_what_offices_export_passes(name: str) -> None:
    examined = seen(FILES[name])
    assert (examined.faults, examined.unread) == ((), ())
    assert "Notice of the county office" in examined.shown


@pytest.mark.parametrize("name", sorted(SEALED))
def test_what_was_sealed_and_not_changed_passes(name: str) -> None:
    examined = seen(SEALED[name])
    assert (examined.faults, examined.unread) == ((), ())
    assert "Notice of the county office" in examined.shown


@pytest.mark.parametrize("layer", [b"", made.OCR])
def test_a_scan_passes_and_is_named_as_unread(layer: bytes) -> None:
    examined = seen(scan(layer))
    assert (examined.faults, examined.unread) == ((), ("第1页",))
    assert ("SCANNED PAGE" in examined.shown) == bool(layer)


def test_a_scan_whose_words_lie_under_its_picture_passes() -> None:
    content = made.OCR + b" q 595 0 0 842 0 0 cm /Im0 Do Q"
    data = rewritten(scan(), lambda document: setattr(document.pages[0].obj, "Contents", document.make_stream(content)))
    assert seen(data).faults == ()


def _fill_in(document: pikepdf.Pdf) -> None:
    """A form with a field that is filled in, and shows it."""
    look_of_it = document.make_stream(b"BT /F1 12 Tf 2 5 Td (Office) Tj ET")
    look_of_it.Type, look_of_it.Subtype, look_of_it.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 20])
    look_of_it.Resources = Dictionary(Font=document.pages[0].obj.Resources.Font)
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T="name",
        V="Office",
        F=4,
        Rect=[100, 600, 300, 620],
        AP=Dictionary(N=look_of_it),
    )
    held = document.make_indirect(field)
    document.pages[0].obj.Annots = Array([held])
    document.Root.AcroForm = Dictionary(Fields=Array([held]))


def test_a_filled_form_passes_and_is_read() -> None:
    examined = seen(rewritten(PLAIN, _fill_in))
    assert examined.faults == ()
    assert "Office" in examined.shown


@pytest.mark.parametrize(
    "css",
    [
        "td{padding:1px 20px}",
        "table{width:100%;border-collapse:collapse}td{border:1px solid #888}",
        "h1{color:#fff;background:#123} td{padding:0 2em}",
    ],
)
def test_what_a_browser_prints_passes(tmp_path: Path, css: str) -> None:
    rows = "".join(f"<tr><td>{n}</td><td>河东镇第{n}村</td><td>{n * 3}.50</td></tr>" for n in range(60))
    source, target = tmp_path / "x.html", tmp_path / "x.pdf"
    source.write_text(
        f"<meta charset=utf-8><title>通知</title><style>{css}</style><h1>示例县通知</h1><p>办理营业执照，缴纳水费。<a href='https://www.shili.gov.cn'>网站</a>"
        f"<table>{rows}</table><p style='opacity:.2;font-size:60px;transform:rotate(-30deg)'>样张",
        encoding="utf-8",
    )
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/p", f"--print-to-pdf={target}", str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    examined = seen(target.read_bytes())
    assert (examined.faults, examined.unread) == ((), ())
    assert "示例县通知" in examined.shown
    assert "59 | 河东镇第59村 | 177.50" in examined.shown


def test_the_letters_of_a_ligature_do_not_hide_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chromium writes the address of a file below each page, with one glyph for its first two letters; each page is painted once."""
    painted: list[float] = []
    paint = Page.picture

    def counted(page: Page, scale: float) -> Image.Image:
        painted.append(scale)
        return paint(page, scale)

    monkeypatch.setattr(Page, "picture", counted)
    examined = seen(printed("<p>示例县通知</p>" * 60))
    assert "file:///" in examined.shown
    assert len(painted) == len({one.where for one in examined.passages if one.where.startswith("第")}) > 1
