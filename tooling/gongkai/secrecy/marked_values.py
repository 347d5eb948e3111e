"""Whether a value below or beside its head is a mark: a level, a term, that a paper is internal, that it must not be published.

Remarks (备注, 说明, 级别) say so only of a paper: in a row or form that names one.
"""

from __future__ import annotations

import re

from gongkai.core.pattern import pattern
from gongkai.secrecy.heads import Head, head_of
from gongkai.secrecy.labelled import Labelled
from gongkai.secrecy.people import HAN

_ORNAMENT = pattern(r"\A[\W_]+|[\W_]+\Z")
_B = r"[ ]{0,4}"
_COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十壹贰叁伍拾]{1,3})"
_TERM = rf"(?:{_COUNT}{_B}(?:年|个月|月|天|日)|长{_B}期)"
_BARE = rf"(?:(?:拟|应|已)?[定确标]?[定为]{{0,2}})?(?:国家秘密|绝{_B}密|机{_B}密|秘{_B}密|top secret|secret)(?:{_B}级)?"
_LEVEL = pattern(
    rf"(?:(?:[是有]|涉密|[特加]急|急件)[ (:,/·-]{{0,2}})?{_BARE}(?:件|文件|事项|材料|资料|电报|"
    rf"公文)?(?:[^、或和{HAN}]{{0,4}}(?:保密)?(?:期限)?[^、或和]{{0,10}})?",
    re.IGNORECASE,
)
_ANY_LEVEL = pattern(r"([绝机秘]) {0,4}密")
_SHORT = pattern(rf"[绝机秘](?:\W{{0,3}}(?:{_TERM}|{_COUNT}))?|涉密|一般秘密|[核普]密")
_INTERNAL = pattern(r"(?:[\w、]{0,4}内部[\w]{0,4}|工作秘密.{0,8}|敏感(?:信息)?|不予公开)")
_TITLE = pattern(
    r"(?:涉密)?(?:事项|文件|载体|材料|资料|公文|档案|图纸|信息)?(?:名称|标题|题名)|文号|发文字号|材料名称|资料名称|文件|文件名|标题"
)
_NAMES_PAPER = pattern(r"(?:文件|材料|资料|公文|档案|图纸)名?称?(?:题名)?:|(?:题名|标题|文号|发文字号):")
_MOST_ROWS = 12  # of a form that names its paper
_LISTED = pattern(r"(?:涉密)?(?:事项|文件|载体|材料|资料|标题|题名)(?:名称)?")
_ATTRIBUTE = pattern("属性|选项|与否|是否|能否|可否")  # of one paper; a catalogue tells the 方式
_NOT_PUBLIC = pattern(
    r"(?:建议|拟|应)?(?:不予|免予|免于|不宜|暂不|暂缓|不可|不能|不得|不)(?:以)?(?:主动|对外)?(?:公开|公布|上网|发布)?(?:\(.{0,20}\)?)?|否(?:\(.{0,20}\)?)?|[×xX✗✘]|"
    r"(?:仅|仅限|限)?(?:本?[机单系][关位统])?内部(?:公开|资料|文件|使用|掌握)?"
)
_YES = pattern(r"(?:是|有|√|✓|✔|☑|涉密|属于|涉及|核心|内部|敏感)(?:[(,:].{0,20})?|[YＹ]|yes", re.IGNORECASE)
_OF_OFFICE = pattern(
    r"内部|班子|[科股处]室|领导|[与参]会|[县处科团厅局股乡]级|仅限|只限|本单位|本局|党组|常委|工作人员|收回|退回|销毁|交回"
)
_EMPTY = pattern(r"[\s\-/\\*×_—~|.]*|无|暂无|不详|全社会|社会公众|公众|公开|不限|详?见.*|按.*|根据.*|由.*")
_DUE = pattern(rf"(?:不超过)?{_TERM}|至?(?:19|20)\d\d(?:[年./-].{{0,8}})?|.{{1,12}}[后前]")
_MONEY = pattern(r"(?:人民币|[¥￥])? ?\d[\d,.]{2,14} ?(?:万|亿)?元?|\d{1,6} ?[万亿]元?")
_NO = pattern(
    r"(?:否|无|不涉及|不属于|没有|未涉及|不含|不|0|\d{1,6}(?:\.\d+)?%?(?:件|项|起|个|万元|元|人|条)?)(?:[(,].*)?"
)
_CONFIDENCE = pattern(
    r"(?:涉及|属于?|含有?|为)?(?:核心|重要|普通|一般|企业|公司)?(?:商业[秘机]密|商密|(?:企业|公司)(?:商业)?[秘机绝]密|[技经][术营][秘机]密|专有技术)(?:[A-Z]{1,3}|级|件)?(?:\W{0,3}"
    + _TERM
    + r")?"
    r"(?:[,、 ].{0,12})?"
)


