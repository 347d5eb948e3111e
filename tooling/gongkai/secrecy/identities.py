"""Numbers that name a person, found among runs of digits: what the digits say, how they are written, and what stands around."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.core.pattern import pattern
from gongkai.secrecy import digits, numbers
from gongkai.secrecy.context import Context, context
from gongkai.secrecy.digits import Group
from gongkai.secrecy.heads import Head
from gongkai.secrecy.organisations import of_organisation
from gongkai.secrecy.page import Page

ID, CARD, MOBILE, LINE = "resident_id", "bank_card", "mobile", "landline"
_LEAST, _MOST = 11, 19  # digits of a number
_MOST_GROUPS = 9  # unless each is one digit
_MOST_APART = 3  # groups over lines or cells
_OF_LENGTH = {
    11: (MOBILE, LINE),
    12: (MOBILE, LINE),
    13: (MOBILE, LINE),
    14: (LINE,),
    15: (ID, MOBILE, LINE),
    16: (CARD,),
    17: (CARD,),
    18: (ID, CARD),
    19: (CARD,),
}
_MOBILE = pattern(r"(?:(?:00)?86|0)?(1[3-9][0-9]{9})")
_LINE = pattern(r"(?:0|(?:00)?860?)(?:10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7}")
_MOBILE_SHAPES = frozenset([(11,), (3, 4, 4), (4, 3, 4), (3, 8), (7, 4), (4, 4, 3), (4, 7)])
_CARD_SHAPES = frozenset(
    [(4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 13), (6, 10), (8, 8), (6, 12)]
)
_PREFIXES = frozenset(["86", "0086", "0"])
_LINES = pattern(r"[\n|]")
_LIST = pattern(r"[、,，/~～;；\n|()（）]")
_HEX = pattern(r"[0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a person in a page's text."""

    name: str
    start: int
    end: int


def numbers_in(page: Page) -> Iterator[Number]:
    """Every resident ID, bank card, mobile number and telephone with an area code of a page, each place once."""
    for run in digits.runs(page.text):
        yield from _in_run(page, digits.groups(page.text, run))


def _in_run(page: Page, groups: Sequence[Group]) -> Iterator[Number]:
    first = 0
    while first < len(groups):
        taken = 0
        for count, name in _candidates(page, groups, first):
            yield Number(name, groups[first].start, groups[first + count - 1].end)
            taken = count
            break
        first += taken or 1


def _candidates(page: Page, groups: Sequence[Group], first: int) -> Iterator[tuple[int, str]]:
    """How many groups from ``first`` on are one number, and which; the longest number first."""
    kinds = _OF_BEGINNING[(groups[first].plain + (groups[first + 1].plain if first + 1 < len(groups) else ""))[:2]]
    if not kinds:
        return
    found: list[tuple[int, str]] = []
    plain = ""
    for count, group in enumerate(groups[first : first + _MOST], 1):
        plain += group.plain
        single = len(plain) == count
        if len(plain) > _MOST or (count > _MOST_GROUPS and not single):
            break
        if len(plain) >= _LEAST:
            found.append((count, plain))
    for count, plain in reversed(found):
        for name in _OF_LENGTH.get(len(plain), ()):
            if name not in kinds or not _READS_AS[name](plain):
                continue
            around = context(page, groups[first].start, groups[first + count - 1].end)
            part = groups[first : first + count]
            if digits.loosely(page.text, part) and name != ID and around.says not in _SAYS[name]:
                continue
            if _over_cells(page, part) and not (around.says in _SAYS[name] and _headless(page, part)):
                continue
            if _ACCEPTS[name](page, groups, first, count, plain, around):
                yield count, name


def _over_cells(page: Page, part: Sequence[Group]) -> bool:
    """Return whether so many groups of a number stand in different cells that they may be numbers of their own."""
    return (
        len(part) > _MOST_APART
        and len(part) < len("".join(one.plain for one in part))
        and _parted(page.text, part[0], part[-1])
    )


def _headless(page: Page, part: Sequence[Group]) -> bool:
    """Return whether no cell but the first has a head of its own."""
    line, column = page.at(part[0].start)
    found = page.row(line)
    if found is None or page.at(part[-1].start)[0] != line:
        return False
    row, first = found[0].rows[found[1]], page.cell(line, column)
    cells = {page.cell(line, page.at(one.start)[1]) for one in part[1:]} - {first}
    return not any(row.head(cell) for cell in cells)


def _parted(text: str, left: Group, right: Group) -> bool:
    """Return whether two groups stand in different lines or cells."""
    gap = text[left.end : right.start]
    return "|" in gap or "\n" in gap


def _reads_as_id(plain: str) -> bool:
    """By its checksum, or at least by a year of birth: beside the word for it the rest may be wrong."""
    if len(plain) == 18 and plain[6:8] in ("19", "20"):
        return plain[:2] in numbers.PROVINCES and plain[:-1].isdigit()
    return len(plain) == 15 and numbers.resident_id(plain)


