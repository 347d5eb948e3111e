"""The lines of exports come back as they were put away, whatever they hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.site.exports import Lines, Record

_LINE = st.binary(max_size=30) | st.text(max_size=10).map(str.encode)
_RECORDS = st.lists(st.builds(Record, _LINE, _LINE, _LINE, _LINE, _LINE), max_size=12)


@given(st.lists(_RECORDS, max_size=6))
def test_lines_come_back_in_their_order(parts: list[list[Record]]) -> None:
    lines = Lines()
    for part in parts:
        lines.add(part)
    every = [record for part in parts for record in part]
    assert {name: list(found) for name, found in lines.items()} == {
        name: [getattr(record, name) for record in every] for name in Record._fields
    }
