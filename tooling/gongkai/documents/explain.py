"""From a schema's refusal to words an officer can act on, with the code of the rule it belongs to."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from gongkai.days import FIRST_YEAR, LAST_YEAR
from gongkai.documents.registries import ascii_address
from gongkai.findings import Text
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
            Text(f"缺少“{name}”", f"`{name}` is missing"),
            Text(f"补填“{name}”后重新送审", f"fill in `{name}`, then have the document reviewed again"),
        )
    reason = _REASONS.get(error["type"], Text("格式不对", "does not have the required form"))
    context = {key: str(value).replace("'", "") for key, value in error.get("ctx", {}).items()}
    if "{" in reason.zh:
        listed = {key: _in_chinese(value) for key, value in context.items()}
        reason = Text(reason.zh.format(**listed), reason.en.format(**context))
    return Problem(
        code,
        line,
        column,
        Text(f"“{name}”{reason.zh}", f"`{name}` {reason.en}"),
        _remedy(error["type"], str(location[-1]) if location else "", given, reason),
    )


def _in_chinese(choices: str) -> str:
    """Choices as pydantic lists them, each with what it is called."""
    words = re.split(", | or ", choices)
    names = _choices() if len(words) > 1 else {}
    if "public" in words:  # a determination, not a level
        names = {**names, "partial": "部分公开", "secret": "属于国家秘密"}
    return "、".join(f"{word}（{names[word]}）" if word in names else word for word in words)


@functools.cache
def _choices() -> dict[str, str]:
    """What the closed values are called."""
    from gongkai.publish import labels  # noqa: PLC0415 - wanted only where something is wrong
    from gongkai.secrecy.declared import KINDS  # noqa: PLC0415

    return {
        **labels.VALIDITY, **labels.DISCLOSURE, **labels.CARRIER, **labels.CADENCE, **labels.STAGE,
        **{str(role): name for role, name in labels.ROLES.items()}, **{key: name.zh for key, name in KINDS.items()},
        "general": "一般", "policy": "政策性", "business": "业务性", "agree": "同意", "disagree": "不同意",
        "pass": "通过", "open": "未定", "not_applicable": "不适用", "public": "可以公开", "secret": "机密",
        "top-secret": "绝密", "confidential": "秘密", "none": "不定密", "government": "政府", "department": "部门",
        "town": "乡镇", "dispatched": "派出机构", "enterprise": "公共企事业单位", "law": "法律法规", "scope": "保密范围",
        "list": "事项一览表", "notice": "通知", "required": "必须签名", "optional": "可以不签名",
    }  # fmt: skip


_MEND = Text("改正后重新送审", "mend it, then have the document reviewed again")


def _remedy(kind: str, key: str, given: Any, reason: Text) -> Text:
    """How to write what was meant, where that can be told."""
    if kind == "string_type" and isinstance(given, list | dict):
        written = f'{key}: "[…]…"' if isinstance(given, list) else f'{key}: "…: …"'
        return Text(
            f"内容以“[”“{{”“- ”开头或含有冒号加空格的，整段加双引号，写成：{written}",
            f"quote a value that begins with [ or {{ or holds a colon and a blank: {written}",
        )
    if kind in ("literal_error", "enum") and isinstance(given, str):
        meant = [word for word, name in _choices().items() if name == given and word in reason.en]
        if meant:
            return Text(f"此处写代号：{meant[0]}", f"write its identifier here: {meant[0]}")
    if kind == "string_pattern_mismatch" and key == "base_url" and isinstance(given, str):
        if (address := ascii_address(given)) != given:
            return Text(
                f"中文域名写它的英文形式（Punycode）：{address}", f"write a Chinese domain name as Punycode: {address}"
            )
        return Text(
            "写完整的网址，以 http:// 或 https:// 开头、以 / 结尾，如 https://www.example.gov.cn/zfxxgk/",
            "write the whole address, which ends with /, such as https://www.example.gov.cn/zfxxgk/",
        )
    return _MEND


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
    choices = [str(choice) for choice in known.get(tuple(p for p in location[:-1] if isinstance(p, str)), ())]
    return next(iter(difflib.get_close_matches(str(location[-1]), choices, n=1, cutoff=0.6)), "")


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
