"""Another machine's answer counts for nothing until this one has confirmed it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip
import json
import secrets
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from gongkai.cluster import confirmed
from gongkai.cluster.confirmed import Confirmed
from gongkai.cluster.shards import Brought, bring_shard, make_again, place_shard
from gongkai.cluster.wire import answer, opened, packed, read_answer
from gongkai.core.executors import InlineExecutor, own
from gongkai.core.findings import CannotRun
from gongkai.gate import parallel_check
from gongkai.gate.check import check, check_part
from gongkai.gate.load_site import basis_of, sort
from gongkai.gate.parallel_check import Judged, judge_documents
from gongkai.search import Entry, make_shard
from gongkai.search.bundle import SIGNATURE, fragment
from gongkai.source.tree import Disk
from support import county


class Liar(InlineExecutor):
    """Does what it is asked and changes the first document of each answer."""

    def __init__(self, change: Callable[[Judged], Judged] = lambda one: one) -> None:
        self.change, self.done = change, 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.done += 1
        return super().submit(self._changed, fn, args)

    def _changed(self, fn: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        found = fn(*args)
        return [self.change(found[0]), *found[1:]]


CHANGES: dict[str, Callable[[Judged], Judged]] = {
    "approved earlier": lambda one: dataclasses.replace(one, approved_on=dt.date(2020, 1, 1)),
    "no sign-off": lambda one: dataclasses.replace(one, approvals=()),
    "nothing internal": lambda one: dataclasses.replace(one, internal=()),
    "another name": lambda one: dataclasses.replace(one, card=dataclasses.replace(one.card, name="item:x")),  # type: ignore[type-var]
    "no card": lambda one: dataclasses.replace(one, card=None),
    "no content": lambda one: dataclasses.replace(one, content=b""),
    "strange content": lambda one: dataclasses.replace(one, content=b"[1]"),
    "another body": lambda one: dataclasses.replace(
        one, content=one.content.replace(b"</p>", "，此句未经审查。</p>".encode())
    ),
    "another path": lambda one: dataclasses.replace(one, path="content/guide/other.md"),
}


@pytest.mark.parametrize("share", [0, 100])
@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_worker_changes_is_noticed(change: str, share: int) -> None:
    cluster = Confirmed(Liar(CHANGES[change]), InlineExecutor(), share)
    with pytest.raises(CannotRun, match="不予采信"):
        check(Disk(county.base()), county.TODAY, cluster)


@pytest.mark.parametrize("share", [0, 1, 50, 100])
def test_an_honest_cluster_comes_to_the_same_verdict(share: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel_check, "_CHUNK", 3)
    here = check(Disk(county.base()), county.TODAY, InlineExecutor())
    there = check(Disk(county.base()), county.TODAY, Confirmed(Liar(), InlineExecutor(), share))
    assert there.passed and there.sources == here.sources
    assert [(d.digest, d.html) for d in there.approved] == [(d.digest, d.html) for d in here.approved]


def test_the_share_that_was_asked_for_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([0, 29, 30, 99] * 10)
    monkeypatch.setattr(secrets, "randbelow", lambda _: next(drawn))
    again = Liar()
    cluster = Confirmed(Liar(), again, 30)
    source = Disk(county.base())
    basis = basis_of(source, county.TODAY)
    assert basis is not None
    pairs = sort(source.files("content")).documents
    monkeypatch.setattr(confirmed, "ATTESTED", {judge_documents: lambda *_: [None]})
    for _ in range(4):
        assert cluster.submit(judge_documents, source, pairs, basis).result()
    assert again.done == 4, "two again, two attested"


def _other() -> int:
    return 1


def test_what_nothing_attests_to_is_not_believed() -> None:
    with pytest.raises(AssertionError, match="nothing attests"):
        Confirmed(InlineExecutor(), InlineExecutor(), 0).submit(_other)


def test_what_is_cancelled_is_cancelled_there() -> None:
    with ThreadPoolExecutor(1) as cluster:
        started: Future[None] = Future()
        cluster.submit(started.result)
        waiting = Confirmed(cluster, InlineExecutor(), 100).submit(_other)
        assert waiting.cancel()
        started.set_result(None)
        assert cluster.submit(_other).result() == 1


def test_this_machine_is_the_part_of_a_cluster_that_is_trusted() -> None:
    here: Executor = InlineExecutor()
    assert own(Confirmed(Liar(), here)) is here and own(here) is here and own(None) is None


# -- what travels -------------------------------------------------------------------------------------------------


def test_a_job_and_its_answer_arrive_as_they_were() -> None:
    source = Disk(county.base())
    basis = basis_of(source, county.TODAY)
    assert basis is not None
    pairs = sort(source.files("content")).documents
    function, arguments = opened(packed(judge_documents, (source, pairs, basis.for_workers())))
    judged = function(*arguments)
    assert judged == judge_documents(source, pairs, basis.for_workers())
    assert read_answer(judge_documents, answer(judge_documents, judged)) == judged


@pytest.mark.parametrize("data", [b"", b"x", b"\x78\x9c", answer(_other, 1), answer(_other, 1)[:-2]])
def test_anything_else_is_no_answer(data: bytes) -> None:
    with pytest.raises(ValueError):
        read_answer(judge_documents, data)


# -- a part -------------------------------------------------------------------------------------------------------


def test_a_part_is_judged_and_approves_nothing(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    good = check_part(Disk(root), county.TODAY, "content/items/finance/2026/")
    assert good.errors == 0 and not good.passed and not good.approved
    county.write_item(root, "content/items/town/2026/00009.md")
    assert check_part(Disk(root), county.TODAY, "content/items/finance/2026/").errors == 0
    bad = check_part(Disk(root), county.TODAY, "content/items/town/2026/")
    assert {d.code for d in bad.diagnostics} == {"R01", "R02"}
    assert bad.checked == len(list((root / "content/items/town/2026").glob("*.md")))


def test_a_part_that_is_not_there_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="没有条目"):
        check_part(Disk(county.base()), county.TODAY, "content/items/town/1999/")


def test_a_part_with_broken_registries_says_so(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path)
    (root / "catalog/agencies.yaml").unlink()
    assert check_part(Disk(root), county.TODAY, "content/items/town/2026/").errors


# -- parts of the search index --------------------------------------------------------------------------------------

FOLD = {"務": "务"}


def _entry(number: int) -> Entry:
    named = f"100000102/2026-{number:05d}"
    url = f"items/finance/2026/{number:05d}.html"
    return Entry(
        named, url, f"第{number}号通知", "预算公开。", "", "2026-03-02", "2026", "finance", "budget", "notice", "财政局"
    )


ENTRIES = [_entry(number) for number in range(1, 4)]


@pytest.fixture(scope="module")
def brought() -> Brought:
    return bring_shard("2026", ENTRIES, FOLD)


def _place(brought: Brought, out: Path) -> None:
    place_shard(brought, "2026", ENTRIES, out, FOLD, out)


def test_a_part_of_the_index_is_what_this_machine_makes(brought: Brought, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "there").mkdir()
    listed, digests = make_shard("2026", ENTRIES, tmp_path / "here", FOLD, tmp_path / "work")
    travelled = read_answer(bring_shard, answer(bring_shard, brought))
    assert travelled == brought
    assert place_shard(travelled, "2026", ENTRIES, tmp_path / "there", FOLD, tmp_path)[1] == digests
    here, there = (
        {p.name for p in (tmp_path / one / listed.folder / "fragment").iterdir()} for one in ("here", "there")
    )
    assert here == there


def _other_text(files: dict[str, bytes]) -> None:
    path = next(path for path in files if path.startswith("fragment/"))
    meta = json.loads(gzip.decompress(files[path]).removeprefix(SIGNATURE))["meta"]
    files[path] = fragment(meta | {"title": "没有审查过的标题"})


def _of_nobody(files: dict[str, bytes]) -> None:
    files["fragment/x-bigram_0000000.pf_fragment"] = fragment({"index_number": "100000102/2026-00009"})


def _lost(files: dict[str, bytes]) -> None:
    del files[next(path for path in files if path.startswith("fragment/"))]


def _no_index(files: dict[str, bytes]) -> None:
    for path in [path for path in files if path.startswith("index/")]:
        del files[path]


TAMPERED: dict[str, Callable[[dict[str, bytes]], None]] = {
    "another text": _other_text,
    "a result of nobody": _of_nobody,
    "a result is lost": _lost,
    "no index": _no_index,
    "a file that does not belong there": lambda files: files.update({"index.html": b"x"}),
    "a file elsewhere": lambda files: files.update({"index/../../../slipped.pf_index": b"x"}),
    "an empty file": lambda files: files.update({"index/x-bigram_1.pf_index": b""}),
}


@pytest.mark.parametrize("change", TAMPERED)
def test_a_part_of_the_index_that_was_changed_is_refused(change: str, brought: Brought, tmp_path: Path) -> None:
    files = dict(brought.files)
    TAMPERED[change](files)
    with pytest.raises(CannotRun, match="不予采信"):
        _place(dataclasses.replace(brought, files=files), tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "said", [{"folder": "../x"}, {"digest": "0" * 64}, {"hash": "../x"}, {"pages": 4}, {"values": {"year": ("1999",)}}]
)
def test_what_is_said_of_a_part_is_not_believed(said: dict[str, Any], brought: Brought, tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="不予采信"):
        _place(dataclasses.replace(brought, listed=dataclasses.replace(brought.listed, **said)), tmp_path / "out")


def _more_words(files: dict[str, bytes]) -> None:
    files["index/x-bigram_0000000.pf_index"] = "没有审查过的文字".encode()


def _other_words(files: dict[str, bytes]) -> None:
    files[next(path for path in files if path.startswith("index/"))] = "没有审查过的文字".encode()


def _unpackable(files: dict[str, bytes]) -> None:
    files[next(path for path in files if path.startswith("fragment/"))] = b"x"


PACKED: dict[str, Callable[[dict[str, bytes]], None]] = {
    "more words": _more_words,
    "other words": _other_words,
    "a result that cannot be unpacked": _unpackable,
}


def _again(brought: Brought, out: Path) -> Path:
    work = out.with_name("work")
    work.mkdir()
    listed, _ = make_again(brought, "2026", ENTRIES, out, FOLD, work)
    return out / listed.folder


@pytest.mark.parametrize("change", [*TAMPERED, *PACKED])
def test_a_part_that_is_made_again_shows_every_change(change: str, brought: Brought, tmp_path: Path) -> None:
    files = dict(brought.files)
    (TAMPERED | PACKED)[change](files)
    with pytest.raises(CannotRun, match="不予采信"):
        _again(dataclasses.replace(brought, files=files), tmp_path / "out")


@pytest.mark.parametrize("said", [{"digest": "0" * 64}, {"pages": 4}, {"words": 1}, {"values": {"year": ("1999",)}}])
def test_what_is_said_of_a_part_that_is_made_again(said: dict[str, Any], brought: Brought, tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="不予采信"):
        _again(dataclasses.replace(brought, listed=dataclasses.replace(brought.listed, **said)), tmp_path / "out")


def test_nothing_of_a_worker_is_in_a_part_that_is_made_again(brought: Brought, tmp_path: Path) -> None:
    """Also not where Pagefind differs from run to run, so that nothing could be compared."""
    text = "没有审查过的文字".encode()
    planted = {path: text for path in brought.files if path.endswith((".pf_meta", ".pf_filter"))}
    files = brought.files | planted | {"filter/x-bigram_0000000.pf_filter": text}
    placed = _again(dataclasses.replace(brought, files=files), tmp_path / "out")
    found = [path.read_bytes() for path in placed.rglob("*") if path.is_file()]
    assert planted and len(found) == len(brought.files) and text not in found


@pytest.mark.parametrize(("share", "job"), [(100, "make_again"), (0, "place_shard")])
def test_parts_are_made_again_as_often_as_other_work(
    share: int, job: str, brought: Brought, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirmed, job, lambda *_: (brought.listed, {}))
    (tmp_path / "work").mkdir()
    cluster = Confirmed(InlineExecutor(), InlineExecutor(), share)
    made = cluster.submit(make_shard, "2026", ENTRIES, tmp_path / "out", FOLD, tmp_path / "work").result()
    assert made == (brought.listed, {})
