"""What items say in a fixed order (services, funds), and the catalog by the powers that it shows at work."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
import yaml

from gongkai.core.executors import InlineExecutor
from gongkai.gate.check import check
from gongkai.site.glossary import Glossary
from gongkai.site.model import SiteModel
from gongkai.site.searching import entry_of
from gongkai.site.standing import Standing
from gongkai.source.tree import Disk
from sample_county import TODAY

ROOT = Path(__file__).resolve().parents[2]
SERVICE = ("实施机构", "办理依据", "办理条件", "办理程序", "办理时限", "办理结果", "服务承诺")
FUNDS = ("资金来源", "资金数额", "发放标准", "发放对象", "审批和发放程序", "发放结果", "监督方式")


@pytest.mark.parametrize(
    ("item", "block", "labels"),
    [
        ("xinhe-town/2025/00007", "service", SERVICE),
        ("development-reform/2025/00002", "service", SERVICE[1:]),
        ("xinhe-town/2025/00004", "funds", FUNDS),
    ],
)
def test_a_block_is_shown_in_its_order(output: Path, item: str, block: str, labels: tuple[str, ...]) -> None:
    page = (output / f"items/{item}.html").read_text(encoding="utf-8")
    section = page[page.index(f'<section aria-labelledby="{block}">') :].partition("</section>")[0]
    shown = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", section)
    fields = yaml.safe_load((ROOT / f"content/items/{item}.md").read_text(encoding="utf-8").split("\n---\n")[0])[block]
    assert tuple(label for label, _ in shown) == labels
    assert [html.unescape(text) for _, text in shown] == list(fields.values()), "in the order of the clause"
    data = json.loads((output / f"items/{item}.json").read_text(encoding="utf-8"))
    assert ("mainEntity" in data) == (block == "service")


def test_a_block_is_found_by_the_search() -> None:
    verdict = check(Disk(ROOT), TODAY, InlineExecutor())
    assert verdict.county is not None
    glossary: Glossary = SiteModel.of(verdict.approved, (), verdict.county, True).glossary
    item = next(d for d in verdict.approved if d.path.endswith("xinhe-town/2025/00007.md"))
    assert "丈量放样、施工巡查、竣工核实四到场" in entry_of(item, glossary, Standing()).text


def test_the_catalog_by_power(output: Path) -> None:
    page = (output / "catalog/index.html").read_text(encoding="utf-8")
    section = page[page.index('<section aria-labelledby="power">') :].partition("</section>")[0]
    groups = dict(re.findall(r"<h3>(.*?)</h3>(.*?)(?=<h3>|\Z)", section, re.DOTALL))
    assert list(groups) == ["事权", "财权", "人事权"]
    linked = [re.findall(r"catalog/category/([a-z]+)/", group) for group in groups.values()]
    assert linked[1:] == [["budget", "fees", "trading", "procurement"], ["appointments", "recruitment"]]
    assert len({category for group in linked for category in group}) == 11
    total = sum(int(count) for count in re.findall(r"(\d+)条", section))
    assert total == json.loads((output / "catalog.json").read_text(encoding="utf-8"))["count"]
