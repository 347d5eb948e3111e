"""The blank forms: Word and PDF ask for what the page asks for, under every legal regime, and can be read by everybody."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pikepdf
import pypdf
import pytest

from gongkai.documents.regimes import REGIMES
from gongkai.site.blank import blank_of
from gongkai.site.blank_docx import docx as as_docx
from gongkai.site.blank_pdf import pdf as as_pdf
from gongkai.site.blanks import blanks
from gongkai.site.forms import FORMS, Form

EVERY = [(form, regime) for form in FORMS for regime in REGIMES]
IDS = [f"{form.id}-{regime}" for form, regime in EVERY]


def _labels(page: str) -> list[str]:
    """What the page of a form asks for, in its order."""
    asked = re.findall(r'<label for="[a-z]+">([^<]+)(?:<span class="file">(.+?)</span>)?</label>', page)
    return [label + optional for label, optional in asked if label != "检索政府信息"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_blank_asks_for_what_its_page_asks_for(output: Path, form: Form) -> None:
    folder = output / "guide/forms" / form.id
    page = (folder / "index.html").read_text(encoding="utf-8")
    wanted = _labels(page)
    assert len(wanted) >= 10 and "blank.docx" in page and "blank.pdf" in page
    document = docx.Document(str(folder / "blank.docx"))
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert [label for label, field in cells if label != field] == wanted
    text = pypdf.PdfReader(folder / "blank.pdf").pages[0].extract_text()
    places = [text.find(f"\n{label}") for label in wanted]
    assert -1 not in places and places == sorted(places)


@pytest.mark.parametrize("form, regime", EVERY, ids=IDS)
def test_the_pdf_is_one_tagged_page(form: Form, regime: str) -> None:
    blank = blank_of(form.under(regime))
    data = as_pdf(blank)
    assert data == as_pdf(blank) and as_docx(blank) == as_docx(blank), "the same form is the same bytes"
    with pikepdf.open(io.BytesIO(data)) as document:
        assert not document.check_pdf_syntax() and len(document.pages) == 1
        assert (
            document.docinfo["/Title"] == blank.title
            and document.Root.Lang == "zh-CN"
            and document.Root.MarkInfo.Marked
        )
        whole = document.Root.StructTreeRoot.K
        heading, table, *endings = whole.K
        assert [str(one.S) for one in (heading, table, *endings)] == ["/H1", "/Table", *["/P"] * len(blank.ending)]
        assert [[str(cell.S) for cell in row.K] for row in table.K] == [
            ["/TH", "/TD"] if row.label else ["/TH"] for row in blank.rows
        ]
        marked = [int(cell.K) for row in table.K for cell in row.K]
        assert marked == list(range(1, len(marked) + 1))
        content = document.pages[0].Contents.read_bytes().decode()
    lowest = min(float(y) for y in re.findall(r"/P .*? [\d.]+ ([\d.-]+) Td", content))
    assert lowest > 40, "all of it is on the page"
    texts = [bytes.fromhex(one).decode("utf-16-be") for one in re.findall(r"<([0-9a-f]*)> Tj", content)]
    assert texts == [
        blank.title, *(part for row in blank.rows for part in ([row.label, row.field] if row.label else [row.field])),
        *blank.ending,
    ]  # fmt: skip


def test_every_form_has_both() -> None:
    assert [path for path, _ in blanks("source")] == [
        f"guide/forms/{form.id}/blank.{suffix}" for form in FORMS for suffix in ("docx", "pdf")
    ]
