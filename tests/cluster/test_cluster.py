"""Beyond one machine: the same site as here, whatever becomes of workers; and nothing on a worker's word."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from acceptance.conftest import Done, run, tree
from cluster.conftest import Dask, build, cluster

ITEM = "content/items/finance/2025/00003.md"
# Dask runs a preload more than once, so what is replaced is kept where it was.
_REPLACE = """
import functools, importlib, os, signal
def whole(module, name):
    module = importlib.import_module(f"gongkai.{module}")
    if not hasattr(module, f"whole_{name}"):
        setattr(module, f"whole_{name}", getattr(module, name))
    return getattr(module, f"whole_{name}")
def replace(module, name, other):
    setattr(importlib.import_module(f"gongkai.{module}"), name, functools.wraps(whole(module, name))(other))
def first(mark):
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
        return True
    except FileExistsError:
        return False
"""


def _refused(county: Path, before: dict[str, str], done: Done, *said: str) -> None:
    assert done.code == 2, done.said
    for one in said:
        assert one in done.said
    assert tree(county / "output") == before, "the old site stays"
    left = [path.name for folder in (county, county / "build") for path in folder.glob(".*")]
    assert left == [], "nothing is left over"


# -- the same site ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", ["100", "0"])
def test_a_cluster_builds_what_this_machine_builds(honest: Dask, county: Path, share: str) -> None:
    local = tree(county / "output")
    shutil.rmtree(county / "output")
    done = build(county, "--executor", honest.address, "--confirm", share)
    assert done.code == 0, done.said
    assert tree(county / "output") == local and len(local) > 150
    assert not (county / "build/cache").exists() or not list((county / "build/cache").glob("*-cluster*"))


def test_the_index_too_is_that_of_this_machine(honest: Dask, county: Path) -> None:
    here = run(county, "gongkai", "build", "--release", "--output", "local")
    there = run(county, "gongkai", "build", "--executor", honest.address)
    assert (here.code, there.code) == (0, 0), here.said + there.said
    assert tree(county / "output") == tree(county / "local")
    assert {p.name for p in (county / "output/pagefind").glob("*.js")} == {
        p.name for p in (county / "local/pagefind").glob("*.js")
    }
    assert run(county, "gongkai", "audit", "output").code == 0


def test_a_refusal_is_the_same(honest: Dask, county: Path) -> None:
    before = tree(county / "output")
    (county / ITEM).write_text((county / ITEM).read_text() + "多了一句。\n")
    here, there = (run(county, "gongkai", "check", *more) for more in ((), ("--executor", honest.address)))
    assert here.code == there.code == 1
    assert "B01" in here.said and here.said == there.said
    assert build(county, "--executor", honest.address).code == 1
    assert tree(county / "output") == before


# -- workers that die ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("job", ["judging.judge_documents", "publish.render.render_items"])
def test_a_worker_killed_in_the_middle_loses_nothing(tmp_path: Path, county: Path, job: str) -> None:
    local = tree(county / "output")
    module, _, name = job.rpartition(".")
    killed = str(tmp_path / "killed")
    dying = f"""
def dying(*arguments):
    if first({killed!r}):
        os.kill(os.getpid(), signal.SIGKILL)
    return whole({module!r}, {name!r})(*arguments)
replace({module!r}, {name!r}, dying)
"""
    with cluster(tmp_path / "dask", [_REPLACE + dying, _REPLACE + dying]) as dask:
        done = build(county, "--executor", dask.address)
        ended = [process.poll() for process in dask.processes[1:]]
    assert done.code == 0, done.said
    assert sorted(ended, key=str) == [-9, None], "one was killed, the other was not"
    assert tree(county / "output") == local


def test_without_any_worker_left_the_run_ends(tmp_path: Path, county: Path) -> None:
    before = tree(county / "output")
    dying = "import os, gongkai.judging as j\nj.judge_documents = lambda *a: os.kill(os.getpid(), 9)\n"
    started = time.monotonic()
    with cluster(tmp_path / "dask", [dying]) as dask:
        done = build(county, "--executor", dask.address, cluster_scheduler__ALONE=1, cluster_scheduler___LOOK=0.2)
    _refused(county, before, done, "集群中已没有可用的工作进程")
    assert time.monotonic() - started < 40


def test_work_that_never_ends_is_given_up(tmp_path: Path, county: Path) -> None:
    before = tree(county / "output")
    stuck = "import time, gongkai.judging as j\nj.judge_documents = lambda *a: time.sleep(60)\n"
    with cluster(tmp_path / "dask", [stuck]) as dask:
        done = build(county, "--executor", dask.address, cluster_scheduler__STALLED=1, cluster_scheduler___LOOK=0.2)
    _refused(county, before, done, "没有完成任何工作")


def test_an_interruption_leaves_the_old_site(tmp_path: Path, county: Path) -> None:
    before = tree(county / "output")
    reached = tmp_path / "reached"
    slow = f"""
