"""``gongkai init``: a real office begins, with empty content, its own registries and its own keys."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import secrets
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from gongkai import starter
from gongkai.core.confined import write_new
from gongkai.core.days import CHINA
from gongkai.core.findings import CannotRun
from gongkai.demo.keys import new_key
from gongkai.documents.document import read
from gongkai.documents.registries import ascii_address
from gongkai.gate.sign_off import Overlay
from gongkai.signing.block import scalar
from gongkai.source.tree import Disk

PELICANCONF = '''"""Pelican settings of this site. What may not be changed is set, and checked again, by the plugin itself."""

from pathlib import Path

from gongkai.site import plugin  # a failing import fails the build
from gongkai.core.settings import settings_for

globals().update(settings_for(Path(__file__).parent))

PLUGINS = [plugin]
'''
GITIGNORE = "# 生成的网站、内部产物和私钥不进入仓库\n/output/\n/.output.*\n/build/\n.keys/\n"
_DRAFT, _GUIDE = "drafts/guide.md", "content/guide/index.md"
_FIRST, _FINAL = "info-a", "leader-a"
_REGISTRIES = ("officers", "site", "agencies", "vocabularies", "basis")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dir", type=Path, metavar="DIR", help="新站点的文件夹（须不存在或为空，可以是新建的 git 仓库）")
    parser.add_argument("--agency", default="office", metavar="ID", help="主办机构代号（默认 office）")
    parser.add_argument(
        "--agency-name", default=starter.PLACEHOLDERS["agency_name"], metavar="名称", help="主办机构全称"
    )
    parser.add_argument(
        "--code", default=starter.EXAMPLE_CODE, metavar="CODE", help="主办机构的组织机构代码（索引号前段）"
    )
    parser.add_argument("--site-name", default=starter.PLACEHOLDERS["site_name"], metavar="名称", help="网站名称")
    default = f"https://{starter.EXAMPLE_HOST}/zfxxgk/"
    parser.add_argument("--base-url", default=default, metavar="URL", help="网站地址，以 / 结尾")


def run(options: argparse.Namespace) -> int:
    root: Path = options.dir.resolve()
    # A repository that somebody made or cloned beforehand is as good as empty.
    if root.exists() and (not root.is_dir() or any(one.name != ".git" for one in root.iterdir())):
        raise CannotRun(f"{root} 不是空文件夹", f"{root} is not an empty folder")
    options.base_url = ascii_address(options.base_url)
    _reasonable(options)
    texts = _texts(options, {name: new_key(root / ".keys" / name).line for name in (_FIRST, _FINAL)})
    for name, text in texts.items():
        write_new(root, name, text.encode())
    (root / "content").mkdir()
    sys.stdout.write(_next_steps(root))
    return 0


def _texts(options: argparse.Namespace, keys: Mapping[str, str]) -> dict[str, str]:
    """The files of the new site by path. Nothing of what was given is written but through one quoting."""
    values = {
        # Signatures are bound to it: two sites of one name, made on one day, must not have the same.
        "site_id": f"{options.agency[:30].rstrip('-')}-{options.code.lower()}-{secrets.token_hex(4)}",
        "site_name": options.site_name,
        "agency": options.agency,
        "agency_name": options.agency_name,
        "guide_title": f"{options.agency_name}政府信息公开指南",
        "code": options.code,
        "base_url": options.base_url,
        "from_day": dt.datetime.now(CHINA).date().isoformat(),
        "first": _FIRST,
        "final": _FINAL,
        "first_key": keys[_FIRST],
        "final_key": keys[_FINAL],
    }
    quoted = {name: scalar(value) for name, value in values.items()}
    registries = {f"catalog/{name}.yaml": starter.text(f"{name}.yaml", **quoted) for name in _REGISTRIES}
    return {
        **registries,
        _DRAFT: starter.text("guide.md", **quoted),
        "pelicanconf.py": PELICANCONF,
        ".gitignore": GITIGNORE,
        ".gitattributes": "* -text\n",
    }


def _reasonable(options: argparse.Namespace) -> None:
    """Refuse names that the registries would refuse, before anything is written."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", options.agency):
        raise CannotRun(
            "--agency 只能用小写字母、数字和连字符", "--agency takes lower-case letters, digits and hyphens"
        )
    if not re.fullmatch(r"[0-9A-Z]{9,18}", options.code):
        raise CannotRun("--code 应为 9 至 18 位数字或大写字母", "--code takes 9 to 18 digits or capital letters")
    if not re.fullmatch(r"https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~-]+)*/", options.base_url):
        raise CannotRun("--base-url 应为以 / 结尾的网址", "--base-url must be an address that ends with /")
    # Names are read as they would be from the files; the keys are those of nobody.
    for path, text in _texts(options, dict.fromkeys((_FIRST, _FINAL), "-")).items():
        if path == _DRAFT or path.startswith("catalog/"):
            kept = _GUIDE if path == _DRAFT else path
            for problem in read(Overlay(Disk(Path()), kept, text.encode()), kept).problems:
                zh, en = problem.message.zh, problem.message.en
                line = text.split("\n")[problem.line - 1].strip()
                raise CannotRun(f"机构名称或网站名称不能用：{zh}（{line}）", f"a name cannot be used: {en} ({line!a})")


def _next_steps(root: Path) -> str:
    sign = "\n".join(
        f"     gongkai sign catalog/{name}.yaml --level first --as {_FIRST} --key .keys/{_FIRST}\n"
        f"     gongkai sign catalog/{name}.yaml --level final --as {_FINAL} --key .keys/{_FINAL}"
        for name in _REGISTRIES
    )
    return f"""已新建站点：{root}

下一步：
  1. cd {shlex.quote(str(root))}
     核对并填写 catalog/ 下的五个登记表（每一项都有说明）；“请填写……”没有填写的，不能签署。
  2. .keys/ 中是两名人员的私钥：请分别移交本人保管（最好换成本人加口令的密钥或硬件密钥，
     并把公钥登记到 officers.yaml），然后删除 .keys/。私钥不得进入仓库。
  3. 信息员初审、主要领导复审五个登记表：
{sign}
  4. 填写 {_DRAFT}（“请写明……”处），存为 {_GUIDE}，同样签署。
  5. 运行 gongkai check；通过后运行 gongkai build，网站在 output/。
  6. git init -b main，提交，再运行 gongkai hooks install；此后每条信息放在 content/items/机构/年份/流水号.md，
     先审查、后公开。
"""
