"""A memory that lies, a site that was tampered with, a build that was killed: it costs time and nothing else."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from acceptance.conftest import PROGRAMS, tree
from gongkai.remake.signed_file import own_key, seal, unseal
from remake.conftest import Home, write_item
from remake.test_same_bytes import ITEM, add, body, opinion, replace
from support import county

PAGE = "items/finance/2025/00104.html"


def right(home: Home, folder: Path) -> None:
    """The site is that of a build from nothing, and nothing lies about."""
    assert home.site == home.cold(folder / "cold")
    assert not list(home.root.glob(".output.next*"))


# The memory --------------------------------------------------------------------------------------------------


def empty(home: Home) -> None:
    home.memory.write_bytes(b"")


def cut_short(home: Home) -> None:
    data = home.memory.read_bytes()
    home.memory.write_bytes(data[: len(data) // 2])


def one_bit(home: Home) -> None:
    data = bytearray(home.memory.read_bytes())
    at = random.Random(len(data)).randrange(len(data))
    data[at] ^= 1
    home.memory.write_bytes(data)


def longer(home: Home) -> None:
    home.memory.write_bytes(home.memory.read_bytes() + b" ")


def folder_in_its_place(home: Home) -> None:
    file = home.memory
    file.unlink()
    file.mkdir()


def by_another_key(home: Home) -> None:
    """Somebody who knows the format, and not the key, writes down that the new item was judged."""
    sections = unseal(home.memory, own_key() or b"")
    assert sections is not None
    seal(home.memory, sections, os.urandom(32))


def of_another_county(home: Home) -> None:
    other = Home(home.root.with_name("other"), home.outcomes)
    shutil.copytree(home.root, other.root, ignore=shutil.ignore_patterns("build", "output"))
    county.resign(other.root, ITEM)
    assert other.build().code == 0
    shutil.copy(other.memory, home.memory)


def of_another_program(home: Home) -> None:
    sections = unseal(home.memory, own_key() or b"")
    assert sections is not None
    head = sections["head"].replace(b'"identity": "', b'"identity": "0')
    seal(home.memory, sections | {"head": head}, own_key() or b"")


def gone(home: Home) -> None:
    home.memory.unlink()


def no_key(home: Home) -> None:
    shutil.rmtree(Path(os.environ["XDG_STATE_HOME"]) / "gongkai")


WORTHLESS = [
    empty, cut_short, one_bit, longer, folder_in_its_place, by_another_key, of_another_county, of_another_program, gone,
    no_key,
]  # fmt: skip


@pytest.mark.parametrize("attack", WORTHLESS, ids=lambda attack: attack.__name__)
def test_a_memory_that_is_not_ours_is_not_read(home: Home, tmp_path: Path, attack: Callable[[Home], None]) -> None:
    before = home.site
    replace(home.root, ITEM, "第3件。", "第三件，未经审查。", sign=False)
    attack(home)
    done = home.build()
    assert (done.code, done.again) == (1, False) and "B01" in done.codes, done.said
    assert home.site == before
    county.resign(home.root, ITEM)
    done = home.build()
    assert (done.code, done.again) == (0, False), done.said
    right(home, tmp_path)


def test_an_older_memory_of_our_own(home: Home, tmp_path: Path) -> None:
    """Put back under a newer site, and with the older site over newer sources."""
    old, old_site = home.memory.read_bytes(), tmp_path / "old-site"
    shutil.copytree(home.output, old_site)
    add(home.root)
    assert home.build().again
    home.memory.write_bytes(old)
    assert home.build().code == 0
    right(home, tmp_path)
    body(home.root)
    home.memory.write_bytes(old)
    shutil.rmtree(home.output)
    shutil.copytree(old_site, home.output)
    assert home.build().code == 0
    right(home, tmp_path)


def test_a_clock_that_was_put_back(home: Home) -> None:
    """What was signed by the day of the last check may be signed in the future of an earlier day."""
    assert not home.build("--today", "2026-03-05").again
    assert not home.build("--today", "2026-03-04").again


def test_a_release_reads_and_leaves_nothing(home: Home, tmp_path: Path) -> None:
    shutil.rmtree(home.root / "build")
    assert home.build("--release").code == 0
    assert not (home.root / "build").exists()
    assert not home.build().again


# The site and its spare -----------------------------------------------------------------------------------


def page_changed(site: Path) -> None:
    """In place, as an editor would: the spare shares the file."""
    file = site / PAGE
    file.write_bytes(file.read_bytes().replace("第4件".encode(), "第五件".encode()))


def page_replaced(site: Path) -> None:
    data = (site / PAGE).read_bytes()
    (site / PAGE).unlink()
    (site / PAGE).write_bytes(data + b"<!-- -->")


def page_gone(site: Path) -> None:
    (site / PAGE).unlink()


def page_slipped_in(site: Path) -> None:
    (site / "items/finance/notice.html").write_text("未经审查", encoding="utf-8")


def link_slipped_in(site: Path) -> None:
    (site / "items/finance/officers.yaml").symlink_to(site.parent / "catalog/officers.yaml")


def page_is_a_link(site: Path) -> None:
    (site / PAGE).rename(site.parent / "aside.html")
    (site / PAGE).symlink_to(site.parent / "aside.html")


def folder_is_a_link(site: Path) -> None:
    (site / "items/finance").rename(site.parent / "aside")
    (site / "items/finance").symlink_to(site.parent / "aside")


def page_is_a_folder(site: Path) -> None:
    (site / PAGE).unlink()
    (site / PAGE).mkdir()


def tampered_record(site: Path) -> None:
    """The site's own list of its files, so that it agrees with a changed page."""
    page_replaced(site)
    file = site / "catalog.json"
    file.write_bytes(file.read_bytes().replace(b"sha256", b"sha257", 1))


