"""A notice while it is drawn: what is said is a genre's, how it is laid out is drawn by lot (heads, lists, tables, contacts, signature)."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from support.notices import contacts, words
from support.notices.notice import Notice, Organisation

_NUMERALS = "一二三四五六七八九十"
_ROLES = {
    "purchaser": "采购人",
    "agent": "采购代理机构",
    "supplier": "中标人",
    "tenderer": "投标人",
    "recruiter": "招聘单位",
}


@dataclass(slots=True)
class Draft:
    """Takes what a genre says, block by block."""

    random: random.Random
    title: str = ""
    summary: str = ""
    blocks: list[str] = field(default_factory=list)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    values: list[str] = field(default_factory=list)
    _heads: int = 0
    _style: int = 0

    def __post_init__(self) -> None:
        self._style = self.random.randrange(6)

    # What is drawn ------------------------------------------------------------------------------------------

    def one(self, *choices: str) -> str:
        return self.random.choice(choices)

    def maybe(self, share: float = 0.5) -> bool:
        return self.random.random() < share

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def some(self, choices: Sequence[str], least: int, most: int) -> list[str]:
        return self.random.sample(list(choices), min(len(choices), self.number(least, most)))

    def day(self, year: int = 2026) -> dt.date:
        return dt.date(year, 1, 1) + dt.timedelta(days=self.number(0, 360))

    def date(self, year: int = 2026) -> str:
        """A day as offices write it."""
        day = self.day(year)
        return self.one(
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}年{day.month:02}月{day.day:02}日",
            f"{day:%Y-%m-%d}",
            f"{day:%Y.%m.%d}",
        )

    def money(self) -> str:
        amount = self.number(10_000, 90_000_000)
        return self.one(f"{amount / 10000:.2f}万元", f"{amount:,}元", f"人民币{amount}.00元", f"￥{amount:,}.00元")

    def person(self) -> str:
        return words.name(self.random)

    def masked(self) -> str:
        """A name with its mask."""
        name = self.person()
        return self.one(
            f"{name[0]}某", f"{name[0]}某某", name[0] + "*" * (len(name) - 1), f"{name[0]}×{name[-1]}", f"{name[0]}*"
        )

    # Layout ---------------------------------------------------------------------------------------------------

    def para(self, *texts: str) -> Draft:
        """One paragraph, one of several wordings."""
        self.blocks.append(self.one(*texts))
        return self

    def head(self, text: str) -> Draft:
        """A head of a section, in the style of this notice."""
        count = _NUMERALS[self._heads] if self._heads < len(_NUMERALS) else f"十{_NUMERALS[self._heads - 10]}"
        self._heads += 1
        self.blocks.append(
            (
                f"## {count}、{text}",
                f"{count}、{text}",
                f"## {text}",
                f"**{count}、{text}**",
                f"## 第{count}部分　{text}",
                f"{self._heads}．{text}",
            )[self._style]
        )
        return self

    def items(self, texts: Sequence[str]) -> Draft:
        """A list, in one of the ways in which offices write one."""
        how = self.number(0, 4)
        ended = [f"{one}；" for one in texts[:-1]] + [f"{texts[-1]}。"]
        if how == 0:
            self.blocks.append("\n".join(f"- {one}" for one in ended))
        elif how == 1:
            self.blocks.append("\n".join(f"{at}. {one}" for at, one in enumerate(ended, 1)))
        elif how == 2:
            self.blocks += [f"（{_NUMERALS[at % 10]}）{one}" for at, one in enumerate(ended)]
        elif how == 3:
            self.blocks += [f"{at}．{one}" for at, one in enumerate(ended, 1)]
        else:
            self.blocks.append("".join(ended))
        return self

    def pairs(self, *pairs: tuple[str, str]) -> Draft:
        """Labels with their values."""
        how = self.number(0, 6)
        if how == 0:
            self.blocks += [f"{key}：{value}" for key, value in pairs]
        elif how == 1:
            self.blocks.append("\n".join(f"{key}：{value}" for key, value in pairs))
        elif how == 2:
            self.blocks.append("\n".join(f"- {key}：{value}" for key, value in pairs))
        elif how == 3:
            self.table((self.one("项目", "名称", "事项"), "内容"), [list(one) for one in pairs])
        elif how == 4:
            self.blocks.append("\n".join(f"{at}. {key}：{value}" for at, (key, value) in enumerate(pairs, 1)))
        elif how == 5 and len(pairs) % 2 == 0:
            rows = [[*pairs[at], *pairs[at + 1]] for at in range(0, len(pairs), 2)]
            self.table(rows[0], rows[1:] or [["备注", "无", "附件", "无"]])
        else:
            self.blocks.append("；".join(f"{key}：{value}" for key, value in pairs) + "。")
        return self

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Draft:
        """A table of Markdown."""
        lines = [heads, ["---"] * len(heads), *rows]
        self.blocks.append("\n".join(f"| {' | '.join(row)} |" for row in lines))
        return self

    def rows(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Draft:
        """Rows with heads: mostly a table, with or without a column that counts, sometimes one paragraph a row."""
        how = self.number(0, 3)
        if how == 0:
            self.table(("序号", *heads), [[str(at), *row] for at, row in enumerate(rows, 1)])
        elif how == 1:
            self.blocks += [
                f"{at}．{'，'.join(f'{head}：{cell}' for head, cell in zip(heads, row, strict=True))}。"
                for at, row in enumerate(rows, 1)
            ]
        elif how == 2:
            self.table((*heads, "备注"), [[*row, ""] for row in rows])
        else:
            self.table(heads, rows)
        return self

    def sections(self, least: int, most: int, *parts: Callable[[], object]) -> None:
        """Some of these parts, in an order drawn by lot."""
        for part in self.random.sample(parts, self.number(least, min(most, len(parts)))):
            part()

    # Contacts -------------------------------------------------------------------------------------------------

    def line(self, *, mobile: float = 0.3) -> str:
        """A telephone that may be published, noted as such."""
        found = words.mobile(self.random) if self.maybe(mobile) else words.landline(self.random)
        self.values.append(found)
        return found

    def own_line(self) -> str:
        """A telephone of the publishing office, as its registry lists it: it needs nobody named beside it."""
        return self.one(*words.OWN_LINES)

    def mail(self) -> str:
        found = words.email(self.random)
        self.values.append(found)
        return found

    def organisation(self, of: str, name: str, label: str = "") -> Organisation:
        found = Organisation(of, name, label or _ROLES.get(of, "联系单位"))
        self.organisations[name] = found
        return found

    def contact(self, *organisations: Organisation, mobile: float = 0.3) -> Draft:
        """How to reach organisations, in one of the layouts of real notices."""
        who = [(one, self._somebody()) for one in organisations]
        self.random.choice(contacts.LAYOUTS)(self, who, mobile)
        return self

    def _somebody(self) -> str:
        """Whom to ask for."""
        name = self.person()
        return self.one(f"{name[0]}工", name, f"{name[0]}女士", f"{name[0]}先生")

    def sign(self, agency: str) -> None:
        """Agency and day at the end, in a block or plainly."""
        day = self.day()
        date = self.one(f"{day.year}年{day.month}月{day.day}日", words.chinese_date(day))
        how = self.number(0, 3)
        if how == 0:
            self.blocks.append(f"::: 落款\n{agency}\n{date}\n:::")
        elif how == 1:
            self.blocks.append(f"{agency}\n{date}")
        elif how == 2:
            self.blocks += [agency, date]
        else:
            self.blocks.append(f"（{agency}　{date}发布）")

    def done(self, genre: str) -> Notice:
        body = "\n\n".join(self.blocks) + "\n"
        values = tuple(one for one in self.values if one in body)  # of wordings one is drawn, with its contacts
        organisations = tuple(one for one in self.organisations.values() if one.name in body) if values else ()
        summary = self.summary or f"公布{self.title}的有关内容。"
        return Notice(genre, self.title, summary, body, organisations, values)
