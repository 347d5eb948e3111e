"""What surrounds a build: streams, locales, masks, other builds, and whoever changes something while it runs."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from acceptance.conftest import PROGRAMS, Done, tree
from support import county as good

ROOT = Path(__file__).resolve().parents[2]
ITEM = good.DEPUTISED_ITEM
TODAY = str(good.TODAY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The good county with a theme of its own and a page that links to an item."""
    folder = good.copy_to(tmp_path / "county")
    shutil.copytree(ROOT / "theme", folder / "theme")
    page = folder / good.PAGE
    page.write_text(page.read_text() + "\n另见[救助资金](../items/town/2026/00001.md)。\n")
    good.resign(folder, good.PAGE)
    return folder


@pytest.fixture
def build(root: Path, tmp_path: Path) -> Callable[..., Done]:
    """``gongkai build`` through a shell, with what is written before and behind it there."""

    def run(*arguments: str, before: str = "", behind: str = "", **env: str) -> Done:
        command = ["gongkai", "build", "--no-search", "--today", TODAY, *arguments]
        return shell(
            root, f"{before} {shlex.join([str(PROGRAMS / command[0]), *command[1:]])} {behind}", tmp_path, **env
        )

    return run


def shell(root: Path, line: str, state: Path, **env: str) -> Done:
    given = os.environ | {"XDG_STATE_HOME": str(state / "state")} | env
    done = subprocess.run(["bash", "-c", line], cwd=root, env=given, capture_output=True, timeout=120, check=False)
    return Done(done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"))


@pytest.mark.parametrize("arguments", [["--release"], []], ids=["release", "remembered"])
def test_a_report_that_nobody_can_take_is_no_failure_of_a_build(
    root: Path, build: Callable[..., Done], arguments: list[str]
) -> None:
    done = build(*arguments, behind=">/dev/full")
    assert done.code == 0 and "新网站已换入" in done.said, done.said
    assert (root / "output/index.html").is_file()
    assert build(*arguments, behind=">/dev/full 2>/dev/full").code == 0
    assert build(*arguments, behind=">&- 2>&-").code == 0


def test_a_report_that_nobody_can_take_is_a_failure_of_a_check(root: Path, tmp_path: Path) -> None:
    check = f"{PROGRAMS / 'gongkai'} check --today {TODAY}"
    done = shell(root, f"{check} >/dev/full", tmp_path)
    assert done.code == 2 and done.said.count("\n") == 1, done.said
    done = shell(root, f"{check} >&-", tmp_path)
    assert done.code == 0 and "标准输出已关闭" in done.said


@pytest.mark.parametrize(
    "asked", ["--help", "--version", "check --help", "--lang en --help", "explain R03", "explain --help"]
)
def test_what_was_asked_for_and_nobody_can_take_is_a_failure(root: Path, tmp_path: Path, asked: str) -> None:
    gongkai = PROGRAMS / "gongkai"
    done = shell(root, f"{gongkai} {asked} >/dev/full", tmp_path)
    assert done.code == 2 and done.said.count("\n") == 1 and done.said.startswith("gongkai: "), done.said
    assert shell(root, f"{gongkai} {asked}", tmp_path).code == 0
    assert shell(root, f"{gongkai} {asked} >/dev/full 2>/dev/full", tmp_path).code == 2


@pytest.mark.parametrize("wrong", ["no-such-command", "check --no-such-option", "--root /no-such-folder check", ""])
def test_a_complaint_that_nobody_can_take_is_no_finding(root: Path, tmp_path: Path, wrong: str) -> None:
    """Exit code 1 would say that the check found something."""
    done = shell(root, f"{PROGRAMS / 'gongkai'} {wrong} 2>/dev/full", tmp_path)
    assert done.code == 2 and not done.said, done.said


def test_what_cannot_be_remembered_is_no_failure_of_a_build(root: Path, build: Callable[..., Done]) -> None:
    (root / "build").write_text("in the way")
    assert build().code == 0


@pytest.mark.parametrize("encoding", ["ascii", "gb2312:strict", "latin-1"])
def test_any_locale_is_good_enough(root: Path, tmp_path: Path, encoding: str) -> None:
    (root / good.PAGE).write_text((root / good.PAGE).read_text().replace("青石镇", "青石鎮").replace("另见", "另見"))
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    done = shell(root, f"{PROGRAMS / 'gongkai'} check --today {TODAY} --format json", tmp_path, **env)
    assert done.code == 1 and "Traceback" not in done.said and "内部错误" not in done.said
    assert '"B01"' in done.said and done.said.count('"code"') == 1


OLDER = {"zh_CN.gbk": ("zh_CN", "GBK", "gbk"), "en_US.iso88591": ("en_US", "ISO-8859-1", "iso8859-1")}


@pytest.fixture(scope="module", params=OLDER)
def older(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], str]:
    """The variables of a locale of an older encoding, as the system itself makes it, and Python's name of the encoding.

    Where a system has no sources of locales, it is the one of no language at all, and ASCII.
    """
    source, charmap, encoding = OLDER[request.param]
    folder = tmp_path_factory.mktemp("locales")
    if localedef := shutil.which("localedef"):
        # It warns of what an encoding lacks, and ends with 1.
        command = [localedef, "-c", "-i", source, "-f", charmap, str(folder / request.param)]
        subprocess.run(command, capture_output=True, timeout=60, check=False)
    if (folder / request.param / "LC_CTYPE").is_file():
        return {"LOCPATH": str(folder), "LC_ALL": request.param, "PYTHONUTF8": "0"}, encoding
    return {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "ascii"


def test_an_older_locale_changes_nothing_that_is_published(
    root: Path, tmp_path: Path, older: tuple[dict[str, str], str]
) -> None:
    env, encoding = older
    python = PROGRAMS / "python"
    asked = "import codecs, locale; print(codecs.lookup(locale.getpreferredencoding(False)).name, open(0).encoding)"
    assert encoding in shell(root, f'{python} -c "{asked}" </dev/null', tmp_path, **env).said.lower(), "no such locale"
    shutil.copy(ROOT / "pelicanconf.py", root)
    gongkai, pelican = PROGRAMS / "gongkai", f"{PROGRAMS / 'pelican'} content -o output"
    check, build = f"{gongkai} check --today {TODAY}", f"{gongkai} build --no-search --today {TODAY}"
    assert shell(root, check, tmp_path, **env).code == 0
    # Pelican opens templates and settings in the encoding of the locale.
    done = shell(root, f"set -o pipefail; {pelican} 2>&1 | iconv -f {encoding} -t utf-8", tmp_path, **env)
    assert done.code == 2 and "gongkai build" in done.said and "PYTHONUTF8=1" in done.said, done.said
    assert done.said.count("\n") == 1 and not (root / "output").exists()
    assert "\\" not in done.said and ("区域设置" in done.said) == (encoding == "gbk"), (
        "in words that can be shown there"
    )
    assert shell(root, build, tmp_path, **env).code == 0
    built = tree(root / "output")
    shutil.rmtree(root / "output")
    assert shell(root, build, tmp_path, LC_ALL="C.UTF-8").code == 0
    assert tree(root / "output") == built

    text = (root / good.PAGE).read_text()
    assert "另见" in text
    (root / good.PAGE).write_text(text.replace("另见", "另見\N{GRINNING FACE}"))
    for line in (check, f"{check} --format json", build, f"PYTHONUTF8=1 {pelican}"):
        done = shell(root, line, tmp_path, **env)
        assert done.code != 0 and "B01" in done.said and good.PAGE in done.said, done.said
        assert "Traceback" not in done.said and "内部错误" not in done.said and "UnicodeE" not in done.said
    assert tree(root / "output") == built


def test_a_path_that_is_no_utf8_is_one_clear_line(root: Path, tmp_path: Path) -> None:
    named = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe"))
    root.rename(named)
    done = shell(named, f"{PROGRAMS / 'gongkai'} check", tmp_path)
    assert done.code == 2 and done.said.count("\n") == 1 and "不是 UTF-8" in done.said, done.said


def test_a_site_can_be_read_whatever_the_umask(root: Path, build: Callable[..., Done]) -> None:
    for changed in (False, True):
        if changed:
            good.write_item(root, "content/items/town/2026/00009.md")
            good.resign(root, "content/items/town/2026/00009.md")
        assert build(before="umask 077;").code == 0
        modes = {
            path.is_dir(): path.stat().st_mode & 0o755 for path in [root / "output", *(root / "output").rglob("*")]
        }
        assert modes == {True: 0o755, False: 0o644}
    memory = [path for path in (root / "build/cache").iterdir() if path.is_file() and path.suffix != ".lock"]
    assert memory and all(path.stat().st_mode & 0o077 == 0 for path in memory)


def test_a_release_leaves_no_second_tree(root: Path, build: Callable[..., Done]) -> None:
    assert build().code == 0
    mirror = root / ".output.spare"
    assert (mirror / "index.html").is_file(), "there was nothing to remove"
    assert build("--release").code == 0
    assert not mirror.exists()


def test_a_refused_edit_is_told_as_fully_as_by_a_check(root: Path, build: Callable[..., Done], tmp_path: Path) -> None:
    assert build().code == 0
    (root / ITEM).unlink()
    checked = shell(root, f"{PROGRAMS / 'gongkai'} check --today {TODAY} --format json", tmp_path)
    built = build("--format", "json")
    assert (checked.code, built.code) == (1, 1)
    assert json.loads(built.said)["findings"] == json.loads(checked.said)["findings"] != []


def _meanwhile(root: Path, state: Path, change: Callable[[], object], *arguments: str) -> Done:
    """Build, and change something once the build has begun."""
    command = [str(PROGRAMS / "gongkai"), "build", "--no-search", "--today", TODAY, *arguments]
    env = os.environ | {"XDG_STATE_HOME": str(state / "state")}
    process = subprocess.Popen(command, cwd=root, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    while not [path for path in root.glob(".output.next-*") if path.is_dir()] and process.poll() is None:
        time.sleep(0.002)
    change()
    said, _ = process.communicate(timeout=120)
    return Done(process.returncode, said)


def test_a_theme_that_was_changed_and_changed_back_meanwhile_does_not_go_live(
    root: Path, build: Callable[..., Done], tmp_path: Path
) -> None:
    assert build().code == 0
    before = tree(root / "output")
    template = root / "theme/templates/base.html"

    def change() -> None:
        text = template.read_text()
        template.write_text(text + "foreign")
        template.write_text(text)

    done = _meanwhile(root, tmp_path, change, "--release")
    assert done.code == 2 and "base.html" in done.said, done.said
    assert tree(root / "output") == before
    assert not list(root.glob(".output.next-*"))


def test_an_output_that_became_a_link_meanwhile_is_not_followed(
    root: Path, build: Callable[..., Done], tmp_path: Path
) -> None:
    assert build().code == 0
    foreign = tmp_path / "foreign"
    foreign.mkdir()

    def change() -> None:
        (root / "output").rename(tmp_path / "moved")
        (root / "output").symlink_to(foreign)

    done = _meanwhile(root, tmp_path, change, "--release")
    assert done.code == 2 and "链接" in done.said, done.said
    assert not list(foreign.iterdir())


def test_builds_at_once_wait_for_each_other(root: Path, tmp_path: Path) -> None:
    command = [str(PROGRAMS / "gongkai"), "build", "--no-search", "--today", TODAY]
    env = os.environ | {"XDG_STATE_HOME": str(tmp_path / "state")}
    running = [
        subprocess.Popen(command, cwd=root, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(3)
    ]
    said = [one.communicate(timeout=120)[0] for one in running]
    assert [one.returncode for one in running] == [0, 0, 0], said
    assert not list(root.glob(".output.next-*")) and not list(root.glob(".output.old-*"))
