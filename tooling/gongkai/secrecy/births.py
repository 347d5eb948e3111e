"""Whose day of birth a line tells: a full name, and a day with a word for birth. Folded text."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.pattern import pattern
from gongkai.secrecy.mentions import mentions
from gongkai.secrecy.page import Page
from gongkai.secrecy.people import HAN

_FAR = 60  # characters between a name and the day
_HAN_NUMBER = "[〇零一二三四五六七八九十]"
_YEAR = (
    rf"(?:(?:19|20)[0-9]{{2}}|[一二][〇零一二三四五六七八九]{{3}}|民国{_HAN_NUMBER}{{1,3}}|(?<![0-9])[0-9]{{2}}(?=年)|"
    rf"(?<!{_HAN_NUMBER}){_HAN_NUMBER}{{2}}(?=年))"
)
_CALENDAR = r"(?:公元|公历|阳历|农历|阴历|旧历)?"
_MONTH = rf"(?:[0-9]{{1,2}}|[正冬腊]|{_HAN_NUMBER}{{1,3}})"
_OF_MONTH = rf"(?:[0-9]{{1,2}}|初?{_HAN_NUMBER}{{1,3}}|廿{_HAN_NUMBER}?)"
DAY = (
    rf"{_CALENDAR}{_YEAR} ?(?:年|[-/.]) ?{_CALENDAR}{_MONTH} ?(?:月|[-/.]) ?{_OF_MONTH} ?[日号]?"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
)
_OF_YEAR = r"[0-9]{1,2}月[0-9]{1,2}[日号]"
_NO_BOUND = r"(?!日?(?:以|之)?[后前至起]|日?(?:及以|期间|到|-)|日?\(含)"
_BORN = r"(?:出生(?!证窗口|医学|登记(?!为)|缺陷|人口|率)|诞生|降生|生于|生日|生辰|诞辰|生卒|生年|(?i:birth|dob|born))"
_BIRTH = pattern(
    rf"{_BORN}(?:[^,。;0-9〇零一二三四五六七八九十]{{0,10}})(?:{DAY}){_NO_BOUND}"
    rf"|(?:生日|生辰)[^,。;0-9]{{0,6}}?{_OF_YEAR}"
    rf"|(?<![至到~-])(?:{DAY}){_NO_BOUND}[^,。;0-9]{{0,14}}?(?:出生(?!证|医学|登记|缺陷|人口|率)|诞生|降生|所生|生人|"
    rf"(?<=[日号0-9])生(?![{HAN}])|\(?生日)"
    rf"|{_BORN}[^,。;]{{0,6}}?[0-9]{{1,2}}月[^。;]{{0,8}}?{_OF_YEAR}"
    rf"|(?:19|20)[0-9]{{2}}年[0-9]{{1,2}}月(?:出)?生\([^()]{{0,6}}?{_OF_YEAR}"
)
_LISTED = pattern(
    rf"[/,、 |(]{{1,2}}(?:男|女)[/,、 |]{{1,2}}(?:[{HAN}]{{1,4}}[/,、 |]{{1,2}})?({DAY}){_NO_BOUND}(?=[/,、 |)。]|$)"
)
_LIFE = pattern(rf"\(({DAY}) ?[-~至]")
_STOPS = pattern(r"[。!?|]")
_NO_BIRTH = pattern(r"周年|成立|孵化|仔|崽|幼[仔崽]|公司|建校")


def found(page: Page, number: int) -> Iterator[tuple[int, int]]:
    """Where in a line the day stands on which somebody who is named was born. Takes as long as the line."""
    line = page.line(number)
    people = list(mentions(line))
    if not people:
        return
    for one in people:
        if listed := _LISTED.match(line, one.end) or _LIFE.match(line, one.end):
            yield listed.start(1), listed.end(1)
    stops = [one.start() for one in _STOPS.finditer(line)]
    person, stop = 0, 0
    for birth in _BIRTH.finditer(line):
        at = birth.start()
        while person < len(people) and people[person].end <= at:
            person += 1
        while stop < len(stops) and stops[stop] < at:
            stop += 1
        sentence = stops[stop - 1] + 1 if stop else 0
        near = person > 0 and people[person - 1].start >= max(sentence, at - _FAR)
        if near and not _NO_BIRTH.search(line, people[person - 1].end, birth.end() + 4):
            yield birth.span()
