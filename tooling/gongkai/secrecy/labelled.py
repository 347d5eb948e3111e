"""Values with their heads: below one in a table, beside one in a form, behind one in a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from gongkai.core.pattern import pattern
from gongkai.secrecy.heads import Head, head_of
from gongkai.secrecy.page import Page
from gongkai.secrecy.people import HAN, NAME, is_name, is_organisation
from gongkai.secrecy.tables import Row, Table

_ALSO_VALUES = (Head.SECRET, Head.CONFIDENCE)  # 密级 | 商业秘密: what heads a column may stand below another head
# What a narrow column breaks, and what stood at the break: digits stay groups, words become whole again.
_BROKEN = {
    **dict.fromkeys((Head.RESIDENT_ID, Head.PHONE, Head.ACCOUNT, Head.PASSPORT), " "),
    **dict.fromkeys((Head.BIRTH, Head.ADDRESS, Head.PLACE, Head.HEALTH, Head.LEVEL, Head.COMPLAINANT), ""),
}
_LONGEST_LABEL = 28
_LONGEST_HEAD = 24
_LONGEST_NUMBER = 40  # with what stands between its parts
_LONGEST_LINE = 80  # of a head and its value without a colon
_BLANK = pattern(r"[ \t\u3000]")
_COLON = pattern(":")
_LABEL = pattern(r"[^,;。|、\t:!?]{1,28}$")
_ENDS = pattern(r"[;。|\t,]| {2,}")
_NO_PART = pattern(r"[)]?[\"”』」]$|\.[a-z]{3,4}$")  # the end of a quotation, and of the name of a file
_WORDS = pattern(r"[^\s,;。|、:()]+")
_STAFF = pattern(r"职务|职称|岗位|科室|处室")
_ROLE = pattern(rf"(?:收件人|联系人|户主|姓名|户名|村民|居民|患者|病人|学生|本人|申请人|当事人){NAME}(?![{HAN}])")
_CHILDREN = pattern(r"儿童|学生|未成年|孤儿|幼儿|留守|中小学|学前|婴幼儿")
_AID = pattern(
    r"救助|资助|抚养|保障|留守|孤儿|补助|补贴|助学|生活费|低保|帮扶|关爱|探访|慰问|受助|减免|困难|困境|处分|处罚|处理|违纪|纪律"
)


@dataclass(frozen=True)
class Labelled:
    """A value, what its head announces, and the row or the line that it stands in; ``in_column``: its head stands above it."""

    head: Head
    value: str
    line: int
    around: str = ""
    row: Row | None = None
    table: Table | None = None
    in_column: bool = False
    of_minors: bool = False

    @cached_property
    def above(self) -> str:
        """The words above it, in a table."""
        cells = self.row.cells if self.row else ()
        return self.row.head(cells.index(self.value)) if self.row and self.value in cells else ""

    @cached_property
    def with_person(self) -> bool:
        """Return whether a person's full name stands in its row, in its form or in its line."""
        if self.row is None or self.table is None:
            return any(is_name(word) for word in _WORDS.findall(self.around)) or bool(_ROLE.search(self.around))
        return self.row.names_person or (not self.in_column and self.table.is_of_person)

    @cached_property
    def with_organisation(self) -> bool:
        if self.row is None:
            return any(is_organisation(word) for word in _WORDS.findall(self.around) if word != self.value)
        if any(cell != self.value for cell in self.row.organisations[:2]):
            return True
        return self.table is not None and not self.in_column and self.table.names_organisation


def labelled(page: Page, lines: Iterable[int]) -> Iterator[Labelled]:
    """Every value with a known head of the lines in which such a word stands, and of the tables that these belong to."""
    done: set[int] = set()
    for number in lines:
        found = page.row(number)
        if found is not None and found[0].start not in done:
            done.add(found[0].start)
            yield from _in_table(found[0], of_minors=_of_minors(page, found[0]))
        yield from _in_line(page, number)


def _in_table(table: Table, *, of_minors: bool) -> Iterator[Labelled]:
    above: list[str] = []
    begun: Row | None = None
    for row in table.rows:
        if row.is_head:
            above, begun = [], None
            continue
        # A narrow column breaks what it holds: the next row has the rest of it, and nothing in the columns that are wide enough.
        goes_on = begun is not None and row.heads != () and not row.cells[0] and not all(row.cells[1:])
        begun = begun if goes_on else row
        for head, column, cell, in_column in _of_row(row):
            yield Labelled(head, cell, row.line, row=row, table=table, in_column=in_column, of_minors=of_minors)
            if goes_on and column < len(above) and above[column] and head in _BROKEN:
                whole = f"{above[column]}{_BROKEN[head]}{cell}"
                yield Labelled(head, whole, row.line, row=begun, table=table, in_column=in_column)
        above = [
            f"{old}{_BROKEN.get(head_of(row.head(column)) or Head.OTHER, ' ')}{cell}".strip()[-_LONGEST_NUMBER:]
            if goes_on
            else cell
            for column, (old, cell) in enumerate(zip_longest(above, row.cells, fillvalue=""))
        ]


