"""From a schema's refusal to words an officer can act on, with the code of the rule it belongs to."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from gongkai.core.days import FIRST_YEAR, LAST_YEAR
from gongkai.core.findings import Text
from gongkai.documents.ledger_fields import KEYS as LEDGER_KEYS
from gongkai.documents.ledger_fields import called
from gongkai.documents.remedies import choices, remedy
from gongkai.documents.values import FILE_NAME
from gongkai.source import mistakes
from gongkai.source.problems import FILE, Problem

Spans = Mapping[tuple[str | int, ...], tuple[int, int]]

# Which rule a missing key (and a malformed index number) belongs to; all else is Y03 (domain, section 4).
_MISSING: dict[tuple[str, ...], str] = {
    ("title",): "C01",
    ("summary",): "C01",
    ("produced_on",): "C01",
    ("index_number",): "C02",
    ("category",): "C03",
}
_REVIEW = {"business": "R07", "first": "R01", "joint": "R11", "final": "R02"}

_LONGEST_KEY = 60  # with more letters it is no slip of a key that there is

_REASONS: dict[str, Text] = {
    "gk_date": Text("应为日期，如 2026-03-02", "must be a date such as 2026-03-02"),
    "gk_impossible_date": Text("不存在这一天或这一时刻", "there is no such day or time"),
    "gk_instant": Text(
        "应为带时区的时刻，如 2026-03-02T09:30:00+08:00",
        "must be an instant with its offset, such as 2026-03-02T09:30:00+08:00",
    ),
    "gk_far_date": Text(
        f"的年份须在 {FIRST_YEAR} 至 {LAST_YEAR} 之间；没有终止日期的，不写这一项",
        f"must lie in the years {FIRST_YEAR} to {LAST_YEAR}; leave the key out where there is no end",
    ),
    "gk_offset": Text("的时区不存在，北京时间写作 +08:00", "has an offset that no zone has; China's is +08:00"),
    "gk_count_most": Text("不能大于 {most}", "must not be greater than {most}"),
    "gk_document_number": Text(
        "的年份应以六角括号〔〕括入，其间不留空格（GB/T 9704）",
        "has to have its year in the brackets 〔〕, without blanks (GB/T 9704)",
    ),
    "gk_yes_no": Text("应为 yes 或 no", "must be yes or no"),
    "gk_count": Text("应为正整数", "must be a positive whole number"),
    "gk_calendar": Text(
        "列出的{year}年没有登记齐全：calendar 中缺少{missing}的放假日期（遇周末的也要登记）",
        "names {year}, of which `calendar` lacks days off (enter those on weekends, too): {missing}",
    ),
    "string_type": Text("应为一段文字", "must be text"),
    "string_too_short": Text("不能为空", "must not be empty"),
    "string_too_long": Text("超过 {max_length} 个字符", "is longer than {max_length} characters"),
    "string_pattern_mismatch": Text(
        "格式不对：不能为空、首尾不能有空格，并须符合规定的写法", "does not have the required form"
    ),
    "gk_file_name": Text(
        '不能用作文件名：不能为空、以“.”开头，也不能含有 / \\ : * ? " < > |',
        'is no name for a file: it is empty, begins with a dot, or holds one of / \\ : * ? " < > |',
    ),
    "tuple_type": Text("应为列表（每行以“- ”开始）", "must be a list (each line begins with `- `)"),
    "model_type": Text("应为若干“键: 值”", "must be a mapping of keys and values"),
    "dict_type": Text("应为若干“键: 值”", "must be a mapping of keys and values"),
    "model_attributes_type": Text("应为若干“键: 值”", "must be a mapping of keys and values"),
    "literal_error": Text("只能是 {expected} 之一", "must be one of {expected}"),
    "enum": Text("只能是 {expected} 之一", "must be one of {expected}"),
}


def problem(
    error: ErrorDetails,
    spans: Spans,
    known: Mapping[tuple[str | int, ...], Any],
    top: tuple[str, ...] = (),
    given: Any = None,
) -> Problem:
    """One schema error as a problem with its place; ``top`` is the path of the checked value in the file, ``given`` what stands there."""
    location = (*top, *_clean(error["loc"]))
    line, column = _nearest(spans, location)
    name = ".".join(str(part) for part in location)
    in_ledger = location[:1] == ("entries",) and len(location) > 2
    if in_ledger:
        name = ".".join(str(part) for part in location[2:])
    zh = called(name) if in_ledger else name
    if error["type"] == "extra_forbidden":
        return _unknown(location, line, column, known)
    code = _code(location, error["type"])
    if error["type"] == "missing" and location[-1] == "sha256":
        return Problem(
            code,
            line,
            column,
            Text("附件没有登记校验值", "the attachment has no checksum"),
            Text(
                f"先运行 gongkai attach {FILE}，再送审", f"run gongkai attach {FILE}, then have the document reviewed"
            ),
        )
    if error["type"] == "missing":
        return Problem(
            code,
            line,
            column,
            Text(f"缺少“{zh}”", f"`{name}` is missing"),
            Text(f"补填“{zh}”后再登记", f"fill in `{name}`")
            if in_ledger
            else Text(f"补填“{name}”后重新送审", f"fill in `{name}`, then have the document reviewed again"),
        )
    one_text = error["type"] in ("model_type", "dict_type", "model_attributes_type") and isinstance(given, str)
    if one_text and (written := mistakes.nested(given)):
        wrong = Text(f"“{name}”里用了全角冒号", f"a full-width colon stands in `{name}`")
        return Problem(code, line, column, wrong, written)
    kind = "gk_file_name" if error.get("ctx", {}).get("pattern") == FILE_NAME else error["type"]
    reason = _REASONS.get(kind, Text("格式不对", "does not have the required form"))
    context = {key: str(value).replace("'", "") for key, value in error.get("ctx", {}).items()}
    if "{" in reason.zh:
        listed = {key: _in_chinese(value) for key, value in context.items()}
        reason = Text(reason.zh.format(**listed), reason.en.format(**context))
    return Problem(
        code,
        line,
        column,
        Text(f"“{zh}”{reason.zh}", f"`{name}` {reason.en}"),
        remedy(kind, str(location[-1]) if location else "", given, reason),
    )


def _in_chinese(listed: str) -> str:
    """Choices as pydantic lists them, each with what it is called."""
    words = re.split(", | or ", listed)
    names = choices() if len(words) > 1 else {}
    if "public" in words:  # a determination, not a level
        names = {**names, "partial": "部分公开", "secret": "属于国家秘密"}
    return "、".join(f"{word}（{names[word]}）" if word in names else word for word in words)


# Keys as the forms of offices call them.
_KEYS = {
    "索引号": "index_number", "标题": "title", "题名": "title", "名称": "title", "信息名称": "title",
    "内容概述": "summary", "概述": "summary", "摘要": "summary", "发布机构": "agency", "发文机关": "agency", "机构": "agency",
    "联合发布机构": "joint_agencies", "联合发文机关": "joint_agencies", "产生日期": "produced_on", "生成日期": "produced_on",
    "成文日期": "issued_on", "施行日期": "effective_on", "生效日期": "effective_on", "失效日期": "expires_on",
    "文号": "document_number", "发文字号": "document_number", "体裁": "genre", "类别": "category", "公开类别": "category",
    "主题": "topics", "关键词": "keywords", "性质": "nature", "载体": "carrier", "载体类型": "carrier",
    "公开属性": "disclosure", "公开方式": "disclosure", "有效性": "validity", "公开渠道": "channels", "渠道": "channels",
    "附件": "attachments", "路径": "path", "审查": "review", "密级": "level", "保密期限": "term", "理由": "reason",
    "个人信息": "personal_data", "豁免": "waivers", "联系方式": "contacts", "归属": "whose", "位置": "where", "期限": "until",
    "依据": "basis",
}  # fmt: skip


def meant(
    error: ErrorDetails, known: Mapping[tuple[str | int, ...], Any], top: tuple[str, ...] = ()
) -> tuple[int | str, ...] | None:
    """The place of the key that was probably meant by an unknown one; None for another error or without a guess."""
    if error["type"] != "extra_forbidden":
        return None
    close = _closest((*top, *_clean(error["loc"])), known)
    return (*error["loc"][:-1], close) if close else None


def _closest(location: tuple[str | int, ...], known: Mapping[tuple[str | int, ...], Any]) -> str:
    if len(str(location[-1])) > _LONGEST_KEY:
        return ""
    keys = [str(key) for key in known.get(tuple(p for p in location[:-1] if isinstance(p, str)), ())]
    if (named := {**_KEYS, **(LEDGER_KEYS if location[0] == "entries" else {})}.get(str(location[-1]))) in keys:
        return str(named)
    return next(iter(difflib.get_close_matches(str(location[-1]), keys, n=1, cutoff=0.6)), "")


def _clean(location: tuple[int | str, ...]) -> tuple[str | int, ...]:
    return tuple(part for part in location if part != "[key]")


def _code(location: tuple[str | int, ...], kind: str) -> str:
    if len(location) >= 2 and location[0] == "review":
        return _REVIEW.get(str(location[1]), "Y03")
    if kind == "missing" or location == ("index_number",):
        return _MISSING.get(tuple(str(part) for part in location), "Y03")
    return "Y03"


def _nearest(spans: Spans, location: tuple[str | int, ...]) -> tuple[int, int]:
    """The place of a key, or of the closest map around it that exists (a missing key has no place)."""
    while location and location not in spans:
        location = location[:-1]
    return spans.get(location, (1, 1))


def _unknown(
    location: tuple[str | int, ...], line: int, column: int, known: Mapping[tuple[str | int, ...], Any]
) -> Problem:
    key = str(location[-1])
    close = _closest(location, known)
    hint = Text(f"，是否应为“{close}”？", f"; did you mean `{close}`?") if close else Text("", "")
    return Problem(
        "Y02",
        line,
        column,
        Text(f"不认识的项“{key}”{hint.zh}", f"unknown key `{key}`{hint.en}"),
        Text(
            f"改为“{close}”" if close else "删去该项；可用的项见著录项说明",
            f"change it to `{close}`" if close else "delete it; the reference lists the keys that exist",
        ),
    )