import time, pathlib, gongkai.publish.render as r
def slow(*arguments):
    pathlib.Path({str(reached)!r}).touch()
    time.sleep(30)
r.render_items = slow
"""
    with cluster(tmp_path / "dask", [slow]) as dask:
        command = [sys.executable, "-m", "gongkai", "build", "--no-search", "--executor", dask.address]
        building = subprocess.Popen(command, cwd=county, stderr=subprocess.PIPE, text=True)
        while not reached.exists():
            assert building.poll() is None
            time.sleep(0.05)
        building.send_signal(signal.SIGINT)
        said = building.communicate(timeout=15)[1]
    _refused(county, before, Done(2 if building.returncode == 130 else building.returncode, said), "已中断")


# -- workers that lie ---------------------------------------------------------------------------------------------

_LIE = """
import datetime, dataclasses, hashlib, json
judged, items = whole("judging", "judge_documents"), whole("publish.render", "render_items")
jobs = whole("publish.render", "render_jobs")
"""
LIES = {
    "an unreviewed document is said to be approved": """
def lie(source, pairs, basis):
    day = datetime.date(2026, 1, 8)
    return [dataclasses.replace(one, diagnostics=(), approved_on=one.approved_on or day) for one in judged(source, pairs, basis)]
replace("judging", "judge_documents", lie)
""",
    "another digest": """
def lie(source, pairs, basis):
    done = judged(source, pairs, basis)
    return [*done[:-1], dataclasses.replace(done[-1], card=dataclasses.replace(done[-1].card, digest="0" * 64))]
replace("judging", "judge_documents", lie)
""",
    "another title": """
def lie(source, pairs, basis):
    done = judged(source, pairs, basis)
    path, values, html = json.loads(done[0].content)
    content = json.dumps([path, values | {"title": "没有审查过的标题"}, html], ensure_ascii=False).encode()
    return [dataclasses.replace(done[0], content=content), *done[1:]]
replace("judging", "judge_documents", lie)
""",
    "a document twice for one that is left out": """
replace("judging", "judge_documents", lambda *a: (lambda done: [done[0], *done[:-1]])(judged(*a)))
""",
    "a page that nobody asked for": """
def lie(*arguments):
    done = jobs(*arguments)
    done.pages["../../catalog/slipped.html"] = b"x"
    done.written["../../catalog/slipped.html"] = hashlib.sha256(b"x").hexdigest()
    return done
replace("publish.render", "render_jobs", lie)
""",
    "a digest that is not the page's": """
def lie(*arguments):
    done = jobs(*arguments)
    path = list(done.pages)[0]
    done.pages[path] += b"<!-- x -->"
    return done
replace("publish.render", "render_jobs", lie)
""",
}
# What only doing it again shows.
SUBTLE = {
    "a body exchanged on its page": """
def lie(*arguments):
    done = items(*arguments)
    path = list(done.pages)[-1]
    done.pages[path] = done.pages[path].replace("。</p>".encode(), "，此句未经审查。</p>".encode())
    done.written[path] = hashlib.sha256(done.pages[path]).hexdigest()
    return done
replace("publish.render", "render_items", lie)
""",
    "a body other than what was approved": """
def lie(source, pairs, basis):
    done = judged(source, pairs, basis)
    path, values, html = json.loads(done[0].content)
    content = json.dumps([path, values, html + "<p>此段未经审查。</p>"], ensure_ascii=False).encode()
    return [dataclasses.replace(done[0], content=content), *done[1:]]
replace("judging", "judge_documents", lie)
""",
    "a list that leaves an item out": """
def lie(*arguments):
    done = jobs(*arguments)
    path = next((one for one in done.pages if one.startswith("catalog/")), list(done.pages)[0])
    done.pages[path] = done.pages[path].replace("公开".encode(), "公 开".encode(), 1)
    done.written[path] = hashlib.sha256(done.pages[path]).hexdigest()
    return done
