"""Cleaned copies of Word files: what goes, and that everything else stays, as python-docx reads it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from PIL import Image

from gongkai.attachments.inspect_file import inspect_file
from gongkai.cleaning.clean import Cleaned, clean
from gongkai.cleaning.report import CHANGES, COMMENTS, EDITING, HIDDEN_TEXT, PROPERTIES, VARIABLES, Asked
from gongkai.core.findings import CannotRun

FILES = Path(__file__).resolve().parents[1] / "files"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BY = f'w:id="1" w:author="王小明" w:date="2026-03-01T00:00:00Z" {W}'
ALL = Asked("accept", hidden=True, annotations="delete")


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def opened(cleaned: Cleaned) -> Any:
    return docx.Document(io.BytesIO(cleaned.data))


def texts(document: Any) -> list[str]:
    return [one.text for one in document.paragraphs]


def everything(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def document(*paragraphs: str) -> Any:
    made = docx.Document()
    made.core_properties.author = ""
    for one in paragraphs:
        made.add_paragraph(one)
    return made


def add(paragraph: Any, xml: str) -> None:
    paragraph._p.append(parse_xml(xml))


def run(text: str, tag: str = "t") -> str:
    return f'<w:r {W}><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


CHANGED = {
    "inserted and deleted": (
        [f"<w:del {BY}>{run('旧', 'delText')}</w:del>", f"<w:ins {BY}>{run('新')}</w:ins>"], "金额新", "金额旧"),
    "moved": ([f"<w:moveFrom {BY}>{run('此')}</w:moveFrom>", f"<w:moveTo {BY}>{run('彼')}</w:moveTo>"], "金额彼", "金额此"),
    "deleted within an insertion": (
        [f"<w:ins {BY}>{run('甲')}<w:del {BY}>{run('乙', 'delText')}</w:del></w:ins>"], "金额甲", "金额"),
    "a property": ([f'<w:r {W}><w:rPr><w:b/><w:rPrChange {BY}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>丙</w:t></w:r>'], "金额丙", "金额丙"),
}  # fmt: skip


@pytest.mark.parametrize("kind", CHANGED)
@pytest.mark.parametrize("what", ["accept", "reject"])
def test_changes_are_settled_as_asked(kind: str, what: Any) -> None:
    added, accepted, rejected = CHANGED[kind]
    made = document("第一段", "金额", "末段")
    for one in added:
        add(made.paragraphs[1], one)
    cleaned = clean("x.docx", saved(made), Asked(what))
    assert texts(opened(cleaned)) == ["第一段", accepted if what == "accept" else rejected, "末段"]
    assert list(cleaned.went.kinds[CHANGES]) == ["第2段"]
    assert "王小明" not in everything(cleaned.data)
    assert cleaned.remaining == ()
    if kind == "a property":
        font = opened(cleaned).paragraphs[1].runs[1].font
        assert (font.bold, font.italic) == ((True, None) if what == "accept" else (None, True))


@pytest.mark.parametrize(
    ("mark", "accepted", "rejected"), [("ins", ["甲", "乙"], ["甲乙"]), ("del", ["甲乙"], ["甲", "乙"])]
)
def test_the_mark_of_a_paragraph(mark: str, accepted: list[str], rejected: list[str]) -> None:
    for what, expected in (("accept", accepted), ("reject", rejected)):
        made = document("甲", "乙")
        made.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {W}><w:{mark} {BY}/></w:rPr>"))
        cleaned = clean("x.docx", saved(made), Asked(what))  # type: ignore[arg-type]
        assert texts(opened(cleaned)) == expected


@pytest.mark.parametrize(("mark", "accepted", "rejected"), [("ins", 2, 1), ("del", 1, 2)])
def test_rows_of_a_table(mark: str, accepted: int, rejected: int) -> None:
    for what, expected in (("accept", accepted), ("reject", rejected)):
        made = document("表")
        table = made.add_table(2, 2)
        for row in (0, 1):
            table.cell(row, 0).text = f"行{row}"
        table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:{mark} {BY}/>"))
        table.rows[0]._tr.get_or_add_trPr().append(
            parse_xml(f'<w:trPrChange {BY}><w:trPr><w:trHeight w:val="9"/></w:trPr></w:trPrChange>')
        )
        again = opened(clean("x.docx", saved(made), Asked(what)))  # type: ignore[arg-type]
        assert len(again.tables[0].rows) == expected
        assert again.tables[0].cell(0, 0).text == "行0"


def test_who_does_not_say_what_becomes_of_changes_gets_nothing() -> None:
    with pytest.raises(CannotRun, match="--changes accept"):
        clean("x.docx", (FILES / "tracked.docx").read_bytes(), Asked())


def test_changes_in_headers_and_notes() -> None:
    made = document("正文")
    header = made.sections[0].header.paragraphs[0]
    header.text = "页眉"
    add(header, f"<w:del {BY}>{run('旧', 'delText')}</w:del>")
    cleaned = clean("x.docx", saved(made), Asked("accept"))
    assert opened(cleaned).sections[0].header.paragraphs[0].text == "页眉"
    assert list(cleaned.went.kinds[CHANGES]) == ["页眉"] and "旧" not in everything(cleaned.data)


def test_comments_and_those_who_wrote_them() -> None:
    made = document("表格见附件。", "第二段。")
    made.add_comment(made.paragraphs[1].runs, text="账号不要公开", author="王小明", initials="王")
    cleaned = clean("x.docx", saved(made), Asked())
    assert texts(opened(cleaned)) == ["表格见附件。", "第二段。"]
    assert list(cleaned.went.kinds[COMMENTS]) == ["第2段"]
    whole = everything(cleaned.data)
    assert "账号" not in whole and "王小明" not in whole and "comments" not in whole


def test_hidden_text_goes_only_when_it_is_asked_for() -> None:
    made = document("补助名单：", "第二段")
    made.paragraphs[0].add_run("王小明三万元").font.hidden = True
    left = clean("x.docx", saved(made), Asked())
    assert "三万元" in everything(left.data) and HIDDEN_TEXT in left.went.left
    assert ("hidden_text",) in {one[:1] for one in left.remaining}
    cleaned = clean("x.docx", saved(made), ALL)
    assert texts(opened(cleaned)) == ["补助名单：", "第二段"]
    assert "三万元" not in everything(cleaned.data) and cleaned.remaining == ()
    assert list(cleaned.went.kinds[HIDDEN_TEXT]) == ["第1段"]


def test_text_that_a_style_hides() -> None:
    made = document("看得见")
    style = made.styles.add_style("暗", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    made.paragraphs[0].add_run("看不见", style)
    made.paragraphs[0].add_run("也看得见", style).font.hidden = False
    cleaned = clean("x.docx", saved(made), ALL)
    assert texts(opened(cleaned)) == ["看得见也看得见"]


def test_properties_variables_and_sessions() -> None:
    made = document("正文")
    core = made.core_properties
    core.author, core.last_modified_by, core.comments, core.title = "王小明", "李某", "不要公开", "通知"
    made.settings.element.append(parse_xml(f'<w:docVars {W}><w:docVar w:name="a" w:val="密钥"/></w:docVars>'))
    made.paragraphs[0]._p.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}rsidR", "00A12B3C")
    cleaned = clean("x.docx", saved(made), Asked())
    whole = everything(cleaned.data)
    assert not [word for word in ("王小明", "李某", "不要公开", "密钥", "00A12B3C") if word in whole]
    assert opened(cleaned).core_properties.title == "通知"
    assert {"作者", "最后修改者", "备注"} <= set(cleaned.went.kinds[PROPERTIES])
    assert {VARIABLES, EDITING} <= set(cleaned.went.kinds)


def test_pictures_inside_lose_their_position() -> None:
    made = document("照片")
    made.add_picture(str(FILES / "position.jpg"))
    data = saved(made)
    assert "location" in {name for name, _ in inspect_file("x.docx", data).faults}
    cleaned = clean("x.docx", data, Asked())
    assert cleaned.remaining == ()
    with zipfile.ZipFile(io.BytesIO(cleaned.data)) as archive:
        (name,) = [one for one in archive.namelist() if "/media/" in one]
        again = Image.open(io.BytesIO(archive.read(name)))
    assert again.tobytes() == Image.open(FILES / "position.jpg").tobytes()


@pytest.mark.parametrize(
    "name", sorted(one.name for one in FILES.glob("*.docx") if one.name not in ("bomb.docx", "legacy.docx"))
)
def test_what_is_shown_stays_and_a_second_time_finds_nothing(name: str) -> None:
    data = (FILES / name).read_bytes()
    cleaned = clean(name, data, ALL)
    if name not in ("tracked.docx", "hidden-text.docx"):
        assert texts(opened(cleaned)) == texts(docx.Document(io.BytesIO(data)))
    again = clean(name, cleaned.data, ALL)
    assert not again.went, again.went.kinds
    assert texts(opened(again)) == texts(opened(cleaned))


def test_a_part_that_is_not_touched_keeps_its_bytes() -> None:
    data = (FILES / "author.docx").read_bytes()
    cleaned = clean("x.docx", data, Asked())
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(cleaned.data)) as after:
        for name in ("word/theme/theme1.xml", "word/fontTable.xml", "word/document.xml"):
            assert before.read(name) == after.read(name), name
