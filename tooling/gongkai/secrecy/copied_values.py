"""Whether a value below or beside its head is a trace of copying or an account: 来源 | 某某公众号."""

from __future__ import annotations

from gongkai.core.pattern import pattern
from gongkai.secrecy.heads import Head
from gongkai.secrecy.labelled import Labelled
from gongkai.secrecy.people import is_name, is_organisation

_ELSEWHERE = pattern(
    r"(?:互联)?网络|互联网|因特网|网上|百度.*|知乎.*|抖音.*|快手.*|微博.*|小红书.*|今日头条|搜狐.*|网易.*|新浪.*|腾讯.*|豆丁.*|道客巴巴|.*(?:公众号|订阅号|视频号|头条号?|百家号|搜狐号|网易号|微博|论坛|贴吧|文库|博客|自媒体|观察|资讯)"
    r"(?:\(.*\))?|.*\((?:微信)?公众号\)|(?!.*(?:新华|人民|央视|政府|政务|光明|中新|融媒)).*(?:范文网|[^官]网)"
)
_OFFICIAL = pattern(r".{0,20}(?:编辑部|编辑室|办公室|公报室|年鉴.{0,4}|[局委办厅部院])")
_ACCOUNT = pattern(r"[A-Za-z0-9][A-Za-z0-9_-]{4,19}")
_OFFICES = pattern(r"发布|政务|政府|人社|医保|税务|公安|交警|教育|卫健|民政|司法|融媒|人才|就业|[省市县区镇乡局委]")
_STATED = pattern(r"(?:来源|出处)")
_TITLE = pattern(r"标题|题名|文章|稿件")


def copied(one: Labelled) -> bool:
    value = one.value.strip()
    if one.head is Head.ACCOUNT_NAME:
        return _ACCOUNT.fullmatch(value) is not None or (
            _speaks_of_text(one) and len(value) >= 2 and not value.isdigit() and not _OFFICES.search(value)
        )
    if _ELSEWHERE.fullmatch(value):
        return _speaks_of_text(one)
    return _says_who(one, value)


def _says_who(one: Labelled, value: str) -> bool:
    """Return whether an editor is named, or something that only a copied page has stands there."""
    head = _head(one)
    if "编辑" in head or "责编" in head or "小编" in head:
        return (
            not _OFFICIAL.fullmatch(value)
            and not is_organisation(value)
            and (is_name(value) or value[:1] in "小阿老李")
        )
    return not _STATED.search(head) and _speaks_of_text(one)


def _head(one: Labelled) -> str:
    """Return what stands above the value, or before it."""
    if one.row is None:
        before, found, _ = one.around.rpartition(one.value)
        return before[-12:] if found else one.around[-12:]
    place = one.row.cells.index(one.value) if one.value in one.row.cells else 0
    return f"{one.row.head(place)} {one.row.cells[place - 1] if place else ''}"


def _speaks_of_text(one: Labelled) -> bool:
    """Return whether the table lists texts; a line with a colon does."""
    if one.row is None or one.table is None:
        return True
    heads = (*one.row.heads, *(row.cells[0] for row in one.table.rows[:12] if row.cells))
    return any(_TITLE.search(head) for head in heads)
