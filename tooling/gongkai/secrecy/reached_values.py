"""Whether a value below or beside its head is a mailbox or the address of a site, whatever its writing."""

from __future__ import annotations

import re

from gongkai.core.pattern import pattern
from gongkai.secrecy.heads import Head
from gongkai.secrecy.labelled import Labelled

_USER = r"[A-Za-z0-9][A-Za-z0-9._%+-]{1,63}"
_SIGN = r" ?(?:[@#*$&^~!%|＃-]|\(?(?:at|AT|a)\)?|\[(?:at|AT)\]|_at_| at |艾特|在|圈a| ) ?"
_DOT = r" ?(?:[.。,]|点|\(?dot\)?|\[dot\]|\[\.\]) ?"
_BOX = pattern(
    rf"{_USER}(?:{_SIGN})[A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{1,63}}){{0,3}}{_DOT}(?:[A-Za-z]{{2,24}}|c0m)|"
    rf"[A-Za-z0-9][A-Za-z0-9_+-]{{2,40}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,3}}\.(?:com|cn|net|org|example)|{_USER}@[A-Za-z0-9.-]*|"
    rf"(?:QQ|qq|扣扣)[: ]?[1-9]\d{{4,10}}|[1-9]\d{{4,10}}(?:\(?(?:QQ|qq|@qq).{{0,4}})|{_USER} ?\((?:163|126|139|QQ|qq|网易|新浪|搜狐|"
    rf"[Gg]mail|[Ff]oxmail).{{0,4}}\)?"
)
_UNMISTAKABLE = pattern(
    rf"{_USER}(?: ?(?:@|艾特|圈a|\((?:at|AT)\)|\[(?:at|AT)\]|_at_) ?|"
    rf"[#*$&])[A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{1,63}}){{0,3}}{_DOT}[A-Za-z]{{2,24}}"
)
_NUMBER = pattern(r"[1-9]\d{4,10}")
_IDENTITY = pattern(r"[A-Za-z][A-Za-z0-9._-]{3,30}")
_KEEPER = pattern(r"QQ|qq|163|126|139|189|网易|新浪|搜狐|腾讯|[Ff]oxmail|[Gg]mail")
_HOST = pattern(
    r"(?:[A-Za-z]{3,5}:?[/\\]{1,2})?(?:[A-Za-z0-9-]{1,63}(?:[.。,]| ?点 ?| )){1,5}[A-Za-z]{2,24}(?::\d{2,5})?(?:/.{0,80})?|"
    r"[A-Za-z]{3,5}:?[/\\]{1,2}.{3,80}|(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?::\d{2,5})?(?:/.{0,60})?|"
    r"/s/[A-Za-z0-9_-]{4,40}"
)
_CODE = pattern(r"[A-Za-z0-9]{4,8}")
_FILE = pattern(r".*\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|txt|jpe?g|png|zip|rar|csv|html?|mp[34])", re.IGNORECASE)


def mailbox(one: Labelled) -> bool:
    """A mailbox without its sign or its host, where the head or a person's name beside it says what it is."""
    value = one.value.strip()
    if "**" in value:
        return False
    if one.head is not Head.MAILBOX:
        return _UNMISTAKABLE.fullmatch(value) is not None
    head = _head(one)
    if _BOX.fullmatch(value):
        return True
    if _NUMBER.fullmatch(value):
        return (
            one.with_person
            or (one.table is not None and Head.PERSON in one.table.heads)
            or _KEEPER.search(head) is not None
        )
    return _IDENTITY.fullmatch(value) is not None and _KEEPER.search(head) is not None


def site(one: Labelled) -> bool:
    """An address of a site, of a machine or of what is shared; the name of a file is none."""
    value = one.value.strip()
    if "提取码" in _head(one):
        return _CODE.fullmatch(value) is not None
    return _HOST.fullmatch(value) is not None and not _FILE.fullmatch(value)


def _head(one: Labelled) -> str:
    """Return what stands above the value and before it."""
    if one.row is None:
        before, found, _ = one.around.rpartition(one.value)
        return before[-16:] if found else one.around[-16:]
    place = one.row.cells.index(one.value) if one.value in one.row.cells else 0
    return f"{one.row.head(place)} {one.row.cells[place - 1] if place else ''}"