def _of_row(row: Row) -> Iterator[tuple[Head, int, str, bool]]:
    """The values of a row with their heads, their columns and whether the head stands above.

    What stands above counts, unless it says little and a head stands before.
    """
    before: Head | None = None
    for column, cell in enumerate(row.cells):
        above, own = head_of(row.head(column)), head_of(cell)
        if above is not None and not (above is Head.OTHER and before is not None):
            if cell and (own is None or (own in _ALSO_VALUES and above is not own)):
                yield above, column, cell, True
            before = own
        elif own is not None:
            before = own
        elif before is not None and cell:
            yield before, column, cell, False
            before = None


def _of_minors(page: Page, table: Table) -> bool:
    """Return whether a table lists children who are helped or punished, as it or the lines above it say."""
    if any(_STAFF.search(row.text) for row in table.rows[:2]):
        return False
    above = " ".join(page.line(number)[-120:] for number in range(max(0, table.start - 4), table.start))
    title = " ".join(cell for row in table.rows[:2] for cell in row.cells)[:200]
    return any(_CHILDREN.search(text) and _AID.search(text) for text in (above, f"{above} {title}"))


def _in_line(page: Page, number: int) -> Iterator[Labelled]:
    written = page.written(number)
    if ":" not in written and "：" not in written and not _is_short(written):
        return
    text = page.line(number)
    colons = [found.start() for found in _COLON.finditer(text)] if ":" in text else []
    for place, at in enumerate(colons):
        head, _ = _label(text, at)
        if head is None:
            continue
        until = len(text)
        if place + 1 < len(colons):
            _, until = _label(text, colons[place + 1])
        value, line = _value(text[at + 1 : until]), number
        if not value and until == len(text) and place + 1 == len(colons):
            value, line = _next(page, number)
        if value:
            yield Labelled(head, value, line, _around(page, number, at))
    if not colons and "|" not in text and len(text) <= _LONGEST_LINE:
        yield from _in_turn(page, number, text)


def _is_short(line: str) -> bool:
    """Return whether a line without a colon may be a head with its value: blanks stand between them, or it is a head alone."""
    return len(line) <= _LONGEST_HEAD or (len(line) <= _LONGEST_LINE and _BLANK.search(line) is not None)


def _in_turn(page: Page, number: int, text: str) -> Iterator[Labelled]:
    """Heads and values in turn with nothing but blanks between them (出生年月 1990年5月 家庭住址 东风村)."""
    head: Head | None = None
    value: list[str] = []
    last = ""
    for word in (*text.split(), ""):
        kind = head_of(word)
        if kind is None and word:
            value.append(word)
            continue
        if head is not None and value:
            yield Labelled(head, " ".join(value), number, _around(page, number, 0))
        elif head is not None and not word and text.strip() == last:
            below, line = _next(page, number)
            if below:
                yield Labelled(head, below, line, _around(page, number, 0))
        head, value, last = kind, [], word


def _label(text: str, colon: int) -> tuple[Head | None, int]:
    """Return what the words before a colon announce, and where they begin; the colon where they announce nothing."""
    start = max(0, colon - _LONGEST_LABEL)
    found = _LABEL.search(text, start, colon)
    if found is None:
        return None, colon
    begin, words = found.start(), found.group()
    while words:
        if head := head_of(words):
            return head, begin
        _, blank, rest = words.partition(" ")
        if not blank:
            break
        begin += len(words) - len(rest)
        words = rest
    # A word that is no head may end in one (张三身份证号).
    for cut in range(1, len(words) - 1):
        if (head := head_of(words[cut:])) and head is not Head.OTHER:
            return head, begin + cut
    return None, colon


def _value(text: str) -> str:
    text = text.strip()
    end = _ENDS.search(text)
    text = _NO_PART.sub("", (text[: end.start()] if end else text).strip(" *"))
    return (text if "(" in text else text.rstrip(")"))[:80]


def _next(page: Page, number: int) -> tuple[str, int]:
    """Return what the next line holds, where it is nothing but a value."""
    for line in (number + 1, number + 2):
        text = page.line(line).strip()
        if text:
            return (text, line) if len(text) <= 40 and ":" not in text and "|" not in text else ("", line)
    return "", number


def _around(page: Page, number: int, at: int) -> str:
    """The line around a value, and those before it, as far as they may say whose the value is."""
    above = " ".join(page.line(line)[-120:] for line in range(number - 3, number))
    return f"{above} {page.line(number)[max(0, at - 120) : at + 120]}"
