"""What to write into an item so that something may stay: the whole block, to be pasted into its front matter.

The lines to paste begin in the first column, each on a line of its own. What an officer has to fill in is refused until it is.
"""

from __future__ import annotations

from gongkai.documents.item import Item
from gongkai.documents.values import Unread
from gongkai.findings import Text
from gongkai.review.block import scalar
from gongkai.secrecy.declared import KINDS, kind_called
from gongkai.secrecy.scan import Hit
from gongkai.secrecy.waivable import OF_SOMEBODY

_UNTIL = "年-月-日"


def or_waive(mend: Text, code: str, where: str, item: Item | None, *, confirmed: bool = False) -> Text:
    """How to mend something, or else waive it."""
    first = not _has(item, "waivers")
    lines = [*(["waivers:"] if first else []), f"  - rule: {code}", f"    where: {scalar(where)}"]
    if code in OF_SOMEBODY:
        lines.append("    whose: 【请写明是谁的】")
    lines += ["    reason: 【请写明为什么必须公开】", f"    until: {_UNTIL}"]
    leader = (
        Text("，并由分管领导在复审时逐项确认", " and have the leader confirm it at the final review")
        if confirmed
        else Text("", "")
    )
    place = Text("在条目的著录项中加上" if first else "在条目的 waivers 之下加上", "add")
    return Text(
        f"{mend.zh}；确需公开的，{place.zh}下面几行{leader.zh}：\n" + "\n".join(lines),
        f"{mend.en}; if it has to stay, add a waiver{leader.en}; --lang zh shows the lines to paste",
    )


def or_declare(mend: Text, hit: Hit, item: Item | None) -> Text:
    """How to mend something in the contact block of an organisation, or else declare that block."""
    first = not _has(item, "contacts")
    kind = kind_called(hit.organisation)
    name = "【请写机构全称】" if kind else hit.organisation
    lines = [
        *(["contacts:"] if first else []),
        f"  - of: {kind or '【采购人写 purchaser，代理机构写 agent，供应商写 supplier】'}",
        f"    name: {scalar(name)}",
        "    basis: 【请写明依据哪项规定公布】",
    ]
    called = "、".join(words[0] for words in KINDS.values())
    place = "在条目的著录项中加上" if first else "在条目的 contacts 之下加上"
    return Text(
        f"{mend.zh}；是{called}依法公布的联系方式的，{place}下面几行：\n" + "\n".join(lines) + "\n",
        f"{mend.en}; if an organisation has to publish it, declare it under `contacts`; --lang zh shows the lines to paste",
    )


def _has(item: Item | None, key: str) -> bool:
    """Whether an item has such a list, even one that cannot be read."""
    try:
        return bool(getattr(item, key, ()))
    except Unread:
        return True
