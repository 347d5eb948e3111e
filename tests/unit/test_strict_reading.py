"""From bytes to values: whatever could make a reviewer see one thing and the program read another is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.core.characters import HIDDEN
from gongkai.signing.block import with_review
from gongkai.source import text as text_module
from gongkai.source.envelope import Envelope, open_document, open_registry
from gongkai.source.strict_yaml import MAX_DEPTH

# Front matter, the line on which it is refused counted within it, what the message says.
REFUSED = {
    "duplicate key inside": ("b:\n  a: 1\n  a: 2\n", 3, "duplicate key"),
    "tag on a mapping": ("a: !x {b: 1}\n", 1, "tags"), "merge key, quoted": ("a: 1\n'<<': {b: 1}\n", 2, "merge keys"),
    "open bracket": ("a: [1, 2\n", 1, "not readable"), "delete": ("a: 1\nb: x\x7f\n", 2, "U+007F"),
    "bidi isolate": ("a: 1\nb: x\u2066y\n", 2, "U+2066"), "zero width joiner": ("a: 1\nb: x\u200dy\n", 2, "U+200D"),
    "duplicate key": ("a: 1\nb: 2\na: 3\n", 3, "duplicate key `a`, first on line"),
    "duplicate key, escaped": ('a: 1\n"\\u0061": 2\n', 2, "duplicate key"), "anchor": ("a: 1\nb: &x 2\n", 2, "anchors"),
    "alias": ("a: 1\nb: *x\n", 2, "aliases"), "alias as key": ("a: 1\n*x : 2\n", 2, "aliases"),
    "tag": ("a: 1\nb: !!str 2\n", 2, "tags"), "tag, non-specific": ("a: ! 2\n", 1, "tags"),
    "tag with bytes that are no UTF-8": ("a: 1\nb: !e%FF 2\n", 2, "not readable"),
    "merge key": ("a: 1\n<<: {b: 1}\n", 2, "merge keys"),
    "key that is no text": ("a: 1\n? [b]\n: 2\n", 2, "a key must be text"),
    "depth, flow": (f"a: 1\nb: {'[' * MAX_DEPTH}{']' * MAX_DEPTH}\n", 2, "nested too deeply"),
    "depth, block": ("".join(f"{' ' * n}a:\n" for n in range(MAX_DEPTH)) + " " * MAX_DEPTH + "a: 1\n", 9, "nested"),
    "document end": ("a: 1\n...\n", 2, "only one document"),
    "document end and more": ("a: 1\n...\nb: 2\n", 2, "only one document"),
    "no mapping": ("- a\n", 1, "must be a mapping"), "no content": ("", 1, "there is no content"),
    "only a comment": ("# a\n", 1, "there is no content"), "tabulator as indent": ("a:\n\tb: 1\n", 2, "not readable"),
    "control character": ("a: 1\nb: \x01\n", 2, "U+0001"), "bidi override": ("a: 1\nb: x\u202ey\n", 2, "U+202E"),
    "bidi override, escaped": ('a: 1\nb: "\\u202e"\n', 2, "U+202E"),
    "bidi override, escaped key": ('a: 1\n"\\u202e": 2\n', 2, "U+202E"),
    "zero width space": ("a: 1\nb: x\u200by\n", 2, "U+200B"), "hidden in a comment": ("a: 1\n# \u200b\n", 2, "U+200B"),
    "variation selector": ("a: 1\nb: 字\U000e0100\n", 2, "U+E0100"),
    "BOM in the middle": ("a: 1\nb: \ufeffx\n", 2, "U+FEFF"),
    "carriage return": ("a: 1\nb: 2\r\nc: 3\r\n", 2, "does not end with LF"),
    "NEL": ("a: 1\nb: x\u0085\n", 2, "U+0085"), "NEL, escaped": ('a: 1\nb: "\\N"\n', 2, "U+0085"),
    "line separator": ("a: 1\nb: x\u2028\n", 2, "U+2028"),
    "paragraph separator, escaped": ('a: 1\nb: "\\P"\n', 2, "U+2029"),
    "not NFC": ("a: 1\nb: e\u0301\n", 2, "normal form C"),
    "not NFC, escaped": ('a: 1\nb: "e\\u0301"\n', 2, "normal form C"),
    "review inside a quoted value": ('a: "x\nreview: y"\n', 2, "column 0, once"),
    "review inside a value, then as a key": ('a: "x\nreview: y"\nreview:\n  b: c\n', 2, "column 0, once"),
    "review, double quotes": ('a: 1\n"review": {b: c}\n', 2, "column 0, once"),
    "review, single quotes": ("a: 1\n'review': {b: c}\n", 2, "column 0, once"),
    "review, escaped": ('a: 1\n"\\u0072eview": {b: c}\n', 2, "column 0, once"),
    "review, explicit key": ("a: 1\n? review\n: {b: c}\n", 2, "introduced by `?`"),
    "review not last": ("a: 1\nreview:\n  b: c\nd: 2\n", 2, "must be the last key"),
    "review twice": ("a: 1\nreview:\n  b: c\nreview:\n  d: e\n", 4, "duplicate key"),
    "review indented": (" a: 1\n review:\n   b: c\n", 2, "column 0, once"),
    "review of another name": ("a: 1\nreview:x: 2\n", 2, "column 0, once"),
    "comment after review": ("a: 1\nreview: # x\n  b: c\n", 2, "no comment"),
    "comment on its own line": ("a: 1\nreview:\n  b: c\n  # x\n  d: e\n", 3, "no comment"),
    "comment behind an empty value": ("a: 1\nreview:\n  b: # x\n  d: e\n", 3, "no comment"),
    "comment in a flow": ("a: 1\nreview: {b: c, # x\n  d: e}\n", 2, "no comment"),
    "comment in column 0": ("a: 1\nreview:\n  b: c\n# x\n", 3, "no comment"),
    "block scalar in review": ("a: 1\nreview:\n  b: |\n    c\n", 3, "no block scalar"),
    "folded scalar in review": ("a: 1\nreview:\n  b: >-\n    c\n", 3, "no block scalar"),
}  # fmt: skip
ACCEPTED = {
    "scalars": (
        "a: no\nb: 010\nc: 12:30\nd: null\ne: 1e3\nf: ~\ng: 2026-01-01\nh:\ni: 0x1F\nj: .inf\n",
        dict(
            zip("abcdefghij", ("no", "010", "12:30", "null", "1e3", "~", "2026-01-01", "", "0x1F", ".inf"), strict=True)
        ),
    ),
    "same key elsewhere": ("a: {a: 1}\nb: [{a: 2}]\n", {"a": {"a": "1"}, "b": [{"a": "2"}]}),
    "marks in the middle": ("a: x&y*z!\n'<': <<\n", {"a": "x&y*z!", "<": "<<"}),
    "depth": (f"a: {'[' * 7}{']' * 7}\n", {"a": [[[[[[[]]]]]]]}),
    "dots in a value": ("a: ...x\n", {"a": "...x"}),
    "a percent sign": ("a: 1%\n", {"a": "1%"}),
    "NFC": ("a: \u00e9\n", {"a": "\u00e9"}),
    "NFC, escaped": ('a: "\\u00e9"\n', {"a": "\u00e9"}),
    "no escape in single quotes": ("a: '\\u202e'\n", {"a": "\\u202e"}),
    "tabulator in a value": ("a: x\ty\n", {"a": "x\ty"}),
    "review in a value": ('a: "x review: y"\nb: [review]\n', {"a": "x review: y", "b": ["review"]}),
    "review further inside": ("a:\n  review: x\n", {"a": {"review": "x"}}),
    "reviewed": ("a: 1\nreviewed: x\n", {"a": "1", "reviewed": "x"}),
    "comment outside review": ("# x\na: 1\n  # y\nb: |\n  # z\nreview:\n  c: d\n", {"a": "1", "b": "# z\n"}),
    "hash in review, quoted": ("a: 1\nreview:\n  b: 'c # d'\n  e: f#g\n", {"a": "1"}),
    "key that begins with dashes": ("a: 1\n---b: 2\n", {"a": "1", "---b": "2"}),
}
Reader = Callable[[bytes], Envelope]
BODY = "正文\n"
VALID = "---\ntitle: 通知\nkey: [a, 010]\nreview:\n  final:\n    by: w\n---\n正文 a\n\n---\nreview: b\n".encode()


def document(front: str) -> bytes:
    return f"---\n{front}---\n{BODY}".encode()


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    front, line, message = REFUSED[case]
    for problems, at in (
        (open_document(document(front)).problems, line + 1),
        (open_registry(front.encode()).problems, line),
    ):
        assert {p.code for p in problems} == {"Y01"}
        assert (at, True) in [(p.line, message in p.message.en) for p in problems], problems


@pytest.mark.parametrize("case", ACCEPTED)
def test_accepted(case: str) -> None:
    front, values = ACCEPTED[case]
    block = front[front.index("\nreview:") + 1 :] if "\nreview:" in front else ""
    for envelope, data in (
        (open_document(document(front)), document(front)),
        (open_registry(front.encode()), front.encode()),
    ):
        assert envelope.problems == []
        assert envelope.values == values
        assert envelope.reviewed == data.replace(block.encode(), b"")
        assert (envelope.review is not None) == bool(block)


DOCUMENTS = [
    (b"", 1, "no front matter"), (b"a: 1\n", 1, "no front matter"), (b"---\na: 1\n", 1, "no front matter"),
    (b"\n---\na: 1\n---\n", 1, "no front matter"), (b"---\na: 1\n ---\n", 1, "no front matter"),
    (b"---\na: 1\n----\n", 1, "no front matter"), (b"\xef\xbb\xbf---\na: 1\n---\n", 1, "BOM"),
    (b"---\r\na: 1\r\n---\r\n", 1, "does not end with LF"), (b"---\na: 1\nb: \xff\n---\n", 3, "not UTF-8"),
    (b"---\na: \xed\xa0\x80\n---\n", 2, "not UTF-8"), (b"---\na: 1\n---\nx\n\x00\n", 5, "U+0000"),
    ("---\na: 1\n---\nx\ne\u0301\n".encode(), 5, "normal form C"),
    ("---\na: 1\n---\nx\n\u202e\n".encode(), 5, "U+202E"), (b"---\n%YAML 1.1\n---\na: 1\n---\n", 3, "not readable"),
]  # fmt: skip
REGISTRIES = [
    (b"---\na: 1\n", 1, "document markers and directives"),
    (b"%YAML 1.1\n---\na: 1\n", 1, "document markers and directives"),
    (b"%TAG ! x\n---\na: 1\n", 1, "document markers and directives"), (b"a: 1\n---\nb: 1\n", 2, "only one document"),
    (b"\xef\xbb\xbfa: 1\n", 1, "BOM"), (b"a: 1\nb: \xff\n", 2, "not UTF-8"),
]  # fmt: skip
WHOLE = [(open_document, *case) for case in DOCUMENTS] + [(open_registry, *case) for case in REGISTRIES]


@pytest.mark.parametrize(("read", "data", "line", "message"), WHOLE)
def test_whole_file_is_refused(read: Reader, data: bytes, line: int, message: str) -> None:
    assert [(p.code, p.line, message in p.message.en) for p in read(data).problems] == [("Y01", line, True)]


_WRITTEN = (
    'a: 1|b:|  c: d|- e|review:|review: {f: g}|"x|y"|---|--- |---h: 1|...|# i|\u00e9|字: |[|]|{|}|&j|*j|!k|!%FF|%TAG|? l|: '
    "|'|\t|\\u202e|e\u0301|\u200b|\r|\x85|\x00|<<: {}|| "
)
_PIECES = st.sampled_from(_WRITTEN.split("|"))
_TEXTS = st.lists(st.tuples(_PIECES, st.sampled_from(["\n", "\n", " ", ""])).map("".join), max_size=12).map("".join)
_FILES = st.binary(max_size=60) | (_TEXTS | _TEXTS.map("---\n{}\n---\n正文\n".format)).map(str.encode)


@given(_FILES)
@pytest.mark.parametrize("read", [open_document, open_registry])
def test_any_bytes_are_read(read: Reader, data: bytes) -> None:
    envelope = read(data)
    assert all(p.code == "Y01" and p.line >= 1 and p.column >= 1 for p in envelope.problems)
    # What is signed is the file with one stretch cut out.
    cut = len(data) - len(envelope.reviewed)
    assert any(data[:at] + data[at + cut :] == envelope.reviewed for at in range(len(envelope.reviewed) + 1))


_LINES = st.lists(
    st.sampled_from(["a: 1", "b: [x, y]", "c: |\n  z", "---d: 2", "--- e: 3", "# f", "g: {review: h}", ""]),
    min_size=1,
    unique=True,
)
_ENDS = st.sampled_from(["", "\n"])
_BLOCKS = st.sampled_from(["", "\nreview: {}", "\nreview:\n  final:\n    by: w", "\nreview: v"])
_REVIEWS = st.dictionaries(
    st.sampled_from(["draft", "final"]),
    st.text("a字 #:\"'-\n{", max_size=8) | st.just({"by": "王", "at": ["x: y", "# z"]}),
)


@given(_LINES, _BLOCKS, _ENDS, _REVIEWS)
@example(["a: 1", "---d: 2"], "", "\n", {"final": "x"})
@example(["a: 1"], "", "", {"final": "x"})
@pytest.mark.parametrize("kind", ["document", "registry"])
def test_writing_a_review_keeps_what_is_signed(
    kind: str, lines: list[str], block: str, end: str, review: dict[str, object]
) -> None:
    text = "\n".join(lines) + block
    data = f"---\n{text}\n---{end}{end and BODY}".encode() if kind == "document" else (text + end).encode()
    read: Reader = open_document if kind == "document" else open_registry
    before = read(data)
    if before.problems or not review:  # a registry that held nothing but its review would be empty without it
        return
    after = read(with_review(data, review))
    assert after.problems == []
    assert after.reviewed == before.reviewed
    assert after.values == before.values
    assert (after.review or {}) == review


@given(st.integers(0, len(VALID) - 1), st.integers(0, 255))
def test_every_byte_outside_the_review_counts(position: int, byte: int) -> None:
    valid = open_document(VALID)
    assert (valid.problems, valid.reviewed) == ([], VALID.replace(b"review:\n  final:\n    by: w\n", b""))
    start, end = VALID.index(b"review:"), VALID.index(b"---\n\xe6")
    if start <= position < end or VALID[position] == byte:
        return
    changed = open_document(VALID[:position] + bytes([byte]) + VALID[position + 1 :])
    assert changed.problems or changed.reviewed != valid.reviewed


def test_nothing_hidden_is_plain() -> None:
    plain = re.compile(text_module._PLAIN.pattern.removesuffix("*"))
    characters = [chr(code) for code in range(0x110000)]
    assert [c for c in characters if HIDDEN.match(c) and plain.match(c)] == []
    invisible = [c for c in characters if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\n\t"]
    assert [c for c in invisible if not HIDDEN.match(c)] == []
