"""PDF files that hide something: each trick is found, whatever its means, and named by what it is."""

from __future__ import annotations

import pytest
from PIL import Image

from gongkai.attachments.examined import Examined
from gongkai.attachments.inspect_file import inspect_file
from support import pdf_files as made
from support.pdf_files import file, saved, scan, sealed, simple, stream
from unit.test_pdf_clean import _FLAT, PLAIN

SECRET = b"BT /F1 12 Tf 72 400 Td (Account 320500198001) Tj ET"
_BOX = b"60 390 300 30 re f"


def seen(data: bytes) -> Examined:
    return inspect_file("x.pdf", data)


def names(data: bytes) -> set[str]:
    return {fault for fault, _ in seen(data).faults}


def _page(content: bytes, resources: bytes = b"", more: dict[int, bytes] | None = None, page: bytes = b"") -> bytes:
    return file(simple(made.TEXT + b" " + content, resources=resources, more=more, page=page))


_SHADING = {
    7: b"<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 595 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [1 1 0.9] "
    b"/N 1 >> /Extend [true true] >>"
}
_LAYER = b"/Properties << /L 8 0 R >>"
_COUNTY = "张三账号".encode("utf-16-be").hex().encode()
_WHITE_PICTURE = stream(
    b"\xff", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
)
_MASKED = {
    7: stream(
        b"\x00",
        b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask 8 0 R",
    ),
    8: stream(
        b"\xff", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    ),
}
_STENCIL = {
    7: stream(b"\x00", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ImageMask true /BitsPerComponent 1")
}
_SOFT = {
    7: b"<< /SMask << /Type /Mask /S /Luminosity /G 8 0 R >> >>",
    8: stream(
        b"0 g 0 0 595 842 re f",
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency /CS /DeviceGray >>",
    ),
}
_EMPTY_GLYPHS = {
    7: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a 8 0 R >> "
    b"/Encoding << /Type /Encoding /Differences [48 /a /a /a /a /a /a /a /a /a /a] >> /FirstChar 48 /LastChar 57 /Widths [500 500 500 500 "
        b"500 500 500 500 500 500] /ToUnicode 9 0 R >>",
    8: stream(b"500 0 d0"),
    9: stream(b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange <00> <ff> endcodespacerange "
              b"1 beginbfrange <30> <39> <0030> endbfrange endcmap end end"),
}  # fmt: skip
_HIDDEN_FORM = {
    1: b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [8 0 R] /D << /Order [8 0 R] /ON [8 0 R] >> >> >>",
    7: b"<< /Type /OCMD /OCGs [8 0 R] /P /AllOff >>",
    8: b"<< /Type /OCG /Name (Layer) >>",
}
_USAGE = {
    1: b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [8 0 R] /D << /Order [8 0 R] /AS [<< /Event /View /Category [/View] /OCGs [8 "
    b"0 R] >>] >> >> >>",
    8: b"<< /Type /OCG /Name (Layer) /Usage << /View << /ViewState /OFF >> >> >>",
}
HIDDEN = {
    "white": _page(b"1 g " + SECRET),
    "near white": _page(b"0.96 g " + SECRET),
    "a pale yellow": _page(b"1 1 0.95 rg " + SECRET),
    "white as CMYK": _page(b"0 0 0 0 k " + SECRET),
    "white as spot colour": _page(b"/Cs cs 0 scn " + SECRET, b"/ColorSpace << /Cs [/Separation /Spot /DeviceGray << /FunctionType 2 /Domain "
        b"[0 1] /C0 [1] /C1 [0] /N 1 >>] >>"),
    "0.3 points": _page(SECRET.replace(b"12 Tf", b"0.3 Tf")),
    "a point, by its matrix": _page(b"BT /F1 12 Tf 0.08 0 0 0.08 72 400 Tm (Account 320500198001) Tj ET"),
    "no height": _page(b"BT /F1 12 Tf 1 0 0 0.0001 72 400 Tm (Account 320500198001) Tj ET"),
    "no width": _page(b"BT /F1 12 Tf 0 Tz 72 400 Td (Account 320500198001) Tj ET"),
    "size 0": _page(SECRET.replace(b"12 Tf", b"0 Tf")),
    "clipped away": _page(b"q 0 0 10 10 re W n " + SECRET + b" Q"),
    "clipped by a path of no area": _page(b"q 0 0 m W n " + SECRET + b" Q"),
    "outside of the page": _page(SECRET.replace(b"72 400", b"700 400")),
    "outside of the crop box": _page(SECRET, page=b"/CropBox [0 500 595 842]"),
    "alpha 0": _page(b"/G gs " + SECRET, b"/ExtGState << /G << /ca 0 >> >>"),
    "alpha 0.03": _page(b"/G gs " + SECRET, b"/ExtGState << /G << /ca 0.03 >> >>"),
    "mode 3": _page(b"BT 3 Tr /F1 12 Tf 72 400 Td (Account 320500198001) Tj ET"),
    "mode 7": _page(b"BT 7 Tr /F1 12 Tf 72 400 Td (Account 320500198001) Tj ET"),
    "mode 1 with white lines": _page(b"1 G 1 Tr " + SECRET),
    "a layer that shows when others do not": _page(b"/OC /L BDC " + SECRET + b" EMC", b"/Properties << /L 7 0 R >>", _HIDDEN_FORM),
    "a soft mask": _page(b"/G gs " + SECRET, b"/ExtGState << /G 7 0 R >>", _SOFT),
    "glyphs without ink": _page(b"BT /F2 12 Tf 72 400 Td (320500198001) Tj ET", b"/Font << /F1 5 0 R /F2 7 0 R >>", _EMPTY_GLYPHS),
    "white in a font that is not brought along": _page(b"1 g BT /F2 12 Tf 72 400 Td <" + _COUNTY + b"> Tj "
        b"ET", b"/Font << /F1 5 0 R /F2 7 0 R >>", _FLAT),
    "text under text": _page(b"1 g BT /F1 12 Tf 72 700 Td (Account no. 320500198001 xy) Tj ET 0 g 72 700 0 0 re f " + made.TEXT),
    "a form of no area": _page(b"/X Do", b"/XObject << /X 7 0 R >>", {7: stream(SECRET, b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] "
        b"/Resources << /Font << /F1 5 0 R >> >>")}),
    "multiplied away": _page(b"/G gs 1 g " + SECRET, b"/ExtGState << /G << /BM /Multiply >> >>"),
}  # fmt: skip
COVERED = {
    "a box": _page(SECRET + b" 0 g " + _BOX),
    "a white box": _page(SECRET + b" 1 g " + _BOX),
    "a box under words": _page(b"0.2 g " + _BOX + b" " + SECRET),
    "a thick stroke": _page(SECRET + b" 30 w 60 404 m 400 404 l S"),
    "a picture": _page(SECRET + b" q 300 0 0 30 60 390 cm /Im Do Q", b"/XObject << /Im 7 0 R >>", {7: _WHITE_PICTURE}),
    "a picture with an opaque mask": _page(SECRET + b" q 300 0 0 30 60 390 cm /Im Do Q", b"/XObject << /Im 7 0 R >>", _MASKED),
    "a stencil": _page(SECRET + b" q 300 0 0 30 60 390 cm /Im Do Q", b"/XObject << /Im 7 0 R >>", _STENCIL),
    "an inline picture": _page(SECRET + b" q 300 0 0 30 60 390 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"),
    "a shading": _page(SECRET + b" q 60 390 300 30 re W n /S1 sh Q", b"/Shading << /S1 7 0 R >>", _SHADING),
    "a pattern": _page(SECRET + b" /Pattern cs /P1 scn " + _BOX, b"/Pattern << /P1 8 0 R >>", {**_SHADING, 8: b"<< /PatternType 2 /Shading "
        b"7 0 R >>"}),
    "a box of small pieces": _page(SECRET + b" 0 g " + b" ".join(b"%d 390 3 30 re f" % (60 + 3 * n) for n in range(100))),
    "a curve": _page(SECRET + b" 0 g 40 405 m 40 500 420 500 420 405 c 420 310 40 310 40 405 c f"),
    "the last digits alone": _page(SECRET + b" 0 g 150 390 100 30 re f"),
    "boxes of two, each half": _page(SECRET + b" 1 g 60 390 300 14 re f 60 404 300 16 re f"),
    "a box nearly opaque": _page(SECRET + b" /G gs 1 g " + _BOX, b"/ExtGState << /G << /ca 0.97 >> >>"),
    "a watermark annotation": _page(SECRET, page=b"/Annots [<< /Type /Annot /Subtype /Watermark /F 4 /Rect [60 390 360 420] /AP << /N 7 0 R >> >>]",
        more={7: stream(b"0 g 0 0 300 30 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 300 30]")}),
    "a font that is not brought along": _page(b"BT /F2 12 Tf 72 400 Td <" + _COUNTY + b"> Tj ET 0.5 "
        b"g " + _BOX, b"/Font << /F1 5 0 R /F2 7 0 R >>", _FLAT),
}  # fmt: skip


@pytest.mark.parametrize("how", sorted(HIDDEN))
def test_hidden_text_is_found(how: str) -> None:
    assert names(HIDDEN[how]) == {"hidden_text"}


@pytest.mark.parametrize("how", sorted(COVERED))
def test_covered_text_is_found(how: str) -> None:
    assert names(COVERED[how]) == {"covered_text"}


def test_a_layer_hidden_by_its_usage_is_found() -> None:
    assert "hidden_layer" in names(_page(b"/OC /L BDC " + SECRET + b" EMC", _LAYER, _USAGE))


# What is said elsewhere ---------------------------------------------------------------------------------------


def _outline(action: bytes) -> bytes:
    return file(simple(more={
        1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 7 0 R >>", 7: b"<< /Type /Outlines /First 8 0 R /Last 8 0 R /Count 1 >>",
        8: b"<< /Title (Secret 320500198001) /Parent 7 0 R " + action + b" >>"}))  # fmt: skip


def _tree(said: bytes) -> bytes:
    return file(simple(more={
        1: b"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 7 0 R /MarkInfo << /Marked true >> >>", 7: b"<< /Type /StructTreeRoot /K [8 0 R] >>",
        8: b"<< /Type /StructElem /S /Figure /P 7 0 R " + said + b" >>"}))  # fmt: skip


def _field(said: bytes, more: dict[int, bytes] | None = None) -> bytes:
    return file(simple(page=b"/Annots [7 0 R]", more={
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>",
        7: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [72 500 300 520] /F 4 " + said + b" >>", **(more or {})}))  # fmt: skip


_LOOK = b"/Type /XObject /Subtype /Form /BBox [0 0 300 30] /Resources << /Font << /F1 5 0 R >> >>"
_SAYS = stream(b"BT /F1 12 Tf 2 5 Td (320500198001) Tj ET", _LOOK)
_PACKED = {7: stream(made.packet("", 'dc:source="320500198001"'), b"/Type /Metadata /Subtype /XML")}
SAID = {
    "a bookmark": _outline(b""),
    "alt text": _tree(b"/Alt (320500198001)"),
    "actual text of the structure": _tree(b"/ActualText (320500198001)"),
    "an expansion": _tree(b"/E (320500198001)"),
    "alt text as hexadecimal": _tree(b"/Alt <FEFF" + "320500198001".encode("utf-16-be").hex().upper().encode() + b">"),
    "alt text as an object of its own": file({**simple(more={
        1: b"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 7 0 R >>", 7: b"<< /Type /StructTreeRoot /K [8 0 R] >>",
        8: b"<< /Type /StructElem /S /Figure /P 7 0 R /Alt 9 0 R >>", 9: b"(320500198001)"})}),
    "what is painted under an actual text": _page(b"/Span << /ActualText (nothing) >> BDC BT /F1 12 Tf 72 400 Td (320500198001) Tj ET EMC"),
    "what is painted under a named actual text": _page(
        b"/Span /L BDC BT /F1 12 Tf 72 400 Td (320500198001) Tj ET EMC", _LAYER, {8: b"<< /ActualText (nothing) >>"}),
    "what is painted under an actual text spelled oddly": _page(b"/Span << /Actual#54ext (nothing) >> BDC BT /F1 12 Tf 72 400 Td "
        b"(320500198001) Tj ET EMC"),
    "a default": _field(b"/DV (320500198001)"),
    "a tooltip": _field(b"/TU (320500198001)"),
    "options": _field(b"/Opt [(320500198001) [(a) (b)]]"),
    "the look of a field": _field(b"/V (x) /AP << /N 8 0 R >>", {8: _SAYS}),
    "the look when pressed": _field(b"/AP << /D 8 0 R >>", {8: _SAYS}),
    "another state": _field(b"/AS /Off /AP << /N << /Yes 8 0 R /Off 9 0 R >> >>", {8: _SAYS, 9: stream(b"", _LOOK)}),
    "a metadata attribute": file(simple(more={1: b"<< /Type /Catalog /Pages 2 0 R /Metadata 7 0 R >>", **_PACKED})),
    "metadata of a page": file(simple(page=b"/Metadata 7 0 R", more=_PACKED)),
    "a property of its own": file(simple(more={6: b"<< /Producer (Writer) /Remark (320500198001) >>"})),
    "the address of a link": file(simple(page=b"/Annots [<< /Subtype /Link /Rect [72 690 200 712] /A << /S /URI /URI "
        b"(https://a.example/320500198001) >> >>]")),
    "the words of a link": file(simple(page=b"/Annots [<< /Subtype /Link /Rect [72 690 200 712] /Contents (320500198001) >>]")),
    "the name of a layer": file(simple(more={
        1: b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [8 0 R] /D << /ON [8 0 R] >> >> "
        b">>", 8: b"<< /Type /OCG /Name (320500198001) >>"})),
    "a form that no page calls": _page(b"", b"/XObject << /X 7 0 R >>", {7: _SAYS}),
    "what a program keeps for itself": file(simple(page=b"/PieceInfo << /Maker << /LastModified (D:2026) /Private (320500198001) >> >>")),
    "an object to which nothing refers": file(simple(more={9: b"<< /Title (320500198001) >>"})),
    "a pattern": _page(
        b"/Pattern cs /P scn 60 390 300 30 re f",
        b"/Pattern << /P 7 0 R >>",
        {
            7: stream(
                b"BT /F1 12 Tf 5 5 Td (320500198001) Tj ET",
                b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 300 30] /XStep 300 /YStep 30 "
                b"/Resources << /Font << /F1 5 0 R >> >>",
            )
        },
    ),
    "the name of a destination": file(
        simple(
            more={
                1: b"<< /Type /Catalog /Pages 2 0 R /Names << /Dests << /Names [(320500198001) [3 0 R /Fit]] >> >> >>"
            }
        )
    ),
    "the trailer": file(simple(), b"/Root 1 0 R /Info 6 0 R /Note (320500198001)"),
    "the words of a scan": scan(made.OCR.replace(b"SCANNED PAGE", b"320500198001")),
    "a number over two lines": _page(b"BT /F1 12 Tf 72 400 Td (The account of the office for all payments and fees of citizens is 320500) "
        b"Tj 0 -14 Td (198001 as before) Tj ET"),
}  # fmt: skip


@pytest.mark.parametrize("where", sorted(SAID))
def test_everything_that_holds_text_is_read(where: str) -> None:
    assert "320500198001" in seen(SAID[where]).everything


ACTING = {
    "a script of a bookmark": (_outline(b"/A << /S /JavaScript /JS (app.alert) >>"), "script"),
    "a script of a field that is on no page": (file(simple(more={
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>", 7: b"<< /FT /Tx /T (a) /AA << /K << /S /JavaScript /JS (x) "
        b">> >> >>"})), "script"),
    "a file that is started": (_outline(b"/A << /S /Launch /F (cmd.exe) >>"), "script"),
    "a file behind an annotation": (file(simple(page=b"/Annots [<< /Subtype /FileAttachment /Rect [0 0 9 9] >>]")), "embedded_file"),
    "a file that only the page names": (file(simple(page=b"/AF [7 0 R]", more={7: b"<< /Type /Filespec /F (a.txt) /EF << /F 8 0 R >> "
        b">>", 8: stream(b"x")})), "embedded_file"),
    "private data": (file(simple(page=b"/PieceInfo << /Maker << /Private 7 0 R >> >>", more={7: stream(b"everything")})), "private_data"),
    "a page that was taken out": (file(simple(more={
        7: b"<< /Type /Page /MediaBox [0 0 595 842] /Contents 8 0 R /Resources << /Font << /F1 5 0 R >> >> >>", 8: stream(SECRET)})), "leftover"),
    "a template of a page": (
        file(
            simple(
                more={
                    1: b"<< /Type /Catalog /Pages 2 0 R /Names << /Templates << /Names [(a) 7 0 R] >> >> >>",
                    7: b"<< /Type /Template /MediaBox [0 0 9 9] /Contents 8 0 R >>",
                    8: stream(SECRET),
                }
            )
        ),
        "leftover",
    ),
    "content that was taken out": (file(simple(more={8: stream(SECRET)})), "leftover"),
    "a picture that was taken out": (file(simple(more={8: _WHITE_PICTURE})), "leftover"),
    "a hidden field": (_field(b"/V (320500198001)").replace(b"/F 4", b"/F 2"), "hidden_text"),
    "a field that is not viewed": (_field(b"/V (320500198001)").replace(b"/F 4", b"/F 36"), "hidden_text"),
    "a field without size": (_field(b"/V (320500198001)").replace(b"[72 500 300 520]", b"[72 500 072 500]"), "hidden_text"),
    "a field on no page": (file(simple(more={
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>", 7: b"<< /FT /Tx /T (a) /V (320500198001) >>"})), "hidden_text"),
    "a note": (file(simple(page=b"/Annots [<< /Subtype /Text /Rect [0 0 20 20] /Contents (look again) >>]")), "annotations"),
    "saved again with another page": (saved(PLAIN, {4: stream(SECRET)}), "earlier_revision"),
    "saved again without a page's words": (saved(PLAIN, {4: stream(b"")}), "earlier_revision"),
    "an earlier version cut off from its section": (saved(PLAIN, {**simple(SECRET)}).replace(b" /Prev ", b" /Past "), "earlier_revision"),
    "hybrid, saved again": (saved(made.hybrid() + b"\n", {4: stream(SECRET)}), "earlier_revision"),
    "something behind the end": (PLAIN + b"PK\x03\x04 more", "appended_data"),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(ACTING))
def test_what_acts_or_is_kept_is_found(what: str) -> None:
    data, fault = ACTING[what]
    assert names(data) == {fault}


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 39.0, 0.0), 3: "E", 4: (120.0, 44.0, 0.0)})
    exif[0x013B] = "Wang Xiaoming"
    return exif


def test_where_a_picture_inside_was_taken_and_by_whom() -> None:
    examined = seen(scan(exif=_exif()))
    assert {fault for fault, _ in examined.faults} == {"location"}
    assert examined.people == ("Wang Xiaoming",)


# Seals --------------------------------------------------------------------------------------------------------

_SEALED = sealed(PLAIN)
BROKEN = {
    "one letter changed": (_SEALED.replace(b"(Notice of", b"(Motice of"), {"broken_seal"}),
    "another page behind the seal": (saved(_SEALED, {4: stream(SECRET)}), {"changed_after_seal"}),
    "words added behind the seal": (saved(_SEALED, {3: simple(page=b"/Annots [20 0 R]")[3].replace(b"4 0 "
        b"R", b"[4 0 R 30 0 R]"), 30: stream(SECRET)}), {"changed_after_seal"}),
    "a note behind the seal": (saved(_SEALED, {3: simple(page=b"/Annots [20 0 R << /Subtype /Watermark /Rect [0 0 9 9] "
        b">>]")[3]}), {"changed_after_seal"}),
    "changed, then sealed by another": (sealed(saved(_SEALED, {4: stream(SECRET)}), first=24, fields=b"20 0 R "), {"changed_after_seal"}),
    "an earlier version before the seal": (sealed(saved(PLAIN, {4: stream(SECRET)})), {"revised_before_seal"}),
    "a seal that covers nothing": (_SEALED.replace(_SEALED[_SEALED.rindex(b"/ByteRange") : _SEALED.rindex(b"/Contents")], b"/ByteRange [0 10 20 30] "
        + b" " * (_SEALED.rindex(b"/Contents") - _SEALED.rindex(b"/ByteRange") - 24)), {"broken_seal"}),
    "no seal in the place of one": (_SEALED[: _SEALED.rindex(b"/Contents <") + 11] + b"0" * 8000 + _SEALED[_SEALED.rindex(b"/Contents "
        b"<") + 8011 :], {"broken_seal"}),
    "something that was missing": (saved(sealed(file({**simple(), 3: simple()[3].replace(b"4 0 R", b"[4 0 R 40 0 R]")}),
        page=simple(page=b"/Annots [20 0 R]")[3].replace(b"4 0 R", b"[4 0 R 40 0 R]")), {40: stream(SECRET)}), {"changed_after_seal"}),
}  # fmt: skip


@pytest.mark.parametrize("how", sorted(BROKEN))
def test_what_was_changed_after_the_seal_is_found(how: str) -> None:
    data, fault = BROKEN[how]
    assert names(data) == fault
