"""Places inside attachments in English."""

from __future__ import annotations

import pytest

from gongkai.attachments.places import english


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("第3页", "page 3"),
        ("第3张幻灯片", "slide 3"),
        ("工作表“批注”", "sheet `批注`"),
        ("工作表“名单”的图形", "sheet `名单`, drawing"),
        ("工作表“第2页”的页眉页脚", "sheet `第2页`, header and footer"),
        ("第12段", "paragraph 12"),
        ("第12段文本框", "paragraph 12, text box"),
        ("页眉表1", "header, table 1"),
        ("部件“vbaProject.bin”", "part `vbaProject.bin`"),
        ("文档属性", "properties"),
        ("", ""),
    ],
)
def test_a_place(where: str, said: str) -> None:
    assert english(where) == said
