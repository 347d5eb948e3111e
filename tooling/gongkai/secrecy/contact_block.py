"""Whose contact block something stands in: of a purchaser, a supplier, an office, or of a person. Folded text.

A block begins with an organisation, by its name or by what it is in the matter (采购人, 受理部门), and goes on as far as the sentence,
the lines or list items below, or the rows of a form say how it is reached.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.secrecy.heads import Head
from gongkai.secrecy.organisation_names import is_name_of_one, is_organ, names_in, parted
from gongkai.secrecy.page import Page
from gongkai.secrecy.people import HAN, NAME, is_name, names_somebody
from gongkai.secrecy.tables import Row, Table

_UP = 12  # lines that a block has at most above a number
_LONG = 240  # characters of a line that are looked at, on each side of a number
_DIRECT = 12  # characters between a name and its number where nothing says what the number is
# What an organisation is called by what it does in the matter.
_LABEL = re.compile(
    r"采购人(?:\(甲方\))?|供应商(?:\(乙方\))?|(?:采购|招标|政府采购|拍卖|招标采购)?代理(?:机构|单位)|招标人|中标(?:人|单位|供应商)|成交(?:人|单位|供应商)|"
    r"投标人|出让人|拍卖人|出租人|发包人|学校(?=[:(信]|$)|项目法人|业主单位|"
    r"(?:采购|招标|建设|施工|监理|设计|勘察|招聘|用人|主办|承办|协办|受理|出让|拍卖|联系|咨询|投诉|咨询投诉|监督|服务|预约|实施|征收实施|征收|责任|主管|"
    r"监管|发布|起草|编制|组织|管理|运营|供货|检测|评估|评价|供水|供电|供气|维保|办理|经办|报名|代建)(?:单位|部门|机构|机关)|"
    r"(?:许可|审批|听证|登记|作出|处罚|复议|发证|征收|公示|执法|决定|听证组织|信访|认定)(?:机关|部门|单位)|"
    r"(?:项目|质疑|异议|投诉|采购|招标|代理|监督|技术)联系(?:人|方式|电话)|[\u4e00-\u9fff]{0,8}(?:咨询|监督|投诉|举报|受理|值班|服务|抢修|报修)(?:举报|投诉|监督)?"
    r"(?:电话|热线|方式|地址|人(?!姓名))|[\u4e00-\u9fff]{0,8}咨询(?=[: ])"
)
# How it is reached: what stands before a number in a block. A name and a number alone are a line of a list.
_CONTACT = re.compile(r"联系|电 {0,6}话|手机|方式|邮箱|邮件|传真|咨询|热线|拨打|致电|[Tt][Ee][Ll]|[Ff]ax|FAX|[Ee]-?[Mm]ail")
_FIELD = re.compile(
    rf"(?:[-*•·]|\d{{1,2}}[.、)]|\([一二三四五六七八九十\d]{{1,3}}\))?[ *]{{0,4}}[{HAN}]{{0,8}}(?:名称|单位|部门|机构|机关|地 {{0,4}}址|地点|联系人|联络人|负责人|"
    r"经办人|电 {0,6}话|方式|传 {0,6}真|热线|手机|邮箱|邮件|邮编|邮政编码|网址|时间|Tel|TEL|E-?mail)(?:及[^: ]{1,6})?(?:\([^()]{0,8}\))?[ *]{0,4}[: ]"
)
_MARKER = re.compile(r"^(?:[-*•·#> ]{1,8}|\d{1,2}[.、)]|\([一二三四五六七八九十\d]{1,3}\)|[ *]){0,4}")
_HEADING = re.compile(r"^(?:#|第?[一二三四五六七八九十]{1,3}[、章节部]|\*\*[^*:]{1,30}\*\*$)")
_ADDRESS = re.compile(r"(?:地 {0,4}址|地点|住所|开户行|开户银行|抄送)[^:|]{0,4}[:|][^,;。|]*")
_ASKED = re.compile(r"(?:反映|咨询|提出|联系|投诉|举报|申请|查询|报名|了解)[^。]{0,12}。?$")
_HIS_OWN = re.compile(r"手机|住宅|家庭|宅电|家中|个人|私人|微信|本人")
# Where a person speaks for himself: anywhere in a line without an organisation; behind one; with a colon, before one.
_PERSON = re.compile(
    r"姓 {0,4}名|身份证|户主|当事人|(?<!代理)申请人|(?:举报|投诉|信访|来信|来访|检举|控告|反映|申诉)人|家庭|住址|性别|出生|(?:男|女)[,、。]|"
    r"患者|学生|家长|本人|监护人|家属|住宅|宅电|家住|家中|低保|特困|五保|残疾人|村民|居民|老人|孤儿|儿童|(?:退休|离休|在职)(?:干部|职工|教师|人员)|业主(?!单位)"
)
_RECORD = re.compile(
    r"(?:姓 {0,4}名|身份证[号码件]{0,2}|户主|当事人|(?<!代理)申请人|(?:举报|投诉|信访|来信|来访|检举|控告|反映|申诉)(?:人|群众)|住址|性别|出生[年月日期]{0,4}|患者|学生|家长|监护人|"
    r"村民|居民|业主|本人)(?:姓名)?[(:|]|(?:男|女)[,、。]|家住|[,、]住|现住"
)
_WORD = re.compile(r"[^\s,;。|、:()*]+")
_SPEAKS_FOR = re.compile(r"(?:联系人|联络人|负责人|经办人|法定代表人|代表|代理人|主任|局长|经理|方式|电话|及电话|联系)[ (:|*]{0,4}$")
# Who turns to an organisation: its number is not what follows.
_TURNS_TO = re.compile(
    rf"(?:^|(?<=[,;。、:( 人者户民众生长志]))({NAME})(?:等[^,;。]{{0,4}}|先生|女士|同志)?(?:于[^,;。]{{0,12}})?(?:已|曾|多次|均|也|再次|实名|因[^,;。]{{0,12}}){{0,2}}"
    r"(?:向|到|在|由|与|对|找|联系|拨打|打|去|来)"
)
_BEHIND = re.compile(r"(?:[^()。;|]|\(0\d{2,3}\)){0,70}\(([^()]{4,40})\)")
_PERSONAL_HEADS = frozenset(
    [Head.PERSON, Head.COMPLAINANT, Head.RESIDENT_ID, Head.ADDRESS, Head.BIRTH, Head.HEALTH, Head.ACCOUNT]
)


@dataclass(frozen=True, slots=True)
class Block:
    """The contact block in which something stands; of nobody where it stands in none.

    ``organisation``: by name, or else by what it is in the matter; ``label``: what it is in the matter, if that is said.
    ``public``: an organ of the state, which says so itself in so many words, and no person's number.
    """

    organisation: str = ""
    label: str = ""
    public: bool = False


_NOBODYS = Block()


def block_at(page: Page, number: int, column: int) -> Block:
    """The contact block of the place ``column`` of a line."""
    if found := page.row(number):
        return _of_row(page, found[0], found[1], column)
    line = page.line(number)
    text, behind = line[max(0, column - _LONG) : column], line[column : column + _LONG]
    if spans := _names(text):
        return _in_sentence(text, *spans[-1])
    if _PERSON.search(text[-80:]) or _begins_with_person(text):
        return _NOBODYS
    label = _last_label(text)
    named = _BEHIND.match(behind)
    if named and _names(named.group(1)) and not _PERSON.search(named.group()) and _CONTACT.search(text):
        start, end = _names(named.group(1))[-1]
        return _block(named.group(1)[start:end], label, public=not _HIS_OWN.search(text[-20:]))
    if not _CONTACT.search(text):
        return Block(label, label)
    return _above(page, number, text) or Block(label, label)


def _block(name: str, label: str, *, public: bool) -> Block:
    return Block(name, label, public and is_organ(name))


def _names(text: str) -> list[tuple[int, int]]:
    """The names in a text, but for those of places (示例县政务服务中心3楼)."""
    return list(names_in(_ADDRESS.sub(lambda found: "," * len(found.group()), text)))


def _in_sentence(text: str, start: int, end: int) -> Block:
    """The block of a name before a number in the same line."""
    before, between = text[:start], text[end:]
    if _RECORD.search(before) or _PERSON.search(between) or _turns_to(text[:end], start):
        return _NOBODYS
    sentence = before[max(before.rfind(one) for one in "。;") + 1 :]
    if _unlabelled(sentence) or any(_unlabelled(one) for one in re.split("[。;]", between)[1:]):
        return _NOBODYS
    label = _last_label(text)
    says = _CONTACT.search(between) is not None
    last = between.rpartition("。")[2]
    if not (says or len(between) <= _DIRECT or _CONTACT.search(before) or label):
        return _NOBODYS
    if "。" in between and not _FIELD.match(last.strip()):
        return _NOBODYS
    if not (says or len(between) <= _DIRECT) or _HIS_OWN.search(between):
        return Block(text[start:end], label)
    rest = _WORD.sub("", between, count=1) if _WORD.match(between) else between  # who stands right behind speaks for it
    return _block(text[start:end], label, public=not _unlabelled(rest, beginnings=True))


def _turns_to(text: str, start: int) -> bool:
    """Whether somebody is named who turns to the organisation at the end of a text; words before it may be part of its name."""
    words = text[:start] + parted(text[start:])[0]
    return any(names_somebody(found.group(1)) for found in _TURNS_TO.finditer(words[-60:]))


def _unlabelled(text: str, *, beginnings: bool = False) -> bool:
    """Whether a person is named who is not said to speak for an organisation; ``beginnings``: also at the beginning of a clause."""
    return any(
        (beginnings or is_name(word.group()))
        and names_somebody(word.group())
        and not _SPEAKS_FOR.search(text[max(0, word.start() - 12) : word.start()])
        for word in _WORD.finditer(text)
    )


def _begins_with_person(text: str) -> bool:
    first = _WORD.match(_MARKER.sub("", text))
    return first is not None and is_name(first.group()) and names_somebody(first.group())


def _above(page: Page, number: int, text: str) -> Block | None:
    """The block that the lines above begin, as far as they are of one; none where a person's is met first."""
    label, blanks = _last_label(text), 0
    public = _FIELD.match(text.strip()) is not None and not _HIS_OWN.search(text)
    for line in range(number - 1, max(-1, number - 1 - _UP), -1):
        above = page.line(line).strip()[-_LONG:]
        blanks = blanks + 1 if not above else 0
        if blanks > 1 or page.row(line):
            break
        if not above:
            continue
        if spans := _names(above):
            start, end = spans[-1]
            before, rest = above[:start], above[end:]
            person = _RECORD.search(before) or _PERSON.search(rest) or _turns_to(above[:end], start)
            if person or _unlabelled(re.split("[。;]", before)[-1]):
                return Block(label, label) if label else None
            own = _last_label(above) or label or _label_above(page, line)
            plain = not rest.strip(" *。;)") or _ASKED.search(rest) is not None or _FIELD.match(above) is not None
            return _block(above[start:end], own, public=public and plain)
        if _PERSON.search(above) or _begins_with_person(above):
            return Block(label, label) if label else None
        label = label or _last_label(above)
        if _HEADING.match(above) or len(above) >= _LONG // 2:
            break
        public = public and (_FIELD.match(above) is not None or bool(_last_label(above)))
    return Block(label, label) if label else None


