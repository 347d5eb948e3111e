"""Strict reading: what could look different from what it is, or be read in two ways, is refused at its place."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.characters import HIDDEN
from gongkai.source import strict_yaml
from gongkai.source.envelope import Envelope, open_document, open_registry
from gongkai.source.text import decode

BOM, NEL = "\ufeff", "\x85"


def _places(envelope: Envelope) -> list[tuple[int, int, str]]:
    assert all(problem.code == "Y01" for problem in envelope.problems)
    assert all(problem.message.zh and problem.remedy.zh for problem in envelope.problems)
    return [(problem.line, problem.column, problem.message.en) for problem in envelope.problems]


def _only(envelope: Envelope) -> tuple[int, int, str]:
    places = _places(envelope)
    assert len(places) == 1, places
    return places[0]


# -- characters ---------------------------------------------------------------------------------------------------


def test_every_character_that_cannot_be_seen_is_refused() -> None:
    """By Unicode's own categories, so that a new kind of invisible character fails here first."""
    unseen = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    missed = [
        f"U+{point:04X}"
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) in unseen and chr(point) not in "\n\t" and not HIDDEN.match(chr(point))
    ]
    assert not missed


@pytest.mark.parametrize(
    "character",
    [
        "\u034f",
        "\u115f",
        "\u1160",
        "\u3164",
        "\uffa0",
        "\u17b4",
        "\u180b",
        "\ufe00",
        "\ufe0f",
        "\U000e0100",
        "\U000e01ef",
    ]
    + [chr(plane * 0x10000 + 0xFFFE) for plane in range(17)]
    + [chr(plane * 0x10000 + 0xFFFF) for plane in range(17)]
    + ["\ufdd0", "\ufdef"],
    ids=lambda c: f"U+{ord(c):04X}",
)
def test_characters_that_show_nothing_although_they_are_letters_or_marks(character: str) -> None:
    assert _only(open_document(f"---\na: b\n---\n正文{character}。\n".encode()))[:2] == (4, 3)


def test_what_official_text_is_written_with_is_not_refused() -> None:
    text = "〔2025〕3号　“×××”、《办法》—…·①㎡℃％＋－￥Ω 㐀𠀀\u00a0×\t|"
    assert not HIDDEN.search(text)
    assert decode(text.encode()) == (text, [])


CHARACTERS = {
    "a zero-width space": ("\u200b", "U+200B"),
    "a bidirectional override": ("\u202e", "U+202E"),
    "an isolate": ("\u2066", "U+2066"),
    "a BOM in the middle": (BOM, "U+FEFF"),
    "a next line": (NEL, "U+0085"),
    "a line separator": ("\u2028", "U+2028"),
    "a paragraph separator": ("\u2029", "U+2029"),
    "a form feed": ("\x0c", "U+000C"),
    "a null": ("\x00", "U+0000"),
    "an escape": ("\x1b", "U+001B"),
    "a tag character": ("\U000e0041", "U+E0041"),
}


@pytest.mark.parametrize("character, code", CHARACTERS.values(), ids=CHARACTERS)
@pytest.mark.parametrize("where", ["key", "value", "comment", "body"])
def test_a_hidden_character_is_refused_where_it_stands(character: str, code: str, where: str) -> None:
    texts = {
        "key": (f"---\na: b\nti{character}tle: c\n---\n", (3, 3)),
        "value": (f"---\na: b\ntitle: 中{character}文\n---\n", (3, 9)),
        "comment": (f"---\na: b\n#{character}\n---\n", (3, 2)),
        "body": (f"---\na: b\n---\n\n正文{character}\n", (5, 3)),
    }
    text, place = texts[where]
    found = [p for p in _places(open_document(text.encode())) if code in p[2]]
    assert [p[:2] for p in found] == [place]
    if where != "body":
        registry = text.removeprefix("---\n").removesuffix("---\n")
        found = [p for p in _places(open_registry(registry.encode())) if code in p[2]]
        assert [p[:2] for p in found] == [(place[0] - 1, place[1])]


