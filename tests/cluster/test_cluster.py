"""Beyond one machine: the same site as here, whatever becomes of workers; and nothing on a worker's word."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from acceptance.conftest import Done, run, tree
from cluster.conftest import Dask, build, changeable, cluster

ITEM = "content/items/finance/2025/00003.md"


def _refused(county: Path, before: dict[str, str], done: Done, *said: str) -> None:
    assert done.code == 2, done.said
    for one in said:
        assert one in done.said
    assert tree(county / "output") == before, "the old site stays"
    left = {path.name for folder in (county, county / "build") for path in folder.glob(".*")}
    known = {".output.spare", ".output.lock"}
    assert left <= known, "nothing is left over but a lock and the second tree of the site that was there"


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


@pytest.mark.parametrize("job", ["judge_documents", "render_items"])
def test_a_worker_killed_in_the_middle_loses_nothing(tmp_path: Path, county: Path, job: str) -> None:
    local = tree(county / "output")
    dying = f"""
def {job}(*arguments):
    try:
        os.close(os.open({str(tmp_path / "killed")!r}, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return whole({job!r})(*arguments)
    os.kill(os.getpid(), 9)
"""
    with cluster(tmp_path / "dask", [changeable(tmp_path / "lie"), changeable(tmp_path / "lie")]) as dask:
        (tmp_path / "lie").write_text(dying)
        done = build(county, "--executor", dask.address)
        ended = [process.poll() for process in dask.processes[1:]]
    assert done.code == 0, done.said
    assert sorted(ended, key=str) == [-9, None], "one was killed, the other was not"
    assert tree(county / "output") == local


def test_without_any_worker_left_the_run_ends(tmp_path: Path, county: Path) -> None:
    before = tree(county / "output")
    dying = "import os, gongkai.gate.parallel_check as j\nj.judge_documents = lambda *a: os.kill(os.getpid(), 9)\n"
    started = time.monotonic()
    with cluster(tmp_path / "dask", [dying]) as dask:
        done = build(county, "--executor", dask.address, cluster_scheduler__ALONE=1, cluster_scheduler___LOOK=0.2)
    _refused(county, before, done, "集群中已没有可用的工作进程")
    assert time.monotonic() - started < 40


def test_work_that_never_ends_is_given_up(liar: Dask, county: Path) -> None:
    before = tree(county / "output")
    liar.lie.write_text("def judge_documents(*arguments):\n    time.sleep(4)\n")
    done = build(county, "--executor", liar.address, cluster_scheduler__STALLED=1, cluster_scheduler___LOOK=0.2)
    _refused(county, before, done, "没有完成任何工作")


def test_an_interruption_leaves_the_old_site(liar: Dask, county: Path, tmp_path: Path) -> None:
    before, reached = tree(county / "output"), tmp_path / "reached"
    slow = f"pathlib.Path({str(reached)!r}).touch()\n    time.sleep(4)\n    return items(*arguments)\n"
    liar.lie.write_text(f"def render_items(*arguments):\n    {slow}")
    command = [sys.executable, "-m", "gongkai", "build", "--no-search", "--executor", liar.address]
    building = subprocess.Popen(command, cwd=county, stderr=subprocess.PIPE, text=True)
    while not reached.exists():
        assert building.poll() is None
        time.sleep(0.05)
    building.send_signal(signal.SIGINT)
    said = building.communicate(timeout=15)[1]
    assert building.returncode == 130, said
    _refused(county, before, Done(2, said), "已中断")


# -- workers that lie ---------------------------------------------------------------------------------------------

LIES = {
    "an unreviewed document is said to be approved": """
def judge_documents(source, pairs, basis):
    day = datetime.date(2026, 1, 8)
    return [dataclasses.replace(one, diagnostics=(), approved_on=one.approved_on or day) for one in judged(source, pairs, basis)]
""",
    "another digest": """
def judge_documents(source, pairs, basis):
    done = judged(source, pairs, basis)
    return [*done[:-1], dataclasses.replace(done[-1], card=dataclasses.replace(done[-1].card, digest="0" * 64))]
""",
    "another title": """
def judge_documents(source, pairs, basis):
    done = judged(source, pairs, basis)
    path, values, html, said = json.loads(done[0].content)
    content = json.dumps([path, values | {"title": "没有审查过的标题"}, html, said], ensure_ascii=False).encode()
    return [dataclasses.replace(done[0], content=content), *done[1:]]
""",
    "a document twice for one that is left out": """
judge_documents = lambda *a: (lambda done: [done[0], *done[:-1]])(judged(*a))
""",
    "a page that nobody asked for": """
def render_jobs(*arguments):
    done = jobs(*arguments)
    done.pages["../../catalog/slipped.html"] = b"x"
    done.written["../../catalog/slipped.html"] = hashlib.sha256(b"x").hexdigest()
    return done
""",
    "a digest that is not the page's": """
def render_jobs(*arguments):
    done = jobs(*arguments)
    path = list(done.pages)[0]
    done.pages[path] += b"<!-- x -->"
    return done
""",
    "a body other than what was approved": """
def judge_documents(source, pairs, basis):
    done = judged(source, pairs, basis)
    path, values, html, said = json.loads(done[0].content)
    content = json.dumps([path, values, html + "<p>此段未经审查。</p>", said], ensure_ascii=False).encode()
    return [dataclasses.replace(done[0], content=content), *done[1:]]
""",
}
# What only doing it again shows.
SUBTLE = {
    "a body exchanged on its page": """
def render_items(*arguments):
    done = items(*arguments)
    path = [one for one in done.pages if one.endswith(".html")][-1]
    done.pages[path] = done.pages[path].replace("。</p>".encode(), "，此句未经审查。</p>".encode())
    done.written[path] = hashlib.sha256(done.pages[path]).hexdigest()
    return done
""",
    "a list that leaves an item out": """
def render_jobs(*arguments):
    done = jobs(*arguments)
    path = next((one for one in done.pages if one.startswith("catalog/")), list(done.pages)[0])
    done.pages[path] = done.pages[path].replace("公开".encode(), "公 开".encode(), 1)
    done.written[path] = hashlib.sha256(done.pages[path]).hexdigest()
    return done
""",
}


@pytest.mark.parametrize(
    ("lie", "share"),
    [*((lie, "0") for lie in LIES), *((lie, "100") for lie in [next(iter(LIES)), *SUBTLE])],
)
def test_a_worker_that_lies_is_caught(liar: Dask, county: Path, lie: str, share: str) -> None:
    before = tree(county / "output")
    if lie.startswith("an unreviewed"):
        text = (county / ITEM).read_text()
        (county / ITEM).write_text(text[: text.index("review:")] + text[text.index("---\n", 4) :])
    liar.lie.write_text({**LIES, **SUBTLE}[lie])
    done = build(county, "--executor", liar.address, "--confirm", share)
    _refused(county, before, done, "不予采信")


def test_a_worker_that_writes_into_the_site_is_caught(liar: Dask, county: Path) -> None:
    before = tree(county / "output")
    liar.lie.write_text(f"""
def render_items(*arguments):
    done = items(*arguments)
    [aside] = pathlib.Path({str(county)!r}).glob(".output.next-*")
    (aside / "index.html").write_text("没有审查过的页面")
    return done
""")
    _refused(county, before, build(county, "--executor", liar.address))


def test_what_is_no_answer_is_none(liar: Dask, county: Path) -> None:
    before = tree(county / "output")
    liar.lie.write_text("def judge_documents(*arguments):\n    return [1, 2]\n")
    _refused(county, before, build(county, "--executor", liar.address), "集群未能完成工作")


# -- clusters that cannot be used ---------------------------------------------------------------------------------

UNFIT = {
    "gongkai": "Gongkai 版本不同",
    "program": "程序或所用的库与本机不同",
    "theme": "主题文件不同",
    "folder": "看不到站点文件夹",
}


@pytest.mark.parametrize("fact", UNFIT)
def test_a_worker_that_is_not_fit_is_named_before_any_work(liar: Dask, county: Path, fact: str) -> None:
    before = tree(county / "output")
    other = f"(key, 'other' if key == {fact!r} else value) for key, value in whole('facts')(*arguments)"
    liar.lie.write_text(f"def facts(*arguments):\n    return tuple({other})\n")
    done = build(county, "--executor", liar.address)
    _refused(county, before, done, "集群工作进程 tcp://", UNFIT[fact])


def test_a_worker_that_comes_later_and_is_not_fit_does_no_work(liar: Dask, county: Path) -> None:
    """It looked fit when it was asked; each job asks again."""
    before = tree(county / "output")
    liar.lie.write_text("def _fit(run):\n    return False\n")
    _refused(county, before, build(county, "--executor", liar.address), "请更新并重新启动它")


def test_a_worker_without_the_package_is_named(tmp_path: Path, county: Path) -> None:
    before = tree(county / "output")
    with cluster(tmp_path / "dask", ["import sys\nsys.modules['gongkai'] = None\n"]) as dask:
        done = build(county, "--executor", dask.address)
    _refused(county, before, done, "集群工作进程 tcp://", "须安装 gongkai")


def test_without_a_scheduler_the_reason_is_clear(county: Path) -> None:
    before = tree(county / "output")
    done = build(county, "--executor", "dask://127.0.0.1:9", cluster_scheduler__CONNECT=1)
    _refused(county, before, done, "无法连接集群调度器 tcp://127.0.0.1:9")


def test_without_workers_the_reason_is_clear(tmp_path: Path, county: Path) -> None:
    before = tree(county / "output")
    with cluster(tmp_path / "dask", []) as dask:
        done = build(county, "--executor", dask.address, cluster_scheduler__CONNECT=1)
    _refused(county, before, done, "集群中没有工作进程")


def test_without_the_extra_the_reason_is_clear(county: Path) -> None:
    before = tree(county / "output")
    code = "import sys\nsys.modules['distributed'] = None\nfrom gongkai.cli.main import main\nsys.exit(main())"
    done = run(county, "python", "-c", code, "build", "--executor", "dask://127.0.0.1:9")
    _refused(county, before, done, "pip install 'gongkai[cluster]'")


def _certificates(folder: Path) -> dict[str, str]:
    """An authority and one certificate for all, as Dask is told of them."""
    start, end = dt.datetime(2020, 1, 1), dt.datetime(2090, 1, 1)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    names = [x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]) for name in ("authority", "cluster")]
    for file, name, key, authority in (("ca", names[0], keys[0], True), ("all", names[1], keys[1], False)):
        builder = x509.CertificateBuilder(names[0], name, key.public_key(), x509.random_serial_number(), start, end)
        builder = builder.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        made = builder.sign(keys[0], hashes.SHA256()).public_bytes(Encoding.PEM)
        (folder / f"{file}.pem").write_bytes(made if authority else made + private)
    said = {"REQUIRE_ENCRYPTION": "true", "TLS__CA_FILE": str(folder / "ca.pem")}
    said |= {f"TLS__{who}__CERT": str(folder / "all.pem") for who in ("SCHEDULER", "WORKER", "CLIENT")}
    return {f"DASK_DISTRIBUTED__COMM__{key}": value for key, value in said.items()}


def test_a_cluster_may_be_encrypted(tmp_path: Path, county: Path) -> None:
    certificates = _certificates(tmp_path)
    with cluster(tmp_path / "dask", [""], certificates) as dask:
        command = ("gongkai", "check", "--executor", dask.address)
        done, without = run(county, *command, env=certificates), run(county, *command)
    assert dask.address.startswith("dask+tls://") and done.code == 0, done.said
    assert without.code == 2 and "无法连接集群调度器 tls://" in without.said, without.said


@pytest.mark.parametrize("where", ["dask://", "dask://host", "tcp://h:1", "cluster", "dask://h:1/x", "dask://-o h:1"])
def test_what_is_no_executor_is_said(county: Path, where: str) -> None:
    done = run(county, "gongkai", "check", "--executor", where)
    assert done.code == 2 and "应写作 local 或 dask://主机:端口" in done.said, done.said
    assert os.linesep in done.said
