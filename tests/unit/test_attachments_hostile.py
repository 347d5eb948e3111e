"""Files that break readers or deceive them: each is a finding, none a crash, and none takes long."""

from __future__ import annotations

import io
import random
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest

from gongkai.attachments.faults import FAULTS
from gongkai.attachments.inspect_file import inspect_file
from support.clean_files import PROGRAMS, picture
from support.office_files import Part, cells, docx, ofd, ofd_parts, ofd_text, paragraph, pptx, shape, xlsx, zipped

CLEAN: dict[str, Callable[[], bytes]] = {
    "x.docx": lambda: docx(paragraph("甲")),
    "x.xlsx": lambda: xlsx(cells("甲")),
    "x.pptx": lambda: pptx(shape("甲")),
    "x.ofd": lambda: ofd(ofd_text("甲")),
}


def faults(name: str, data: bytes) -> set[str]:
    begun = time.process_time()
    examined = inspect_file(name, data)
    assert time.process_time() - begun < 5
    return {fault for fault, _ in examined.faults}


def entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


@pytest.mark.parametrize("name", CLEAN)
def test_something_before_behind_or_between_the_parts_is_found(name: str) -> None:
    data = CLEAN[name]()
    assert faults(name, data) == set()
    assert faults(name, data + b"\n") == set()
    assert faults(name, data + b"%PDF-1.7 and more") == {"appended_data"}
    assert faults(name, b"%PDF-1.7\n" + data) == {"wrong_type"}
    assert faults(name, b"MZ" + data) == {"wrong_type"}
    assert faults(name, _padded(data, b"nobody sees me" * 10)) == {"appended_data"}


def _padded(data: bytes, inside: bytes) -> bytes:
    """An archive with bytes between its last part and its directory."""
    end = data.rindex(b"PK\5\6")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    moved = (start + len(inside)).to_bytes(4, "little")
    return data[:start] + inside + data[start:end] + data[end : end + 16] + moved + data[end + 20 :]