def test_a_byte_order_mark_is_named_as_such() -> None:
    assert _only(open_document(f"{BOM}---\na: b\n---\n".encode())) == (1, 1, "the file begins with a BOM")
    assert (1, 1, "the file begins with a BOM") in _places(open_registry(f"{BOM}a: b\n".encode()))


def test_carriage_returns_are_reported_once_a_file() -> None:
    windows = "---\r\ntitle: x\r\n---\r\n\r\n正文\r\n"
    assert _only(open_document(windows.encode())) == (1, 4, "a line does not end with LF alone")
    assert _only(open_document(b"---\na: b\n---\nx\ry\rz\n")) == (4, 2, "a line does not end with LF alone")
    assert (1, 5, "a line does not end with LF alone") in _places(open_registry(b"a: b\r\nc: d\r\n"))


@pytest.mark.parametrize(
    "data, place",
    [
        (b"---\na: \xff\n---\n", (2, 4)),
        (b"---\na: b\n---\n\n\xc0\x80", (5, 1)),
        ("---\na: 政府\n---\n".encode("gb18030"), (2, 4)),
        ("---\na: b\n---\n".encode("utf-16"), (1, 1)),
        (b"---\na: \xed\xa0\x80\n---\n", (2, 4)),
        (b"---\na: \xe4\xb8", (2, 4)),
    ],
)
def test_what_is_not_utf8_is_refused_at_its_byte(data: bytes, place: tuple[int, int]) -> None:
    assert (*place, "the file is not UTF-8") in _places(open_document(data))
    assert (*place, "the file is not UTF-8") in _places(open_registry(data))


NOT_NORMAL = {"decomposed": "cafe\u0301", "a compatibility ideograph": "\uf900", "the Kelvin sign": "\u212a"}


@pytest.mark.parametrize("text", NOT_NORMAL.values(), ids=NOT_NORMAL)
def test_text_that_is_not_nfc_is_refused_raw_and_through_escapes(text: str) -> None:
    assert unicodedata.normalize("NFC", text) != text
    assert _only(open_document(f"---\na: b\n---\n\n\n{text}\n".encode()))[:2] == (6, 1)
    escaped = "".join(f"\\u{ord(character):04x}" for character in text)
    line, column, message = _only(open_document(f'---\na: b\nc: "{escaped}"\n---\n'.encode()))
    assert (line, column, message) == (3, 4, "the text is not in Unicode normal form C")


def test_halves_that_are_each_normal_but_not_together() -> None:
    """The escape is the accent, the letter stands there raw: only the value shows it."""
    assert _only(open_document(b'---\na: "cafe\\u0301"\n---\n'))[:2] == (2, 4)


# -- YAML ---------------------------------------------------------------------------------------------------------

