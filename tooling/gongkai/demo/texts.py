"""Texts for a demo county: read, normalised to what the checker accepts, and counted for the report."""

from __future__ import annotations

import gzip
import html
import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.core.characters import HIDDEN
from gongkai.core.findings import CannotRun
from gongkai.markup.profiles import SECOND, render

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
_LEADING_HEADING = re.compile(r"\s*#{1,6}[ ]+([^\n]*)\n?")
_PATH = "content/items/demo/2000/00001.md"

WORDS = {
    "comment": "HTML 注释",
    "heading": "与标题重复的首行标题",
    "hidden": "零宽等看不见的字符",
    "normal": "未规范化的字符（NFC）",
    "html": "HTML 标签或字符代码",
    "address": "不允许的链接或图片地址",
    "title": "过长或含换行的标题",
}


@dataclass(frozen=True, slots=True)
class SourceText:
    title: str
    body: str


def read_texts(path: Path, changes: Counter[str]) -> list[SourceText]:
    """The texts of a JSON Lines file (``{"title", "body"}`` a line, optionally gzipped), normalised."""
    opener = gzip.open if path.suffix == ".gz" else open
    texts = []
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    texts.append(_record(path, number, line, changes))
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CannotRun(f"无法读取 {path}：{error}", f"cannot read {path}: {error}") from None
    if not texts:
        raise CannotRun(f"{path} 中没有文本", f"{path} holds no texts")
    return texts


def _record(path: Path, number: int, line: str, changes: Counter[str]) -> SourceText:
    try:
        record = json.loads(line)
        title, body = record["title"], record["body"]
    except (json.JSONDecodeError, KeyError, TypeError):
        raise CannotRun(
            f'{path} 第 {number} 行不是 {{"title", "body"}}', f'{path}, line {number}: not {{"title", "body"}}'
        ) from None
    return SourceText(normal_title(str(title), changes), normal_body(str(body), str(title), changes))


def normal_title(title: str, changes: Counter[str]) -> str:
    clean = " ".join(HIDDEN.sub(" ", unicodedata.normalize("NFC", title)).split())[:110].strip() or "无标题"
    changes["title"] += clean != title
    return clean


def normal_body(body: str, title: str, changes: Counter[str]) -> str:
    """A body that the checker accepts; ``changes`` counts the texts in which each kind of change was made."""

    def step(name: str, before: str, after: str) -> str:
        changes[name] += before != after
        return after

    text = body.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    text = step("comment", text, _COMMENT.sub("", text))
    text = step("hidden", text, HIDDEN.sub("", text))
    text = step("normal", text, unicodedata.normalize("NFC", text))
    text = step("html", text, _TAG.sub("＜", _ENTITY.sub(lambda m: html.unescape(m[0]), text)))
    heading = _LEADING_HEADING.match(text)
    if heading and _bare(heading[1]) == _bare(title):
        text = step("heading", text, text[heading.end() :])
    text = text.strip("\n") + "\n"
    if render(SECOND, text, 1, _PATH, frozenset()).problems:
        text = step("address", text, text.replace("[", "［").replace("]", "］").replace("&", "＆"))
    return text


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", HIDDEN.sub("", unicodedata.normalize("NFKC", text)))


def pieces(text: SourceText, chars: int | None) -> list[str]:
    """The body whole, or cut at paragraphs into pieces of about ``chars`` characters."""
    if chars is None or len(text.body) <= chars:
        return [text.body]
    found: list[str] = []
    current: list[str] = []
    size = 0
    for block in text.body.split("\n\n"):
        if current and size + len(block) > chars:
            found.append("\n\n".join(current).strip("\n") + "\n")
            current, size = [], 0
        current.append(block)
        size += len(block)
    return [*found, "\n\n".join(current).strip("\n") + "\n"]


_TOPICS = (
    "农村公路养护",
    "校园周边环境整治",
    "城乡居民养老保险",
    "河道清淤",
    "老旧小区改造",
    "高标准农田建设",
    "森林防火",
    "食品小作坊监管",
)
_ACTS = ("实施方案", "工作安排", "办事指南", "情况通报", "资金分配结果", "考核办法")
_SENTENCES = (
    "各有关单位要按照职责分工，明确责任人和完成时限，确保各项任务落到实处。",
    "{topic}工作由主管部门牵头，财政、自然资源等部门配合，每季度末报送进展情况。",
    "本年度安排资金{money}万元，重点用于{topic}项目，资金使用情况接受审计和社会监督。",
    "申请人应当提交申请表和有关证明材料，受理机构自受理之日起{days}个工作日内办结。",
    "对工作推进不力、弄虚作假的，依照有关规定追究责任。",
    "第{n}批项目共{count}个，已完成{done}个，其余项目正在按计划推进。",
)


def invented(seed: int) -> Iterator[SourceText]:
    """An endless supply of plain official texts, the same for the same seed."""
    chance = random.Random(seed)
    while True:
        topic, act = chance.choice(_TOPICS), chance.choice(_ACTS)
        blocks = [f"为做好{topic}工作，结合本县实际，制定本{act}。"]
        for part in "一二三四":
            blocks.append(f"## {part}、{chance.choice(('总体要求', '主要任务', '资金安排', '办理程序', '保障措施'))}")
            for _ in range(chance.randint(2, 4)):
                count = chance.randint(5, 60)
                values = {
                    "topic": topic, "money": chance.randint(20, 900), "days": chance.choice((5, 10, 15, 20)),
                    "n": chance.randint(1, 4), "count": count, "done": chance.randint(0, count),
                }  # fmt: skip
                blocks.append("".join(s.format(**values) for s in chance.sample(_SENTENCES, 3)))
        blocks.append(f"| 项目 | 数量 |\n| --- | ---: |\n| {topic} | {chance.randint(1, 99)} |")
        yield SourceText(f"关于{topic}的{act}", "\n\n".join(blocks) + "\n")
