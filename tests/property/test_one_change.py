"""One change to the bytes of any file: refused, or it changed nothing that anybody signed."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.core.characters import shown
from gongkai.core.findings import Text
from gongkai.documents.kinds import kind_of
from gongkai.gate.check import Verdict
from gongkai.proof.approved import ApprovedDocument
from gongkai.reporting.formats import FORMATS
from gongkai.reporting.report import Report
from support import county, pages
from support.effort import effort
from support.memory import good, judge, store
from support.mutation import changed, review_block

FILES = sorted(good())
DOCUMENTS = [path for path in FILES if kind_of(path)]


def signed_values(path: str, data: bytes) -> Any:
    """All that a signature speaks for: the reviewed bytes, and the values of the sign-offs, read by another parser.

    Of an attachment that is every byte, of a ledger every value.
    """
    if path.startswith("catalog/ledgers/"):
        return _plain(data)
    span = review_block(data) if path in DOCUMENTS else None
    if span is None:
        return data
    start, end = span
    return data[:start] + data[end:], _plain(data[start:end])


def _plain(data: bytes) -> Any:
    """The parser in Python refuses a few blanks (tabs) that change no value and that the one in C lets pass."""
    try:
        return yaml.load(data, yaml.BaseLoader)
    except yaml.YAMLError:
        return yaml.load(data, yaml.CBaseLoader)


def published(verdict: Verdict) -> list[Any]:
    return [_all_of(document) for document in verdict.approved] + [verdict.voided]


def _all_of(document: ApprovedDocument) -> tuple[Any, ...]:
    days = document.approved_on, document.published_on
    return document.name, document.digest, document.path, days, document.fields, document.html, document.attached


@functools.cache
def _as_approved() -> tuple[list[Any], dict[str, str]]:
    verdict = judge(good())
    assert verdict.passed
    return published(verdict), pages.render(verdict)


def refused_or_the_same(files: Mapping[str, bytes], path: str) -> bool:
    """The property itself; whether the change was let through."""
    verdict = judge(files)
    if not verdict.passed:
        assert verdict.errors and not verdict.approved and not verdict.voided
        return False
    assert signed_values(path, files[path]) == signed_values(path, good()[path])
    approved, rendered = _as_approved()
    assert published(verdict) == approved
    assert pages.render(verdict) == rendered
    return True


@effort(200)
@given(st.data())
def test_a_change_is_refused_or_nobody_signed_what_it_changed(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(FILES))
    new = data.draw(changed(good()[path]))
    assume(new != good()[path])
    refused_or_the_same({**good(), path: new}, path)


@effort(100)
@given(st.data())
def test_a_change_of_what_somebody_signed_is_always_refused(data: st.DataObject) -> None:
    """Outside the review block, and in an attachment, no byte is free."""
    path = data.draw(st.sampled_from([path for path in FILES if not path.startswith("catalog/ledgers/")]))
    original = good()[path]
    span = review_block(original) if path in DOCUMENTS else None
    ranges = [(0, span[0]), (span[1] + 1, len(original))] if span else [(0, len(original))]
    within = data.draw(st.sampled_from([one for one in ranges if one[0] < one[1]]))
    new = data.draw(changed(original, within))
    assume(new != original)
    assert not refused_or_the_same({**good(), path: new}, path), path


def _dumped(block: bytes, **style: Any) -> bytes:
    text: str = yaml.safe_dump(yaml.load(block, yaml.BaseLoader), allow_unicode=True, sort_keys=False, **style)
    return text.encode()


@pytest.mark.parametrize("path", [*DOCUMENTS, county.ABSENCES])
@pytest.mark.parametrize(
    "style",
    [{"default_flow_style": None, "width": 10**6}, {"default_style": '"'}, {"default_style": "'", "indent": 4}],
    ids=["flow", "double quotes", "single quotes"],
)
def test_the_same_values_written_otherwise_approve_the_same(path: str, style: dict[str, Any]) -> None:
    """The other half: it is the values that count, so a review block in another style is let through."""
    original = good()[path]
    span = review_block(original)
    start, end = span or (0, len(original))
    block = _dumped(original[start:end], **style).replace(b'"review":', b"review:").replace(b"'review':", b"review:")
    new = original[:start] + block + original[end:]
    assert new != original
    assert refused_or_the_same({**good(), path: new}, path)


def _lines(data: bytes) -> list[int]:
    """The length of every line, in characters, or in bytes where the file is no text."""
    try:
        return [len(line) for line in data.decode().split("\n")]
    except UnicodeDecodeError:
        return [len(line) for line in data.split(b"\n")]


@effort(200)
@given(st.data())
def test_every_finding_points_into_its_file_and_survives_json(data: st.DataObject) -> None:
    files = dict(good())
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(FILES))
        files[path] = data.draw(changed(files[path]))
    verdict = judge(files)
    for found in verdict.diagnostics:
        place = found.place
        if place.path not in files:
            assert (place.line, place.column) == (1, 1), found
            continue
        lines = _lines(files[place.path])
        assert 1 <= place.line <= len(lines), found
        assert 1 <= place.column <= lines[place.line - 1] + 1, found
        assert found.message.zh and found.message.en and found.remedy.zh and found.remedy.en, found
    for lang in ("zh", "en"):
        report = Report(verdict.diagnostics, verdict.checked, True, verdict.roster_digest, Text("未生成", "none"), lang)
        read = json.loads(FORMATS["json"](report))
        assert read["errors"] == verdict.errors
        assert [
            (f["path"], f["line"], f["column"], f["code"], f["severity"], f["message"], f["remedy"], f["clause"])
            for f in read["findings"]
        ] == [
            (
                *_place(d),
                d.code,
                d.severity,
                shown(d.message.in_language(lang)),
                shown(d.remedy.in_language(lang)),
                d.clause,
            )
            for d in verdict.diagnostics
        ]


def _place(found: Any) -> tuple[str, int, int]:
    return found.place.path, found.place.line, found.place.column


def test_the_county_on_disk_is_the_one_in_memory(tmp_path: Any) -> None:
    store(tmp_path, good())
    assert {path: (tmp_path / path).read_bytes() for path in FILES} == dict(good())
