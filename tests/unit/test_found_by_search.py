"""What the property tests and fuzzers found, each as one small case."""

from __future__ import annotations

import pytest

from gongkai.source.envelope import open_document, open_registry


@pytest.mark.parametrize("data", ["a: b\nc", "a:\n  - b: c\n    d", "a: b\n  c\nd"])
def test_a_finding_at_the_end_of_a_file_without_a_line_break_lies_in_the_file(data: str) -> None:
    """The YAML parser names the line after the last one."""
    problems = open_registry(data.encode(), reviewed=False).problems
    last = data.rsplit("\n", maxsplit=1)[-1]
    assert (problems[-1].line, problems[-1].column) == (data.count("\n") + 1, len(last) + 1)


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029", "\r"])
def test_what_only_yaml_takes_for_a_line_break_moves_no_other_finding(mark: str) -> None:
    data = f"---\na: x{mark}y\nb: &c d\n---\n"
    assert [(p.line, p.column) for p in open_document(data.encode()).problems] == [(2, 5), (3, 4)]
