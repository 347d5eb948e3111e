"""The files of all blank forms, for Word (DOCX) and for printing (PDF)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core import addresses
from gongkai.site.blank import blank_of
from gongkai.site.forms import FORMS


def blanks(regime: str) -> Iterator[tuple[str, bytes]]:
    """The files of all blanks: path and contents."""
    # Only a build from nothing makes them, and both take longer to load than others to run.
    from gongkai.site.blank_docx import docx  # noqa: PLC0415
    from gongkai.site.blank_pdf import pdf  # noqa: PLC0415

    for form in FORMS:
        blank = blank_of(form.under(regime))
        for suffix, make in (("docx", docx), ("pdf", pdf)):
            yield addresses.blank(form.id, suffix), make(blank)
