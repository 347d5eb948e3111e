"""What to write into an item so that something may stay: the whole block, to be pasted into its front matter.

What an officer has to fill in is refused until it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from gongkai.core.findings import Text
from gongkai.documents.item import Item
from gongkai.documents.labels import CONTACTS
from gongkai.documents.values import Unread
from gongkai.secrecy.declared import kind_called
from gongkai.secrecy.organisation_names import parted
from gongkai.secrecy.scan import Hit
from gongkai.secrecy.waivable import OF_SOMEBODY
from gongkai.signing.block import scalar

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


def or_declare(mend: Text, hits: Sequence[Hit], item: Item | None) -> Remedy:
    """How to mend something in the contact block of an organisation, or else declare that block: all blocks of the item at once."""
    more = _has(item, "contacts")
    undeclared = _each_once(tuple(dict.fromkeys(map(_who, hits))))
    lines = ["contacts:"] * (not more)
    for of, name in undeclared:
        kinds = "、".join(f"{called.zh}写 {key}" for key, called in CONTACTS.items())
        lines += [
            f"  - of: {of or f'【请选一个：{kinds}】'}",
            f"    name: {scalar(name) if name else '【请写机构全称】'}",
            "    basis: 【请写明依据哪项规定公布】",
        ]
    count = len(undeclared)
    text = Text(
        f"{mend.zh}；是机构依法公布的联系方式的，{_place('contacts', more=more)}下面几行，一次声明全文的 {count} 个机构",
        f"{mend.en}; if an organisation has to publish it, add these lines to the item: they settle all its organisations at once ({count})",
    )
    return text, tuple(lines)


def or_declare_as_above(mend: Text, kind: Text, hint: str) -> Remedy:
    """The same where another finding holds the lines."""
    text = Text(
        f"{mend.zh}；是机构依法公布的联系方式的，照“{kind.zh}（{hint}）”那条提示一次声明",
        f"{mend.en}; if an organisation has to publish it, the lines at the finding of the {kind.en} ({hint}) settle this too",
    )
    return text, ()


def _each_once(found: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each organisation by its fullest name and with its kind, if that is said anywhere."""
    kinds: dict[str, str] = {}
    nameless = dict.fromkeys(of for of, name in found if not name)
    for of, name in sorted(found, key=lambda one: -len(one[1])):
        if name:
            full = next((one for one in kinds if one.endswith(name)), name)
            kinds[full] = kinds.get(full) or of
    in_order = dict.fromkeys(one for _, name in found for one in kinds if name and one.endswith(name))
    return [*((kinds[name], name) for name in in_order), *((of, "") for of in nameless if of not in kinds.values())]


def _who(hit: Hit) -> tuple[str, str]:
    """Kind and full name of the organisation in whose block a hit stands, as far as the text tells."""
    of = kind_called(hit.organisation)
    return (of, "") if of else (kind_called(hit.block.label), parted(hit.organisation)[1])


def _place(key: str, *, more: bool) -> str:
    return f"在条目的 {key} 之下加上" if more else "在条目的著录项中加上"


def _has(item: Item | None, key: str) -> bool:
    """Return whether an item has such a list, even one that cannot be read."""
    try:
        return bool(getattr(item, key, ()))
    except Unread:
        return True
