"""Where in an attachment a hit stands: the page, sheet or part as people call it, and the line or row there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from gongkai.attachments.examined import Examined
from gongkai.core.findings import Text
from gongkai.secrecy.scan import Hit, places

_MOST = 3  # places of one value; whoever knows three looks for the rest himself


def places_inside(examined: Examined, hits: Iterable[Hit]) -> dict[Hit, Text]:
    """The places of each hit that stands in one passage; takes as long as the text, however many hits there are."""
    begins: list[int] = []  # the line in the whole at which each part begins
    names: list[str] = []
    line = 1
    for passage in examined.passages:
        if not names or names[-1] != passage.where:
            begins.append(line)
            names.append(passage.where)
        line += passage.text.count("\n") + 1
    sought = list(hits)
    found = places((hit.value for hit in sought), "\n".join(one.text for one in examined.passages))
    told: dict[Hit, Text] = {}
    for hit in sought:
        lines = list(dict.fromkeys(number for number, _ in found[hit.value]))
        parts = [
            (names[part], number - begins[part] + 1) for number in lines for part in (bisect_right(begins, number) - 1,)
        ]
        if parts:
            told[hit] = _told(parts[:_MOST], len(parts) > _MOST)
    return told


def _told(parts: Iterable[tuple[str, int]], more: bool) -> Text:
    zh = "、".join(f"{where}第{number}行" for where, number in parts)
    en = ", ".join(f"{where} line {number}".strip() for where, number in parts)
    return Text(f"{zh}等处" if more else zh, f"{en} and others" if more else en)
