"""Whose illness, disability or treatment a line tells: a full name and a word for it, joined by grammar. Folded text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from gongkai.core.pattern import pattern
from gongkai.secrecy.illnesses import ILLNESSES, STATES
from gongkai.secrecy.mentions import Mention, mentions
from gongkai.secrecy.page import Page
from gongkai.secrecy.people import HAN, is_called, is_name
from gongkai.secrecy.tables import Row

_FAR = 60  # characters between a name and what is said of it
_NEAR = 14  # between a name and a verb that no title excuses
_NAMED_SO = rf"[{HAN}]{{1,10}}?(?:病|症|癌|瘤|炎|疮|疹|贫血|残疾|衰竭|综合征|硬化|障碍|中毒|畸形|骨折|出血|聋|肺|结节|囊肿|结石)"
# A part of the body and what ails it.
_AILS = (
    r"(?:[肺胃肠肝脾肾心脑胆胰胱骨颅髋膝腰颈椎眼耳鼻喉咽宫巢乳腺管脉膜肌皮节髓腔道体桃盆囊周甲牙舌肤头胸腹腿臂足手指部](?:内|部|性)?"
    r"(?:炎(?![热黄帝夏凉])|瘤|癌|坏死|梗死|梗塞|栓塞|出血|积液|占位|脱垂|突出|增生|肥大|狭窄|缺损|脱落|穿孔|破裂|断裂|挫伤|"
    r"裂伤|衰竭|硬化|畸形|萎缩|麻痹|钙化|肿大|肿块|异物|脓肿))"
)
# Behind a word for an illness: what is about it, and nobody's own.
_ABOUT = (
    r"(?:门诊|科(?!医嘱)|专科|专家|专病|中心|医院|病院|防治|防控|防范|筛查(?!结果)|知识|研究|预防|治疗费|治疗中心|治疗仪|病房|"
    r"监护室主任|医生|医师|护士|宣传|"
    r"专项|基金|讲座|监测|管理|联合会|联谊|事业|协会|运动|艺术|就业|工作|防护|流行病|患者(?:家庭|代表|管理|服务|协会)|"
    r"病人的护理|的?(?:诊治|诊疗|防治|预防|识别|饮食|手术治疗|康复指导|护理|"
    r"发病率|标准|办法)|康复(?:中心|服务|协会|机构|点)|定点|救治|机采购|室|机|仪|试剂|辅助器具|农民工救助标准|儿童救助标准|疫情|"
    r"理事长|日(?!起)|费用由)"
)
_ILLNESS = rf"(?:{_AILS}|{'|'.join(sorted(ILLNESSES, key=len, reverse=True))})(?!{_ABOUT}|论)"
_STATE = rf"(?:{'|'.join(sorted(STATES, key=len, reverse=True))})(?!{_ABOUT})"
# Verbs whose subject is the one who is ill.
_SUFFERS = (
    r"(?:(?<!防)患(?!者|儿|病率|难)|罹患|身患|(?<!未)确诊(?!病例的?密|患者|医院)|被?诊断(?:为|出|患|:)|疑似|疑为|考虑|感染(?!科|"
    r"性|控制|管理|人数|者)|查出|检出|得了|得的|染上|染有|患上|得上|死于|病故|病逝|"
    r"(?:因|由)(?:患|病|残|伤)|患的是|鉴定为|怀孕|妊娠|截肢|瘫痪|卧床|流产)"
)
_SUFFERING = rf"{_SUFFERS}[^。;!?|]{{0,16}}?(?:{_ILLNESS}|{_NAMED_SO}|{_STATE})"
_CONDITION = pattern(
    rf"{_SUFFERING}|{_ILLNESS}|{_STATE}|因[患病残伤][{HAN}]|(?:体检|检查|检验|复查|"
    rf"化验)(?:结[果论])?[:,为是]{{0,2}}[^。;,]{{0,6}}不合格|(?<![{HAN}])(?:患病|得病)"
)
_STRONG = pattern(_SUFFERING)
# Between a name and a word for an illness: what those do who treat, teach, lead or give.
_ACTS = pattern(
    r"任(?!职期)|担任|调研|走访|慰问|看望|督导|督查|主持|介绍|讲解|讲授|讲述|解读|宣讲|强调|指出|从事|研究|擅长|专长|专攻|主治|"
    r"坐诊|出诊|带领|完成首例|捐|荣获|获评|获得|负责|分管|牵头|参加|参与|出席|"
    r"组织|开展|服务|提供(?!线)|管理|护理要|救治|防治|预防|诊治|治好|提醒|呼吁|著|撰写|编写|主讲|采购|中标|供应|采访|报道|签订|"
    r"致辞|题目|课题|项目|专场|讲座|团队|职责|分工|作品|《|先进|代表|表彰|授予|标的|志愿|"
    r"无偿献血|宣传|普及|培训|批示|部署|指导(?!意见)|接诊|会诊|巡诊|义诊|带教|推荐"
)
# Before a name: of whom it is the name, where the word before says that.
_OF_ILL = (
    rf"(?:(?:{_ILLNESS}|{_NAMED_SO}|{_STATE}|{_SUFFERING}|大病|重病|患病|精神病|(?:轻|中|重)度残疾|失能|半失能|聋哑|截瘫|偏瘫|"
    rf"瘫痪|高危)[^,。;!?|:]{{0,14}}?"
    r"(?:的|者|人|患者|病人|患儿|儿童|学生|老人|村民|居民|职工|教师|同志|孕产妇|儿子|女儿|员工|人员|户|是|为|有|[:,]患者(?:为|是)?|对象)[:是为 ]{0,2}"
    r"|(?:患者|病人|患儿|感染者|残疾人|精神病人|伤者|被鉴定人|受检者|病例|病患)(?:姓名)?[:是为,]{0,2})"
    rf"(?:[{HAN}]{{2,4}}[、和与及]){{0,3}}$"
)
_BEFORE = pattern(_OF_ILL)
_OF_FAMILY = pattern("(?:的)?(?:家属|家人|亲属|家长|父母)")
_STOPS = pattern(r"[。!?|]|;(?![^,。;:]{1,8}:)")  # of labels in a line all are about one person
# Of a row: heads of columns that tell what somebody does, and heads of those who do it.
_BUSINESS = pattern(
    r"专长|特长|擅长|题目|题名|主题|课题|项目|职责|分工|职务|职称|科室|部门|单位|门诊|标题|名称|内容|管理.*数|服务|讲座|课程|"
    r"标的|地[点址]|时间|学历|专业"
)
_HEALERS = pattern(
    r"医生|医师|专家|讲师|主讲|负责人|村医|联系人|领导|作者|护士|采购|法定代表人|教师|责任人|主持人|评委"
)
_HEALED = pattern(
    r"职称|职务|专长|特长|擅长|出诊|坐诊|题目|分工|职责|讲座|(?:周|星期)[一二三四五六日]|上午|下午|医生|医师|专家"
)
_DEPARTMENT = pattern(r"科(?:室|\(|$)|门诊|诊室|病区|病房")


def found(page: Page, number: int) -> Iterator[tuple[int, int]]:
    """Where in a line a person's health is told, from the name to the word where the name stands first. Takes as long as the line."""
    row = page.row(number)
    line = page.line(number)
    if row is not None and "|" in line:
        table, place = row
        if not table.rows[place].is_head:
            yield from _in_row(line, table.rows[place])
    people = list(mentions(line))
    if not people:
        return
    conditions = [one.span() for one in _CONDITION.finditer(line)]
    if not conditions:
        return
    stops = [one.start() for one in _STOPS.finditer(line)]
    yield from _joined(line, people, conditions, stops)