def _bare(value: str) -> str:
    """A value without the ornaments around it."""
    return _ORNAMENT.sub("", value)


def _of_paper(one: Labelled) -> bool:
    """Return whether the row, the form or the line names a paper."""
    if one.row is None or one.table is None:
        return _NAMES_PAPER.search(one.around) is not None
    heads = (*one.row.heads, *(row.cells[0] for row in one.table.rows[:_MOST_ROWS] if row.cells))
    return any(_TITLE.fullmatch(head.replace(" ", "")) for head in heads)


def level(one: Labelled) -> bool:
    """A level of secrecy. A table that begins with the levels, or names several below another head, explains them."""
    value = _bare(one.value)
    if "□" in one.value or not (_LEVEL.fullmatch(value) or _SHORT.fullmatch(value)):
        return False
    if one.head is Head.OTHER:
        return _LEVEL.fullmatch(value) is not None and (_of_paper(one) or _alone_in_table(one))
    if one.row is None or not one.in_column:
        return True
    first = [kind for head in one.row.heads if (kind := head_of(head)) is not Head.OTHER or "序号" not in head]
    return first[:1] != [Head.LEVEL] or any(_LISTED.fullmatch(head) for head in one.row.heads[1:]) or _of_paper(one)


def _alone_in_table(one: Labelled) -> bool:
    """Return whether it is the only level that the table names, and not what its row is about."""
    if one.row is None or one.table is None or one.row.cells[0] == one.value:
        return False
    return len({found for row in one.table.rows[:_MOST_ROWS] for found in _ANY_LEVEL.findall(row.text)}) == 1


def internal(one: Labelled) -> bool:
    """That a paper is internal, for whom it is, or until when it is secret; a catalogue may list what is released on request."""
    value = _bare(one.value) or one.value.strip()
    if one.head is Head.LEVEL:
        return _INTERNAL.fullmatch(value) is not None
    if one.head is Head.DISCLOSURE:
        attribute = one.row is None or any(_ATTRIBUTE.search(head) for head in (*one.row.heads, *one.row.cells))
        return _NOT_PUBLIC.fullmatch(value) is not None or (attribute and value in ("依申请公开", "依申请"))
    if one.head is Head.SECRET:
        return _YES.fullmatch(value) is not None
    if one.head is Head.READERS:
        return _OF_OFFICE.search(value) is not None
    if one.head is Head.MARKING:
        return _of_paper(one) and not _EMPTY.fullmatch(value)
    return False


def confidence(one: Labelled) -> bool:
    """That something is a trade secret, or what it is."""
    value = _bare(one.value) or one.value.strip()
    if one.head is Head.BARGAIN:
        return _MONEY.fullmatch(value) is not None
    if one.head is Head.CONFIDENCE:
        return not (_NO.fullmatch(value) or _EMPTY.fullmatch(value) or head_of(value) is Head.CONFIDENCE)
    if one.head is Head.OTHER:
        return _CONFIDENCE.fullmatch(value) is not None and _of_paper(one)
    return _CONFIDENCE.fullmatch(value) is not None
