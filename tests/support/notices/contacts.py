"""Layouts in which notices say how an organisation is reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from support.notices import words
from support.notices.notice import Organisation

if TYPE_CHECKING:
    from support.notices.draft import Draft

Who = Sequence[tuple[Organisation, str]]


def _lines(draft: Draft, who: Who, mobile: float) -> None:
    for one, person in who:
        place, line = words.address(draft.random), draft.line(mobile=mobile)
        draft.blocks.append(f"{one.label}：{one.name}\n地址：{place}\n联系人：{person}\n联系电话：{line}")


def _numbered(draft: Draft, who: Who, mobile: float) -> None:
    for at, (one, person) in enumerate(who, 1):
        draft.blocks += [f"{at}．{one.label}信息", f"名称：{one.name}", f"地址：{words.address(draft.random)}"]
        draft.blocks.append(f"联系方式：{person}　{draft.line(mobile=mobile)}")


def _table(draft: Draft, who: Who, mobile: float) -> None:
    draft.table(("单位", "联系人", "电话"), [[one.name, person, draft.line(mobile=mobile)] for one, person in who])


def _sentence(draft: Draft, who: Who, mobile: float) -> None:
    for one, person in who:
        line, mail = draft.line(mobile=mobile), draft.mail()
        draft.blocks.append(f"{one.label}：{one.name}，联系人：{person}，联系电话：{line}，电子邮箱：{mail}。")


def _list(draft: Draft, who: Who, mobile: float) -> None:
    for one, person in who:
        lines = f"{draft.line(mobile=mobile)}、{draft.line(mobile=0)}"
        draft.blocks.append(f"- {one.label}：{one.name}\n- 联系人：{person}\n- 电话：{lines}")


def _beside(draft: Draft, who: Who, mobile: float) -> None:
    rows = []
    for one, person in who:
        rows += [(one.label, one.name), ("联系人及电话", f"{person}，{draft.line(mobile=mobile)}")]
    draft.table(("项目", "内容"), rows)


def _short(draft: Draft, who: Who, mobile: float) -> None:
    draft.blocks += [f"联系方式：{one.name}{person}，{draft.line(mobile=mobile)}" for one, person in who]


def _in_brackets(draft: Draft, who: Who, mobile: float) -> None:
    for one, person in who:
        line, fax = draft.line(mobile=mobile), draft.line(mobile=0)
        draft.blocks.append(f"{one.name}（联系人：{person}；电话：{line}；传真：{fax}）")


LAYOUTS: tuple[Callable[[Draft, Who, float], None], ...] = (
    _lines,
    _numbered,
    _table,
    _sentence,
    _list,
    _beside,
    _short,
    _in_brackets,
)
