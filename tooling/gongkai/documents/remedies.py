"""What to write instead of a value that a schema refused, where that can be told."""

from __future__ import annotations

import functools
import re
from typing import Any

from gongkai.core.findings import Text
from gongkai.documents import labels
from gongkai.documents.registries import ascii_address
from gongkai.source.document_numbers import as_prescribed
from gongkai.source.problems import FILE

_MEND = Text("改正后重新送审", "mend it, then have the document reviewed again")
_YES_NO = {
    **dict.fromkeys(("是", "有", "对", "涉及", "含", "true", "y", "yes", "1"), "yes"),
    **dict.fromkeys(("否", "无", "没有", "不是", "不涉及", "不含", "false", "n", "no", "0"), "no"),
}
_BETWEEN = re.compile(r"[、，,；;]\s*")
_DIGITS = re.compile(r"[0-9]{5}")  # what could be somebody's number is not shown again
_LONGEST = 60
_DAY = re.compile(r"([12][0-9]{3})(?:年|[./-])([01]?[0-9])(?:月|[./-])([0-3]?[0-9])日?")


def remedy(kind: str, key: str, given: Any, reason: Text) -> Text:
    """Return what to write for ``key``; ``kind`` is the schema's word for the error, ``given`` the value, ``reason`` what was said of it."""
    if kind == "string_type" and isinstance(given, list | dict):
        written = f'{key}: "[…]…"' if isinstance(given, list) else f'{key}: "…: …"'
        return Text(
            f"内容以“[”“{{”“- ”开头或含有冒号加空格的，整段加双引号，写成：{written}",
            f"quote a value that begins with [ or {{ or holds a colon and a blank: {written}",
        )
    meant = _MEANT.get(kind)
    return (meant(key, given, reason) if meant and isinstance(given, str) else None) or _MEND


def _write(key: str, value: str) -> Text:
    return Text(f"写成：{key}: {value}", f"write: {key}: {value}")


def _answer(key: str, given: str, _: Text) -> Text | None:
    answer = _YES_NO.get(given.strip().lower())
    return _write(key, answer) if answer else None


def day_as_written(given: str) -> str | None:
    """A day that is written otherwise, such as 2026年3月2日, as it has to be written; None for anything else."""
    day = _DAY.fullmatch(given)
    return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else None


def _day(key: str, given: str, _: Text) -> Text | None:
    day = day_as_written(given)
    return _write(key, day) if day else None


def _choice(_: str, given: str, reason: Text) -> Text | None:
    meant = next((word for word, name in choices().items() if name == given and word in reason.en), None)
    return Text(f"此处写代号：{meant}", f"write its identifier here: {meant}") if meant else None


def _list(key: str, given: str, _: Text) -> Text | None:
    entries = [one for one in _BETWEEN.split(given.lstrip("-—－ ")) if one]
    if not entries or len(given) > _LONGEST or _DIGITS.search(given):
        return None
    zh = "".join(f"“  - {one}”" for one in entries)
    return Text(
        f"“{key}:”后面另起一行，每行一项：{zh}",
        f"begin a new line behind `{key}:` and write one entry a line: {', '.join(f'`  - {one}`' for one in entries)}",
    )


def _form(key: str, given: str, _: Text) -> Text | None:
    if "\n" in given:
        return Text(
            f"写在一行里：“{key}: ”后面直接写内容，不用“|”", f"write it on one line, behind `{key}: ` and without |"
        )
    if key != "base_url":
        return None
    if (address := ascii_address(given)) != given:
        return Text(
            f"中文域名写它的英文形式（Punycode）：{address}", f"write a Chinese domain name as Punycode: {address}"
        )
    return Text(
        "写完整的网址，以 http:// 或 https:// 开头、以 / 结尾，如 https://www.example.gov.cn/zfxxgk/",
        "write the whole address, which ends with /, such as https://www.example.gov.cn/zfxxgk/",
    )


def _number(key: str, given: str, _: Text) -> Text:
    written = as_prescribed(given)
    return Text(
        f"写成：{key}: {written}（或运行 gongkai tidy {FILE}）", f"write: {key}: {written} (or run gongkai tidy {FILE})"
    )


def _file(key: str, _: str, __: Text) -> Text:
    return Text(
        f"给文件改名，“{key}”和正文中的链接一并改，再运行 gongkai attach {FILE}",
        f"rename the file, here and in the links of the body, then run gongkai attach {FILE}",
    )


_MEANT = {
    "gk_yes_no": _answer, "gk_document_number": _number, "gk_date": _day, "literal_error": _choice, "enum": _choice, "string_pattern_mismatch": _form,
    "gk_file_name": _file, "tuple_type": _list,
}  # fmt: skip


@functools.cache
def choices() -> dict[str, str]:
    """Return what the closed values are called."""
    return {
        **labels.VALIDITY, **labels.DISCLOSURE, **labels.CARRIER, **labels.CADENCE, **labels.STAGE,
        **{str(role): name for role, name in labels.ROLES.items()}, **{key: name.zh for key, name in labels.CONTACTS.items()},
        "general": "一般", "policy": "政策性", "business": "业务性", "agree": "同意", "disagree": "不同意",
        "pass": "通过", "open": "未定", "not_applicable": "不适用", "public": "可以公开", "secret": "机密",
        "top-secret": "绝密", "confidential": "秘密", "none": "不定密", "government": "政府", "department": "部门",
        "town": "乡镇", "dispatched": "派出机构", "enterprise": "公共企事业单位", "law": "法律法规", "scope": "保密范围",
        "withdrawn": "撤下",
        "wrongly_published": "误公开", "merged": "并入", "too_low": "高密低定", "too_high": "低密高定", "groundless": "无密乱定",
        "omitted": "漏定", "list": "事项一览表", "notice": "通知", "required": "必须签名", "optional": "可以不签名",
    }  # fmt: skip
