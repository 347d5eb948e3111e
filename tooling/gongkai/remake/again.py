"""``gongkai build`` where there was a build before: what did not change is proved to be as it was, the rest is made anew.

Returns nothing where that cannot be done with certainty, and the caller builds from nothing. A memory can therefore only save
time: what it says of a source counts while the source has the same bytes, what it says of a page while the page has.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
from collections.abc import Callable, Collection
from concurrent.futures import Executor
from pathlib import Path

from gongkai.core.executors import local
from gongkai.remake.memory import Memory, beside, diagnostic_of_plain
from gongkai.remake.request import BuildRequest, NeedsFullBuild, Outcome, Site
from gongkai.remake.signed_file import own_key, unseal
from gongkai.remake.spare import NotAsRemembered, prepare
from gongkai.remake.trees import digests, listed, newer, translated
from gongkai.site.staging import checked_target, forget, recover
from gongkai.source.attributes import altering
from gongkai.source.tree import Disk

try:
    import fcntl
except ImportError:  # not a POSIX system: nothing is remembered there
    fcntl = None  # type: ignore[assignment]


def build_again(asked: BuildRequest) -> Outcome | None:
    """Bring the site up to date from what is remembered of it, or return None. Raises CannotRun as a build does."""
    key = own_key()
    if fcntl is None or key is None or not asked.target.is_dir():
        return None
    checked_target(asked.target, asked.root)
    # Attributes of git lie outside of what is remembered; the check of the whole says where.
    sections = None if any(altering(asked.root)) else unseal(asked.memory, key)
    if sections is None:
        return None
    memory = Memory(sections, beside(asked.memory))
    # On a day past its turning the county may have warnings that it did not have when it was judged.
    if memory.head["identity"] != asked.identity or not (
        memory.head["today"] <= asked.today.isoformat() < memory.head["until"]
    ):
        return None
    if not (memory.head["as_of"] <= _as_of(asked, memory).isoformat() < memory.head["stands_until"]):
        return None
    recover(asked.target)
    try:
        with local(len(memory.sources)) as executor:
            return _up_to_date(asked, memory, key, executor)
    except (NeedsFullBuild, NotAsRemembered, OSError) as reason:
        asked.note(f"从头生成：{reason or type(reason).__name__}")
        return None


def _as_of(asked: BuildRequest, memory: Memory) -> dt.date:
    """The day that the site is for, as a build from nothing would take it."""
    fixed = dt.date.fromisoformat(memory.head["fixed"]) if memory.head["fixed"] else None
    return asked.as_of or fixed or asked.today


def keep(asked: BuildRequest, files: Collection[str], remember: Callable[[Path, bytes], None]) -> None:
    """Remember a build from nothing, and put the second tree of its ``files`` together, on which the next one does not have to wait.

    Where it cannot be remembered, the next build is one from nothing too.
    """
    key = own_key()
    if fcntl is None or key is None:
        return
    with contextlib.suppress(OSError):
        forget(asked.target)
        remember(asked.memory, key)
        prepare(asked.target, files)


def _up_to_date(asked: BuildRequest, memory: Memory, key: bytes, executor: Executor) -> Outcome:
    asked.note("读取并核对源文件")
    before = memory.sources
    hint = newer(executor, asked.root, list(before), asked.memory.stat().st_mtime)
    walking = executor.submit(Disk(asked.root).files, "content", "catalog")
    listing = executor.submit(listed, asked.target)
    hashing = digests(executor, asked.root, list(before))  # begun before it is known what else there is
    site, templates, last = None, None, None
    try:
        as_of = _as_of(asked, memory)
        another_day = as_of.isoformat() != memory.head["as_of"]
        if something := another_day or any(hint) or any(path not in before for path in walking.result().regular):
            templates = translated(executor, asked.theme, memory.head["languages"])
            importlib.import_module("gongkai.remake.change")  # while workers go on reading
            last = importlib.import_module("gongkai.remake.last").Last(memory, asked.target)
            last.read()
        inventory = walking.result()
        if inventory.irregular:
            raise NeedsFullBuild("有不是普通文件的内容")
        site = Site(asked.target, listing.result(), memory.files)
        come = [path for path in inventory.regular if path not in before]
        if not something:
            site.survey(executor)
        there = dict(zip(before, hashing, strict=True))
        there |= zip(come, digests(executor, asked.root, come), strict=True)
        now = {path: there[path] for path in inventory.regular}
        changed = [path for path, digest in now.items() if before.get(path) != digest]
        changed += before.keys() - now.keys()
        if another_day:
            changed += set(memory.head["dated"]).difference(changed)
        if changed or another_day:
            # Loaded when there is something to judge: it takes longer than to see that there is nothing.
            from gongkai.remake.change import bring_in  # noqa: PLC0415
            from gongkai.remake.last import Last  # noqa: PLC0415

            templates = templates or translated(executor, asked.theme, memory.head["languages"])
            last = last or Last(memory, asked.target)
            return bring_in(asked, last, now, changed, as_of, site, templates, executor, key)
        asked.note("核对网站")
        site.survey(executor)
        site.prove()
    finally:
        hashing.cancel()
        if site:
            site.leave()
    head = memory.head
    return Outcome(
        diagnostics=tuple(diagnostic_of_plain(one) for one in head["diagnostics"]),
        checked=head["checked"],
        roster_digest=head["roster_digest"],
        signatures_required=head["signatures_required"],
        built=True,
        files=len(memory.files),
        changed=0,
    )
