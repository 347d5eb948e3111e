"""PDF files written by hand, in the forms that office programs, browsers, scanners and seals write; each function gives one file."""

from __future__ import annotations

import datetime
import functools
import hashlib
import io
import zlib
from collections.abc import Callable, Mapping

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from PIL import Image, ImageDraw

TEXT = b"BT /F1 12 Tf 72 700 Td (Notice of the county office) Tj ET"
_HEAD = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
_ROOM = 8000  # bytes for a signature

Objects = dict[int, bytes]


def stream(data: bytes, head: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), head, data)


def simple(
    content: bytes = TEXT, *, page: bytes = b"", resources: bytes = b"", more: Mapping[int, bytes] | None = None
) -> Objects:
    """One page: 1 catalog, 2 pages, 3 page, 4 content, 5 font, 6 properties."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R "
        b">> " + resources + b" >> " + page + b" >>",
        4: stream(content),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        6: b"<< /Producer (Writer) >>",
        **(more or {}),
    }  # fmt: skip


def file(objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R /Info 6 0 R") -> bytes:
    """A file with one cross-reference table."""
    return saved(_HEAD, objects, trailer)


def saved(before: bytes, objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R /Info 6 0 R") -> bytes:
    """``before``, with these objects saved behind it."""
    out, places = bytearray(before), {}
    for number, data in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start = len(out)
    previous = before.rpartition(b"startxref\n")[2].split()[0] if b"startxref" in before else None
    out += b"xref\n"
    if previous is None:
        out += b"0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max([*places, *(range(len(objects) + 1))]) + 1
    back = b" /Prev " + previous if previous is not None else b""
    out += b"trailer\n<< /Size %d %s%s >>\nstartxref\n%d\n%%%%EOF\n" % (max(size, 60), trailer, back, start)
    return bytes(out)


def hybrid() -> bytes:
    """As Word, Excel and PowerPoint export: a table, and behind it a second one that names a stream."""
    objects = simple(
        page=b"/StructParents 0 /Group << /Type /Group /S /Transparency /CS /DeviceRGB >> /Tabs /S",
        more={
            1: b"<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) /StructTreeRoot 7 0 R /MarkInfo << /Marked true >> /Metadata 8 0 R "
            b"/ViewerPreferences 9 0 R >>",
            7: b"<< /Type /StructTreeRoot /RoleMap << /Workbook /Document >> /K [] /ParentTreeNextKey 1 >>",
            8: stream(packet(""), b"/Type /Metadata /Subtype /XML"),
            9: b"<< /DisplayDocTitle true >>",
        },
    )
    whole = file(objects)
    places = {number: whole.index(b"%d 0 obj" % number) for number in objects}
    start = len(whole)
    rows = b"".join(bytes([1]) + places[number].to_bytes(4, "big") + b"\0" for number in sorted(places))
    rows = b"\0\0\0\0\0\xff" + rows + bytes([1]) + start.to_bytes(4, "big") + b"\0"
    packed = zlib.compress(rows)
    head = b"/Type /XRef /W [1 4 1] /Root 1 0 R /Info 6 0 R /Size 11 /Filter /FlateDecode"
    whole += b"10 0 obj\n" + stream(packed, head) + b"\nendobj\n"
    first = whole.rpartition(b"startxref\n")[2].split()[0]
    table = len(whole)
    whole += b"xref\n0 0\ntrailer\n<< /Size 11 /Root 1 0 R /Info 6 0 R /Prev %s /XRefStm %d >>\n" % (first, start)
    return whole + b"startxref\n%d\n%%%%EOF" % table


def packet(inner: str, attributes: str = "") -> bytes:
    """A metadata packet."""
    spaces = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
    )
    said = f'<rdf:Description rdf:about="" pdf:Producer="Writer" xmp:CreatorTool="Writer" {attributes}>{inner}</rdf:Description>'
    whole = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {spaces}>{said}</rdf:RDF></x:xmpmeta>'
    return f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{whole}<?xpacket end="w"?>'.encode()


def rewritten(data: bytes, change: Callable[[pikepdf.Pdf], None] | None = None, **options: object) -> bytes:
    """A file as pikepdf saves it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        if change is not None:
            change(document)
        document.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def photograph(words: str = "SCANNED PAGE", exif: Image.Exif | None = None) -> bytes:
    """A page as a scanner takes it: a JPEG."""
    image, out = Image.new("RGB", (595, 842), (250, 249, 245)), io.BytesIO()
    draw = ImageDraw.Draw(image)
    for line in range(30):
        draw.text((72, 100 + line * 20), words, fill=(20, 20, 20))
    image.save(out, "JPEG", **({"exif": exif} if exif is not None else {}))
    return out.getvalue()


