"""The first-seen log and the days of a command line: what cannot be read is one clear line, wherever it lies in the calendar."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.core.findings import CannotRun
from gongkai.core.settings import as_of
from gongkai.signing.first_seen import read_log
from support import county

TODAY = str(county.TODAY)
START = "0" * 64


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return county.copy_to(tmp_path / "county")


def refused(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> str:
    """The one line, in Chinese, of a command that could not do its work; in English it is one, too."""
    said = []
    for language in ("en", "zh"):
        capsys.readouterr()
        assert main(["--root", str(root), "--lang", language, *arguments]) == 2
        shown = capsys.readouterr()
        assert shown.out == "" and shown.err.count("\n") == 1, shown
        assert "内部错误" not in shown.err and "internal error" not in shown.err, shown
        said.append(shown.err)
    assert said[0].isascii() and not said[1].isascii()
    return said[1]


# Days and instants ---------------------------------------------------------------------------------------------

INSTANTS = {
    "0001-01-01T00:00:00+08:00": "不在 1900 至 2999 年之间",
    "0001-01-01T00:00:00+14:00": "不在 1900 至 2999 年之间",
    "0001-01-01T00:00:00Z": "不在 1900 至 2999 年之间",
    "1899-12-31T23:59:59Z": "不在 1900 至 2999 年之间",
    "3000-01-01T00:00:00+08:00": "不在 1900 至 2999 年之间",
    "9999-12-31T23:59:59-12:00": "不在 1900 至 2999 年之间",
    "9999-12-31T23:59:59+08:00": "不在 1900 至 2999 年之间",
    "0000-01-01T00:00:00Z": "没有这一天",
    "2026-02-30T00:00:00+08:00": "没有这一天",
    "2026-06-30T24:30:00+08:00": "没有这一天",
    "2026-06-30T12:00:00+08:60": "时区不存在",
    "2026-06-30T12:00:00+23:59": "时区不存在",
    "2026-06-30T12:00:00-23:59": "时区不存在",
    "10000-01-01T00:00:00Z": "不是带时区的时刻",
    "2026-06-30T12:00:00+00:00:01": "不是带时区的时刻",
    "2026-06-30T12:00:00": "不是带时区的时刻",
    "2026-06-30": "不是带时区的时刻",
    "now": "不是带时区的时刻",
}


@pytest.mark.parametrize(("now", "wanted"), INSTANTS.items(), ids=INSTANTS)
def test_an_instant_that_nobody_can_reckon_with_is_refused(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], now: str, wanted: str
) -> None:
    log = tmp_path / "seen.log"
    assert wanted in refused(capsys, root, "remember", str(log), "--now", now)
    assert not log.exists()


DAYS = {
    "0001-01-01": "不在 1900 至 2999 年之间",
    "1899-12-31": "不在 1900 至 2999 年之间",
    "3000-01-01": "不在 1900 至 2999 年之间",
    "9999-12-31": "不在 1900 至 2999 年之间",
    "0000-00-00": "没有这一天",
    "2026-02-29": "没有这一天",
    "10000-01-01": "不是日期",
    "2026-W10-1": "不是日期",
    "20260630": "不是日期",
    "2026-6-30": "不是日期",
}


@pytest.mark.parametrize(("day", "wanted"), DAYS.items(), ids=DAYS)
@pytest.mark.parametrize(
    "before",
    [
        ("check", "--today"),
        ("build", "--no-search", "--today"),
        ("build", "--no-search", "--as-of"),
        ("audit", "output", "--as-of"),
        ("audit", "--today"),
    ],
    ids=" ".join,
)
def test_a_day_that_nobody_can_reckon_with_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], before: tuple[str, ...], day: str, wanted: str
) -> None:
    assert wanted in refused(capsys, root, *before, day)
    assert not (root / "output").exists()


@pytest.mark.parametrize("day", [*DAYS, dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.datetime(2026, 6, 30), 20260630])
def test_a_setting_is_held_to_the_same_days(day: object) -> None:
    with pytest.raises(CannotRun) as said:
        as_of({"AS_OF": day})
    assert "AS_OF" in said.value.text.zh and "AS_OF" in said.value.text.en
    assert as_of({}) is None
    assert as_of({"AS_OF": "2026-06-30"}) == as_of({"AS_OF": dt.date(2026, 6, 30)}) == dt.date(2026, 6, 30)


@pytest.mark.parametrize("now", ["2999-12-31T23:59:59-12:00", "2999-12-31T23:59:59+14:00"])
def test_at_the_end_of_the_calendar_all_can_be_done(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], now: str
) -> None:
    log = tmp_path / "seen.log"
    assert main(["--root", str(root), "remember", str(log), "--now", now]) == 0
    assert {one.seen.isoformat() for one in read_log(log.read_bytes(), "").lines.values()} == {now}
    assert main(["--root", str(root), "remember", str(log), "--now", now]) == 0, "what it wrote it also reads"
    last = ("--today", "2999-12-31", "--first-seen", str(log))
    assert main(["--root", str(root), "check", *last]) == 0
    assert main(["--root", str(root), "build", "--no-search", "--as-of", "2999-12-31", *last]) == 0


# Damaged logs --------------------------------------------------------------------------------------------------


def _line(**changed: object) -> str:
    whole = {
        "prev": START,
        "seen": "2026-03-05T09:00:00+08:00",
        "document": "page:about",
        "path": "content/pages/about.md",
        "level": "final",
        "signed_at": "2026-03-04T09:00:00+08:00",
        "statement": "a" * 64,
    }
    return json.dumps(whole | changed, ensure_ascii=False)


DEEP = 100_000
LOGS = {
    "open brackets": "[" * DEEP,
    "closed brackets": "[" * DEEP + "]" * DEEP,
    "open braces": '{"prev":' * DEEP,
    "a value in brackets": _line().replace('"page:about"', "[" * DEEP + "]" * DEEP),
    "a list": "[]",
    "a list of the keys": json.dumps(list(json.loads(_line()))),
    "null": "null",
    "a number": "7" * 5_000,
    "a key more": _line(more="x"),
    "a statement that is a list": _line(statement=["a" * 64]),
    "a document that is a map": _line(document={"page": "about"}),
    "a level that is null": _line(level=None),
    "a path that is a number": _line(path=7),
    "an instant that is a number": _line(seen=7),
    "an instant without an offset": _line(seen="2026-03-05T09:00:00"),
    "the first instant of all": _line(seen="0001-01-01T00:00:00+14:00"),
    "the last instant of all": _line(signed_at="9999-12-31T23:59:59-12:00"),
    "another beginning": _line(prev="1" * 64),
}


def test_the_line_that_the_damaged_ones_are_made_of_is_read() -> None:
    assert set(read_log(f"{_line()}\n".encode(), "").lines) == {"a" * 64}


@pytest.mark.parametrize("line", LOGS.values(), ids=LOGS)
def test_a_damaged_line_is_named(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    log = tmp_path / "seen.log"
    log.write_text(f"{line}\n", encoding="utf-8")
    before = log.read_bytes()
    for command in (
        ["check", "--first-seen", str(log)],
        ["build", "--no-search", "--first-seen", str(log)],
        ["remember", str(log)],
    ):
        assert f"{log} 第 1 行损坏" in refused(capsys, root, *command)
    assert log.read_bytes() == before and not (root / "output").exists()


def test_a_damaged_line_further_on_is_named_by_its_number(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "seen.log"
    log.write_text(f"{_line()}\n{'[' * DEEP}\n", encoding="utf-8")
    assert "第 2 行损坏" in refused(capsys, root, "check", "--first-seen", str(log))
