"""The documentation is an interface: what it shows runs, what it lists exists, what exists is listed."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import reference_docs
from gongkai.gate.check import check
from gongkai.markup.profiles import SECOND, render
from gongkai.markup.rendered import plain_text
from gongkai.source.tree import Disk
from support import cases, county
from support.repository import IDENTITY, git

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
ITEM = "content/items/town/2026/00009.md"
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def test_the_tutorial_runs_as_written(tmp_path: Path) -> None:
    script = "set -eu\n" + "\n".join(BLOCK.findall((ROOT / "docs/tutorial.zh-CN.md").read_text()))
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "缺少" not in done.stdout and "R02 没有复审" in done.stdout, "the unsigned item is refused on the way"
    assert "B01" in done.stdout, "the changed item is refused at the end"
    page = next((tmp_path / "county/output/items/office").glob("*/00001.html")).read_text()
    assert "政务公开科" in page and "文电、会务等" not in page


def _run_as_written(page: str, folder: Path, **replaced: str) -> str:
    """Run all commands of a page, one after the other, in a folder."""
    script = "set -eu\n" + "\n".join(BLOCK.findall((ROOT / "docs/how-to" / page).read_text()))
    for old, new in replaced.items():
        script = script.replace(old, new)
    environment = os.environ | IDENTITY | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_an_attachment_is_cleaned_as_written(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path / "site")
    target = ITEM.replace("/town/", "/office/").removesuffix(".md") + "/办法.docx"
    item = ITEM.replace("/town/", "/office/")
    cases.take(root, "copy", {"from": "tracked.docx", "to": target})
    lead = ["attachments:", "  - path: 办法.docx", "    title: 办法", "    sha256: ${sha256:" + target + "}"]
    cases.take(root, "item", {"file": item, "lead": lead})
    cases.take(root, "sign", item)
    assert {d.code for d in check(Disk(root), county.TODAY).diagnostics} == {"S06"}
    cases.take(root, "copy", {"from": "clean.docx", "to": target})
    assert "已登记附件校验值" in _run_as_written("clean-attachments.zh-CN.md", root)
    cases.take(root, "sign", item)
    assert check(Disk(root), county.TODAY).passed


def test_a_copy_of_an_attachment_is_cleaned_as_written(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path / "site")
    item = ITEM.replace("/town/", "/office/")
    cases.take(root, "copy", {"from": "tracked.docx", "to": "办法.docx"})
    cases.take(root, "item", {"file": item})
    said = _run_as_written("clean-an-attachment.zh-CN.md", root)
    assert said.startswith(
        (ROOT / "docs/how-to/clean-an-attachment.zh-CN.md").read_text().split("```text\n")[1].split("```")[0]
    )
    assert "已登记附件校验值" in said
    for name in ("办法.docx", "办法-清理.docx"):
        (root / name).unlink()
    cases.take(root, "sign", item)
    assert check(Disk(root), county.TODAY).passed


def test_contacts_are_published_as_written(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path / "site")
    page = (ROOT / "docs/how-to/publish-contacts.zh-CN.md").read_text()
    lead = [
        line
        for block in re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    ]
    body = (
        "采购人：示例县教育服务中心\n\n联系方式：王老师 13512345678\n\n代理机构：示例项目管理有限公司\n\n联系方式：0512-52881234\n\n"
        "有关事项由本机关另行公告。\n\n\n\n\n其他事项请拨打13912345678，由专人解答。\n"
    )
    item = ITEM.replace("/town/", "/office/")
    cases.take(root, "item", {"file": item, "body": body, "lead": lead})
    cases.take(root, "sign", item)
    verdict = check(Disk(root), county.TODAY)
    assert verdict.passed and not verdict.diagnostics, verdict.diagnostics
    assert "依法公布联系方式的机构（共 2 个）" in _run_as_written("publish-contacts.zh-CN.md", root)


def test_the_protected_branch_is_checked_as_written(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path / "site")
    for name, argument in (
        ("repository", "上次公开的提交"),
        ("branch", "我的分支"),
        ("item", {"file": ITEM}),
        ("sign", ITEM),
    ):
        cases.take(root, name, argument)
    cases.take(root, "commit", "新增条目")
    git(root, "switch", "--quiet", "main")
    said = _run_as_written("protect-a-branch.zh-CN.md", root)
    assert said.count("；检查通过") == 3
    assert (root / ".github/workflows/gongkai.yml").is_file() and (root / ".gitlab-ci.yml").is_file()
    assert (root / ".git/hooks/pre-push").is_file()


def test_a_second_officer_installs_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All commands, with the components of this environment in place of those that would be downloaded."""
    origin = county.copy_to(tmp_path / "origin")
    cases.take(origin, "repository", "base")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PIP_NO_DEPS", "1")
    monkeypatch.setenv("PIP_NO_BUILD_ISOLATION", "0")  # sic: what it disables is isolation
    monkeypatch.setenv("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    monkeypatch.setenv("PYTHONPATH", sysconfig.get_paths()["purelib"])
    (tmp_path / "home").mkdir()
    (tmp_path / "程序").symlink_to(ROOT)
    said = _run_as_written(
        "install.zh-CN.md", tmp_path, 单位仓库=str(origin), **{"-f ~/.ssh/gongkai\n": "-f ~/.ssh/gongkai -N 口令\n"}
    )
    assert "已安装" in said and "检查通过" in said and "ssh-ed25519 AAAA" in said
    clone = tmp_path / "信息公开"
    assert str(tmp_path / "home/gongkai") in (clone / ".git/hooks/pre-commit").read_text(encoding="utf-8")
    (wheel,) = (clone / "tools").glob("*.whl")
    assert f"tools/{wheel.name}" in (clone / ".gitlab-ci.yml").read_text(encoding="utf-8")


def test_the_server_is_set_up_as_written(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path / "site")
    assert "网站已生成" in _run_as_written("serve.zh-CN.md", root)
    assert 'alias "/srv/gongkai/output/";' in (root / "gongkai.conf").read_text()


def test_the_log_is_kept_as_written(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path / "site")
    said = _run_as_written("first-seen-log.zh-CN.md", root, **{"/var/lib/gongkai": str(tmp_path)})
    assert "新记录" in said and "网站已生成" in said
    assert len((tmp_path / "seen.log").read_text().splitlines()) > 20


def test_a_cluster_builds_as_written(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path / "site")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    said = _run_as_written("cluster.md", root, **{"8786": port})
    assert "网站已生成" in said and "town/2026" in said
    assert said.count("这一部分检查通过") == len(list((root / "content/items").glob("*/*")))


@pytest.mark.parametrize(
    ("at", "schema"), [(0, ["vendor.github-workflows"]), (1, ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"])]
)
def test_the_split_in_ci_is_what_platforms_expect(tmp_path: Path, at: int, schema: list[str]) -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "docs/how-to/cluster.md").read_text(), re.MULTILINE | re.DOTALL)
    (tmp_path / "ci.yml").write_text(blocks[at])
    checker = Path(sys.executable).parent / "check-jsonschema"
    subprocess.run([str(checker), "--builtin-schema", *schema, str(tmp_path / "ci.yml")], check=True)


def test_the_gate_is_attacked_as_written() -> None:
    said = _run_as_written("attack-the-gate.md", ROOT)
    assert "ok   yaml-key-twice/attack: exit 1, Y01" in said


def test_the_benchmark_runs_as_written() -> None:
    page = ROOT / "docs/reference/benchmarks.md"
    before = page.read_bytes()
    said = _run_as_written("benchmark.md", ROOT)
    assert "## 30 items" in said and "| from nothing | Pelican |" in said and "## Where our time goes" in said
    assert page.read_bytes() == before, "only the default run or --write writes the page"


@pytest.mark.parametrize("name", reference_docs.PAGES)
def test_the_reference_is_what_the_code_says(name: str) -> None:
    written = (ROOT / "docs/reference" / name).read_text()
    assert written == reference_docs.PAGES[name](), "run `make docs`"


def test_make_targets_in_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for page in ("README.md", "README.zh-CN.md", "docs/how-to/sample.md"):
        for target in re.findall(r"\bmake ([a-z-]+)", (ROOT / page).read_text()):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{page} names make {target}"


def test_gongkai_commands_in_the_docs_exist() -> None:
    from gongkai.cli.main import _COMMANDS  # noqa: PLC0415

    known = set(_COMMANDS)
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        named = set(re.findall(r"`gongkai ([a-z]+)", page.read_text()))
        assert named <= known, f"{page.name}: {named - known}"


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    # What stands as code is an example of how to write a link.
    for target in LINK.findall(re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)):
        assert (page.parent / target).exists(), target


def test_the_bodies_of_the_how_to_are_accepted_and_shown_as_written() -> None:
    """Every example of 正文写法 passes; the one about plain text shows all its characters."""
    page = (ROOT / "docs/how-to/write-a-body.zh-CN.md").read_text()
    examples = re.findall(r"^```markdown\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    whole, plain = (render(SECOND, text, 1, "content/items/finance/2026/00012.md", frozenset()) for text in examples)
    assert not whole.problems and not plain.problems
    assert "".join(plain_text(plain.html).split()) == "".join(examples[1].split())
    refused = re.findall(r"^\| `([^`]+)` \| 是", page, re.MULTILINE)
    assert len(refused) == 3
    for text in refused:
        assert render(SECOND, f"{text}\n", 1, "content/pages/about.md", frozenset()).problems, text
