"""Leaks made by rules: a rule is one way of writing one kind of secret or private data, with everything else in it drawn by lot.

The rules stand in two halves, ``leaks_tuned.py`` and ``leaks_aside.py``; which half a rule belongs to follows from its name
(``half_of``). All people, numbers and addresses are invented; the numbers have valid checksums, as they must to be taken for real.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from support.leak_values import PEOPLE, VALUES

HALVES = ("tuned", "aside")
_SALT = 149  # chosen, before anything was measured, so that the halves of every kind have about one size
CELL = "\x1f"  # between parts of a value that stand in cells of their own
LINE = "\n"  # between parts of a value that stand on lines of their own

# Each kind: the rule of the gate that has to refuse it, and what people call it.
KINDS = {
    "secret_list": ("S09", "国家秘密事项清单 list of secrets"),
    "mark": ("S01", "密级标志 classification mark"),
    "internal": ("S01", "内部标志 internal mark"),
    "resident_id": ("P01", "公民身份号码 resident ID number"),
    "bank_card": ("P01", "银行卡号 bank card number"),
    "mobile": ("P01", "移动电话号码 mobile phone number"),
    "passport": ("P01", "护照号码 passport number"),
    "landline": ("P02", "固定电话号码 telephone number"),
    "email": ("P02", "电子邮箱 e-mail address"),
    "birth_date": ("P02", "出生日期 date of birth"),
    "address": ("P02", "住址 home address"),
    "health": ("P02", "个人健康信息 health of a person"),
    "complainant": ("P03", "申请人、投诉人的姓名 name of an applicant or complainant"),
    "trade_secret": ("P04", "商业秘密标志 mark of a trade secret"),
    "advertising": ("W01", "广告或转载痕迹 advertising or a trace of copying"),
    "foreign_address": ("W01", "站外网址 address of another site"),
}
# Other rules that may take it for what it looks like as well; the officer is stopped and told why either way.
_ALSO = {"secret_list": {"S01"}, "mark": {"S09"}, "trade_secret": {"S01"}, "landline": {"P01"}}
NUMBERS = ("resident_id", "bank_card", "mobile", "landline")

# Of a number: what a column of it is called, what stands before it in a sentence, how its digits are grouped.
_USUAL = {
    "resident_id": ("身份证号", "{name}，身份证号：", (6, 8, 4)),
    "bank_card": ("银行卡号", "{name}，银行卡号：", (4, 4, 4, 4, 4)),
    "mobile": ("手机号码", "{name}，手机：", (3, 4, 4)),
    "landline": ("住宅电话", "{name}，住宅电话：", (4, 4, 4)),
    "passport": ("护照号码", "{name}，护照号码：", (1, 4, 4)),
}


def refused(kind: str, codes: Collection[str]) -> bool:
    """Whether a leak of that kind was refused for what it is. Invisible characters are refused as such (Y01)."""
    return not {KINDS[kind][0], "Y01", *_ALSO.get(kind, ())}.isdisjoint(codes)


class Lot(Mapping[str, str]):
    """Draws what a rule names in braces; the same seed draws the same."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def __getitem__(self, key: str) -> str:
        return VALUES[key](self.random)

    def __iter__(self) -> object:  # type: ignore[override]
        return iter(VALUES)

    def __len__(self) -> int:
        return len(VALUES)

    def fill(self, template: str) -> str:
        return template.format_map(self)

    def one(self, *choices: str) -> str:
        return self.fill(self.random.choice(choices))

    def groups(self, kind: str) -> list[str]:
        """The digits of a number of this kind, as they are usually grouped."""
        digits, found = VALUES[kind](self.random).replace("-", ""), []
        for size in _USUAL[kind][2]:
            found.append(digits[:size])
            digits = digits[size:]
        return [one for one in (*found[:-1], found[-1] + digits) if one]


@dataclass(frozen=True, slots=True)
class Written:
    """One leak: as a sentence and, where it can be one, as a row of a table (heads with their values)."""

    sentence: str
    row: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of writing some kinds. ``alone``: it is a leak only on a line of its own. ``tabular``: it may stand in a table."""

    name: str
    kinds: tuple[str, ...]
    write: Callable[[Lot, str], Written]
    alone: bool = False

    @property
    def half(self) -> str:
        return half_of(self.name)


def half_of(name: str) -> str:
    """The half to which a rule of this name belongs: by its hash, so that nobody chooses rule by rule."""
    return HALVES[hashlib.sha256(f"{_SALT}:{name}".encode()).digest()[0] % 2]


def digits(name: str, how: Callable[[Lot, list[str]], str], *kinds: str) -> Rule:
    """A way of writing the digits of a number, given in groups."""

    def write(lot: Lot, kind: str) -> Written:
        head, before, _ = _USUAL[kind]
        value, person = how(lot, lot.groups(kind)), lot["name"]
        lead = before.replace("{name}", person)
        return Written(f"{lead}{value}。", (("姓名", person), (head, value)))

    return Rule(name, kinds or NUMBERS, write)


def said(name: str, kind: str, *sentences: str, alone: bool = False) -> Rule:
    """A way of saying it in running text."""
    return Rule(name, (kind,), lambda lot, _: Written(lot.one(*sentences)), alone)


def columns(name: str, kind: str, *heads: str, value: str, before: tuple[tuple[str, str], ...] = PEOPLE) -> Rule:
    """A way of heading a column; in running text the head stands before a colon."""

    def write(lot: Lot, _: str) -> Written:
        head, said = lot.one(*heads), lot.fill(value)
        first = tuple((key, lot.fill(one)) for key, one in before)
        lead = "，".join(one for _, one in first)
        return Written(f"{lead}{'，' if lead else ''}{head}：{said}", (*first, (head, said)))

    return Rule(name, (kind,), write)


def both(name: str, kind: str, *sentences: str, row: tuple[tuple[str, str], ...], alone: bool = False) -> Rule:
    """A way of saying it with a table of its own beside."""

    def write(lot: Lot, _: str) -> Written:
        return Written(lot.one(*sentences), tuple((lot.fill(head), lot.fill(value)) for head, value in row))

    return Rule(name, (kind,), write, alone)


def listed(name: str, kind: str, *row: tuple[str, str]) -> Rule:
    """A row of a table; in running text its heads stand before their values."""

    def write(lot: Lot, _: str) -> Written:
        drawn = tuple((head, lot.fill(value)) for head, value in row)
        return Written("；".join(f"{head}：{value}" for head, value in drawn), drawn)

    return Rule(name, (kind,), write)
