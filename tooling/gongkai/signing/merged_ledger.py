"""Two versions of one ledger, after two officers recorded something in the same year: all of ours, then what is new of theirs.

An entry is signed by itself, so nothing has to be signed again; and each side's entries keep their order.
"""

from __future__ import annotations

from gongkai.core.findings import CannotRun
from gongkai.source.envelope import Envelope, open_registry


def merged(ours: bytes, theirs: bytes, path: str) -> tuple[bytes, int]:
    """Both in one, and how many entries were added to ours. Raises CannotRun where one of them cannot be read."""
    first, second = _opened(ours, path), _opened(theirs, path)
    known = list(first.values["entries"] or ())
    lines = theirs.decode().splitlines(keepends=True)
    entries = second.values["entries"] or []
    starts = [second.spans["entries", position][0] - 1 for position in range(len(entries))] + [len(lines)]
    fresh = [position for position, entry in enumerate(entries) if entry not in known]
    added = "".join("".join(lines[starts[position] : starts[position + 1]]).rstrip("\n") + "\n" for position in fresh)
    before = ours if known else b"entries:\n"
    whole = before.rstrip(b"\n") + b"\n" + added.encode()
    if _opened(whole, path).values["entries"] != [*known, *(entries[position] for position in fresh)]:
        raise _unreadable(path)
    return whole, len(fresh)


def _opened(data: bytes, path: str) -> Envelope:
    envelope = open_registry(data, reviewed=False)
    if envelope.problems or set(envelope.values) != {"entries"}:
        raise _unreadable(path)
    if not isinstance(envelope.values["entries"], list | None):
        raise _unreadable(path)
    return envelope


def _unreadable(path: str) -> CannotRun:
    return CannotRun(
        f"{path} 的两个版本不能自动合并（格式有错误或排版不同）：请打开文件，把两边的登记都保留，删去冲突标记",
        f"the two versions of {path} do not merge by themselves (errors, or another indentation): open the file, keep the entries "
        "of both and take out the conflict markers",
    )
