"""What platforms read: their settings against their own schemas, annotations, SARIF."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from acceptance.conftest import ROOT, run
from gongkai.core.findings import Diagnostic, Place, Severity, Text
from gongkai.reporting import FORMATS, Report
from support import county
from support.repository import IDENTITY, git

SCHEMAS = {
    "github": ["--builtin-schema", "vendor.github-workflows"],
    "gitlab": ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}
PINNED = "git+https://git.example.gov.cn/gongkai.git@0123456789012345678901234567890123456789"
FILES = {"github": ".github/workflows/gongkai.yml", "gitlab": ".gitlab-ci.yml"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = county.copy_to(tmp_path)
    git(root, "init", "--quiet", "--initial-branch", "main")
    return root


@pytest.mark.parametrize("platform", SCHEMAS)
def test_settings_are_what_the_platform_expects(platform: str, repository: Path) -> None:
    done = run(repository, "gongkai", "ci", platform, "--branch", "publish", "--install", PINNED)
    assert done.code == 0, done.said
    written = repository / FILES[platform]
    checker = Path(sys.executable).parent / "check-jsonschema"
    subprocess.run([str(checker), *SCHEMAS[platform], str(written)], check=True, capture_output=True)
    text = written.read_text()
    assert "publish" in text and "main" not in yaml.safe_load(text).get("on", {}), text
    # Every script is a shell script, and asks for nothing that the command line does not have.
    script = _script(platform, yaml.safe_load(text))
    subprocess.run(["sh", "-n", "-c", script], check=True)
    (command,) = (line for line in script.splitlines() if "gongkai check" in line or '/gongkai" check' in line)
    options = {word for word in command.split() if word.startswith("--")}
    helped = run(repository, "gongkai", "check", "--help").said
    assert options and all(option in helped for option in options)
    assert PINNED in script
    again = run(repository, "gongkai", "ci", platform, "--install", PINNED)
    assert again.code == 2 and "已经存在" in again.said


@pytest.mark.parametrize(
    "given",
    [
        None,
        "gongkai==0.1.0",
        "git+https://git.example.gov.cn/gongkai.git",
        "git+https://git.example.gov.cn/gongkai.git@main",
        "https://example.gov.cn/gongkai.whl",
        "tools/none.whl",
        "../gongkai.whl",
        "catalog/site.yaml",
        f"{PINNED}; exit 0",
        f"{PINNED}\n",
    ],
)
def test_a_program_that_is_nowhere_or_not_pinned_is_refused(repository: Path, given: str | None) -> None:
    (repository.parent / "gongkai.whl").write_bytes(b"")
    for lang in ("zh", "en"):
        words = [] if given is None else ["--install", given]
        done = run(repository, "gongkai", "--lang", lang, "ci", "gitlab", *words)
        assert done.code == 2 and done.said.startswith("gongkai: ")
    assert not (repository / ".gitlab-ci.yml").exists()


def test_a_repository_with_the_program_needs_no_other(repository: Path) -> None:
    (repository / "tooling/gongkai").mkdir(parents=True)
    (repository / "tooling/gongkai/__init__.py").write_text("")
    assert run(repository, "gongkai", "ci", "github").code == 0
    assert "gongkai==" not in (repository / FILES["github"]).read_text()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.mark.parametrize("platform", SCHEMAS)
def test_the_settings_install_what_lies_in_the_repository_and_check(
    platform: str, repository: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The script of the settings itself, up to the components that a platform would download."""
    scratch = tmp_path_factory.mktemp("runner")
    (repository / "tools").mkdir()
    shutil.copy(wheel, repository / "tools")
    assert run(repository, "gongkai", "ci", platform, "--install", f"tools/{wheel.name}").code == 0
    script = _script(platform, yaml.safe_load((repository / FILES[platform]).read_text())).replace(
        "/tmp/", f"{scratch}/"
    )
    script = script.replace("=/tmp\n", f"={scratch}\n")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "建站")
    base = git(repository, "rev-parse", "HEAD").strip()
    (repository / "docs").mkdir()
    (repository / "docs/a.md").write_text("a\n")
    (repository / "tools" / wheel.name).write_bytes(b"not the program of the base")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "说明")
    environment = os.environ | IDENTITY | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": sysconfig.get_paths()["purelib"],
        "PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "RUNNER_TEMP": str(scratch), "EVENT": "push", "BEFORE": base,
        "CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BEFORE_SHA": base,
    }  # fmt: skip
    done = subprocess.run(
        ["sh", "-c", script], cwd=repository, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "检查通过" in done.stdout
    assert (scratch / "venv/bin/gongkai").is_file()


def _script(platform: str, settings: dict[str, object]) -> str:
    plain: object = settings
    for key in ("jobs", "check", "steps", 2, "run") if platform == "github" else ("gongkai", "script", 0):
        plain = plain[key]  # type: ignore[index]
    assert isinstance(plain, str)
    return plain


def test_the_hooks_of_the_framework_name_commands_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    for hook in hooks:
        words = hook["entry"].split()
        assert words[:3] == ["gongkai", "hooks", "run"] and words[3] in hook["stages"]
        assert {"id", "name", "language", "pass_filenames"} <= hook.keys()


FOUND = Diagnostic(
    "B01",
    Severity.ERROR,
    "一·二",
    Place("content/pages/关于,本站:1.md", 3, 7),
    Text("内容 100% 不同，\n第二行", "differs by 100%,\nsecond line"),
    Text("改正", "mend it"),
    "0123456789abcdef0123456789abcdef01234567",
)
BOOKS = Diagnostic("U01", Severity.AUDIT, "一·一", Place("catalog/agencies.yaml"), Text("缺", "x"), Text("补", "y"))
REPORT = Report((FOUND, BOOKS), 1, True, "", Text("未通过", "failed"))


def test_an_annotation_is_one_line_that_cannot_be_broken_out_of() -> None:
    first, last = FORMATS["github"](REPORT).splitlines()
    place, _, message = first.removeprefix("::error ").partition("::")
    assert place == "file=content/pages/关于%2C本站%3A1.md,line=3,col=7,title=B01"
    assert message.startswith("[0123456789ab] 内容 100%25 不同，\\n第二行 → 改正（依据 一·二）")
    assert last == "未通过"


def test_sarif_names_rule_place_and_level() -> None:
    (whole,) = json.loads(FORMATS["sarif"](REPORT))["runs"]
    assert [rule["id"] for rule in whole["tool"]["driver"]["rules"]] == ["B01"]
    (result,) = whole["results"]
    assert (result["ruleId"], result["level"]) == ("B01", "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/pages/%E5%85%B3%E4%BA%8E%2C%E6%9C%AC%E7%AB%99%3A1.md"
    assert place["region"] == {"startLine": 3, "startColumn": 7}


def test_a_commit_that_is_not_the_tip_is_named() -> None:
    text = FORMATS["text"](REPORT)
    assert text.startswith("0123456789ab:content/pages/关于,本站:1.md:3:7: B01 ")
    assert json.loads(FORMATS["json"](REPORT))["findings"][0]["commit"] == FOUND.commit


@pytest.mark.parametrize("form", ["github", "sarif", "json"])
def test_every_form_comes_from_the_command_line(form: str, repository: Path) -> None:
    (repository / county.PAGE).write_text("坏\n")
    done = run(repository, "gongkai", "check", "--format", form, "--today", str(county.TODAY))
    assert done.code == 1 and "Y01" in done.said
