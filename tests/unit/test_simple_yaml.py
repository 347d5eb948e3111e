"""The shortcut for front matter in its simplest form: it finds what the parser finds, or leaves the text to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.source import simple_yaml, strict_yaml
from gongkai.source.text import decode
from gongkai.source.tree import Disk

ROOT = Path(__file__).resolve().parents[2]

# Front matter as it is written, and everything that nearly looks like it.
_VALUES = [
    "a", "关于印发的通知", "2026-01-02", "第1号", "a: b", "a:b", "a:", "a :b", ": a", "a #b", "a#b", "#a", '"a: b"', '"a"b"', '"a\\n"',
    '"', '""', "''", "'a'", "[]", "{}", "[a]", "a [b]", "- a", "-", "-a", "? a", "|", ">", "&a b", "*a", "!a", "%a", "@a", "`a",
    "~", "null", "a ", " a", "　a", "a　", "\xa0a", "a\xa0", "（一）", "“甲”", "a, b", "a\tb", "...", "---", "--- a", "<<", "=", "a: ",
    "http://x.cn/?a=b", "x: y: z", "::", "a::b", "a:\xa0b",
]  # fmt: skip
_KEYS = [
    "a",
    "b",
    "review",
    "first",
    "a-b",
    "a_b",
    "a1",
    "A",
    "1a",
    "甲",
    "a b",
    '"a"',
    "'a'",
    "<<",
    "?",
    "-",
    "null",
    "x" * 70,
]
_LINES = st.builds(
    lambda blanks, dash, key, colon, value: f"{' ' * blanks}{dash}{key}{colon}{value}\n",
    st.sampled_from([0, 0, 0, 2, 2, 4, 6, 1, 3, 8]),
    st.sampled_from(["", "", "", "- ", "-", "-  "]),
    st.sampled_from([*_KEYS, ""]),
    st.sampled_from([": ", ": ", ":", ":  ", ""]),
    st.sampled_from([*_VALUES, ""]),
)
_NESTED = "".join(f"{' ' * 2 * level}a:\n" for level in range(9)) + " " * 18 + "a: 1\n"


def agrees(text: str) -> bool:
    """The property itself; whether the shortcut took the text."""
    found = simple_yaml.parse(text)
    if found is None:
        return False
    by_parser = strict_yaml._Walker(text, 5).run()
    assert by_parser.problems == []
    assert found[0] == by_parser.value
    tree = strict_yaml.parse(text, 5)
    assert tree.value == by_parser.value and list(tree.value) == list(by_parser.value)
    for key in tree.value:
        assert tree.spans[(key,)] == by_parser.spans[(key,)]
    assert dict(tree.spans) == dict(by_parser.spans)
    return True


@given(st.lists(_LINES, min_size=1, max_size=12).map("".join))
@example(_NESTED)
@example("a:\n  - b: 1\n    c: 2\n  - d: 3\ne:\n  f: 1\n")
@example("a:\n- b\n")
@example("a:\n  b: 1\n c: 2\n")
@example("a: b\n  c: d\n")
@example("a:\n  - b\n    c: d\n")
def test_the_same_as_the_parser(text: str) -> None:
    if not decode(text.encode())[1]:
        agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n", "a: 1\nb:\n  c: 1\n  c: 2\n", "a: &x b\n", "a: *x\n", "a: !!str b\n", "<<: b\n", "a: [b, c]\n", "a: |\n  b\n",
        "a: 1 # b\n", "# a\na: 1\n", "a: 'b'\n", 'a: "\\u202e"\n', "---\na: 1\n", "a: 1\n...\n", "a:\n", "a:\nb: 1\n", "a: 1", "", "\n",
        "a:\n    b: 1\n", "a: b\n  c\n", "- a\n", _NESTED,
    ],
)  # fmt: skip
def test_left_to_the_parser(text: str) -> None:
    assert simple_yaml.parse(text) is None


def test_it_takes_what_offices_write() -> None:
    """Otherwise it would be right, and of no use."""
    source = Disk(ROOT)
    texts = [
        source.read(path).decode()[4:].partition("\n---\n")[0] + "\n"
        for path in source.files("content/items").regular
        if path.endswith(".md")
    ]
    assert len(texts) > 80
    assert sum(map(agrees, texts)) == len(texts)
