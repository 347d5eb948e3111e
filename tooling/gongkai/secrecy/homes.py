"""Whose home a line tells: a full name, a word for a home, and a place with a door. Folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.pattern import pattern
from gongkai.secrecy.mentions import Mention, mentions
from gongkai.secrecy.page import Page
from gongkai.secrecy.people import HAN, organisation_in

_FAR = 60  # characters between a name and the door
_NUMBER = r"(?:(?<![0-9第])[0-9]{1,5}[A-Za-z]?[0-9]{0,3}|(?<![一二三四五六七八九十第])[一二三四五六七八九十百]{1,4})"
_DOOR = pattern(
    rf"(?<=[座栋幢])[0-9A-Z]{{3,6}}室|(?<=[{HAN}0-9A-Z) ])(?<!月)(?<!第){_NUMBER} ?(?:号楼?(?!文|令|公告|建议|提案|窗口|通知|线|"
    rf"决定)|号院|[幢栋座](?!桥)|组(?!长|成|织)|社(?!会|区)|室(?!内)|单元|户(?![数主籍口均型])|户室|弄|村民小组)"
    rf"|(?<=[{HAN}])[0-9]{{1,3}}(?:栋|幢|座|号楼|#)?-[0-9]{{1,4}}(?:-[0-9]{{1,5}})?(?![0-9-])|(?<=[{HAN}])[0-9]{{1,3}}#(?:[0-9]{{1,2}}-)?[0-9]{{3,4}}"
)
# What says that the place is where somebody lives, before it or behind it.
_HOME = pattern(
    r"移居|旅居|寓居|寓所|借宿|迁往|搬往|安置[于在到]|分得|购得|承租|租赁|租用|自建房|老宅|旧居|新居|祖屋|婚房|房子|家[中里]|居处|府上|"
    r"家住|所住|住址|住所|住处|住地|住[在于:]|住(?!建|院|培|持|宿)|现住|现居|居住|居所|租住|寄住|暂住|借住|暂居|常住|入住|定居|"
    r"落户|迁入|迁至|搬[^,。]{0,3}?[至到迁]|安家|(?<!客)户籍|户口|老家|家庭|家在|的家|"
    r"家(?=[(,:])|门牌|宅基地|宅院|房屋|住房|住宅|房产|不动产|租房|名下|"
    r"(?<!经营)(?<!办公)(?<!单位)(?<!注册)(?<!营业)(?<!生产)(?<!工作)(?<!项目)(?<!机构)(?<!学校)(?<!公司)(?<!施工)地址|坐落|家访|接送|"
    r"邮寄|收件|收货|快递|送货|送达|寄件|寄给|上门|收件人|收货人|寄件人"
)
# A place that may be a home without the number of a door, at the end of a phrase.
_HAMLET = pattern(rf"[{HAN}]{{2,8}}(?:村|屯|寨|小区|花园|家园|公寓|新村|宿舍|佳苑|嘉园)(?=[,。;、)\s的]|$)")
_LIVING = pattern(
    r"(?:家住|现住|现居|居住[在于地]|租住|寄住|暂住|常住|定居|住址|户籍|老家|家[住在]|,住|(?<=[男女族生人岁])住|住在|住于)"
    r"[^,。;]{0,24}$"
)
# What only homes have.
_FLAT = pattern(r"单元|[栋幢座][0-9A-Z]{3,4}室?|[0-9]-[0-9]{1,2}-[0-9]{3,4}")
_SEXED = pattern(rf"[,、( ]{{1,2}}(?:男|女)(?![{HAN}])[^。;]{{0,20}}?(?:村|社区|路|街|巷)")
# Notices to all who live in a place.
_TO_ALL = pattern("[^,。;]{0,3}(?:居民|业主|住户|群众|用户|村民|商户|至|及|、)")
_VISITS = pattern(
    r"到|赴|检查|调研|走访|办公|会议|报名|诊室|窗口|施工|工程|改造|竣工|征收|停水|停电|位于|办理|举行|召开"
)
# Where nobody is named: the head of what follows says whose it is.
_OWN = pattern(
    r"(?:(?<![\u4e00-\u9fff])住:|家庭(?:住址|地址)|家住|现住址?|现居住?地?址?|租住|寄住|暂住地?址?|居住[在于地]址?|住址|户籍(?:(?:所在)?地址?)?|户口(?:所在地)?|"
    rf"常住地址?|身份证(?:上的?)?(?:地址|住址))[:为是在于| 】\]]{{0,3}}[{HAN}0-9A-Za-z-]{{0,24}}?"
    rf"(?:村|路|街|巷|弄|苑|园|小区|公寓|宿舍|院|胡同|道|里|坊|庄|屯|寨|社区|城|府|湾|庭)[{HAN}0-9A-Za-z-]{{0,12}}$"
)
_LIVES = pattern(
    rf"[{HAN}0-9A-Za-z-]{{0,14}}(?:居住|的?(?:家[中里]?|住宅|住房|住处|房屋|寓所|租住屋|出租屋)(?![{HAN}]{{0,4}}(?:具|电|长|政)))"
)
_RECEIVER = pattern(r"(?:收件|收货|寄件|家访|走访|上门)(?:人)?(?:姓名)?[: ]{0,2}$")
_STOPS = pattern(r"[。!?|]|;(?![^,。;:]{1,8}:)")
_DIRECTLY = pattern(rf"[ (_][{HAN}]{{2,}}")
_LIVES_BEHIND = pattern(r"住(?!院|建|房和)")


_WHO_LIVES = pattern(rf"[0-9号室单元幢栋-]{{0,12}}的?[{HAN}]{{0,4}}")
_OF_FLAT = pattern(r"[0-9号室单元幢栋-]{0,12}(?:[(: ]|住户|户主|业主|租户|居民|是|的){0,3}")
_PLAINLY = pattern(rf"住[于在]?[{HAN}0-9-]{{2,24}}$")
_SENT = pattern(r"快递|邮寄|寄[到至:给]?|收件|收货|送[到至]|家住|住址")
_YARD = pattern(r"家属院|大院|小院|合院|[0-9]号院")  # where people live, and no organisation


def found(page: Page, number: int) -> Iterator[tuple[int, int]]:
    """Where in a line a home stands: the place, from the word for it to the door. Takes as long as the line."""
    line = page.line(number)
    doors = sorted((*_DOOR.finditer(line), *_HAMLET.finditer(line)), key=lambda one: one.end())
    if not doors:
        return
    people = [one for one in mentions(line) if not one.titled]
    stops = [one.start() for one in _STOPS.finditer(line)]
    person, stop, last = 0, 0, -1
    for door in doors:
        at = door.end() if door.re is _HAMLET else door.start()
        while person < len(people) and people[person].end <= at:
            person += 1
        while stop < len(stops) and stops[stop] < at:
            stop += 1
        sentence = stops[stop - 1] + 1 if stop else 0
        if at <= last:
            continue
        near = [one for one in people[max(0, person - 2) : person] if one.start >= max(sentence, at - _FAR)]
        # A place may begin like a name (东方名城); then whoever is named before it lives there.
        start = _of(line, near[0], door, at) if near else _own(line, door, sentence, at)
        if start < 0 and person < len(people) and _is_sent_to(line, people[person], door, sentence):
            start = door.start()
        if start >= 0:
            last = door.end() + 12
            yield start, door.end()


def _of(line: str, named: Mention, door: re.Match[str], at: int) -> int:
    """Where the home of the one who is named before a door begins; -1 where it is none."""
    between = line[named.end : at]
    home = _says(between, line, door.end())
    if home < 0 and _RECEIVER.search(line, max(0, named.start - 8), named.start):
        home = 0
    if door.re is _HAMLET and not _LIVING.search(between):
        return -1
    if home < 0 and (_SEXED.match(between) or _FLAT.search(between + door.group())) and not _VISITS.search(between):
        home = 0
    return named.end + home if home >= 0 and not organisation_in(f"{_YARD.sub('', between)} ") else -1


def _own(line: str, door: re.Match[str], sentence: int, at: int) -> int:
    """Where a home begins of which only the words before it say that it is one; -1 where they do not."""
    if door.re is _HAMLET or _TO_ALL.match(line, door.end()):
        return -1
    found = _OWN.search(line, max(sentence, at - 50), at)
    return found.start() if found else -1


def _is_sent_to(line: str, named: Mention, door: re.Match[str], sentence: int) -> bool:
    """Return whether the one who is named behind a door receives there what is sent."""
    behind = line[named.end : named.end + 1]
    if line[named.end : named.end + 2].lstrip()[:1] == "收" and named.start - door.end() <= 6:
        return True
    until = door.end() if door.re is _HAMLET else door.start()
    lives = _WHO_LIVES.fullmatch(line, door.end(), named.start) is not None
    if lives and any(one.search(line, sentence, until) for one in (_LIVING, _PLAINLY)):
        return True
    flat = _OF_FLAT.fullmatch(line, door.end(), named.start) and _FLAT.search(line, sentence, door.end())
    if flat and not _VISITS.search(line, sentence, named.start):
        return True
    return door.re is not _HAMLET and (
        named.start - door.end() <= 12
        and _SENT.search(line, max(sentence, door.start() - _FAR), door.start()) is not None
        and (behind in "收,。; " or not behind)
    )


def _says(between: str, line: str, end: int) -> int:
    """Where between a name and a door a word for a home stands, or that one stands behind the door; -1 for neither."""
    words = [one.start() for one in _HOME.finditer(between)]
    if words:
        return words[-1]
    if _LIVES_BEHIND.match(between) or _DIRECTLY.match(between):
        return 0
    return 0 if _LIVES.match(line, end) else -1
