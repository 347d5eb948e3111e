"""Whose contact block something stands in: of a purchaser, a supplier, an office, or of a person. Folded text.

A block begins with an organisation, by its name or by what it is in the matter (采购人, 受理部门), and goes on as far as the sentence,
the lines or list items below, or the rows of a form say how it is reached.
"""

from __future__ import annotations

import functools
import re

from gongkai.secrecy.contact_form import block_of_cell
from gongkai.secrecy.contact_part import NOBODYS, Block, block_of, last_label, names_somebody_else, says_only_how
from gongkai.secrecy.contact_words import (
    ADDRESS,
    ASKED,
    BEHIND,
    BEHIND_ITSELF,
    CONTACT,
    FIELD,
    HEADING,
    HIS_OWN,
    IS_ASKED,
    MARKER,
    PERSON,
    RECORD,
    TURNED_TO,
    TURNS_TO,
    WORD,
)
from gongkai.secrecy.organisation_names import names_in, parted
from gongkai.secrecy.page import Page
from gongkai.secrecy.people import is_name, names_somebody

_UP = 12  # lines that a block has at most above a number
_LONG = 240  # characters of a line that are looked at, on each side of a number
_DIRECT = 12  # characters between a name and its number where nothing says what the number is


def block_at(page: Page, number: int, column: int) -> Block:
    """The contact block of the place ``column`` of a line."""
    if found := page.row(number):
        return block_of_cell(page, found[0], found[1], column)
    line = page.line(number)
    text, behind = line[max(0, column - _LONG) : column], line[column : column + _LONG]
    spans = _names(text)
    # Numbers with their organisations in brackets behind them, one after the other.
    if spans and not (BEHIND_ITSELF.match(behind) and ")" in text[spans[-1][1] :]):
        return _in_sentence(text, *spans[-1])
    if PERSON.search(text[-80:]) or _begins_with_person(text):
        return NOBODYS
    label = last_label(text)
    named = BEHIND.match(behind)
    if named and _names(named.group(1)) and not PERSON.search(named.group()) and CONTACT.search(text):
        start, end = _names(named.group(1))[-1]
        return block_of(named.group(1)[start:end], label, public=not HIS_OWN.search(text[-20:]))
    if not CONTACT.search(text):
        return Block(label, label)
    return _above(page, number, text) or Block(label, label)


@functools.lru_cache(maxsize=1024)  # the same lines stand above many numbers
def _names(text: str) -> tuple[tuple[int, int], ...]:
    """The names in a text, but for those of places (示例县政务服务中心3楼)."""
    return names_in(ADDRESS.sub(lambda found: "," * len(found.group()), text))


def _in_sentence(text: str, start: int, end: int) -> Block:
    """The block of a name before a number in the same line."""
    before, between = text[:start], text[end:]
    if RECORD.search(before) or PERSON.search(between) or _turns_to(text[:end], start):
        return NOBODYS
    sentence = before[max(before.rfind(one) for one in "。;") + 1 :]
    if names_somebody_else(sentence) or any(names_somebody_else(one) for one in re.split("[。;]", between)[1:]):
        return NOBODYS
    label = last_label(text)
    says = CONTACT.search(between) is not None
    last = between.rpartition("。")[2]
    if not (says or len(between) <= _DIRECT or CONTACT.search(before) or label):
        return NOBODYS
    if "。" in between and not FIELD.match(last.strip()):
        return NOBODYS
    if not (says or len(between) <= _DIRECT) or HIS_OWN.search(between):
        return Block(text[start:end], label)
    return block_of(text[start:end], label, public=says_only_how(between) and _is_asked(text[:end], start))


def _turns_to(text: str, start: int) -> bool:
    """Return whether somebody is named who turns to the organisation at the end of a text; words before it may be part of its name."""
    words = text[:start] + parted(text[start:])[0]
    return any(_is_somebody(found.group(1)) for found in TURNS_TO.finditer(words[-60:]))


def _is_somebody(name: str) -> bool:
    return name[1:] in ("某", "某某", "先生", "女士") or names_somebody(name)


def _is_asked(text: str, start: int) -> bool:
    """Return whether people are asked to turn to the organisation at the end of a text, rather than somebody having done so."""
    words = (text[:start] + parted(text[start:])[0])[-60:]
    return not TURNED_TO.search(words) or IS_ASKED.search(words) is not None


def _begins_with_person(text: str) -> bool:
    first = WORD.match(MARKER.sub("", text))
    return first is not None and is_name(first.group()) and names_somebody(first.group())


def _above(page: Page, number: int, text: str) -> Block | None:
    """The block that the lines above begin, as far as they are of one; none where a person's is met first."""
    label, blanks = last_label(text), 0
    public = FIELD.match(text.strip()) is not None and not HIS_OWN.search(text)
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
            person = RECORD.search(before) or PERSON.search(rest) or _turns_to(above[:end], start)
            if person or names_somebody_else(re.split("[。;]", before)[-1]):
                return Block(label, label) if label else None
            own = last_label(above) or label or _label_above(page, line)
            plain = not rest.strip(" *。;)") or ASKED.search(rest) is not None or FIELD.match(above) is not None
            return block_of(above[start:end], own, public=public and plain and _is_asked(above[:end], start))
        if PERSON.search(above) or _begins_with_person(above):
            return Block(label, label) if label else None
        label = label or last_label(above)
        if HEADING.match(above) or len(above) >= _LONG // 2:
            break
        public = public and (FIELD.match(above) is not None or bool(last_label(above)))
    return Block(label, label) if label else None


def _label_above(page: Page, number: int) -> str:
    """Return what an organisation is in the matter, as the heading right above its name says."""
    for line in range(number - 1, max(-1, number - 4), -1):
        if text := page.line(line).strip():
            return last_label(text) if len(text) <= 24 else ""
    return ""