REFUSED = {
    "a duplicate key": ("a: b\nc: d\na: e\n", (3, 1, "duplicate key `a`, first on line 1")),
    "a duplicate key in disguise": ('a: b\nc: d\n"\\u0061": e\n', (3, 1, "duplicate key `a`, first on line 1")),
    "a duplicate key in quotes": ("a: b\n'a': e\n", (2, 1, "duplicate key `a`, first on line 1")),
    "a duplicate key further in": ("m:\n  a: b\n  a: c\n", (3, 3, "duplicate key `a`, first on line 2")),
    "a duplicate key in a flow": ("m: {a: b, a: c}\n", (1, 11, "duplicate key `a`, first on line 1")),
    "a duplicate key in a list": ("m:\n  - a: b\n    a: c\n", (3, 5, "duplicate key `a`, first on line 2")),
    "a duplicate empty key": ("? \n: a\n? \n: b\n", (3, 2, "duplicate key ``, first on line 1")),
    "an anchor": ("a: b\nc: &x d\n", (2, 4, "anchors (&) are not allowed")),
    "an anchor on a mapping": ("a: &x\n  b: c\n", (1, 4, "anchors (&) are not allowed")),
    "an anchor on a list": ("a: &x [b]\n", (1, 4, "anchors (&) are not allowed")),
    "an alias": ("a: b\nc: *x\n", (2, 4, "aliases (*) are not allowed")),
    "an alias as a key": ("*x : b\n", (1, 1, "aliases (*) are not allowed")),
    "a tag": ("a: !!str b\n", (1, 4, "tags (!) are not allowed")),
    "a local tag": ("a: !x b\n", (1, 4, "tags (!) are not allowed")),
    "a verbatim tag": ("a: !<tag:x> b\n", (1, 4, "tags (!) are not allowed")),
    "a non-specific tag": ("a: ! b\n", (1, 4, "tags (!) are not allowed")),
    "a tag on a mapping": ("a: !!map {b: c}\n", (1, 4, "tags (!) are not allowed")),
    "a tag that runs code elsewhere": (
        "a: !!python/object/apply:os.system [x]\n",
        (1, 4, "tags (!) are not allowed"),
    ),
    "a tag of bytes that are no text": ("a: b\nc: !%c0%80 d\n", (2, 4, "tags (!) are not allowed")),
    "a tag of surrogates": ("a: b\nc: !<%ed%a0%80> d\n", (2, 4, "tags (!) are not allowed")),
    "a merge key": ("a: b\n<<: c\n", (2, 1, "merge keys (<<) are not allowed")),
    "a quoted merge key": ("a: b\n'<<': c\n", (2, 1, "merge keys (<<) are not allowed")),
    "a list as a key": ("[a, b]: c\n", (1, 1, "a key must be text")),
    "a mapping as a key": ("{a: b}: c\n", (1, 1, "a key must be text")),
    "an explicit list key": ("? - a\n: c\n", (1, 3, "a key must be text")),
    "a second document": ("a: b\n--- \nc: d\n", (2, 1, "only one document is allowed")),
    "a document end": ("a: b\n...\n", (2, 1, "only one document is allowed")),
    "text after the document end": ("a: b\n...\nc: d\n", (2, 1, "only one document is allowed")),
    "an explicit document": ("--- \na: b\n", (1, 1, "document markers and directives are not allowed")),
    "a version directive": ("%YAML 1.1\n---\na: b\n", (1, 1, "document markers and directives are not allowed")),
    "a tag directive": ("%TAG ! tag:x,\n---\na: b\n", (1, 1, "document markers and directives are not allowed")),
    "a tag directive of bytes": ("%TAG ! %c0%80\n---\na: b\n", (1, 1, "tags (!) are not allowed")),
    "nothing": ("", (1, 1, "there is no content")),
    "only a comment": ("# a\n", (1, 1, "there is no content")),
    "a list": ("- a\n", (1, 1, "the outermost level must be a mapping")),
    "a text": ("a\n", (1, 1, "the outermost level must be a mapping")),
    "too deep a flow": ("a: " + "[" * 9 + "]" * 9 + "\n", (1, 11, "not readable as YAML: nested too deeply")),
    "too deep a list": ("a:\n  " + "- " * 9 + "x\n", (2, 17, "not readable as YAML: nested too deeply")),
    "thousands deep": ("a: " + "[" * 60_000, (1, 11, "not readable as YAML: nested too deeply")),
    "a tab as indent": ("a:\n\tb: c\n", (2, 1, "not readable as YAML: found character that cannot start any token")),
    "an open quote": ('a: b\nc: "d\n', (2, 4, "not readable as YAML: found unexpected end of stream")),
    "a colon in a value": ("a: b: c\n", (1, 4, "not readable as YAML: mapping values are not allowed in this context")),
    "an escaped null": ('a: b\nc: "\\0"\n', (2, 4, "holds an invisible control character (U+0000)")),
    "an escaped override": ('c: "x\\u202e"\n', (1, 4, "holds an invisible control character (U+202E)")),
    "an escaped next line": ('c: "x\\N"\n', (1, 4, "holds an invisible control character (U+0085)")),
    "an escaped line separator": ('c: "x\\L"\n', (1, 4, "holds an invisible control character (U+2028)")),
    "an escaped return": ('c: "x\\r"\n', (1, 4, "holds an invisible control character (U+000D)")),
    "an escaped zero width": ('c: "x\\u200by"\n', (1, 4, "holds an invisible control character (U+200B)")),
    "an escaped key": ('"a\\u200b": c\n', (1, 1, "holds an invisible control character (U+200B)")),
    "an escaped surrogate": (
        'a: "\\ud800"\n',
        (1, 7, "not readable as YAML: found invalid Unicode character escape code"),
    ),
}


