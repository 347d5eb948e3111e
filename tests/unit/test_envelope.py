"""The review block and what is left without it: no byte that a citizen could read stays outside the signature."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gongkai.documents.digest import document_digest
from gongkai.documents.kinds import kind_of
from gongkai.signing.block import with_review
from gongkai.source.envelope import Envelope, open_document, open_registry
from gongkai.source.tree import Disk

ROOT = Path(__file__).resolve().parents[2]
BLOCK = "review:\n  first:\n    by: a\n    opinion: 同意。\n"
DOCUMENT = f"---\ntitle: 标题\nsummary: 概述\n{BLOCK}---\n\n正文。\n"
SAMPLES = [path for path in Disk(ROOT).files("content", "catalog").regular if kind_of(path)]


def _messages(envelope: Envelope) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.message.en) for problem in envelope.problems]


def test_the_reviewed_bytes_are_the_file_without_the_block() -> None:
    envelope = open_document(DOCUMENT.encode())
    assert not envelope.problems
    assert envelope.reviewed == DOCUMENT.replace(BLOCK, "").encode()
    assert envelope.values == {"title": "标题", "summary": "概述"}
    assert envelope.review == {"first": {"by": "a", "opinion": "同意。"}}
    assert (envelope.body, envelope.body_line) == ("\n正文。\n", 9)
    assert open_document(envelope.reviewed).reviewed == envelope.reviewed


def test_a_registry_ends_with_its_block() -> None:
    envelope = open_registry(f"name: x\n{BLOCK}".encode())
    assert not envelope.problems
    assert envelope.reviewed == b"name: x\n"
    assert open_registry(b"name: x\n").reviewed == b"name: x\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "title: x\n",
        " ---\ntitle: x\n---\n",
        "---\ntitle: x\n",
        "--- \ntitle: x\n---\n",
        "---\ntitle: x\n --- \n",
        "\n---\na: b\n---\n",
    ],
)
def test_without_front_matter_there_is_nothing_to_review(text: str) -> None:
    envelope = open_document(text.encode())
    assert _messages(envelope) == [(1, 1, "there is no front matter between two lines of ---")]
    assert envelope.reviewed == text.encode() and not envelope.values and envelope.review is None


def test_the_front_matter_ends_at_the_first_closing_line() -> None:
    envelope = open_document(b"---\na: b\n---  \nx\n---\ny\n")
    assert not envelope.problems
    assert (envelope.body, envelope.body_line) == ("x\n---\ny\n", 4)
    assert open_document(b"---\na: b\n---").body == ""
    assert open_document(b"---\n---\n").problems


COLUMN_0 = "`review:` must stand in column 0, once"
LAST = "`review` must be the last key"
FOLDED = "a text stands on several lines; each break would become a blank"
HIDDEN = "no comment and no block scalar may stand in `review`"

MISPLACED = {
    "in a quoted value": ('a: "x\nreview: y"\n', [(1, 4, FOLDED), (2, 1, COLUMN_0)]),
    "in a quoted value before the real one": ('a: "x\nreview: y"\nreview:\n  first: z\n', [(1, 4, FOLDED), (2, 1, COLUMN_0)]),
    "in a single-quoted value": ("a: 'x\nreview: y'\nreview:\n  first: z\n", [(1, 4, FOLDED), (2, 1, COLUMN_0)]),
    "in a comment's next line": ("# x\nreview:\n  first: z\nc: d\n", [(2, 1, LAST)]),
    "not last": ("a: b\nreview:\n  first: z\nc: d\n", [(2, 1, LAST)]),
    "first of all": ("review: {}\na: b\n", [(1, 1, LAST)]),
    "quoted": ('a: b\n"review":\n  first: z\n', [(2, 1, COLUMN_0)]),
    "single-quoted": ("a: b\n'review': {}\n", [(2, 1, COLUMN_0)]),
    "escaped": ('a: b\n"r\\u0065view": {}\n', [(2, 1, COLUMN_0)]),
    "explicit": ("a: b\n? review\n: x\n", [(2, 1, "keys introduced by `?` are not allowed"), (2, 3, COLUMN_0)]),
    "with a blank before the colon": ("a: b\nreview : {}\n", [(2, 1, COLUMN_0)]),
    "indented with all others": ("  a: b\n  review: {}\n", [(2, 3, COLUMN_0)]),
    "in a flow": ("{a: b, review: {}}\n", [(1, 8, COLUMN_0)]),
    "in a closed flow over lines": ('{a: b,\nreview: {}\n}\n', []),
    "twice": ("a: b\nreview: {}\nreview: {}\n", [(3, 1, "duplicate key `review`, first on line 2")]),
    "a comment": ("review:\n  # hidden\n  first: x\n", [(1, 1, HIDDEN)]),
    "a comment on the line of the key": ("a: b\nreview: # hidden\n  first: x\n", [(2, 1, HIDDEN)]),
    "a comment after a value": ("review:\n  first: x # hidden\n  final: y\n", [(2, 1, HIDDEN)]),
    "a comment at the end": ("review:\n  first: x\n# hidden\n", [(2, 1, HIDDEN)]),
    "a comment after a quoted value with #": ('review:\n  first: "#x" # hidden\n', [(2, 1, HIDDEN)]),
    "a literal block": ("review:\n  first: |\n    # x\n", [(2, 1, HIDDEN)]),
    "a folded block": ("review:\n  first: >-\n    x\n", [(2, 1, HIDDEN)]),
}  # fmt: skip


@pytest.mark.parametrize("text, places", MISPLACED.values(), ids=MISPLACED)
def test_a_block_that_hides_or_is_hidden_is_refused(text: str, places: list[tuple[int, int, str]]) -> None:
    in_registry = _messages(open_registry(text.encode()))
    assert [(line, message) for line, _, message in in_registry] == [(line, message) for line, _, message in places]
    in_document = _messages(open_document(f"---\n{text}---\n正文\n".encode()))
    assert [line - 1 for line, _, _ in in_document] == [line for line, _, _ in places]
    assert [m.partition(",")[0] for _, _, m in in_document] == [m.partition(",")[0] for _, _, m in places]


def test_a_hash_inside_a_value_is_no_comment() -> None:
    assert not open_registry(b'review:\n  first: "a # b"\n  final: x#y\n  "#": c\n').problems


def test_the_word_review_in_a_body_or_further_in_is_nothing() -> None:
    envelope = open_document(f"---\na:\n  review: x\n{BLOCK}---\nreview:\n  final: y\n".encode())
    assert not envelope.problems
    assert envelope.values == {"a": {"review": "x"}}
    assert envelope.body == "review:\n  final: y\n"
    assert b"final: y" in envelope.reviewed


TEXTS = st.text("abc中文：#'\"\\ -|>&*!%,[]{}?：。0", min_size=0, max_size=12)
KEYS = st.sampled_from(["by", "opinion", "basis", "acting_for"])
VALUES = st.one_of(
    TEXTS, st.lists(TEXTS, max_size=3), st.dictionaries(KEYS, st.one_of(TEXTS, st.lists(TEXTS)), max_size=4)
)
LINES = [
    "title: x",
    "note: 'a'",
    "# comment",
    "",
    "list: [a, b]",
    'q: "a\nreview: b"',
    "review: {}",
    "b: |\n  x",
    "----: y",
]
BODIES = st.lists(st.sampled_from(["正文", "---", "review:", "", "  a", "# b", "...", "中文 "]), max_size=5).map(
    "\n".join
)


@given(
    st.lists(st.sampled_from(LINES), max_size=5).map("\n".join),
    BODIES,
    st.dictionaries(st.sampled_from(["first", "final"]), VALUES, min_size=1),
)
@example('note: "a\n---- b"', "", {"first": "x"})
@example("a: b", "---", {"final": {"opinion": "---"}})
def test_cutting_the_block_out_and_writing_another_changes_nothing_else(
    front: str, body: str, review: dict[str, object]
) -> None:
    bare = f"---\n{front}\n---\n{body}".encode()
    before = open_document(bare)
    if before.problems or before.review is not None:
        return
    signed = with_review(bare, review)
    after = open_document(signed)
    assert not after.problems, signed
    assert after.reviewed == before.reviewed == bare
    assert after.values == before.values and after.body == before.body
    assert with_review(signed, {}) == bare


@pytest.mark.parametrize("path", SAMPLES)
def test_the_sample_keeps_its_reviewed_bytes_under_another_review(path: str) -> None:
    data = (ROOT / path).read_bytes()
    opened = open_registry if path.endswith(".yaml") else open_document
    before = opened(data)
    assert not before.problems and before.review
    after = opened(with_review(data, {"first": {"by": "x"}}))
    assert after.reviewed == before.reviewed and after.review == {"first": {"by": "x"}}
    assert with_review(with_review(data, {}), before.review) == data


def _digest(envelope: Envelope) -> str:
    return document_digest("page:x", envelope.reviewed, ())


@given(st.data())
def test_one_changed_byte_outside_the_block_changes_the_digest_or_is_unreadable(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(SAMPLES))
    original = (ROOT / path).read_bytes()
    opened = open_registry if path.endswith(".yaml") else open_document
    before = opened(original)
    start = original.index(b"\nreview:") + 1
    closing = re.compile(rb"^---$", re.MULTILINE).search(original, start)
    outside = [*range(start), *(range(closing.start(), len(original)) if closing else ())]
    place = data.draw(st.sampled_from(outside))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != original[place]))
    how = data.draw(st.sampled_from(["replace", "insert", "delete"]))
    middle = {"replace": bytes([byte]), "insert": bytes([byte, original[place]]), "delete": b""}[how]
    after = opened(original[:place] + middle + original[place + 1 :])
    assert after.problems or _digest(after) != _digest(before)


@given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=40))
def test_the_digest_binds_name_content_and_attachments_apart(first: bytes, second: bytes, name: bytes) -> None:
    one, two = document_digest("page:a", first, ()), document_digest("page:a", second, ())
    assert (one == two) == (first == second)
    assert document_digest("page:b", first, ()) != one
    assert document_digest(f"page:a{name.hex()}", first, ()) != one or not name
