"""Changes to the bytes of a file: any byte anywhere, and those that a forger would try."""

from __future__ import annotations

import re

from hypothesis import strategies as st

# What means something to YAML, Markdown, the review block or the eye.
_PIECES = [
    b" ", b"  ", b"\n", b"\n\n", b"\t", b"\r\n", b"#", b" # x", b"---\n", b"...\n", b"review:\n", b"\nreview: {}\n", b"- ",
    b"'", b'"', b":", b": ", b",", b"{", b"}", b"[", b"]", b"&a ", b"*a", b"!!str ", b"? ", b"|\n", b">-\n", b"<<: ", b"%",
    b"null", b"~", b"\\", b"\x00", b"\x7f", b"\xff", b"\xef\xbb\xbf", b"<b>", b"decision: agree\n", b"  extra: x\n", b"=",
    *(text.encode() for text in ("é", "e\u0301", "\u200b", "\u202e", "\u2028", "\x85", "\u00a0", "𠀀", "　", "：")),
]  # fmt: skip
_BYTES = st.one_of(st.sampled_from(_PIECES), st.binary(min_size=1, max_size=3))


def review_block(data: bytes) -> tuple[int, int] | None:
    """Where the review block lies, found without the program under test."""
    start = data.find(b"\nreview:")
    if start < 0:
        return None
    end = data.find(b"\n---", start) if data.startswith(b"---\n") else len(data) - 1
    return start + 1, end + 1


@st.composite
def changed(draw: st.DrawFn, data: bytes, within: tuple[int, int] | None = None) -> bytes:
    """``data`` with one change; half of them in the review block, or all of them ``within`` a range."""
    block = within or review_block(data)
    start, end = block if block and (within or draw(st.booleans())) else (0, len(data))
    how = draw(st.sampled_from(["insert", "delete", "replace", "swap", "line"]))
    at = draw(st.integers(start, max(start, end - 1)))
    if how == "line":
        new = _lines(draw, data[start:end])
        return data[:start] + new + data[end:]
    if how == "insert":
        new = draw(_BYTES)
        return data[:at] + new + data[at:]
    stop = min(end, at + draw(st.one_of(st.integers(1, 4), st.integers(1, 200))))
    if how == "delete":
        return data[:at] + data[stop:]
    if how == "replace":
        return data[:at] + draw(_BYTES) + data[stop:]
    third = min(end, stop + draw(st.integers(1, 40)))
    return data[:at] + data[stop:third] + data[at:stop] + data[third:]


def _lines(draw: st.DrawFn, data: bytes) -> bytes:
    """Lines twice, in another order, left out, indented or with blanks at the end."""
    lines = data.splitlines(keepends=True) or [b""]
    i, j = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    how = draw(st.sampled_from(["twice", "swap", "drop", "indent", "blanks", "quote", "empty"]))
    if how == "twice":
        lines.insert(j, lines[i])
    elif how == "swap":
        lines[i], lines[j] = lines[j], lines[i]
    elif how == "drop":
        del lines[i]
    elif how == "indent":
        lines[min(i, j) : max(i, j) + 1] = [b"  " + line for line in lines[min(i, j) : max(i, j) + 1]]
    elif how == "blanks":
        lines[i] = lines[i].rstrip(b"\n") + b"   \n"
    elif how == "quote":
        lines[i] = re.sub(rb"(: +|- )([^'\"\n{\[]+)\n", rb'\1"\2"\n', lines[i])
    else:
        lines.insert(i, b"\n")
    return b"".join(lines)
