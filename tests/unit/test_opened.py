"""Places inside an attachment, as people name them."""

from __future__ import annotations

import pytest

from gongkai.rules.opened import together


@pytest.mark.parametrize(
    ("parts", "zh", "en"),
    [
        ([], "", ""),
        ([""], "", ""),
        (["第1页"], "第1页", "page 1"),
        (["第1页", "第2页", "第3页", "第7页"], "第1—3、7页", "page 1—3, 7"),
        (["第2页", "签章"], "第2页、签章", "page 2, 签章"),
        (["工作表“名单”"], "工作表“名单”", "sheet `名单`"),
    ],
)
def test_places_are_named_together(parts: list[str], zh: str, en: str) -> None:
    said = together(parts)
    assert (said.zh, said.en) == (zh, en)