def _reads_as_card(plain: str) -> bool:
    return numbers.bank_card(plain)


def _reads_as_mobile(plain: str) -> bool:
    return _MOBILE.fullmatch(plain) is not None


def _reads_as_line(plain: str) -> bool:
    return _LINE.fullmatch(plain) is not None


def _accepts_line(page: Page, groups: Sequence[Group], first: int, count: int, plain: str, around: Context) -> bool:
    """Beside a word for it; with blanks alone between its groups it is known without one, by its area code."""
    return not around.of_thing and around.says is Head.PHONE


def _accepts_id(page: Page, groups: Sequence[Group], first: int, count: int, plain: str, around: Context) -> bool:
    if around.of_thing:
        return False
    said = around.says in (Head.RESIDENT_ID, Head.PASSPORT)
    if said and len(plain) == 18 and count <= 6:
        return True
    if not numbers.resident_id(plain) or (len(plain) == 15 and not said):
        return False
    if not _token(page.text, groups[first].start, groups[first + count - 1].end):
        return False
    spread = _spread(page.text, groups, first, count)
    return said or count <= 3 or not spread or _one_each(groups, first, count)


def _accepts_card(page: Page, groups: Sequence[Group], first: int, count: int, plain: str, around: Context) -> bool:
    if around.of_thing or around.says in (Head.PHONE, Head.RESIDENT_ID):
        return False
    shape = tuple(len(one.plain) for one in groups[first : first + count])
    regular = count == 1 or shape in _CARD_SHAPES or _one_each(groups, first, count)
    said = around.says is Head.ACCOUNT
    if not (regular or said):
        return False
    start, end = groups[first].start, groups[first + count - 1].end
    if said and of_organisation(page, start):
        return False
    return said or (plain.startswith("62") and _token(page.text, start, end))


def _accepts_mobile(page: Page, groups: Sequence[Group], first: int, count: int, plain: str, around: Context) -> bool:
    if around.of_thing or around.says in (Head.ACCOUNT, Head.RESIDENT_ID):
        return False
    start, end = groups[first].start, groups[first + count - 1].end
    if around.says is Head.PHONE:
        return True
    part = list(groups[first : first + count])
    while part[0].plain in _PREFIXES and len(part) > 1:
        del part[0]
    shape = tuple(len(one.plain) for one in part)
    if len(shape) == 1:
        return _token(page.text, start, end) and _alone(page.text, groups, first, count)
    if shape not in _MOBILE_SHAPES and not _one_each(part, 0, len(part)):
        return False
    return not _spread(page.text, groups, first, count) and _alone(page.text, groups, first, count)


_READS_AS = {ID: _reads_as_id, CARD: _reads_as_card, MOBILE: _reads_as_mobile, LINE: _reads_as_line}
_SAYS = {ID: (Head.RESIDENT_ID, Head.PASSPORT), CARD: (Head.ACCOUNT,), MOBILE: (Head.PHONE,), LINE: (Head.PHONE,)}
_OF_BEGINNING: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
for _two in (f"{number:02}" for number in range(100)):
    _OF_BEGINNING[_two] = (
        *((ID,) if _two in numbers.PROVINCES else ()),
        *((CARD,) if _two.startswith(numbers.CARDS) or any(card.startswith(_two) for card in numbers.CARDS) else ()),
        *((MOBILE,) if _two in ("00", "01", "86") or "13" <= _two <= "19" else ()),
        *((LINE,) if _two[0] == "0" or _two == "86" else ()),
    )
_ACCEPTS = {ID: _accepts_id, CARD: _accepts_card, MOBILE: _accepts_mobile, LINE: _accepts_line}


def _one_each(groups: Sequence[Group], first: int, count: int) -> bool:
    return all(len(one.plain) == 1 for one in groups[first : first + count])


def _spread(text: str, groups: Sequence[Group], first: int, count: int) -> bool:
    """Return whether the groups stand in more than one line or cell."""
    return _LINES.search(text, groups[first].start, groups[first + count - 1].end) is not None


def _alone(text: str, groups: Sequence[Group], first: int, count: int) -> bool:
    """Return whether no figure stands in a row with it; one behind a mark of a list is another entry."""
    last = first + count - 1
    left = text[groups[first - 1].end : groups[first].start] if first else "\n"
    right = text[groups[last].end : groups[last + 1].start] if last + 1 < len(groups) else "\n"
    return count == 1 or all(_LIST.search(gap) for gap in (left, right))


def _token(text: str, start: int, end: int) -> bool:
    """Return whether letters beside it are a word: in a hash there are more digits among them."""
    before = re.search(r"[0-9A-Za-z]*$", text[max(0, start - 24) : start])
    after = _HEX.match(text, end, end + 24)
    beside = (before.group() if before else "") + (after.group() if after else "")
    return not any(one.isdigit() for one in beside) and len(beside) < 24
