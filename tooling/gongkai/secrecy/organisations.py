"""Whose account a number is: of an organisation, or of a person."""

from __future__ import annotations

import re

from gongkai.core.pattern import pattern
from gongkai.secrecy.page import Page
from gongkai.secrecy.people import HAN, is_name, organisation_in

# Where an account is kept, which does not say whose it is.
_BANK = pattern(
    rf"开户(?:行|银行)[: ]{{0,3}}[^\s,;。]*|(?<=[号户折款行卡])[: 为]{{1,3}}[{HAN}]{{2,16}}?(?:银行|信用[合联]?社|农商行|[支分]行|营业部)[: ]{{0,2}}$"
)


def of_organisation(page: Page, start: int) -> bool:
    """Return whether an account belongs to an organisation: one is named with it, and no person is."""
    number, column = page.at(start)
    if found := page.row(number):
        row = found[0].rows[found[1]]
        return bool(row.organisations) and not row.names_person
    if organisation_in(page.line(number)[column : column + 60]):
        return True
    for line in (number, number - 1, number - 2, number - 3):
        text = page.line(line)[: column if line == number else None][-160:]
        if any(is_name(word) for word in re.findall(r"(?:户名|姓名|收款人|持卡人)[: ]{1,3}([^\s,;。()]+)", text)):
            return False
        if organisation_in(_BANK.sub("", text)):
            return True
        if not text.strip():
            break
    return False