TAMPERED = [
    page_changed, page_replaced, page_gone, page_slipped_in, link_slipped_in, page_is_a_link, folder_is_a_link,
    page_is_a_folder, tampered_record,
]  # fmt: skip


@pytest.mark.parametrize("changed", [False, True], ids=["nothing-new", "one-new"])
@pytest.mark.parametrize("where", ["output", ".output.spare"])
@pytest.mark.parametrize("tamper", TAMPERED, ids=lambda tamper: tamper.__name__)
def test_a_tampered_site_is_mended(
    home: Home, tmp_path: Path, tamper: Callable[[Path], None], where: str, changed: bool
) -> None:
    add(home.root)
    assert home.build().again
    tamper(home.root / where)
    if changed:
        body(home.root)
    done = home.build()
    if done.code == 2:  # a site that is no longer recognised as one of ours is not replaced
        assert where == "output" and "output" in done.said
        shutil.rmtree(home.output)
        done = home.build()
    assert done.code == 0, done.said
    right(home, tmp_path)
    opinion(home.root)
    assert home.build().code == 0
    right(home, tmp_path)


def test_a_spare_that_is_a_link_takes_nothing_along(home: Home, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    shutil.copytree(home.root / "content", foreign)
    before = tree(foreign)
    shutil.rmtree(home.root / ".output.spare")
    (home.root / ".output.spare").symlink_to(foreign)
    body(home.root)
    assert home.build().code == 0
    assert tree(foreign) == before
    right(home, tmp_path)


def test_a_spare_that_was_left_half_made_is_completed(home: Home, tmp_path: Path) -> None:
    spare = home.root / ".output.spare"
    shutil.rmtree(spare, ignore_errors=True)
    for path in sorted(tree(home.output))[::2]:
        (spare / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(home.output / path, spare / path)
    body(home.root)
    assert home.build().again
    right(home, tmp_path)


def test_a_file_of_the_sources_that_shows_up_under_two_names(home: Home) -> None:
    """The rules about names look at all of them."""
    write_item(home.root, "content/items/office/2026/00300.md")
    (home.root / "content/items/office/2026/００３０１.md").write_text("x", encoding="utf-8")
    done = home.build()
    assert done.code == 1 and not done.again


# What must not show, and shows already --------------------------------------------------------------------


def test_a_new_internal_text_is_looked_for_on_every_page(home: Home) -> None:
    """The opinion of one officer is something that the theme says on the pages of others, which did not change."""
    said = "词语3 共17条"
    assert said in re.sub("<[^>]*>", "", (home.output / "catalog/category/planning/index.html").read_text("utf-8"))
    before = home.site
    county.resign(home.root, ITEM, final={"opinion": said})
    cold, again = home.build("--release"), home.build()
    assert (again.code, again.codes) == (cold.code, cold.codes) == (1, frozenset({"O02"}))
    assert home.site == before


# Interrupted and at the same time -------------------------------------------------------------------------


def _start(home: Home) -> subprocess.Popen[bytes]:
    command = [str(PROGRAMS / "gongkai"), "build", "--no-search", "--today", str(county.TODAY)]
    return subprocess.Popen(command, cwd=home.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("kill", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_build_leaves_a_whole_site_and_no_false_memory(home: Home, tmp_path: Path, kill: int) -> None:
    for step in range(8):
        old = home.site
        replace(home.root, ITEM, "。\n", f"，第{step}次修改。\n")
        new = home.cold(tmp_path / "cold")
        process = _start(home)
        while not list(home.root.glob(".output.next-*")) and process.poll() is None:
            time.sleep(0.001)
        time.sleep(step * 0.012)
        process.send_signal(kill)
        process.wait()
        assert home.site in (old, new)
        assert home.build().code == 0
        assert home.site == new
        assert not list(home.root.glob(".output.next*"))


def test_two_at_once(home: Home, tmp_path: Path) -> None:
    for step in range(3):
        replace(home.root, ITEM, "。\n", f"，第{step}次修改。\n")
        running = [_start(home), _start(home)]
        codes = [process.wait() for process in running]
        assert 0 in codes and set(codes) <= {0, 2}
        right(home, tmp_path)
        assert home.build().code == 0
        right(home, tmp_path)


def test_a_file_system_without_exchange_or_links(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("not here")

    monkeypatch.setattr(os, "link", refuse)
    shutil.rmtree(home.root / ".output.spare")
    body(home.root)
    done = home.build()
    assert (done.code, done.again) == (0, False), done.said
    right(home, tmp_path)
    assert sys.platform.startswith("linux") or done.code == 0