@pytest.mark.parametrize("text, place", REFUSED.values(), ids=REFUSED)
def test_yaml_that_could_be_read_in_two_ways_is_refused_at_its_place(text: str, place: tuple[int, int, str]) -> None:
    assert place in _places(open_registry(text.encode()))
    tree = strict_yaml.parse(text, 41)
    assert (place[0] + 40, place[1]) in [(p.line, p.column) for p in tree.problems]


def test_all_problems_of_a_text_are_reported_in_one_pass() -> None:
    found = _places(open_registry(b'a: &x 1\nb: *x\na: !!int 2\n<<: 3\nc: "\\e"\n'))
    assert [(line, column) for line, column, _ in found] == [(1, 4), (2, 4), (3, 1), (3, 4), (4, 1), (5, 4)]


def test_every_scalar_is_text_whatever_it_looks_like() -> None:
    looks = ["no", "010", "12:30", "null", "~", "1e3", "2026-01-01", "0x1f", ".inf", "=", "true", "1_000"]
    envelope = open_registry("".join(f"k{i}: {look}\n" for i, look in enumerate(looks)).encode())
    assert not envelope.problems
    assert list(envelope.values.values()) == looks
    assert open_registry(b"a:\nb: ''\n").values == {"a": "", "b": ""}


def test_every_key_and_item_has_its_line_and_column() -> None:
    envelope = open_document("---\n标题: x\nlist:\n  - a: 1\n    b: 2\n  - c\nflow: {d: [e, f]}\n---\n".encode())
    assert not envelope.problems
    assert envelope.spans == {
        ("标题",): (2, 1),
        ("list",): (3, 1),
        ("list", 0): (4, 5),
        ("list", 0, "a"): (4, 5),
        ("list", 0, "b"): (5, 5),
        ("list", 1): (6, 5),
        ("flow",): (7, 1),
        ("flow", "d"): (7, 8),
        ("flow", "d", 0): (7, 12),
        ("flow", "d", 1): (7, 15),
    }


def test_the_deepest_nesting_that_is_allowed() -> None:
    levels = strict_yaml.MAX_DEPTH - 1
    assert not open_registry(("a: " + "[" * levels + "]" * levels + "\n").encode()).problems


_TOKENS = [
    "---\n",
    ": ",
    "  ",
    "- ",
    "? ",
    "<<: ",
    "review:",
    "\nreview:",
    "&x ",
    "*x",
    "!%c0%80 ",
    "!!str ",
    "\\u0301",
]
_RARE = [BOM, "e\u0301", "\\ud800", "...", "\n...\n", "%YAML 1.1\n", "%TAG ! %ff\n"]
FRAGMENTS = st.sampled_from([*"a[]{}'\"#|>@`,0\t\n\r\x00é中\u2028\U000e0041", *_TOKENS, *_RARE])


@given(
    st.one_of(
        st.binary(), st.text().map(str.encode), st.lists(FRAGMENTS, max_size=30).map(lambda p: "".join(p).encode())
    )
)
def test_no_bytes_whatever_make_reading_raise(data: bytes) -> None:
    for envelope in (open_document(data), open_document(b"---\n" + data), open_registry(data)):
        assert isinstance(envelope.reviewed, bytes)
        assert isinstance(envelope.values, dict)
        for problem in envelope.problems:
            # YAML counts lines at the breaks that are refused, too.
            assert 1 <= problem.line <= sum(data.count(end) for end in (b"\n", b"\r", b"\xc2\x85", b"\xe2\x80")) + 2
            assert problem.column >= 1


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_what_is_accepted_says_what_it_shows(text: str) -> None:
    """Accepted text decodes to itself, holds nothing hidden, and has no value that is anything but text."""

    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain(inner) for key, inner in value.items())
        return (
            all(map(plain, value)) if isinstance(value, list) else isinstance(value, str) and not HIDDEN.search(value)
        )

    envelope = open_registry(text.encode())
    if not envelope.problems:
        assert not HIDDEN.search(text) and unicodedata.is_normalized("NFC", text)
        assert plain(envelope.values)
