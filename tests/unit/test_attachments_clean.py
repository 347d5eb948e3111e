"""Clean files, by every program at hand and in the forms that others write: none is refused, and nothing in them is a leak."""

# ruff: noqa: E501 - an element of XML is one line

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from gongkai.attachments.examined import Examined
from gongkai.attachments.inspect_file import inspect_file
from gongkai.rules.opened import somebody
from gongkai.secrecy.scan import scan
from support.clean_files import PROGRAMS, converted, picture
from support.office_files import (
    cells,
    docx,
    ofd,
    ofd_box,
    ofd_text,
    paragraph,
    pptx,
    shape,
    slide_part,
    word_bar,
    xlsx,
    zipped,
)
from support.producers import invoice

_LINK = "http://www.example.gov.cn"  # that one of the documents has; no fault of its file


def faultless(examined: Examined) -> None:
    assert examined.faults == ()
    assert [name for name in examined.people if somebody(name)] == []
    assert [hit for hit in scan(examined.everything) if hit.value != _LINK] == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_ordinary_file_passes(program: str) -> None:
    name, make = PROGRAMS[program]
    examined = inspect_file(name, make())
    faultless(examined)
    assert examined.shown


def test_what_libreoffice_makes_of_them_passes(tmp_path: Path) -> None:
    """Three calls, because each takes seconds to start; of older formats and its own too."""
    for kind in ("docx", "xlsx", "pptx"):
        sources = []
        for place, (name, make) in enumerate(PROGRAMS.values()):
            if name.endswith(kind):
                sources.append(tmp_path / f"{place}.{kind}")
                sources[-1].write_bytes(make())
        made = converted(tmp_path, sources, kind)
        assert len(made) == len(sources)
        for file in made:
            examined = inspect_file(file.name, file.read_bytes())
            faultless(examined)
            assert examined.shown


def test_what_a_table_shows_comes_with_its_heads() -> None:
    examined = inspect_file("x.xlsx", PROGRAMS["openpyxl"][1]())
    table = next(
        one for one in examined.passages if one.shown and one.where == "工作表“统计表”" and "河东村" in one.text
    )
    assert table.text.split("\n")[:2] == [
        "村名 | 户数 | 面积（公顷） | 日期 | 占比 | 合计",
        "河东村 | 321 | 45.75 | 2026-01-01 | 33.3% | ",
    ]


def test_tables_and_paragraphs_have_their_places() -> None:
    body = f"{paragraph('甲')}<w:tbl><w:tr><w:tc>{paragraph('头')}</w:tc><w:tc>{paragraph('值')}</w:tc></w:tr></w:tbl>{paragraph('乙')}"
    assert [(one.text, one.where) for one in inspect_file("x.docx", docx(body)).passages if one.shown] == [
        ("甲", "第1段"),
        ("头 | 值", "表1"),
        ("乙", "第2段"),
    ]


# Ink that a reader sees ------------------------------------------------------------------------------------------

P = paragraph
_WHITE, _BLACK = '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="000000"/>'
_SLIDE_WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
_DARK = '<a:solidFill><a:srgbClr val="203864"/></a:solidFill>'
_PALE_STYLE = '<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts><fills><fill/><fill><patternFill patternType="solid"><fgColor rgb="FF203864"/></patternFill></fill></fills>'


def _dark_deck() -> bytes:
    """A master that takes the dark colour for the background, as half of all templates do."""
    theme = '<a:theme {names}><a:clrScheme><a:dk1><a:srgbClr val="101820"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1></a:clrScheme></a:theme>'
    master = slide_part("ppt/theme/theme1.xml", theme, "theme", "ppt/slideMasters/slideMaster1.xml")
    white = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    data = pptx(shape("甲", run=white), master)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    name = "ppt/slideMasters/slideMaster1.xml"
    dark = b'<p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
    text = (
        bytes(parts[name])
        .replace(b"<p:cSld>", dark)
        .replace(b"</p:sldMaster>", b'<p:clrMap bg1="dk1" tx1="lt1"/></p:sldMaster>')
    )
    return zipped(parts | {name: text})


