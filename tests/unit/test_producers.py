"""Whatever an office makes with its programs passes, and what it should not hold is found: every row of the table."""

from __future__ import annotations

from support.producers import made


def test_clean_files_pass_whatever_made_them_and_others_do_not() -> None:
    passed = {(one.suffix, one.producer, one.what): one.verdict().startswith("通过") for one in made()}
    wrong = [row for row, passes in passed.items() if passes != (not row[2])]
    assert not wrong
    assert len(passed) > 60
