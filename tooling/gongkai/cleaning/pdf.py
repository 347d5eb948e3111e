"""PDF: written anew as one version, without authors and metadata. Never a sealed one, whose seal would not hold any more."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from gongkai.cleaning import report
from gongkai.cleaning.pictures import clean_inside
from gongkai.cleaning.report import Asked, Went, cannot_open
from gongkai.core.findings import CannotRun

_CALLED = {
    "/Author": "作者", "/Title": "标题", "/Subject": "主题", "/Keywords": "关键字", "/Creator": "制作程序", "/Producer": "生成程序",
    "/Company": "单位", "/CreationDate": "创建时间", "/ModDate": "修改时间",
}  # fmt: skip
# As the examination has it; what is marked to be redacted is still there, and without its mark nobody would know.
_STAY = frozenset({"/Link", "/Widget", "/PrinterMark", "/TrapNet", "/Watermark", "/Redact"})
_SAID_OF_PICTURES = ("/Metadata", "/PieceInfo", "/LastModified")
_LONGEST = 4_000_000


def clean(data: bytes, asked: Asked, went: Went) -> bytes:
    """Raises CannotRun for a file that is sealed, encrypted or no PDF."""
    try:
        document = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        raise cannot_open("文件已加密，请先取消密码", "it is encrypted; remove the password first") from error
    except pikepdf.PdfError as error:
        raise cannot_open("不是完好的 PDF", "it is no whole PDF") from error
    with document:
        if _sealed(document):
            raise CannotRun(
                "文件有电子印章或数字签名，清理会使印章失效，没有清理：盖章件就是正式文本，请原样登记；"
                "其中有不宜公开内容的，清理盖章前的原件，再重新盖章",
                "the file is sealed or signed, and cleaning would break the seal: list it as it is, or clean the file from before "
                "the seal and have it sealed again",
            )
        _versions(data, went)
        _information(document, went)
        for number, page in enumerate(document.pages, 1):
            _annotations(page, f"第{number}页", asked, went)
            if "/Thumb" in page.obj:
                went.gone(report.THUMBNAIL, f"第{number}页")
                del page.obj["/Thumb"]
        if asked.annotations == "flatten" and any(_remarks(page) for page in document.pages):
            document.flatten_annotations("screen")
            for page in document.pages:
                _without_remarks(page)
        _pictures(document, went)
        out = io.BytesIO()
        document.remove_unreferenced_resources()
        document.save(out, deterministic_id=True, linearize=False, fix_metadata_version=False)
    return out.getvalue()


def _sealed(document: pikepdf.Pdf) -> bool:
    if "/Perms" in document.Root:
        return True
    for one in document.objects:
        if not isinstance(one, pikepdf.Dictionary):
            continue
        if "/ByteRange" in one or one.get("/Type") in ("/Sig", "/DocTimeStamp"):
            return True
        if one.get("/FT") == "/Sig" and "/V" in one:
            return True
        if one.get("/Subtype") == "/Stamp" and any(key.startswith(("/Sig", "/Seal")) for key in one.keys()):  # noqa: SIM118
            return True
    return False


def _versions(data: bytes, went: Went) -> None:
    end = data.rfind(b"%%EOF")
    if end >= 0 and data[end + 5 :].strip(b"\0\r\n\t "):
        went.gone(report.APPENDED, "", "appended_data")
    if data.count(b"startxref") > (2 if b"/Linearized" in data[:1024] else 1):
        went.gone(report.EARLIER, "", "earlier_revision")


def _information(document: pikepdf.Pdf, went: Went) -> None:
    info = document.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary):
        for key in info.keys():  # noqa: SIM118 - a pikepdf object, not a mapping
            if str(info[key]).strip():
                went.gone(report.PROPERTIES, _CALLED.get(key, ""), *(("author",) if key == "/Author" else ()))
        del document.trailer["/Info"]
    if "/Metadata" in document.Root:
        packet = document.Root.Metadata
        standard = _archival(packet)
        went.gone(report.METADATA, "", "author")
        del document.Root["/Metadata"]
        if standard:
            with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as plain:
                for key, value in standard.items():
                    plain[key] = value
    if "/PieceInfo" in document.Root:
        went.gone(report.PRIVATE)
        del document.Root["/PieceInfo"]


def _archival(packet: Any) -> dict[str, str]:
    """Return what says that a file keeps to a standard (PDF/A, PDF/UA): that is no word about anybody."""
    data = packet.read_bytes() if isinstance(packet, pikepdf.Stream) else b""
    if not data or len(data) > _LONGEST or (b"pdfaid" not in data and b"pdfuaid" not in data):
        return {}
    found = {}
    try:
        read = pikepdf.models.PdfMetadata(_holder(packet), pikepdf_mark=False)
        for key in ("pdfaid:part", "pdfaid:conformance", "pdfaid:rev", "pdfuaid:part"):
            if key in read:
                found[key] = str(read[key])
    except (ValueError, KeyError, RuntimeError):
        return {}
    return found


def _holder(packet: pikepdf.Stream) -> pikepdf.Pdf:
    empty = pikepdf.new()
    empty.Root.Metadata = empty.make_stream(packet.read_bytes())
    return empty


def _remarks(page: pikepdf.Page) -> list[Any]:
    there: Any = page.obj.get("/Annots", [])
    return [one for one in there if isinstance(one, pikepdf.Dictionary) and str(one.get("/Subtype", "")) not in _STAY]


def _annotations(page: pikepdf.Page, where: str, asked: Asked, went: Went) -> None:
    if not _remarks(page):
        return
    if asked.annotations is None:
        went.stays(report.ANNOTATIONS, "--annotations delete")
        return
    went.gone(report.ANNOTATIONS, where, "annotations")
    if asked.annotations == "delete":
        _without_remarks(page)


def _without_remarks(page: pikepdf.Page) -> None:
    if "/Annots" not in page.obj:
        return
    kept = [
        one
        for one in page.obj.Annots
        if not isinstance(one, pikepdf.Dictionary) or str(one.get("/Subtype", "")) in _STAY
    ]
    page.obj.Annots = pikepdf.Array(kept)


def _pictures(document: pikepdf.Pdf, went: Went) -> None:
    """What pictures and pages say of themselves besides."""
    for one in document.objects:
        if isinstance(one, pikepdf.Stream | pikepdf.Dictionary) and str(one.get("/Type", "")) in ("/XObject", "/Page"):
            for key in _SAID_OF_PICTURES:
                if key in one:
                    del one[key]
                    if key != "/LastModified":
                        went.gone(report.METADATA)
        if isinstance(one, pikepdf.Stream) and one.get("/Filter") in (pikepdf.Name.DCTDecode, [pikepdf.Name.DCTDecode]):
            held, parameters = one.read_raw_bytes(), one.get("/DecodeParms")
            assert parameters is None or isinstance(parameters, pikepdf.Dictionary | pikepdf.Array)
            if (cleaned := clean_inside(held, went)) != held:
                one.write(cleaned, filter=pikepdf.Name.DCTDecode, decode_parms=parameters)