SEEN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "white on a black run": ("x.docx", lambda: docx(P("甲", _WHITE + _BLACK))),
    "white on a black marker pen": ("x.docx", lambda: docx(P("甲", _WHITE + '<w:highlight w:val="black"/>'))),
    "white on a dark paragraph": ("x.docx", lambda: docx(P("甲", _WHITE, _BLACK))),
    "white in a dark cell": ("x.docx", lambda: docx(f"<w:tbl><w:tr><w:tc><w:tcPr>{_BLACK}</w:tcPr>{P('甲', _WHITE)}</w:tc></w:tr></w:tbl>")),
    "white on a dark page": ("x.docx", lambda: docx(P("甲", _WHITE), before='<w:background w:color="002060"/>')),
    "a yellow marker pen": ("x.docx", lambda: docx(P("甲", '<w:highlight w:val="yellow"/>'))),
    "grey": ("x.docx", lambda: docx(P("甲", '<w:color w:val="BFBFBF"/>'))),
    "black by the theme, white in digits": ("x.docx", lambda: docx(P("甲", '<w:color w:val="FFFFFF" w:themeColor="text1"/>'))),
    "vanish twice": (
        "x.docx",
        lambda: docx(
            P("甲", '<w:rStyle w:val="c"/>', '<w:pStyle w:val="p"/>'),
            styles='<w:style w:type="paragraph" w:styleId="p"><w:rPr><w:vanish/></w:rPr></w:style>'
            '<w:style w:type="character" w:styleId="c"><w:rPr><w:vanish/></w:rPr></w:style>',
        ),
    ),
    "a dark bar behind": ("x.docx", lambda: docx(word_bar("000000", "甲", behind="1"))),
    "a dark bar with no words in its paragraph": ("x.docx", lambda: docx(word_bar("000000", ""))),
    "a white box to fill in": ("x.docx", lambda: docx(word_bar("FFFFFF", "编号："))),
    "a dark bar far below": ("x.docx", lambda: docx(word_bar("000000", "甲", offset=5_000_000))),
    "a tiny blank": ("x.docx", lambda: docx(P(" ", '<w:sz w:val="2"/>'))),
    "white on a dark shape": ("x.pptx", lambda: pptx(shape("甲", run=_SLIDE_WHITE, fill=_DARK))),
    "white upon another shape": ("x.pptx", lambda: pptx(shape("", fill=_DARK) + shape("甲", run=_SLIDE_WHITE))),
    "white on a dark master": ("x.pptx", _dark_deck),
    "half beside the slide": ("x.pptx", lambda: pptx(shape("甲", at=(-1_000_000, 0)))),
    "white in a dark field": ("x.xlsx", lambda: xlsx(cells('<c r="A1" s="0"><v>1</v></c>'), styles=_PALE_STYLE + '<cellXfs><xf fontId="1" fillId="1"/></cellXfs>')),
    "a zero that does not show": ("x.xlsx", lambda: xlsx(cells('<c r="A1" s="0"><v>0</v></c>'), styles='<numFmts><numFmt numFmtId="170" formatCode="0;-0;;@"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>')),
    "an empty hidden row": ("x.xlsx", lambda: xlsx('<sheetData><row r="1" hidden="1"/><row r="2"><c r="A2"><v>1</v></c></row></sheetData>')),
    "an unseen fill of a page": ("x.ofd", lambda: ofd(ofd_box("0 0 210 297", "255 255 255") + ofd_text("甲"))),
    "white on a dark box": ("x.ofd", lambda: ofd(ofd_box("20 29 60 8") + ofd_text("甲", inside='<ofd:FillColor Value="255 255 255"/>'))),
    "a box beside": ("x.ofd", lambda: ofd(ofd_text("甲") + ofd_box("100 100 60 8"))),
    "a line through": ("x.ofd", lambda: ofd(ofd_text("甲乙丙") + ofd_box("20 32 60 0.4"))),
    "a marker pen": ("x.ofd", lambda: ofd(ofd_text("甲乙丙") + ofd_box("20 29 60 8", "255 255 0", 'Alpha="90"'))),
}  # fmt: skip


@pytest.mark.parametrize("how", SEEN)
def test_what_a_reader_sees_is_not_called_hidden(how: str) -> None:
    name, make = SEEN[how]
    faultless(inspect_file(name, make()))


# OFD -----------------------------------------------------------------------------------------------------------

_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


