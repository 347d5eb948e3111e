"""From a schema's refusal to words an officer can act on, with the code of the rule it belongs to."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from gongkai.findings import Text
from gongkai.source.problems import Problem

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
    "gk_yes_no": Text("应为 yes 或 no", "must be yes or no"),
    "gk_count": Text("应为正整数", "must be a positive whole number"),
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
    error: ErrorDetails, spans: Spans, known: Mapping[tuple[str | int, ...], Any], top: tuple[str, ...] = ()
) -> Problem:
    """One schema error as a problem with its place; ``top`` is the path of the checked value in the file."""
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
            Text("先运行 gongkai attach 和文件名，再送审", "run gongkai attach FILE, then have the document reviewed"),
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
        listed = {key: value.replace(", ", "、").replace(" or ", "、") for key, value in context.items()}
        reason = Text(reason.zh.format(**listed), reason.en.format(**context))
    return Problem(
        code,
        line,
        column,
        Text(f"“{name}”{reason.zh}", f"`{name}` {reason.en}"),
        Text("改正后重新送审", "mend it, then have the document reviewed again"),
    )


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
    choices = [str(choice) for choice in known.get(tuple(p for p in location[:-1] if isinstance(p, str)), ())]
    close = difflib.get_close_matches(key, choices, n=1, cutoff=0.6) if len(key) <= _LONGEST_KEY else []
    hint = Text(f"，是否应为“{close[0]}”？", f"; did you mean `{close[0]}`?") if close else Text("", "")
    return Problem(
        "Y02",
        line,
        column,
        Text(f"不认识的项“{key}”{hint.zh}", f"unknown key `{key}`{hint.en}"),
        Text(
            f"改为“{close[0]}”" if close else "删去该项；可用的项见著录项说明",
            f"change it to `{close[0]}`" if close else "delete it; the reference lists the keys that exist",
        ),
    )
