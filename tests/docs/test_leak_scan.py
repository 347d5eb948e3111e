"""The figures of the leak scan: the page is what is measured, and what it promises is kept, but for what is counted here.

The two counts only ever go down: whoever mends a detector lowers them, and at nought they go.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from support.leaks import HALVES

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/leak-scan.md").read_text(encoding="utf-8")
BELOW = {"tuned": 0, "aside": 1}  # rows that keep less than is promised; the aim is none
REFUSED = 0  # of a thousand lawful notices, contacts of organisations apart; allowed are ten
CONTACTS = 8  # of a thousand notices, for a contact that an organisation publishes; allowed are ten


def test_no_more_rows_fall_below_what_is_promised() -> None:
    found = Counter(re.findall(r"^- (tuned|aside), (?:kind|place|writing) .*: [01]\.\d\d$", PAGE, re.MULTILINE))
    assert {half: found[half] for half in HALVES} == BELOW
    assert f"\nBelow what is promised: {sum(BELOW.values())} rows.\n" in PAGE


def test_no_more_lawful_notices_are_refused() -> None:
    assert re.findall(r"^\| all \| 1000 \| \| (\d+) \| (\d+) \|$", PAGE, re.MULTILINE) == [
        (str(REFUSED), str(CONTACTS))
    ]


def test_the_page_names_no_writing_of_the_half_kept_aside() -> None:
    assert "aside, writing" not in PAGE