replace("publish.render", "render_jobs", lie)
""",
}


@pytest.mark.parametrize(
    ("lie", "share"),
    [*((lie, share) for lie in LIES for share in ("100", "0")), *((lie, "100") for lie in SUBTLE)],
)
def test_a_worker_that_lies_is_caught(tmp_path: Path, county: Path, lie: str, share: str) -> None:
    before = tree(county / "output")
    if lie.startswith("an unreviewed"):
        text = (county / ITEM).read_text()
        (county / ITEM).write_text(text[: text.index("review:")] + text[text.index("---\n", 4) :])
    with cluster(tmp_path / "dask", [_REPLACE + _LIE + {**LIES, **SUBTLE}[lie]]) as dask:
        done = build(county, "--executor", dask.address, "--confirm", share)
    _refused(county, before, done, "不予采信")


def test_a_worker_that_writes_into_the_site_is_caught(tmp_path: Path, county: Path) -> None:
    before = tree(county / "output")
    writing = f"""
import pathlib
def lie(*arguments):
    done = whole("publish.render", "render_items")(*arguments)
    [aside] = pathlib.Path({str(county)!r}).glob(".output.next-*")
    page = aside / list(done.pages)[0]
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("没有审查过的页面")
    return done
replace("publish.render", "render_items", lie)
"""
    with cluster(tmp_path / "dask", [_REPLACE + writing]) as dask:
        done = build(county, "--executor", dask.address)
    _refused(county, before, done)


# -- clusters that cannot be used ---------------------------------------------------------------------------------

UNFIT = {
    "of another version": ("import gongkai\ngongkai.__version__ = '0.0.1'\n", "Gongkai 版本不同"),
    "with another program": (
        "import gongkai.cluster.worker as w\nw._program = lambda: 'changed'\n",
        "程序或所用的库与本机不同",
    ),
    "without the folder": ("import gongkai.cluster.worker as w\nw._read = lambda mark: ''\n", "看不到站点文件夹"),
    "without the package": ("import sys\nsys.modules['gongkai'] = None\n", "须安装 gongkai"),
}


@pytest.mark.parametrize("preload", UNFIT)
def test_a_worker_that_is_not_fit_is_named_before_any_work(tmp_path: Path, county: Path, preload: str) -> None:
    before = tree(county / "output")
    with cluster(tmp_path / "dask", [UNFIT[preload][0], ""]) as dask:
        done = build(county, "--executor", dask.address)
    _refused(county, before, done, "集群工作进程 tcp://", UNFIT[preload][1])


def test_a_worker_that_comes_later_and_is_not_fit_does_no_work(tmp_path: Path, county: Path) -> None:
    """It looked fit when it was asked; each job asks again."""
    before = tree(county / "output")
    later = "import gongkai.cluster.worker as w\nw._fit.cache_clear()\nfit = w._fit\n"
    later += "class Unfit:\n    cache_clear = staticmethod(lambda: None)\n    __call__ = lambda self, run: False\n"
    later += "w._fit = Unfit()\n"
    with cluster(tmp_path / "dask", [later]) as dask:
        done = build(county, "--executor", dask.address)
    _refused(county, before, done, "请更新并重新启动它")


def test_without_a_scheduler_the_reason_is_clear(county: Path) -> None:
    before = tree(county / "output")
    done = build(county, "--executor", "dask://127.0.0.1:9", cluster_scheduler__CONNECT=1)
    _refused(county, before, done, "无法连接集群调度器 tcp://127.0.0.1:9")


def test_without_workers_the_reason_is_clear(tmp_path: Path, county: Path) -> None:
    before = tree(county / "output")
    with cluster(tmp_path / "dask", []) as dask:
        done = build(county, "--executor", dask.address)
    _refused(county, before, done, "集群中没有工作进程")


def test_without_the_extra_the_reason_is_clear(county: Path) -> None:
    before = tree(county / "output")
    code = "import sys\nsys.modules['distributed'] = None\nfrom gongkai.cli.main import main\nsys.exit(main())"
    done = run(county, "python", "-c", code, "build", "--executor", "dask://127.0.0.1:9")
    _refused(county, before, done, "pip install 'gongkai[cluster]'")


@pytest.mark.parametrize("where", ["dask://", "dask://host", "tcp://h:1", "cluster", "dask://h:1/x", "dask://-o h:1"])
def test_what_is_no_executor_is_said(county: Path, where: str) -> None:
    done = run(county, "gongkai", "check", "--executor", where)
    assert done.code == 2 and "应写作 local 或 dask://主机:端口" in done.said, done.said
    assert os.linesep in done.said
