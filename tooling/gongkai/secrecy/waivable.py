"""What a waiver may excuse, and what it has to say for that."""

from __future__ import annotations

import re

from gongkai.core.pattern import pattern

# Softer findings about which a reviewer may know better (domain, section 4). Never a review, bytes or output rule. P01
# telephones alone, P02 private life and contacts, P03 people who complained, P04 trade secrets, W01 advertising and foreign
# addresses; of S01 only internal marks, not 密级.
WAIVABLE = frozenset({"P01", "P02", "P03", "P04", "S01", "W01"})
OF_SOMEBODY = frozenset({"P01", "P02", "P03"})  # numbers, names and contacts, of which a waiver says whose they are
# What could be waived before a waiver said whose it is and excused one value: what was signed then stays as it was.
EARLIER = frozenset({"P02", "P04", "S01", "W01"})
# What fills a line and tells nothing; in brackets, what the message leaves to be filled in.
_EMPTY = pattern(
    r"【请.*】|[\W_]*|(?:无|没有|不详|未知|不知道?|待定|待填|某[人某]?|本人|当事人|个人|他人|其他|有关人员|相关人员|同上|略|暂无|[xX×]+)",
    re.DOTALL,
)
_LETTER = pattern(r"[A-Za-z0-9\u3400-\u9fff\U00020000-\U000323af]")


def says_something(text: str) -> bool:
    """Return whether a reason or an owner tells a leader anything: at least two letters, and no word that fills the line."""
    return len(_LETTER.findall(text)) >= 2 and not _EMPTY.fullmatch(text.strip())
