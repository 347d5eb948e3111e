"""The copy of a PDF that is painted and read: annotations are part of the page, and no text stands instead of what is painted.

What appearances say that are not shown stands on pages behind the others.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

from gongkai.attachments.pdf.extent import REPLACEMENT


def prepared(
    document: pikepdf.Pdf,
    unshown: Sequence[pikepdf.Stream],
    replaced: Sequence[pikepdf.Dictionary],
    streams: Sequence[pikepdf.Stream],
) -> bytes:
    """Alters ``document``; returns it as a file without encryption and without its structure.

    ``replaced`` and ``streams`` state texts instead of what is painted: dictionaries that do, and content.
    """
    document.flatten_annotations("all")
    for one in replaced:
        del one["/ActualText"]
    for stream in streams:
        stream.write(REPLACEMENT.sub(b"/Replaced", stream.read_bytes()))
    for form in unshown:
        _page_of(document, form)
    if "/StructTreeRoot" in document.Root:
        del document.Root["/StructTreeRoot"]  # up to nine tenths of a file
    packed = io.BytesIO()
    document.save(packed, encryption=False, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return packed.getvalue()


def _page_of(document: pikepdf.Pdf, form: pikepdf.Stream) -> None:
    document.add_blank_page(page_size=(2000, 2000))
    page = document.pages[-1].obj
    if "/PatternType" in form:
        pattern, form = form, document.make_stream(form.read_bytes())
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pattern.BBox
        form.Resources = pattern.get("/Resources", pikepdf.Dictionary())
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Look=form))
    page.Contents = document.make_stream(b"q 1 0 0 1 500 500 cm /Look Do Q")
