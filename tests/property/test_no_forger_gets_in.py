"""What is refused stays refused, whatever somebody without the right keys does to sign-offs, roster and ledgers.

The forger may write review blocks, ``officers.yaml`` and the ledgers as he likes, copy what others signed, and
sign with keys of his own and of every officer whose post does not entitle them here. He may not rewrite the
text itself (then it would be another document), nor go back to an older roster or ledger that was once signed:
that is for ``--base`` and for the pinned digest of the roster.
"""

from __future__ import annotations

import datetime as dt
import functools
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import assume, event, given
from hypothesis import strategies as st

from gongkai.core.executors import InlineExecutor
from gongkai.core.findings import CannotRun, Severity
from gongkai.documents.kinds import kind_of
from gongkai.gate.check import Verdict, check
from support import cases, county
from support.effort import effort
from support.memory import Memory, good, judge, load, store
from support.mutation import changed, review_block

BAD = [case.id for case in cases.load() if not case.good and not any("build" in step for step in case.steps)]
PEOPLE = sorted({name for name, _, _ in county._people()})
OWN = ["forger", "forger-2"]
LEVELS = ["business", "first", "final"]


class Files(dict[str, bytes]):
    """With a short name for Hypothesis's reports."""

    def __repr__(self) -> str:
        return f"<{len(self)} files>"


@functools.cache
def _case(name: str) -> tuple[Mapping[str, bytes], dt.date, frozenset[str]]:
    """A bad case: its files, its day, and the documents that are refused in it."""
    case = next(one for one in cases.load() if one.id == name)
    with tempfile.TemporaryDirectory(prefix="gongkai-case-") as folder:
        files = load(case.make(Path(folder)))
    verdict = _judged(files, case.today)
    refused = {d.place.path for d in verdict.diagnostics if d.severity is Severity.ERROR}
    return files, case.today, frozenset(refused)


def _judged(files: Mapping[str, bytes], today: dt.date) -> Verdict:
    return check(Memory(files), today, executor=InlineExecutor())


def _approved(verdict: Verdict) -> dict[str, tuple[str, str]]:
    return {document.path: (document.name, document.digest) for document in verdict.approved}


@functools.cache
def _genuine() -> frozenset[tuple[str, str]]:
    """Name and digest of all that the right people have signed in the good county."""
    return frozenset(_approved(judge(good())).values())


# What a forger does -------------------------------------------------------------------------------------------


def _agency(path: str) -> str:
    return path.split("/")[2] if path.startswith(("content/items/", "content/reports/")) else county.OWNER


def _keys(path: str) -> list[str]:
    """The keys within a forger's reach: his own, and those of everybody who has no say over this document."""
    own = {_agency(path), "finance" if path == county.POLICY_ITEM else ""}
    strangers = [name for name, agency, _ in county._people() if agency not in own]
    return [*OWN, *strangers, f"{_agency(path)}-section"]


@st.composite
def _signed_by_the_wrong(draw: st.DrawFn, files: Files, path: str) -> Files:
    """Sign-offs over the very bytes, by whom he likes in name, with the keys he has."""
    levels: dict[str, Any] = {}
    for level in sorted(draw(st.sets(st.sampled_from(LEVELS), min_size=1))):
        key = draw(st.sampled_from(_keys(path)))
        levels[level] = {"key": key, "by": draw(st.sampled_from([key if key not in OWN else "office-head", *PEOPLE]))}
        if draw(st.booleans()):
            levels[level]["at"] = f"2026-0{draw(st.integers(1, 6))}-0{draw(st.integers(1, 9))}T09:00:00+08:00"
        if draw(st.integers(0, 3)) == 0:
            levels[level]["acting_for"] = draw(st.sampled_from(PEOPLE))
    levels |= {level: None for level in sorted(draw(st.sets(st.sampled_from(LEVELS)))) if level not in levels}
    return _resigned(files, path, levels, _keys(path)[0])


def _resigned(files: Files, path: str, levels: Mapping[str, Any], usual: str) -> Files:
    """All levels of a document anew; a level that is not spoken of is signed with the forger's own key."""
    folder_of = path.removesuffix(".md") + "/"
    with tempfile.TemporaryDirectory(prefix="gongkai-forged-") as folder:
        root = Path(folder)
        store(root, {one: data for one, data in files.items() if one == path or one.startswith(folder_of)})
        every = {"first": {"key": usual}, "final": {"key": usual}, **levels}
        try:
            county.resign(root, path, **every)
        except (KeyError, AttributeError, TypeError, ValueError):
            assume(False)  # the case has left nothing there that could be signed
        return Files({**files, path: (root / path).read_bytes()})


