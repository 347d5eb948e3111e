"""Every way past the gate that Pelican offers, and every way in which a build can fail: no site, the old one stays."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sysconfig
import time
from pathlib import Path

import pytest

from acceptance.conftest import ITEM, PROGRAMS, Witness, copy_county, run, tree


def test_the_guard_lies_where_pelican_looks() -> None:
    """All below means nothing if Pelican here runs without it."""
    assert (Path(sysconfig.get_path("purelib")) / "pelican/plugins/gongkai_guard/__init__.py").is_file()


ROUTES = [
    ("pelican", "content", "-s", "pelicanconf.py"),
    ("pelican",),
    ("pelican", "content"),
    ("pelican", "content", "-s", "empty.py"),
    ("pelican", "-s", "empty.py", "content/items"),
    ("pelican", "content", "-s", "pelicanconf.py", "-e", "PLUGINS=[]"),
    ("pelican", "content", "-s", "pelicanconf.py", "-q"),
    ("pelican", "content", "-s", "pelicanconf.py", "-d"),
    ("pelican", "content", "-s", "pelicanconf.py", "--fatal", "errors"),
    ("pelican", "content", "-s", "pelicanconf.py", "--ignore-cache"),
    ("gongkai", "build"),
]


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_a_changed_item_stops_every_route(changed: Path, witness: Witness, route: tuple[str, ...]) -> None:
    (changed / "empty.py").write_text("")
    done = run(changed, *route)
    witness.refused(done)
    if "empty.py" not in route and "PLUGINS=[]" not in route:
        assert ITEM in done.said and "B01" in done.said
        assert done.code == 1


FORBIDDEN = [
    ("-e", 'STATIC_PATHS=["items"]'),
    ("-e", 'ARTICLE_PATHS=["items"]'),
    ("-e", 'PAGE_PATHS=["pages"]'),
    ("-e", 'TEMPLATE_PAGES={"x.html": "x.html"}'),
    ("-e", 'EXTRA_PATH_METADATA={"x": {"path": "y"}}'),
    ("-e", "OUTPUT_SOURCES=true"),
    ("-e", 'DIRECT_TEMPLATES=["index"]'),
    ("-e", "CACHE_CONTENT=true"),
    ("-e", "LOAD_CONTENT_CACHE=true"),
    ("-e", 'THEME_STATIC_PATHS=["../content"]'),
    ("-e", 'THEME_TEMPLATES_OVERRIDES=["/tmp"]'),
    ("-t", "simple"),
    ("-o", "content"),
    ("-o", "."),
    ("-o", "foreign"),
    ("--listen",),
    ("-l", "-r"),
    ("-rl",),
    ("--autoreload",),
    ("--print-settings",),
    ("--print-settings", "SITENAME"),
]


@pytest.mark.parametrize("options", FORBIDDEN, ids=" ".join)
def test_options_that_publish_past_the_gate_are_refused(
    county: Path, witness: Witness, options: tuple[str, ...]
) -> None:
    """On a county that passes: the option itself is the attack."""
    (county / "foreign").mkdir()
    (county / "foreign/mine.txt").write_text("mine")
    before = tree(county / "content")
    witness.refused(run(county, "pelican", "content", "-s", "pelicanconf.py", *options, timeout=60))
    assert tree(county / "content") == before
    assert (county / "foreign/mine.txt").read_text() == "mine"


@pytest.mark.parametrize("line", ["STATIC_PATHS = ['items']", "PLUGINS = []", "PLUGINS = [plugin, 'foreign']"])
def test_another_settings_file_cannot_reopen_anything(county: Path, witness: Witness, line: str) -> None:
    original = (county / "pelicanconf.py").read_text()
    (county / "other.py").write_text(f"{original}\n{line}\n")
    (county / "foreign.py").write_text("def register():\n    pass\n")
    witness.refused(run(county, "pelican", "content", "-s", "other.py"))


@pytest.mark.parametrize("module", ["nh3", "gongkai.rules.r06_deputy", "gongkai.site.audit"])
def test_a_failing_import_stops_pelican(county: Path, module: str, witness: Witness) -> None:
    code = (
        "import sys, importlib.abc\n"
        "class Broken(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}: raise ImportError('broken on purpose')\n"
        "sys.meta_path.insert(0, Broken())\n"
    )
    (county / "site").mkdir()
    (county / "site/sitecustomize.py").write_text(code)
    done = run(county, "pelican", "content", "-s", "pelicanconf.py", env={"PYTHONPATH": str(county / "site")})
    assert done.code != 0
    assert tree(county / "output") == witness.site


def test_a_crashing_rule_stops_the_build(county: Path, witness: Witness) -> None:
    (county / "site").mkdir()
    (county / "site/crash.py").write_text(
        "from gongkai.rules import RULES\ndef crash(*a):\n    raise RuntimeError('on purpose')\n    yield\n"
        "RULES['R03'].check = crash\nfrom gongkai.cli import main\nimport sys\nsys.exit(main(['build', '--no-search']))\n"
    )
    done = run(county, "python", "site/crash.py")
    witness.refused(done, 2)
    assert "R03" in done.said


@pytest.mark.parametrize(
    "path",
    [
        "content/secret.html",
        "content/items/finance/2025/notes.md",
        "content/items/finance/2025/00003.rst",
        "content/items/finance/2025/00003/extra.pdf",
        "content/.hidden",
        "content/images/photo.png",
        "content/policies/index.md",
        "catalog/extra.yaml",
        "catalog/ledgers/unknown/2026.yaml",
    ],
)
def test_an_unknown_file_stops_the_build(county: Path, witness: Witness, path: str) -> None:
    (county / path).parent.mkdir(parents=True, exist_ok=True)
    (county / path).write_text("未经审查")
    done = run(county, "gongkai", "build", "--no-search")
    witness.refused(done, 1)
    assert path in done.said


@pytest.mark.parametrize("link", ["content/items/finance/2025/99999.md", "content/linked", "content/items/linked"])
def test_a_symlink_stops_the_build(county: Path, witness: Witness, link: str) -> None:
    target = county / "content/items/finance" if "." not in link.rpartition("/")[2] else county / ITEM
    (county / link).symlink_to(target)
    done = run(county, "gongkai", "build", "--no-search")
    witness.refused(done, 1)
    assert link in done.said


def test_pelican_and_gongkai_build_the_same_site(built: Path, tmp_path: Path) -> None:
    county = copy_county(tmp_path)
    done = run(county, "pelican", "content", "-s", "pelicanconf.py")
    assert done.code == 0, done.said
    ours = tree(built / "output")
    theirs = tree(county / "output")
    # The built site has no search; pages that say so differ, all others are the same bytes.
    assert set(ours) == set(theirs)
    run(built, "gongkai", "build", "--output", str(tmp_path / "again"))
    assert tree(tmp_path / "again") == theirs


def test_the_same_bytes_on_another_day_in_another_zone(built: Path, tmp_path: Path) -> None:
    env = {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "7", "LANG": "C"}
    out = str(tmp_path / "out")
    day = json.loads((built / "output/manifest.json").read_text())["as_of"]
    command = ["gongkai", "build", "--no-search", "--today", "2027-05-01", "--as-of", day, "--output", out]
    done = run(built, *command, env=env)
    assert done.code == 0, done.said
    assert tree(tmp_path / "out") == tree(built / "output")


def test_a_failing_search_engine_leaves_the_old_site(county: Path, witness: Witness) -> None:
    (county / "site").mkdir()
    (county / "site/nosearch.py").write_text(
        "import sys\nsys.modules['pagefind_bin'] = None\nfrom gongkai.cli import main\nsys.exit(main(['build']))\n"
    )
    witness.refused(run(county, "python", "site/nosearch.py"), 2)


def test_a_killed_build_leaves_the_old_site_and_the_next_one_clears_up(county: Path, witness: Witness) -> None:
    process = subprocess.Popen(
        [str(PROGRAMS / "gongkai"), "build"], cwd=county, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not list(county.glob(".output.next-*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert list(county.glob(".output.next-*")), "killed before it had begun"
    assert tree(county / "output") == witness.site
    assert run(county, "gongkai", "build", "--no-search").code == 0
    assert not list(county.glob(".output.[no]*"))


@pytest.mark.parametrize("command", [("gongkai", "build"), ("pelican", "content", "-s", "pelicanconf.py")])
@pytest.mark.parametrize("later", [0, 0.3])
def test_an_interrupted_build_leaves_the_old_site(
    county: Path, witness: Witness, command: tuple[str, ...], later: float
) -> None:
    """While pages are written and while the search index is made; Pelican alone would end with exit code 0."""
    process = subprocess.Popen(
        [str(PROGRAMS / command[0]), *command[1:]],
        cwd=county,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not list(county.glob(".output.next-*")) and process.poll() is None:
        time.sleep(0.01)
    time.sleep(later)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "没有改动已有网站" in said and "Traceback" not in said
    assert tree(county / "output") == witness.site
    assert not list(county.glob(".output.[no]*"))


def test_two_builds_at_once_leave_one_whole_site(county: Path, witness: Witness) -> None:
    command = [str(PROGRAMS / "gongkai"), "build", "--no-search"]
    running = [
        subprocess.Popen(command, cwd=county, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[1] for process in running]
    assert 0 in [process.returncode for process in running], said
    assert all(process.returncode in (0, 2) for process in running), said
    assert tree(county / "output") == witness.site
    assert run(county, "gongkai", "build", "--no-search").code == 0
    assert not list(county.glob(".output.[no]*"))


def test_a_link_in_the_theme_publishes_nothing_internal(county: Path, witness: Witness) -> None:
    (county / "theme/static/o.yaml").symlink_to("../../catalog/officers.yaml")
    done = run(county, "gongkai", "build", "--no-search")
    witness.refused(done, 2)
    assert "static/o.yaml" in done.said


def test_content_behind_a_link_is_refused(county: Path, witness: Witness) -> None:
    (county / "content").rename(county / "real")
    (county / "content").symlink_to("real")
    for command in (("gongkai", "build", "--no-search"), ("pelican", "content", "-s", "pelicanconf.py")):
        done = run(county, *command)
        witness.refused(done, 1)
        assert "content:1:1: R05" in done.said


def test_the_name_of_a_file_cannot_write_the_report(county: Path, witness: Witness) -> None:
    (county / "content/a\n96 份文件，0 个错误，0 个提醒；检查通过").write_text("x")
    (county / "content/b\x1b[2J").write_text("x")
    done = run(county, "gongkai", "build", "--no-search")
    witness.refused(done, 1)
    assert not any(line.startswith("96 份文件，0") for line in done.said.splitlines())
    assert "\x1b" not in done.said and "content/b\\x1b[2J" in done.said


def _may_mount() -> bool:
    """Root may in a machine, and in a container only where it was allowed to."""
    status = Path("/proc/self/status")
    held = (
        next((line for line in status.read_text().split("\n") if line.startswith("CapEff:")), "")
        if status.is_file()
        else ""
    )
    return bool(held) and bool(int(held.split()[1], 16) >> 21 & 1)


@pytest.mark.parametrize("script", ["exit 3", "exit 0", "kill -9 $$", "echo nonsense > $4/wasm.unknown.pagefind"])
def test_a_search_engine_that_misbehaves_leaves_the_old_site(county: Path, witness: Witness, script: str) -> None:
    (county / "site").mkdir()
    engine = county / "site/engine"
    engine.write_text(f"#!/bin/sh\nmkdir -p $4\n{script}\n")
    engine.chmod(0o755)
    (county / "site/nosearch.py").write_text(
        f"import pagefind_bin, sys\npagefind_bin.get_executable = lambda: {str(engine)!r}\n"
        "from gongkai.cli import main\nsys.exit(main(['build']))\n"
    )
    done = run(county, "python", "site/nosearch.py")
    witness.refused(done, 2)
    assert "检索索引未能建立" in done.said


@pytest.mark.skipif(not _may_mount(), reason="mounting a small disk needs CAP_SYS_ADMIN")
def test_a_full_disk_leaves_the_old_site(built: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    files = [path.stat().st_size for path in (built / "output").rglob("*") if path.is_file()]
    room = sum(size + 4096 for size in files) * 4 // 3  # for the old site, and a third of the new one
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(disk)], check=True)
    try:
        shutil.copytree(built / "output", disk / "output")
        before = tree(disk / "output")
        done = run(built, "gongkai", "build", "--output", str(disk / "output"))
        assert done.code == 2, done.said
        assert "磁盘空间不足" in done.said and "Traceback" not in done.said
        assert tree(disk / "output") == before
    finally:
        subprocess.run(["umount", str(disk)], check=True)
