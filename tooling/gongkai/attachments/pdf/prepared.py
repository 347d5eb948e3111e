"""The copy of a PDF that is painted and read: annotations are part of the page, and no text stands instead of what is painted.

What appearances say that are not shown stands on pages behind the others.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

from gongkai.attachments.pdf.extent import REPLACEMENT


def prepared(
    document: pikepdf.Pdf, unshown: Sequence[pikepdf.Stream], replaced: Sequence[pikepdf.Dictionary], in_content: bool
) -> bytes:  # fmt: skip
    """Alters ``document``; returns it as a file without encryption."""
    document.flatten_annotations("all")
    for one in replaced:
        del one["/ActualText"]
    if in_content:
        for held in document.objects:
            if isinstance(held, pikepdf.Stream) and held.get("/Subtype") in (None, "/Form") and "/Length1" not in held:
                _without_replacement(held)
    for form in unshown:
        _page_of(document, form)
    packed = io.BytesIO()
    document.save(packed, encryption=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return packed.getvalue()


def _without_replacement(stream: pikepdf.Stream) -> None:
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:
        return
    if REPLACEMENT.search(data):
        stream.write(REPLACEMENT.sub(b"/Replaced", data))


def _page_of(document: pikepdf.Pdf, form: pikepdf.Stream) -> None:
    document.add_blank_page(page_size=(2000, 2000))
    page = document.pages[-1].obj
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Look=form))
    page.Contents = document.make_stream(b"q 1 0 0 1 500 500 cm /Look Do Q")