def _label_above(page: Page, number: int) -> str:
    """What an organisation is in the matter, as the heading right above its name says."""
    for line in range(number - 1, max(-1, number - 4), -1):
        if text := page.line(line).strip():
            return _last_label(text) if len(text) <= 24 else ""
    return ""


def _of_row(page: Page, table: Table, place: int, column: int) -> Block:
    row = table.rows[place]
    at = page.cell(row.line, column)
    if row.heads and row.kinds & _PERSONAL_HEADS:
        return _NOBODYS
    if row.heads and row.organisation and is_name_of_one(row.organisation):
        head = _last_label(next((h for h, c in zip(row.heads, row.cells, strict=False) if c == row.organisation), ""))
        people = [h for h, c in zip(row.heads, row.cells, strict=False) if is_name(c)]
        sure = all(_SPEAKS_FOR.search(h) for h in people) and not _HIS_OWN.search(row.head(at))
        return _block(row.organisation, head, public=sure and _CONTACT.search(row.head(at)) is not None)
    if row.heads and not _CONTACT.search(" ".join(row.cells[:at])):
        return Block(row.organisation, row.organisation)
    return _of_form(table, place, at)


def _of_form(table: Table, place: int, at: int) -> Block:
    """The block of a form: labels with values beside them, in rows below the one that names the organisation."""
    row = table.rows[place]
    public = not _HIS_OWN.search(row.text)
    for one in (row, *reversed(table.rows[max(0, place - _UP) : place])):
        if _PERSON.search(_without_names(one.text)):
            return _NOBODYS
        if _ADDRESS.search(f"{one.text}:") or _ADDRESS.search(one.text.replace(" ", ":", 1)):
            continue
        if column := _named_cell(one, at):
            label = _last_label(" ".join(one.cells[:column]))
            return _block(one.cells[column], label, public=public and not _unlabelled(one.text))
        if label := _last_label(one.text):
            return Block(label, label)
    return _NOBODYS


def _named_cell(row: Row, at: int) -> int:
    """The cell of a form that names an organisation: the one in the same column, or else the last; 0 where none does."""
    named = [column for column, cell in enumerate(row.cells) if column and is_name_of_one(cell)]
    return at if at in named else max(named, default=0)


def _without_names(text: str) -> str:
    for start, end in reversed(list(names_in(text))):
        text = f"{text[:start]},{text[end:]}"
    return text


def _last_label(text: str) -> str:
    labels = _LABEL.findall(text[-80:])
    return labels[-1] if labels else ""
