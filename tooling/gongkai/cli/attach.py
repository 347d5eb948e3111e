"""``gongkai attach``: write the sha256 of listed attachments into the front matter, before the reviews."""

from __future__ import annotations

import argparse
import hashlib
import re
import sys

from gongkai.cli import common, county_files
from gongkai.confined import below, replace
from gongkai.findings import CannotRun
from gongkai.review.block import scalar, with_review
from gongkai.source.envelope import open_document
from gongkai.source.hygiene import shown
from gongkai.source.tree import Disk


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="+", metavar="PATH", help="条目文件（.md）")


def run(options: argparse.Namespace) -> int:
    root = common.county_root(options)
    for given in options.path:
        path = county_files.inside(root, given)
        data = (root / path).read_bytes()
        updated = listed(data, path, Disk(root))
        if updated != data:
            replace(root, path, updated)
            sys.stdout.write(f"已登记附件校验值：{shown(path)}（原有审签随之失效，需要重新初审、复审）\n")
        else:
            sys.stdout.write(f"附件没有变化：{shown(path)}\n")
    return 0


def listed(data: bytes, path: str, source: Disk) -> bytes:
    """The document with the current sha256 of every listed attachment; sign-offs that no longer hold are dropped.

    The listing is rewritten as ``path``, ``title``, ``sha256``; files that are not listed are not added, because
    what is published is for a person to decide.
    """
    envelope = open_document(data)
    if envelope.problems:
        raise CannotRun(f"{path} 有格式错误，请先运行 gongkai check", f"{path} has errors; run gongkai check first")
    entries = envelope.values.get("attachments")
    if not isinstance(entries, list) or not entries:
        return data
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
    block = re.compile(r"^attachments:.*\n(?:(?: |- ).*\n)*", re.MULTILINE)
    replaced = block.sub(lambda _: "\n".join(lines) + "\n", text, count=1)
    if replaced == text:
        return data
    return with_review(replaced.encode(), {})
