"""What the commands share that work on single documents: whom the county lets sign, and which files are meant."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from gongkai.core.findings import CannotRun
from gongkai.documents.kinds import kind_of
from gongkai.gate.check import basis_of
from gongkai.signing.context import SiteContext
from gongkai.source.tree import Disk


def judged_by(root: Path, on: dt.date) -> SiteContext:
    """The registries and ledgers to sign by; CannotRun when they have errors."""
    basis = basis_of(Disk(root), on)
    if basis is None:
        raise CannotRun(
            "登记表有错误，请先运行 gongkai check，并改正", "the registries have errors; run gongkai check first"
        )
    return basis


def inside(root: Path, path: str) -> str:
    """A path given on the command line as a path relative to the county."""
    for base in (Path.cwd(), root):
        full = (base / path).resolve()
        if full.is_file() and full.is_relative_to(root):
            return full.relative_to(root).as_posix()
    if Path(path).is_file():
        raise CannotRun(
            f"{path} 不在本站点文件夹 {root} 中：先把它放到 content/ 下应在的位置",
            f"{path} is not in this site ({root}); put it below content/ where it belongs",
        )
    raise CannotRun(f"找不到文件：{path}", f"no such file in this site: {path}")


def beside(root: Path, path: str) -> tuple[str, ...]:
    """The files in the attachment folder of a document; other documents may lie there too."""
    folder = Disk(root).files(path.removesuffix(".md")).regular if path.endswith(".md") else ()
    return tuple(one for one in folder if not kind_of(one))
