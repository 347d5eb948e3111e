"""Every language of the theme says everything, with the values that the Chinese text has, and is compiled."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

import theme_words


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_there_is_a_language() -> None:
    assert "en" in [path.parent.parent.name for path in theme_words.catalogues()]
    said = theme_words.messages()
    assert {"公开目录", "页面不存在", "共{count}条"} <= set(said), "templates and the plan of pages are read"


@pytest.mark.parametrize("path", theme_words.catalogues(), ids=lambda path: path.parent.parent.name)
def test_everything_is_translated_and_compiled(path: Path) -> None:
    catalogue = theme_words.renewed(path)
    with path.with_suffix(".mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file)}
    for message in catalogue:
        if message.id:
            assert message.string, f"{message.id}: make words, translate, make words"
            assert _values(str(message.string)) == _values(str(message.id)), message.id
            assert compiled[message.id] == message.string, f"{message.id}: make words"
    assert set(compiled) == {message.id for message in catalogue}
