"""PDF: earlier versions, seals, embedded files, scripts, layers, annotations, authors; what its pages say and what they hide."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, BinaryIO, cast

import pikepdf

from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.pdf import forms, metadata, pages, revisions
from gongkai.attachments.pdf.extent import reckoned
from gongkai.attachments.pdf.objects import Objects
from gongkai.attachments.pdf.prepared import prepared

_MOST_PAGES = 3_000


def read_pdf(data: bytes, notes: Notes) -> None:
    """Raises Refused where it is no PDF, needs a password or is too large. A file that only forbids copying is read."""
    if not data.startswith(b"%PDF-"):
        raise Refused("wrong_type")
    with _opened(data) as document:
        count = len(document.pages)
        if count > _MOST_PAGES:
            raise Refused("too_large")
        revisions.check_revisions(data, document, notes)
        _whole(document, notes)
        objects = Objects(document, notes)
        objects.read()
        extent = reckoned(document)
        unshown = []
        painted = data
        annotated = False
        for number, page in enumerate(document.pages, 1):
            annotated = annotated or forms.appear(page)
            unshown += forms.unshown_appearances(page, f"第{number}页", notes)
        forms.fields(document, notes)
        unshown += objects.leftovers(extent.called)
        for form in unshown:
            extent.form(form, pikepdf.Dictionary())
        if unshown or annotated or objects.replaced or extent.replaced:
            painted = prepared(document, unshown, objects.replaced, extent.replaced)
    pages.read(painted, count, notes, size=len(data), flat=extent.flat)


@contextmanager
def _opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    """From a file in the system's memory: of bytes that Python holds, every object would be read through Python."""
    with ExitStack() as stack:
        source: BinaryIO = io.BytesIO(data)
        with suppress(OSError):  # no room for it
            file = stack.enter_context(tempfile.TemporaryFile())
            file.write(data)
            file.seek(0)
            source = cast(BinaryIO, file)
        try:
            document = stack.enter_context(pikepdf.open(source))
        except pikepdf.PasswordError as error:
            raise Refused("encrypted") from error
        except pikepdf.PdfError as error:
            raise Refused("unreadable") from error
        yield document


def _whole(document: pikepdf.Pdf, notes: Notes) -> None:
    """What the catalog says of the whole document."""
    root = document.Root
    names = root.get("/Names", pikepdf.Dictionary())
    if "/EmbeddedFiles" in names:
        notes.fault("embedded_file")
    if "/JavaScript" in names:
        notes.fault("script")
    layers = root.get("/OCProperties", pikepdf.Dictionary())
    if _off(layers.get("/D")) or any(_off(one) for one in layers.get("/Configs", [])):
        notes.fault("hidden_layer")
    metadata.properties(document.trailer.get("/Info"), notes)


def _off(layers: Any) -> bool:
    return layers is not None and (len(layers.get("/OFF", [])) > 0 or layers.get("/BaseState") == "/OFF")
