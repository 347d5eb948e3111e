"""Cleaned copies of PDF files and pictures."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from PIL import ExifTags, Image, ImageOps, PngImagePlugin

from gongkai.attachments.inspect_file import inspect_file
from gongkai.cleaning.clean import clean
from gongkai.cleaning.pictures import clean_inside
from gongkai.cleaning.report import ANNOTATIONS, EARLIER, EXIF, TURNED, WORDS, Asked, Went
from gongkai.core.findings import CannotRun

FILES = Path(__file__).resolve().parents[1] / "files"


def words(data: bytes) -> list[str]:
    return [page.extract_text().strip() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def changed(name: str, change: Any, **how: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(FILES / name) as document:
        change(document)
        document.save(out, **how)
    return out.getvalue()


@pytest.mark.parametrize(
    "name", ["author.pdf", "earlier-version.pdf", "for-the-web.pdf", "clean.pdf", "annotation.pdf", "box-beside.pdf"]
)
def test_one_version_without_authors_and_all_its_words(name: str) -> None:
    data = (FILES / name).read_bytes()
    cleaned = clean(name, data, Asked(annotations="delete"))
    assert words(cleaned.data) == words(data)
    assert cleaned.remaining == ()
    assert cleaned.data.count(b"startxref") == 1
    assert pypdf.PdfReader(io.BytesIO(cleaned.data)).metadata in (None, {})
    assert not clean(name, cleaned.data, Asked(annotations="delete")).went
    assert (EARLIER in cleaned.went.kinds) == (name == "earlier-version.pdf")


def test_nothing_of_an_earlier_version_is_left() -> None:
    one = changed(
        "clean.pdf", lambda document: document.docinfo.__setitem__("/Subject", "王小明"), compress_streams=False
    )
    reader, writer = pypdf.PdfReader(io.BytesIO(one)), pypdf.PdfWriter(io.BytesIO(one), incremental=True)
    writer.add_metadata({"/Subject": "公开"})
    out = io.BytesIO()
    writer.write(out)
    assert len(reader.pages) and inspect_file("x.pdf", out.getvalue()).faults
    cleaned = clean("x.pdf", out.getvalue(), Asked())
    assert cleaned.remaining == () and "王小明".encode("utf-16-be") not in cleaned.data


def test_what_says_that_it_is_archival_stays() -> None:
    def archival(document: Any) -> None:
        with document.open_metadata() as meta:
            meta["pdfaid:part"], meta["pdfaid:conformance"], meta["dc:creator"] = "2", "B", ["王小明"]

    cleaned = clean("x.pdf", changed("clean.pdf", archival), Asked())
    with pikepdf.open(io.BytesIO(cleaned.data)) as document:
        assert document.open_metadata().pdfa_status == "2B"
        assert "王小明".encode() not in document.Root.Metadata.read_bytes()
    assert inspect_file("x.pdf", cleaned.data).people == ()


def sealed(document: Any) -> None:
    value = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=b"x"))
    field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="印章", V=value))
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)


def test_a_sealed_file_is_not_touched() -> None:
    with pytest.raises(CannotRun, match="印章失效"):
        clean("x.pdf", changed("clean.pdf", sealed), Asked())


@pytest.mark.parametrize("name", ["encrypted.pdf", "clean.docx"])
def test_what_cannot_be_read_is_not_cleaned(name: str) -> None:
    with pytest.raises(CannotRun, match="不能清理"):
        clean("x.pdf", (FILES / name).read_bytes(), Asked())


def test_a_mark_that_something_is_to_be_redacted_stays() -> None:
    """Without it nobody would know that the text below is still there."""
    cleaned = clean("x.pdf", (FILES / "redact.pdf").read_bytes(), Asked(annotations="delete"))
    assert {name for name, _ in cleaned.remaining} == {"unapplied_redaction"}


def with_note(document: Any, *, drawn: bool) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[400, 700, 420, 720], Contents="王小明"
    )
    if drawn:
        look_of_it = document.make_stream(
            b"1 0 0 rg 0 0 20 20 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 20, 20]
        )
        note.AP = pikepdf.Dictionary(N=look_of_it)
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[10, 10, 20, 20],
                              A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://ceshi.example/"))  # fmt: skip
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(note), document.make_indirect(link)])


@pytest.mark.parametrize("how", ["delete", "flatten"])
def test_annotations_go_as_asked(how: Any) -> None:
    data = changed("clean.pdf", lambda document: with_note(document, drawn=True))
    left = clean("x.pdf", data, Asked())
    assert left.went.left == {ANNOTATIONS: "--annotations delete"} and ("annotations", "第1页") in left.remaining
    cleaned = clean("x.pdf", data, Asked(annotations=how))
    assert cleaned.remaining == () and words(cleaned.data) == words(data)
    with pikepdf.open(io.BytesIO(cleaned.data)) as document:
        assert [str(one.Subtype) for one in document.pages[0].Annots] == ["/Link"]
        drawn = b"".join(one.read_bytes() for one in document.objects if isinstance(one, pikepdf.Stream))
    assert (b"1 0 0 rg" in drawn) == (how == "flatten")
    assert "王小明".encode("utf-16-be") not in cleaned.data


# Pictures -------------------------------------------------------------------------------------------------------


def photo(*, turn: int = 1, size: tuple[int, int] = (64, 48), **how: Any) -> bytes:
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.paste((255, 0, 0), (0, 0, 16, 16))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    exif[ExifTags.Base.Artist] = "王小明"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (30.0, 1.0, 2.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=85, comment="不要公开", **how)
    return out.getvalue()


def pixels(data: bytes) -> Any:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_a_photo_keeps_its_bytes_but_for_what_it_says() -> None:
    profile = b"\0" * 128
    data = photo(icc_profile=profile) + b"PK\x03\x04 hidden"
    assert {"location", "appended_data"} <= {name for name, _ in inspect_file("x.jpg", data).faults}
    cleaned = clean("x.jpg", data, Asked())
    assert pixels(cleaned.data).tobytes() == pixels(data).tobytes(), "not one pixel differs"
    again = Image.open(io.BytesIO(cleaned.data))
    assert not again.getexif() and "comment" not in again.info and again.info["icc_profile"] == profile
    assert not [word for word in ("王小明", "不要公开", "hidden") if word.encode() in cleaned.data]
    assert cleaned.remaining == () and EXIF in cleaned.went.kinds
    assert not clean("x.jpg", cleaned.data, Asked()).went


@pytest.mark.parametrize("turn", range(2, 9))
def test_a_photo_is_turned_as_it_is_shown(turn: int) -> None:
    data = photo(turn=turn)
    shown = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
    cleaned = clean("x.jpg", data, Asked())
    again = pixels(cleaned.data)
    assert again.size == shown.size and TURNED in cleaned.went.kinds
    worst = max(abs(a - b) for a, b in zip(shown.tobytes(), again.tobytes(), strict=True))
    assert worst <= 24, worst
    assert not Image.open(io.BytesIO(cleaned.data)).getexif()


def test_a_drawing_keeps_its_pixels_and_colours() -> None:
    image = Image.linear_gradient("L").convert("RGBA")
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "王小明")
    said.add_itxt("XML:com.adobe.xmp", "<x>内部</x>")
    said.add(b"prVt", b"private")
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=said, dpi=(300, 300), exif=Image.Exif())
    data = out.getvalue() + b"more"
    cleaned = clean("x.png", data, Asked())
    again = Image.open(io.BytesIO(cleaned.data))
    assert again.tobytes() == image.tobytes() and again.mode == "RGBA" and round(again.info["dpi"][0]) == 300
    assert not [word for word in (b"prVt", b"more", "王小明".encode(), b"adobe") if word in cleaned.data]
    assert WORDS in cleaned.went.kinds and cleaned.remaining == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff\xff", b"\x89PNG\r\n\x1a\n\0\0", b"GIF89a", b"\xff\xd8\xff\xe0\0\x04ab"],
)
def test_a_broken_picture_is_refused(data: bytes) -> None:
    for name in ("x.jpg", "x.png"):
        with pytest.raises(CannotRun, match="不能清理"):
            clean(name, data, Asked())


@pytest.mark.parametrize("name", ["x.csv", "x.doc", "x"])
def test_other_kinds_are_refused(name: str) -> None:
    with pytest.raises(CannotRun, match="只能清理"):
        clean(name, b"x", Asked())


def test_a_photo_inside_a_pdf_loses_what_it_says_and_shows_the_same() -> None:
    data = photo(turn=6)

    def shown(document: Any) -> None:
        picture = document.make_stream(data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=64, Height=48,
                                       ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode)  # fmt: skip
        document.pages[0].Resources.XObject = pikepdf.Dictionary(P=picture)
        document.pages[0].contents_add(b"q 64 0 0 48 100 100 cm /P Do Q")

    cleaned = clean("x.pdf", changed("clean.pdf", shown), Asked())
    with pikepdf.open(io.BytesIO(cleaned.data)) as document:
        held = document.pages[0].Resources.XObject.P.read_raw_bytes()
    assert "王小明".encode() not in cleaned.data and b"GPS" not in cleaned.data
    assert pixels(held).tobytes() == pixels(data).tobytes(), "viewers of PDF do not turn by a tag"


def test_a_photo_inside_an_office_file_stays_turned_as_it_was() -> None:
    went = Went()
    data = photo(turn=6)
    held = clean_inside(data, went)
    again = Image.open(io.BytesIO(held))
    assert (
        dict(again.getexif()) == {ExifTags.Base.Orientation: 6}
        and again.convert("RGB").tobytes() == pixels(data).tobytes()
    )
    assert EXIF in went.kinds and "王小明".encode() not in held
    once_more = Went()
    assert clean_inside(held, once_more) == held and not once_more
    assert clean_inside(b"\xff\xd8broken", Went()) == b"\xff\xd8broken"