def _joined(
    line: str, people: list[Mention], conditions: list[tuple[int, int]], stops: list[int]
) -> Iterator[tuple[int, int]]:
    following, stop = 0, 0
    for one in people:
        while following < len(conditions) and conditions[following][0] < one.end - 1:
            following += 1
        while stop < len(stops) and stops[stop] < one.end:
            stop += 1
        end = min(one.end + _FAR, stops[stop] if stop < len(stops) else len(line))
        start = max(0, one.start - 40, stops[stop - 1] + 1 if stop else 0)
        if not one.titled and _BEFORE.search(line, start, one.start):
            yield one.start, one.end
            continue
        if _OF_FAMILY.match(line, one.end) and _lies_in(conditions, start, one.start) and not one.titled:
            yield one.start, one.end
            continue
        if following < len(conditions) and conditions[following][0] < end:
            at, until = conditions[following]
            if _is_of(line, one, at, until):
                yield one.start, until


def _lies_in(conditions: list[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether one of them lies between two places of a line."""
    return bisect_left(conditions, (end, 0)) > bisect_left(conditions, (start, 0))


def _is_of(line: str, one: Mention, at: int, until: int) -> bool:
    """Return whether the one who is named is the one who is ill."""
    if _STRONG.match(line, at) and at - one.end <= _NEAR and not _ACTS.search(line, one.end, at):
        return True
    return not one.titled and _ACTS.search(line, one.end, at) is None


def _in_row(line: str, row: Row) -> Iterator[tuple[int, int]]:
    """A row with a person in it and a word for an illness below a head that does not tell what the person does."""
    heads = " ".join(row.heads)
    if _HEALED.search(heads):
        return
    person = next(
        (
            cell
            for column, cell in enumerate(row.cells)
            if is_name(cell) and is_called(cell) and not _HEALERS.search(row.head(column))
        ),
        "",
    )
    if not person:
        return
    for column, cell in enumerate(row.cells):
        if (
            cell != person
            and not _BUSINESS.search(row.head(column))
            and not _DEPARTMENT.search(cell)
            and _CONDITION.search(cell)
        ):
            start = max(0, line.find(person))
            yield start, start + len(person)
            return