def scan(layer: bytes = b"", exif: Image.Exif | None = None) -> bytes:
    """A scanned page; ``layer`` is what the scanner read, written over or under its picture."""
    picture = photograph(exif=exif)
    head = b"/Type /XObject /Subtype /Image /Width 595 /Height 842 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
    content = b"q 595 0 0 842 0 0 cm /Im0 Do Q " + layer
    return file(simple(content, resources=b"/XObject << /Im0 7 0 R >>", more={7: stream(picture, head)}))


OCR = b"BT 3 Tr /F1 10 Tf 72 735 Td (SCANNED PAGE) Tj 0 -20 Td (SCANNED PAGE) Tj ET"


# Seals --------------------------------------------------------------------------------------------------------


@functools.cache
def _holder() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "示例县人民政府")])
    day = datetime.datetime(2026, 1, 1)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
    return key, made.not_valid_before(day).not_valid_after(day.replace(year=2036)).sign(key, hashes.SHA256())


def _signature(covered: bytes) -> bytes:
    key, certificate = _holder()
    builder = pkcs7.PKCS7SignatureBuilder().set_data(covered).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary])


def _national(covered: bytes) -> bytes:
    """As a seal of GB/T 38540 states what it covers: a digest of SM3 in a bit string."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(covered)
    return b"\x30\x25\x02\x01\x04\x03\x21\x00" + digest.finalize()


def sealed(
    before: bytes, objects: Mapping[int, bytes] | None = None, *, first: int = 20, page: bytes | None = None, national: bool = False,
    catalog: bytes = b"/Type /Catalog /Pages 2 0 R", fields: bytes = b"",
) -> bytes:  # fmt: skip
    """A file with one seal more: its field, its picture, and what ``objects`` says is saved with it."""
    field, look, value = first, first + 1, first + 2
    page = page or (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >>  >>  /Annots [%s%d 0 R] "
        b">>" % (fields, field)
    )  # fmt: skip
    ring = b"1 0 0 RG 4 w 50 50 m 90 50 l 90 90 l 50 90 l s"
    hole = b"/ByteRange [0 0000000000 0000000000 0000000000] /Contents <" + b"0" * _ROOM + b">"
    whole = saved(before, {
        1: b"<< " + catalog + b" /AcroForm << /Fields [%s%d 0 R] /SigFlags 3 >> >>" % (fields, field),
        3: page,
        field: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal%d) /F 132 /Rect [350 80 490 220] /P 3 0 R /V %d 0 R /AP << /N %d 0 R >> "
        b">>" % (field, value, look),
        look: stream(ring, b"/Type /XObject /Subtype /Form /BBox [0 0 140 140]"),
        value: b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /M (D:20260301) " + hole + b" >>",
        **(objects or {}),
    })  # fmt: skip
    gap = whole.rindex(b"/Contents <" + b"0" * 64) + len(b"/Contents ")
    again = gap + _ROOM + 2
    ranges = b"[0 %010d %010d %010d]" % (gap, again, len(whole) - again)
    at = whole.rindex(b"[0 0000000000")
    whole = whole[:at] + ranges + whole[at + len(ranges) :]
    covered = whole[:gap] + whole[again:]
    signature = (_national(covered) if national else _signature(covered)).hex().encode()
    return whole[: gap + 1] + signature + b"0" * (_ROOM - len(signature)) + whole[again - 1 :]


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
