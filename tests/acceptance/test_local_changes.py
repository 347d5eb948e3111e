"""A change is local: what is new is declared in one place of a copy of the program, and everything else follows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program and its theme."""
    for part in ("tooling", "theme"):
        shutil.copytree(ROOT / part, tmp_path / "program" / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "program"


def python(program: Path, *arguments: str) -> str:
    ended = subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": f"{program / 'tooling'}{os.pathsep}{ROOT / 'tests'}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


KIND = """INTERPRETATION = Kind(
    "interpretation",
    _of_name("interpretations"),
    Page,
    "interpretations",
    voidable=True,
    mapped=True,
    template="interpretation.html",
    listed=ListPage("政策解读", "政策解读", "对本机关文件的解读。", "暂无解读。"),
)
CONTENT_KINDS = (ITEM, GUIDE, POLICY, PAGE, REPORT, INTERPRETATION)
"""
PATH = "content/interpretations/subsidy.md"
_WRITE = """
import sys
from pathlib import Path
from support import county
root, path, body = county.copy_to(Path(sys.argv[1])), sys.argv[2], sys.argv[3]
head = (root / county.POLICY).read_text(encoding="utf-8").partition("\\nreview:")[0]
(root / path).parent.mkdir(exist_ok=True)
(root / path).write_text(f"{head.replace('title: ', 'title: 解读：', 1)}\\n---\\n\\n{body}\\n", encoding="utf-8")
county.resign(root, path)
"""


def county_with(program: Path, county: Path, path: str, body: str) -> Path:
    """A county with one more document, signed by the copy of the program."""
    python(program, "-c", _WRITE, str(county), path, body)
    return county


def test_a_document_type_is_one_record_and_one_template(program: Path, tmp_path: Path) -> None:
    """It is signed, shown, listed, mapped, found from the search page and accounted for."""
    kinds = program / "tooling/gongkai/documents/kinds.py"
    before = "CONTENT_KINDS = (ITEM, GUIDE, POLICY, PAGE, REPORT)\n"
    text = kinds.read_text(encoding="utf-8")
    assert before in text
    kinds.write_text(text.replace(before, KIND), encoding="utf-8")
    template = program / "theme/templates/interpretation.html"
    template.write_text('{% extends "document.html" %}\n', encoding="utf-8")
    county = county_with(program, tmp_path / "county", PATH, "补助由本人申请。")
    python(program, "-m", "gongkai", "--root", str(county), "build")
    python(program, "-m", "gongkai", "--root", str(county), "audit", "output")
    site = county / "output"
    assert "补助由本人申请" in (site / "interpretations/subsidy.html").read_text(encoding="utf-8")
    assert "subsidy.html" in (site / "interpretations/index.html").read_text(encoding="utf-8")
    assert "政策解读" in (site / "index.html").read_text(encoding="utf-8")
    assert "interpretations/subsidy.html" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "interpretations/subsidy.html" in (site / "search/index.html").read_text(encoding="utf-8")
    unsigned = county / PATH
    unsigned.write_text(unsigned.read_text(encoding="utf-8").replace("本人", "他人"), encoding="utf-8")
    with pytest.raises(AssertionError, match="B01"):
        python(program, "-m", "gongkai", "--root", str(county), "check")


FIELD = """    hotline: Annotated[Line | None, About("咨询电话", "hotline",
        "由谁解答", "Who answers questions", "0571-55550100", row=True, exported=True)] = None
    # fmt: on
"""


def test_a_field_of_an_item_is_declared_once(program: Path, tmp_path: Path) -> None:
    """It is bound strictly, shown on the page, exported, and told of in the reference."""
    item = program / "tooling/gongkai/documents/item.py"
    text = item.read_text(encoding="utf-8")
    assert "    # fmt: on\n" in text
    item.write_text(text.replace("    # fmt: on\n", FIELD), encoding="utf-8")
    county = tmp_path / "county"
    python(program, "-c", _WITH_FIELD, str(county), "hotline: 测试县政务咨询台")
    python(program, "-m", "gongkai", "--root", str(county), "build", "--no-search")
    python(program, "-m", "gongkai", "--root", str(county), "audit", "output")
    site = county / "output"
    shown = [
        page for page in (site / "items").rglob("*.html") if "测试县政务咨询台" in page.read_text(encoding="utf-8")
    ]
    assert len(shown) == 1
    assert "咨询电话" in shown[0].read_text(encoding="utf-8")
    assert '"hotline": "测试县政务咨询台"' in (site / "catalog.json").read_text(encoding="utf-8")
    assert "咨询电话" in (site / "catalog.csv").read_text(encoding="utf-8").splitlines()[0]
    told = python(program, "-c", "import reference_docs; print(reference_docs.fields())")
    assert "| `hotline` |  | text | 咨询电话 | 由谁解答 | Who answers questions |" in told
    with pytest.raises(AssertionError, match="Y03"):
        python(program, "-c", _WITH_FIELD, str(tmp_path / "other"), "hotline: [一, 二]")
        python(program, "-m", "gongkai", "--root", str(tmp_path / "other"), "check")


_WITH_FIELD = """
import sys
from pathlib import Path
from support import county
root = county.copy_to(Path(sys.argv[1]))
path = county.POLICY_ITEM
text = (root / path).read_text(encoding="utf-8")
(root / path).write_text(text.replace("carrier:", sys.argv[2] + "\\ncarrier:", 1), encoding="utf-8")
county.resign(root, path)
"""


RULE = '''"""Z01: a text does not shout."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Document
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext


@rule("Z01", zh="正文不得连用感叹号", basis="五·6", on=Document)
def quiet(document: Document, county: SiteContext) -> Iterator[Finding]:
    """A text has no two exclamation marks in a row."""
    if "！！" in document.body:
        yield Finding("title", Text("连用感叹号", "it shouts"), Text("删去", "take one out"))
'''


def test_a_rule_is_one_module(program: Path, tmp_path: Path) -> None:
    """It judges, is explained and stands in every list of rules."""
    (program / "tooling/gongkai/rules/z01_quiet.py").write_text(RULE, encoding="utf-8")
    county = county_with(program, tmp_path / "county", "content/pages/holiday.md", "今天放假！！")
    gongkai = (program, "-m", "gongkai", "--root", str(county))
    with pytest.raises(AssertionError, match="Z01"):
        python(*gongkai, "check")
    assert "正文不得连用感叹号" in python(*gongkai, "explain", "Z01")
    assert "Z01" in python(program, "-c", "import reference_docs; print(reference_docs.rules())")


LEDGER = """

class Consultation(Model):
    \"\"\"A draft on which the public was asked.\"\"\"

    draft: Line
    from_: Date = Field(alias="from")
    opinions: Line


KINDS["consultations"] = LedgerKind("consultations", "征求意见", Consultation, None)
"""


def test_a_kind_of_ledger_is_one_declaration(program: Path, tmp_path: Path) -> None:
    """It is recorded under its Chinese name, read strictly, kept apart from the site, and in the reference."""
    with (program / "tooling/gongkai/signing/ledgers.py").open("a", encoding="utf-8") as ledgers:
        ledgers.write(LEDGER)
    county = county_with(program, tmp_path / "county", "content/pages/fireworks.md", "征求意见已经结束。")
    gongkai = (program, "-m", "gongkai", "--root", str(county))
    python(*gongkai, "record", "征求意见", "draft=燃放烟花爆竹管理办法", "from=2026-03-02", "opinions=收到十二条")
    with pytest.raises(AssertionError, match="Y03"):
        python(*gongkai, "record", "征求意见", "draft=燃放烟花爆竹管理办法", "from=昨天", "opinions=无")
    python(*gongkai, "build", "--no-search")
    python(*gongkai, "audit", "output")
    assert not [path for path in (county / "output").rglob("*.*") if "收到十二条".encode() in path.read_bytes()]
    assert "consultations" in python(program, "-c", "import reference_docs; print(reference_docs.fields())")
