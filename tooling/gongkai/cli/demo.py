"""``gongkai demo``: a complete county that passes the check, from given or invented texts."""

from __future__ import annotations

import argparse
import itertools
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gongkai.cli.init import GITIGNORE, PELICANCONF
from gongkai.cli.progress import Meter
from gongkai.core.confined import write_new
from gongkai.core.findings import CannotRun
from gongkai.demo.county import DemoCounty
from gongkai.demo.texts import WORDS, SourceText, invented, read_texts


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dir", type=Path, metavar="DIR", help="写到哪里（须不存在或为空）")
    parser.add_argument("--items", type=_positive, required=True, metavar="N", help="条目数")
    parser.add_argument("--texts", type=Path, metavar="FILE.jsonl[.gz]", help='正文来源，每行 {"title", "body"}')
    parser.add_argument("--chars", type=_positive, metavar="N", help="把长文在段落处切成约 N 字（默认保留全文）")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="随机种子：同样的种子，同样的条目")


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"not a positive whole number: {text}")
    return int(text)


def run(options: argparse.Namespace) -> int:
    root: Path = options.dir.resolve()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise CannotRun(f"{root} 不是空文件夹", f"{root} is not an empty folder")
    changes: Counter[str] = Counter()
    supply: Iterator[SourceText]
    if options.texts:
        texts = read_texts(options.texts, changes)
        random.Random(options.seed).shuffle(texts)
        supply = itertools.cycle(texts)
    else:
        supply = invented(options.seed)
    root.mkdir(parents=True, exist_ok=True)
    with Meter("生成条目") as meter:
        DemoCounty(root, options.seed, meter).write(supply, options.items, options.chars)
    write_new(root, "pelicanconf.py", PELICANCONF.encode())
    write_new(root, ".gitignore", GITIGNORE.encode())
    for name, word in WORDS.items():
        if changes[name]:
            sys.stdout.write(f"已规范化：{changes[name]} 篇含{word}\n")
    sys.stdout.write(f"已生成 {options.items} 条：{root}\n试用：gongkai --root {root} check | build\n")
    return 0