@pytest.mark.parametrize("kind", ["Watermark", "Stamp", "Link"])
def test_watermarks_stamps_and_links_are_no_notes(kind: str) -> None:
    more = {
        "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations {_OFD}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
        "Doc_0/Annots/Page_0/A.xml": f'<ofd:PageAnnot {_OFD}><ofd:Annot ID="7" Type="{kind}" Creator="suwell"><ofd:Appearance Boundary="0 0 210 297">'
        f"{ofd_text('样本')}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>",
    }  # fmt: skip
    faultless(
        inspect_file(
            "x.ofd",
            ofd(ofd_text("甲"), document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>", more=more),
        )
    )


def test_an_invoice_passes_with_its_data() -> None:
    examined = inspect_file("x.ofd", invoice())
    assert examined.faults == ()
    assert "044001900111" in examined.everything


# Pictures --------------------------------------------------------------------------------------------------------


def photo(size: tuple[int, int], *, box: bool = False) -> Image.Image:
    image = Image.radial_gradient("L").resize(size).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.rectangle((size[0] // 5, size[1] // 4, size[0] // 3, size[1] // 2), fill=(180, 40, 40))
    draw.line((0, 0, *size), fill=(20, 90, 20), width=max(1, size[0] // 60))
    if box:
        draw.rectangle((size[0] * 5 // 8, size[1] // 8, size[0] * 7 // 8, size[1] // 3), fill=(0, 0, 0))
    return image


def with_thumbnail(whole: Image.Image, small: Image.Image) -> bytes:
    thumbnail, out = io.BytesIO(), io.BytesIO()
    small.save(thumbnail, "JPEG", quality=60)
    data = thumbnail.getvalue()
    head = b"MM\0*\0\0\0\x08" + b"\0\0" + b"\0\0\0\x0e" + b"\0\2"
    entries = b"\2\1\0\4\0\0\0\1\0\0\0\x2c\2\2\0\4\0\0\0\1" + len(data).to_bytes(4, "big")
    whole.save(out, "JPEG", exif=b"Exif\0\0" + head + entries + bytes(4) + data)
    return out.getvalue()


def barred(small: Image.Image, size: tuple[int, int]) -> Image.Image:
    whole = Image.new("RGB", size)
    whole.paste(small, ((size[0] - small.width) // 2, (size[1] - small.height) // 2))
    return whole


def test_a_thumbnail_of_the_same_picture_passes() -> None:
    faultless(inspect_file("x.jpg", with_thumbnail(photo((1600, 1200)), photo((1600, 1200)).resize((160, 120)))))
    faultless(
        inspect_file(
            "x.jpg", with_thumbnail(photo((1600, 900)), barred(photo((1600, 900)).resize((160, 90)), (160, 120)))
        )
    )


@pytest.mark.parametrize(
    "whole",
    [
        photo((1600, 1200)).crop((200, 150, 1200, 900)),  # cut to a part, of the same shape
        photo((1600, 1200)).crop((0, 0, 800, 1200)),
        photo((1600, 1200), box=True),
        Image.new("RGB", (1600, 1200), "grey"),
    ],
)
def test_a_thumbnail_of_what_was_cut_or_painted_over_is_found(whole: Image.Image) -> None:
    assert inspect_file("x.jpg", with_thumbnail(whole, photo((160, 120)))).faults == (("preview", ""),)


@pytest.mark.parametrize(("name", "kind"), [("x.jpg", "PNG"), ("x.png", "JPEG"), ("x.gif", "WEBP")])
def test_a_picture_of_another_kind_than_its_name_says_passes(name: str, kind: str) -> None:
    """Browsers and viewers go by its content, as we do."""
    faultless(inspect_file(name, picture(kind).getvalue()))


@pytest.mark.parametrize(
    "rest", [b"\n", b"\r\n", bytes(300), b"\0\0SEFH" + b"Image_UTC_Data1699999999999" + b"\x24\0\0\0SEFT"]
)
def test_what_programs_and_phones_leave_behind_a_picture_passes(rest: bytes) -> None:
    faultless(inspect_file("x.jpg", picture("JPEG").getvalue() + rest))


@pytest.mark.parametrize(
    "rest", [b"secret, secret, secret", b"PK\x03\x04" + bytes(99), b"\0\0ftypmp42" + b"x" * 99 + b"SEFT"]
)
def test_anything_else_behind_a_picture_is_found(rest: bytes) -> None:
    assert inspect_file("x.jpg", picture("JPEG").getvalue() + rest).faults == (("appended_data", ""),)


def test_a_phone_that_does_not_know_where_it_is_says_nothing_of_a_place() -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825).update({0: b"\2\3\0\0", 2: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0), 29: "2026:03:01"})
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    assert inspect_file("x.jpg", out.getvalue()).faults == ()


# CSV ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        "-5",
        "+3.2%",
        "+86 571 8765 4321",
        "@张三",
        "-",
        "=",
        "====",
        "- 其他",
        '="00123"',
        "+",
        "-12,345.6",
        "—",
        "@2026",
    ],
)
def test_a_cell_that_is_no_formula_passes(cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    assert inspect_file("x.csv", f"项目,值\n甲,{quoted}\n".encode()).faults == ()


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "=A1",
        "=cmd|'/c calc'!A1",
        "+cmd|'/c calc'!A1",
        "@SUM(A1)",
        "-2+3+cmd|' /C calc'!A0",
        "=HYPERLINK(A1)",
        " =A1+1",
        "+A1*2",
        "=合计",
    ],
)
def test_a_cell_that_is_a_formula_is_found(cell: str) -> None:
    assert inspect_file("x.csv", f'项目,值\n甲,"{cell}"\n'.encode()).faults == (("formula", "第2行"),)


def test_rows_of_a_csv_have_as_many_cells() -> None:
    assert [one.text for one in inspect_file("x.csv", "甲,乙,丙\n1\n,2,3\n".encode()).passages] == [
        "甲 | 乙 | 丙\n1 |  | \n | 2 | 3"
    ]
    assert inspect_file("x.csv", "甲;乙\n1;2,5\n".encode()).shown == "甲 | 乙\n1 | 2,5"
    assert inspect_file("x.txt", "甲\t乙\n1\t2\n".encode()).shown == "甲 | 乙\n1 | 2"


def test_private_data_of_a_picture_is_read_and_too_much_of_it_refused() -> None:
    whole = picture().getvalue()
    at = whole.index(b"IEND") - 4

    def with_chunk(body: bytes) -> bytes:
        return (
            whole[:at]
            + len(body).to_bytes(4, "big")
            + b"prVt"
            + body
            + zlib.crc32(b"prVt" + body).to_bytes(4, "big")
            + whole[at:]
        )

    assert inspect_file("x.png", with_chunk(b"x" * 4_000)).faults == ()
    assert inspect_file("x.png", with_chunk(b"x" * 5_000)).faults == (("private_data", ""),)
    assert inspect_file("x.png", with_chunk(b"\xff\xd8\xff\xe0 a picture")).faults == (("private_data", ""),)


def test_a_second_picture_behind_the_first_shows_the_same_or_is_found() -> None:
    """Phones write a small one for their albums."""

    def with_second(second: Image.Image) -> bytes:
        out = io.BytesIO()
        photo((800, 600)).save(out, "MPO", save_all=True, append_images=[second])
        return out.getvalue()

    assert inspect_file("x.jpg", with_second(photo((800, 600)).resize((320, 240)))).faults == ()
    assert inspect_file("x.jpg", with_second(photo((800, 600), box=True))).faults == (("appended_data", ""),)


def test_thumbnails_outside_of_exif_are_compared_too() -> None:
    def segment(marker: int, body: bytes) -> bytes:
        return b"\xff" + bytes([marker]) + (len(body) + 2).to_bytes(2, "big") + body

    def with_segment(one: bytes) -> bytes:
        out = io.BytesIO()
        photo((800, 600)).save(out, "JPEG")
        return out.getvalue()[:2] + one + out.getvalue()[2:]

    def small(image: Image.Image) -> bytes:
        out = io.BytesIO()
        image.resize((80, 60)).save(out, "JPEG")
        return out.getvalue()

    for image, faults in ((photo((800, 600)), ()), (photo((800, 600), box=True), (("preview", ""),))):
        resource = bytes(28) + small(image)
        photoshop = b"Photoshop 3.0\x008BIM\x04\x0c\0\0" + len(resource).to_bytes(4, "big") + resource
        assert inspect_file("x.jpg", with_segment(segment(0xED, photoshop))).faults == faults
        encoded = base64.b64encode(small(image))
        packet = (
            b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'><g:image xmlns:g='urn:g'>"
            + encoded
            + b"</g:image></x:xmpmeta>"
        )
        assert inspect_file("x.jpg", with_segment(segment(0xE1, packet))).faults == faults
        pixels = image.resize((40, 30)).tobytes()
        assert (
            inspect_file(
                "x.jpg", with_segment(segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1" + bytes([40, 30]) + pixels))
            ).faults
            == faults
        )
