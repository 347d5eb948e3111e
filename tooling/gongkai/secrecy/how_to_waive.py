"""What to write into an item so that something may stay: the whole block, to be pasted into its front matter.

What an officer has to fill in is refused until it is.
"""

from __future__ import annotations

from gongkai.documents.item import Item
from gongkai.documents.values import Unread
from gongkai.findings import Text
from gongkai.review.block import scalar
from gongkai.secrecy.declared import KINDS, kind_called
from gongkai.secrecy.scan import Hit
from gongkai.secrecy.waivable import OF_SOMEBODY

Remedy = tuple[Text, tuple[str, ...]]  # what to do, and lines to paste
_LEADER = Text("，并由分管领导在复审时逐项确认", ", which the leader has to confirm by itself at the final review")
_BY_NOBODY = Text("", "")


def or_waive(mend: Text, code: str, where: str, item: Item | None, *, confirmed: bool = False) -> Remedy:
    """How to mend something, or else waive it."""
    more = _has(item, "waivers")
    lines = ["waivers:"] * (not more) + [f"  - rule: {code}", f"    where: {scalar(where)}"]
    lines += ["    whose: 【请写明是谁的】"] * (code in OF_SOMEBODY)
    lines += ["    reason: 【请写明为什么必须公开】", "    until: 年-月-日"]
    leader = _LEADER if confirmed else _BY_NOBODY
    text = Text(
        f"{mend.zh}；确需公开的，{_place('waivers', more=more)}下面几行{leader.zh}",
        f"{mend.en}; if it has to stay, add these lines to the item{leader.en}",
    )
    return text, tuple(lines)


def or_declare(mend: Text, hit: Hit, item: Item | None) -> Remedy:
    """How to mend something in the contact block of an organisation, or else declare that block."""
    more, kind = _has(item, "contacts"), kind_called(hit.organisation)
    of = kind or "、".join(f"{called.zh.split('、')[0]}写{key}" for key, called in KINDS.items())
    lines = ["contacts:"] * (not more) + [
        f"  - of: {of if kind else f'【请选一个：{of}】'}",
        f"    name: {'【请写机构全称】' if kind else scalar(hit.organisation)}",
        "    basis: 【请写明依据哪项规定公布】",
    ]
    text = Text(
        f"{mend.zh}；是{KINDS[kind].zh.split('、')[0] if kind else '该机构'}依法公布的联系方式的，{_place('contacts', more=more)}下面几行",
        f"{mend.en}; if an organisation has to publish it, add these lines to the item",
    )
    return text, tuple(lines)


def _place(key: str, *, more: bool) -> str:
    return f"在条目的 {key} 之下加上" if more else "在条目的著录项中加上"


def _has(item: Item | None, key: str) -> bool:
    """Whether an item has such a list, even one that cannot be read."""
    try:
        return bool(getattr(item, key, ()))
    except Unread:
        return True
