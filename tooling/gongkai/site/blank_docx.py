"""A blank form for Word (WordprocessingML, ECMA-376): a title, a table to fill in, a line to sign."""

from __future__ import annotations

from gongkai.site.blank import Blank, Row
from gongkai.site.package import XML, package, text

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WIDTHS = (2800, 6500)  # of the columns, in twentieths of a point
_HEIGHTS = {"line": 560, "box": 1900}
_SONG = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
_HEI = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="黑体"/>'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def docx(blank: Blank) -> bytes:
    """The blank as a document of one A4 page, in Chinese."""
    body = [
        _paragraph(blank.title, size=36, font=_HEI, layout='<w:spacing w:after="240"/><w:jc w:val="center"/>'),
        _table(),
        *map(_row, blank.rows),
        "</w:tbl>",
        *(_paragraph(line, layout='<w:spacing w:before="240"/>') for line in blank.ending),
    ]
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>'
    )
    document = f'{XML}<w:document xmlns:w="{_WORD}"><w:body>{"".join(body)}{page}</w:body></w:document>'
    return package("word/document.xml", {"word/document.xml": _TYPE}, {"word/document.xml": [document.encode()]})


def _table() -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
    )


def _row(row: Row) -> str:
    height = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{_HEIGHTS[row.height]}" w:hRule="atLeast"/></w:trPr>'
    if not row.label:
        cells = _cell(_paragraph(row.field, font=_HEI), sum(_WIDTHS), '<w:gridSpan w:val="2"/>')
    else:
        cells = _cell(_paragraph(row.label), _WIDTHS[0]) + _cell(_paragraph(row.field), _WIDTHS[1])
    return f"<w:tr>{height}{cells}</w:tr>"


def _cell(content: str, width: int, more: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def _paragraph(line: str, *, size: int = 24, font: str = _SONG, layout: str = "") -> str:
    """``size`` in half points; ``layout`` are properties of the paragraph."""
    look = f'<w:rPr>{font}<w:sz w:val="{size}"/><w:lang w:eastAsia="zh-CN"/></w:rPr>'
    run = f'<w:r>{look}<w:t xml:space="preserve">{text(line)}</w:t></w:r>' if line else ""
    return f"<w:p><w:pPr>{layout}{look}</w:pPr>{run}</w:p>"