@pytest.mark.parametrize("name", CLEAN)
def test_a_part_that_is_there_twice_is_refused(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for _ in range(2):
            for part, data in entries(CLEAN[name]()).items():
                archive.writestr(part, data)
    assert faults(name, out.getvalue()) == {"unreadable"}
    one, *_ = entries(CLEAN[name]())
    assert faults(name, zipped(entries(CLEAN[name]()) | {one.upper() + "": b""} if one != one.upper() else {})) & {
        "unreadable",
        "wrong_type",
    }


@pytest.mark.parametrize("name", CLEAN)
def test_an_encrypted_part_is_refused(name: str) -> None:
    data = bytearray(CLEAN[name]())
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    assert faults(name, bytes(data)) == {"encrypted"}


@pytest.mark.parametrize("name", CLEAN)
def test_a_bomb_is_refused(name: str) -> None:
    bomb = zipped(entries(CLEAN[name]()) | {"bomb.xml": b"<a>" + b" " * 150_000_000 + b"</a>"})
    assert faults(name, bomb) == {"too_large"}
    lying = bomb.replace((150_000_007).to_bytes(4, "little"), (7).to_bytes(4, "little"))
    assert faults(name, lying) & {"too_large", "unreadable"}
    many = zipped(entries(CLEAN[name]()) | {f"{number}.xml": b"<a/>" for number in range(5_001)})
    assert faults(name, many) == {"too_large"}


@pytest.mark.parametrize("name", CLEAN)
def test_xml_that_grows_or_fetches_is_refused(name: str) -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
    deep = b"<a>" * 20_000 + b"</a>" * 20_000
    fetching = b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'
    for bad in (laughs, deep, fetching, b"<a>", b"\xff\xfe<", b""):
        assert faults(name, zipped(entries(CLEAN[name]()) | {"more.xml": bad})) == {"unreadable"}


@pytest.mark.parametrize("name", CLEAN)
def test_a_name_of_a_part_that_is_no_utf_8(name: str) -> None:
    data = zipped(entries(CLEAN[name]()) | {"附件甲.xml": b"<a/>"})
    assert faults(name, data.replace("附件甲".encode(), b"\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8\xf7")) == {"unreadable"}
    assert faults(name, data) == set()


@pytest.mark.parametrize("name", CLEAN)
def test_a_file_cut_off_anywhere_is_refused(name: str) -> None:
    data = CLEAN[name]()
    for share in range(1, 10):
        assert faults(name, data[: len(data) * share // 10]) & {"unreadable", "wrong_type"}


@pytest.mark.parametrize("name", [*CLEAN, "x.png", "x.jpg", "x.gif", "x.webp", "x.csv", "x.txt", "x.pdf"])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"P",
        b"PK\3\4",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\0\0\0\0WEBP",
        b"\xff\xd8\xff",
        b"PK\5\6" + bytes(18),
    ],
)
def test_the_beginning_of_a_file_is_no_crash(name: str, data: bytes) -> None:
    assert faults(name, data) <= FAULTS.keys()


@pytest.mark.parametrize("program", PROGRAMS)
def test_damaged_parts_are_findings_and_never_raise(program: str) -> None:
    """Damage inside the XML, where archives would notice none."""
    name, make = PROGRAMS[program]
    parts, chance = entries(make()), random.Random(program)
    words = [b"-1", b"99999999999999999999", b"NaN", b"1e308", b"", b"x", "身份".encode(), b"../../..", b"&#0;"]
    for _ in range(25):
        broken = dict(parts)
        for _ in range(chance.randint(1, 8)):
            part = chance.choice([one for one in parts if one.endswith((".xml", ".rels"))])
            pieces = broken[part].split(b'"')
            for _ in range(chance.randint(1, 5)):
                pieces[chance.randrange(len(pieces)) | 1 if len(pieces) > 2 else 0 :][:1] = [chance.choice(words)]
                place = chance.randrange(len(pieces)) | 1
                if place < len(pieces):
                    pieces[place] = chance.choice(words)
            broken[part] = b'"'.join(pieces)
        assert faults(name, zipped(broken)) <= FAULTS.keys()


def test_an_archive_that_holds_itself_ends() -> None:
    """A workbook behind a chart, in which there is a chart with a workbook, and so on."""
    inner = xlsx(cells("甲"))
    for _ in range(30):
        inner = xlsx(
            cells("甲"),
            Part(
                "xl/charts/chart1.xml",
                '<c:chartSpace xmlns:c="urn:c"><c:v>甲</c:v></c:chartSpace>',
                "chart",
                "xl/worksheets/sheet1.xml",
            ),
            Part("xl/embeddings/w.xlsx", inner, "package", "xl/charts/chart1.xml"),
        )
    assert faults("x.xlsx", inner) == {"embedded_file"}


def test_a_circle_of_relations_styles_or_boxes_ends() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 9}"/></w:style>' for n in range(9)
    )
    assert faults("x.docx", docx(paragraph("甲", properties='<w:pStyle w:val="s0"/>'), styles=styles)) == set()
    looped = Part("ppt/slideLayouts/slideLayout1.xml", "<a/>", "slideLayout", "ppt/slideLayouts/slideLayout1.xml")
    assert faults("x.pptx", pptx(shape("甲"), looped)) <= FAULTS.keys()


def test_a_picture_that_unpacks_to_gigabytes_is_refused() -> None:
    head = (100_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
        for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1_000_000))), (b"IEND", b""))
    )
    assert faults("x.png", data) == {"too_large"}
    text = zlib.compress(b"a" * 60_000_000)
    chunk = b"zTXt" + b"C\0\0" + text
    packed = len(chunk[4:]).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    whole = picture().getvalue()
    at = whole.index(b"IEND") - 4
    assert faults("x.png", whole[:at] + packed + whole[at:]) <= {"too_large"}


def test_an_ofd_file_with_pages_that_are_missing_is_refused() -> None:
    parts = ofd_parts(ofd_text("甲"))
    del parts["Doc_0/Pages/Page_0/Content.xml"]
    assert faults("x.ofd", zipped(parts)) == {"unreadable"}