@st.composite
def _copied(draw: st.DrawFn, files: Files, path: str) -> Files:
    """The review block of another document, or of this one in the good county."""
    other = draw(st.sampled_from([*sorted(one for one in files if kind_of(one)), path]))
    source = draw(st.sampled_from([files, good()]))
    data, there = files[path], source.get(other, b"")
    here, block = review_block(data), review_block(there)
    assume(block is not None)
    assert block is not None
    if here is None:
        end = data.find(b"\n---", 3) + 1 if data.startswith(b"---\n") else len(data)
        here = end, end
    return Files({**files, path: data[: here[0]] + there[block[0] : block[1]] + data[here[1] :]})


@st.composite
def _scribbled(draw: st.DrawFn, files: Files, path: str) -> Files:
    """Bytes of the review block, the roster or a ledger."""
    ledgers = [one for one in files if one.startswith("catalog/ledgers/")]
    where = draw(st.sampled_from([path, path, county.OFFICERS, *ledgers]))
    block = review_block(files[where]) if where == path else None
    assume(where != path or block is not None)
    return Files({**files, where: draw(changed(files[where], block))})


@st.composite
def _with_a_key_of_his_own(draw: st.DrawFn, files: Files, path: str) -> Files:
    """His key is entered for one officer, and the roster signed again with what he has."""
    officer = draw(st.sampled_from(PEOPLE))
    entry = f"      - key: {county.key_line('forger')}\n        from: 2024-01-01\n"
    data = files[county.OFFICERS].decode(errors="replace")  # scribbled in before, perhaps
    at = data.find("    keys:\n", data.find(f"  - id: {officer}\n"))
    assume(at >= 0)
    at += len("    keys:\n")
    files = Files({**files, county.OFFICERS: (data[:at] + entry + data[at:]).encode()})
    if draw(st.booleans()):
        by = {"first": {"by": "office-info-a", "key": "forger-2"}, "final": {"by": officer, "key": "forger"}}
        files = _resigned(files, county.OFFICERS, by, "forger")
    level = draw(st.sampled_from(["first", "final"]))
    return _resigned(files, path, {level: {"by": officer, "key": "forger"}}, "forger-2")


@st.composite
def _absence_invented(draw: st.DrawFn, files: Files, path: str) -> Files:
    """An absence that no leader recorded."""
    with tempfile.TemporaryDirectory(prefix="gongkai-forged-") as folder:
        root = Path(folder)
        store(root, {one: data for one, data in files.items() if one.startswith("catalog/ledgers/")})
        entry = {"officer": draw(st.sampled_from(PEOPLE)), "from": "2026-01-01", "until": "2026-06-01"}
        by, key = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(OWN))
        try:
            county.record(root, "absences", entry, by=by, key=key)
        except CannotRun:
            assume(False)  # no entry can be added to a ledger that cannot be read
        return Files({**files, **load(root)})


FORGERIES = [_signed_by_the_wrong, _copied, _scribbled, _with_a_key_of_his_own, _absence_invented]


@effort(150)
@given(st.data())
def test_no_forgery_publishes_what_was_refused(data: st.DataObject) -> None:
    """A document that is refused is approved afterwards only if it has become one that the right people had signed."""
    files, today, refused = _case(data.draw(st.sampled_from(BAD)))
    targets = sorted(path for path in refused if path in files and kind_of(path))
    assume(refused)
    forged = Files(files)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(targets or [county.POLICY_ITEM]))
        forged = data.draw(data.draw(st.sampled_from(FORGERIES))(forged, path))
    verdict = _judged(forged, today)
    event("accepted" if verdict.passed else "refused")
    if not verdict.passed:
        assert not verdict.approved
        return
    for path, document in _approved(verdict).items():
        assert path not in refused or document in _genuine(), path
    assert _approved(verdict)[county.OFFICERS] in _genuine() or county.OFFICERS not in refused


CHANGED = "B01/bad-one-byte"


def test_the_right_keys_get_it_published() -> None:
    """Otherwise the property above could have any reason."""
    files, _, refused = _case(CHANGED)
    (path,) = refused
    verdict = judge(_resigned(Files(files), path, {"first": {}, "final": {}}, "forger"))
    assert verdict.passed
    assert _approved(verdict)[path] not in _genuine()


def test_a_roster_of_the_forgers_own_shows_in_its_digest() -> None:
    """Who may replace the roster and sign it with the keys in it needs no other key; the pinned digest says so."""
    files, _, _ = _case(CHANGED)
    roster = files[county.OFFICERS].decode()
    for officer, key in (("office-info-a", "forger"), ("office-head", "forger-2"), ("office-leader", "forger-3")):
        roster = roster.replace(county.key_line(officer), county.key_line(key))
    forged = Files({**files, county.OFFICERS: roster.encode()})
    for one in [one for one in forged if kind_of(one) and _agency(one) == county.OWNER]:
        last = "forger-2" if one in (county.OFFICERS, county.SITE) else "forger-3"
        forged = _resigned(forged, one, {"first": {"key": "forger"}, "final": {"key": last}}, "")
    verdict = judge(forged)
    assert not verdict.passed or verdict.roster_digest != judge(good()).roster_digest
