"""Leaks sown for the recall of the scan: one for each detector, in every place and disguise in which it can stand.

The people, numbers and addresses are invented; the numbers have valid checksums, as they must to be found.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_TRADITIONAL = str.maketrans("机绝秘内资传护证电话级长镇县区单残", "機絕祕內資傳護證電話級長鎮縣區單殘")


@dataclass(frozen=True, slots=True)
class Seed:
    """One leak: ``before`` the value and after it, whether it needs a line for itself, and whether it is a number."""

    detector: str
    code: str
    value: str
    before: str = ""
    after: str = ""
    number: bool = False
    alone: bool = False

    @property
    def line(self) -> str:
        return f"{self.before}{self.value}{self.after}"


SEEDS = (
    Seed("mark", "S01", "秘密★10年", "", "", alone=True),
    Seed("mark", "S01", "机密★", "该件标有"),
    Seed("mark", "S01", "绝密★长期", "文件首页为"),
    Seed("mark_alone", "S01", "机密", alone=True),
    Seed("mark_internal", "S01", "内部资料，不得外传", alone=True),
    Seed("resident_id", "P01", "110101199001011237", "证件号码：", "。", number=True),
    Seed("resident_id", "P01", "110101900101123", "证件号码：", "。", number=True),
    Seed("bank_card", "P01", "6222021234567890128", "卡号：", "。", number=True),
    Seed("mobile", "P01", "13800138000", "手机：", "。", number=True),
    Seed("passport", "P01", "E12345678", "护照号码：", "。"),
    Seed("landline", "P02", "0512-52881234", "联系电话：", "。"),
    Seed("local_line", "P02", "52881234", "联系电话：", "。"),
    Seed("email", "P02", "wang.xm@mail.example", "邮箱："),
    Seed("birth_date", "P02", "1975年3月12日", "王小明，出生日期："),
    Seed("address", "P02", "青石镇东风村3组12号", "王小明，家住"),
    Seed("health", "P02", "王小明，男，患有精神分裂症", "", "。"),
    Seed("applicant", "P03", "王小明", "投诉人：", "，反映噪声问题。"),
    Seed("trade_secret", "P04", "商业秘密★", alone=True),
    Seed("advertising", "W01", "QQ：12345678", "咨询"),
    Seed("advertising", "W01", "更多文章请登陆某某文库", "", "。"),
    Seed("foreign_address", "W01", "https://wenku.example.com", "详见"),
)
LINES = tuple(seed.line for seed in SEEDS)

Disguise = Callable[[Seed], str | None]  # the seed's value so written, or None where it cannot be


def _spaced(seed: Seed) -> str | None:
    return (
        re.sub(r"(\d{4})(?=\d)", r"\1 ", seed.value)
        if seed.number and seed.detector != "mobile"
        else (f"{seed.value[:3]} {seed.value[3:7]} {seed.value[7:]}" if seed.number else None)
    )


def _hyphened(seed: Seed) -> str | None:
    spaced = _spaced(seed)
    return spaced.replace(" ", "-") if spaced else None


def _full_width(seed: Seed) -> str | None:
    wide = "".join(_FULL_WIDTH.get(one, one) for one in seed.value)
    return wide if wide != seed.value else None


def _traditional(seed: Seed) -> str | None:
    written = seed.value.translate(_TRADITIONAL)
    return written if written != seed.value else None


def _bold(seed: Seed) -> str | None:
    middle = len(seed.value) // 2
    return f"{seed.value[:middle]}**{seed.value[middle:]}**" if not seed.value.startswith("http") else None


def _invisible(seed: Seed) -> str | None:
    middle = len(seed.value) // 2
    return f"{seed.value[:middle]}\u200b{seed.value[middle:]}"


DISGUISES: dict[str, Disguise] = {
    "as it is": lambda seed: seed.value,
    "full width": _full_width,
    "spaced": _spaced,
    "hyphens": _hyphened,
    "traditional": _traditional,
    "bold inside": _bold,
    "zero width": _invisible,
}
