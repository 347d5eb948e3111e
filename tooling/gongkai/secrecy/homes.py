"""Whose home a line tells: a full name, a word for a home, and a place with a door. Folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.secrecy.mentions import mentions
from gongkai.secrecy.page import Page
from gongkai.secrecy.people import HAN, organisation_in

_FAR = 60  # characters between a name and the door
_NUMBER = r"(?:(?<![0-9第])[0-9]{1,5}[A-Za-z]?[0-9]{0,3}|(?<![一二三四五六七八九十第])[一二三四五六七八九十]{1,3})"
_DOOR = re.compile(
    rf"(?<=[座栋幢])[0-9A-Z]{{3,6}}室|(?<=[{HAN}0-9A-Z)])(?<!月)(?<!第){_NUMBER}(?:号楼?(?!文|令|公告|建议|提案|窗口|通知|线|"
    rf"决定)|号院|[幢栋座](?!桥)|组(?!长|成|织)|社(?!会|区)|室(?!内)|单元|户室|弄|村民小组)"
    rf"|(?<=[{HAN}])[0-9]{{1,3}}(?:栋|幢|座|号楼|#)?-[0-9]{{1,4}}(?:-[0-9]{{1,5}})?(?![0-9-])"
)
# What says that the place is where somebody lives, before it or behind it.
_HOME = re.compile(
    r"家住|所住|住址|住所|住处|住地|住[在于:]|住(?!建|院|培|持|宿)|现住|现居|居住|居所|租住|寄住|暂住|借住|暂居|常住|入住|定居|"
    r"落户|迁入|迁至|搬[^,。]{0,3}?[至到迁]|安家|(?<!客)户籍|户口|老家|家庭|家在|的家|"
    r"家(?=[(,:])|门牌|宅基地|宅院|房屋|住房|住宅|房产|不动产|租房|名下|"
    r"(?<!经营)(?<!办公)(?<!单位)(?<!注册)(?<!营业)(?<!生产)(?<!工作)(?<!项目)(?<!机构)(?<!学校)(?<!公司)(?<!施工)地址|坐落|家访|接送|"
    r"邮寄|收件|收货|快递|送货|送达|寄件|寄给|上门|收件人|收货人|寄件人"
)
_LIVES = re.compile(
    rf"[{HAN}0-9A-Za-z-]{{0,14}}(?:居住|的?(?:家[中里]?|住宅|住房|住处|房屋|寓所|租住屋|出租屋)(?![{HAN}]*(?:具|电|长|政)))"
)
_RECEIVER = re.compile(r"(?:收件|收货|寄件|家访|走访|上门)(?:人)?(?:姓名)?[: ]{0,2}$")
_STOPS = re.compile(r"[。!?|]|;(?![^,。;:]{1,8}:)")
_DIRECTLY = re.compile(rf"[ (][{HAN}]{{2,}}")
_LIVES_BEHIND = re.compile(r"住(?!院|建|房和)")


def found(page: Page, number: int) -> Iterator[tuple[int, int]]:
    """Where in a line a home stands: the place, from the word for it to the door. Takes as long as the line."""
    line = page.line(number)
    doors = list(_DOOR.finditer(line))
    if not doors:
        return
    people = [one for one in mentions(line) if not one.titled]
    stops = [one.start() for one in _STOPS.finditer(line)]
    person, stop, last = 0, 0, -1
    for door in doors:
        at = door.start()
        while person < len(people) and people[person].end <= at:
            person += 1
        while stop < len(stops) and stops[stop] < at:
            stop += 1
        sentence = stops[stop - 1] + 1 if stop else 0
        if at <= last:
            continue
        if person and people[person - 1].start >= max(sentence, at - _FAR):
            # A place may begin like a name (东方名城); then whoever is named before it lives there.
            named = people[person - 1]
            if person > 1 and people[person - 2].start >= max(sentence, at - _FAR):
                named = people[person - 2]
            between = line[named.end : at]
            home = _says(between, line, door.end())
            if home < 0 and _RECEIVER.search(line, max(0, named.start - 8), named.start):
                home = 0
            if home >= 0 and not organisation_in(f"{between} "):
                last = door.end() + 12
                yield named.end + home, door.end()
                continue
        # The name behind: who receives what is sent there.
        if person < len(people) and people[person].start - door.end() <= 12:
            before = line[max(sentence, at - _FAR) : at]
            behind = line[people[person].end : people[person].end + 1]
            if re.search(r"快递|邮寄|寄[到至:给]?|收件|收货|送[到至]|家住|住址", before) and (
                behind in "收,。; " or not behind
            ):
                last = door.end() + 12
                yield at, door.end()


def _says(between: str, line: str, end: int) -> int:
    """Where between a name and a door a word for a home stands, or that one stands behind the door; -1 for neither."""
    words = [one.start() for one in _HOME.finditer(between)]
    if words:
        return words[-1]
    if _LIVES_BEHIND.match(between) or _DIRECTLY.match(between):
        return 0
    return 0 if _LIVES.match(line, end) else -1
