"""``gongkai attach``: list files with a document, and write the sha256 of listed ones into its front matter, before the reviews."""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Sequence
from pathlib import Path, PurePath

from pydantic import TypeAdapter, ValidationError

from gongkai.cli import common, county_files
from gongkai.core.characters import shown
from gongkai.core.confined import below, replace
from gongkai.core.findings import CannotRun
from gongkai.documents.values import FileName
from gongkai.rules.b03_attachments import ATTACHMENT_TYPES
from gongkai.signing.block import scalar, with_review
from gongkai.source.envelope import open_document, review_span
from gongkai.source.hygiene import unportable
from gongkai.source.tree import Disk

_BLOCK = re.compile(r"^attachments:.*\n(?:(?: |- ).*\n)*", re.MULTILINE)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", nargs="+", metavar="PATH", help="条目文件（.md）；其后可写要附上的文件，不在条目文件夹中的会复制进去"
    )


def run(options: argparse.Namespace) -> int:
    root = common.county_root(options)
    documents = [given for given in options.path if given.endswith(".md")]
    files = [given for given in options.path if not given.endswith(".md")]
    if files and len(documents) != 1:
        raise CannotRun(
            f"请写明把 {files[0]} 附在哪一份文档后面：gongkai attach 文档.md {files[0]}",
            f"say to which document {files[0]} belongs: gongkai attach DOCUMENT.md {files[0]}",
        )
    sources = [_source(root, one) for one in files]
    for given in documents:
        path = county_files.inside(root, given)
        data = (root / path).read_bytes()
        _all_there(root, path, data, {source.name for source in sources})
        updated = listed(data, path, Disk(root), [_brought(root, path, source) for source in sources])
        if updated != data:
            replace(root, path, updated, data)
            signed = "（原有审签随之失效，需要重新初审、复审）" if open_document(data).review else ""
            sys.stdout.write(f"已登记附件校验值：{shown(path)}{signed}\n")
        else:
            sys.stdout.write(f"附件没有变化：{shown(path)}\n")
        for name in _unlisted(root, path, updated):
            sys.stdout.write(
                f"没有登记的文件：{shown(name)}（要公开的，在 attachments 中写明 path 和 title，再运行一次）\n"
            )
    return 0


def _source(root: Path, given: str) -> Path:
    """A file that can be an attachment. Raises CannotRun."""
    source = next((one for one in (Path(given), root / given) if one.is_file()), None)
    if source is None:
        raise CannotRun(f"找不到文件：{given}", f"no such file: {given}")
    try:
        TypeAdapter(FileName).validate_python(source.name)
        impossible = any(unportable([source.name])) or source.name != source.name.strip()
    except ValidationError:
        impossible = True
    if impossible:
        raise CannotRun(
            f'“{source.name}”不能用作附件名：请改名，不用 / \\ : * ? " < > | 、开头的点、首尾的空格、结尾的点，'
            "也不用 CON、NUL、COM1 等 Windows 的设备名",
            f'{source.name} cannot be the name of an attachment; rename it, without / \\ : * ? " < > |, a dot first or last, '
            "blanks at its ends, or the name of a device (CON, NUL, COM1)",
        )
    if PurePath(source.name).suffix.lower() not in ATTACHMENT_TYPES:
        raise CannotRun(
            f"不能公开这种类型的附件：{source.name}；转换为下列类型之一：{' '.join(ATTACHMENT_TYPES)}",
            f"attachments of this type cannot be published: {source.name}; convert it into one of {' '.join(ATTACHMENT_TYPES)}",
        )
    return source


def _brought(root: Path, path: str, source: Path) -> str:
    """The name of a file in the folder of a document, copied there if it lies elsewhere. Raises CannotRun."""
    target = root / path.removesuffix(".md") / source.name
    data = source.read_bytes()
    if target.is_file() and target.read_bytes() != data:
        raise CannotRun(
            f"{target.relative_to(root)} 已有同名附件，内容不同：换一个文件名，或先移走原有的附件",
            f"{target.relative_to(root)} is another file of that name; rename the new one or move that one away",
        )
    if not target.exists():
        replace(root, target.relative_to(root).as_posix(), data, None)
        sys.stdout.write(f"已复制到 {target.relative_to(root)}\n")
    return source.name


def _all_there(root: Path, path: str, data: bytes, brought: set[str]) -> None:
    """Refuse before anything is copied where a listed attachment is missing and not ``brought``. Raises CannotRun."""
    folder = root / path.removesuffix(".md")
    for name in sorted(_named(data) - brought):
        if not (folder / name).exists():
            raise CannotRun(
                f"登记的附件“{name}”不存在：把它放入 {folder.relative_to(root)}/，或从 attachments 中删去这一项",
                f"the listed attachment {name} is missing: put it into {folder.relative_to(root)}/ or take it off `attachments`",
            )


def _named(data: bytes) -> set[str]:
    entries = open_document(data).values.get("attachments")
    listed = entries if isinstance(entries, list) else []
    return {str(entry["path"]) for entry in listed if isinstance(entry, dict) and "path" in entry}


def _unlisted(root: Path, path: str, data: bytes) -> list[str]:
    """Files in the document's folder that its `attachments` do not name; they would be refused."""
    named = _named(data)
    folder = path.removesuffix(".md") + "/"
    return [name for one in county_files.beside(root, path) if (name := one.removeprefix(folder)) not in named]


def listed(data: bytes, path: str, source: Disk, names: Sequence[str] = ()) -> bytes:
    """The document with the current sha256 of every listed attachment; sign-offs that no longer hold are dropped.

    The listing is rewritten as ``path``, ``title``, ``sha256``, with ``names`` at its end; files that nobody named are not added,
    because what is published is for a person to decide.
    """
    envelope = open_document(data)
    if envelope.problems:
        raise CannotRun(f"{path} 有格式错误，请先运行 gongkai check", f"{path} has errors; run gongkai check first")
    entries = envelope.values.get("attachments") or []
    if not isinstance(entries, list) or not (entries or names):
        return data
    known = {entry.get("path") for entry in entries if isinstance(entry, dict)}
    new = [name for name in dict.fromkeys(names) if name not in known]
    if new:
        sys.stdout.write(f"已列入附件：{'、'.join(new)}（标题暂用文件名，请核对 title）\n")
    entries = [*entries, *({"path": name, "title": PurePath(name).stem} for name in new)]
    lines = ["attachments:"]
    for entry in entries:
        if not isinstance(entry, dict) or "path" not in entry:
            raise CannotRun(
                f"{path} 的 attachments 每项须有 path 和 title", f"each attachment of {path} needs path and title"
            )
        file = f"{path.removesuffix('.md')}/{entry['path']}"
        below(source.root, file)
        digest = hashlib.sha256(source.read(file)).hexdigest()
        fields = {**entry, "sha256": digest}
        lead = "  - "
        for key, value in fields.items():
            lines.append(f"{lead}{key}: {scalar(value)}")
            lead = "    "
    text = envelope.reviewed.decode()
    block = "\n".join(lines) + "\n"
    start, _ = review_span(text)
    there = "attachments" in envelope.values
    replaced = _BLOCK.sub(lambda _: block, text, count=1) if there else f"{text[:start]}{block}{text[start:]}"
    if replaced == text:
        return data
    return with_review(replaced.encode(), {})
