"""``gongkai clean``: a cleaned copy of an attachment, and what went, for whoever has to compare the two."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from gongkai.attachments.faults import FAULTS
from gongkai.cleaning.clean import Cleaned, clean
from gongkai.cleaning.report import Asked, in_english
from gongkai.core.characters import shown
from gongkai.core.confined import write_new
from gongkai.core.findings import CannotRun, Text

_PLACES = 12  # that are named one by one
_LARGEST = 100 * 1024 * 1024  # bytes; a larger one is refused as an attachment
_NOTHING = Text("没有需要清理的内容", "there is nothing to clean")
_WRITTEN, _WENT = Text("已清理", "cleaned"), Text("已去掉", "gone")
_LEFT = Text("没有清理（需要的，加 {option} 再运行）", "left (to take it out say {option})")
_REMAINS = Text("仍有，须人工处理", "still there, for you to mend")
_COMPARE = Text(
    "请打开两个文件对照，确认看得见的内容没有变化，再登记、送审；原文件没有改动",
    "open both and see that nothing visible changed before you list it; the original is untouched",
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="要清理的附件：docx、xlsx、pptx、pdf、ofd、jpg、png、gif、webp；原文件不改动",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT",
        help="写到哪个文件（默认在原文件旁，文件名加“-清理”）；不覆盖已有的文件",
    )
    parser.add_argument(
        "--changes", choices=["accept", "reject"], help="修订痕迹：accept 全部接受，reject 全部拒绝（有修订时必须写明）"
    )
    parser.add_argument(
        "--hidden",
        choices=["delete"],
        help="删去隐藏的和看不见的文字、工作表、行、列、幻灯片和备注；有公式的表格同时改为数值",
    )
    parser.add_argument(
        "--annotations",
        choices=["delete", "flatten"],
        help="PDF、OFD 的注释：delete 删去；flatten 把 PDF 注释看得见的部分并入页面",
    )


def run(options: argparse.Namespace) -> int:
    file: Path = options.file
    data = _read(file)
    folder, name = _target(file, options.output)
    asked = Asked(options.changes, options.hidden == "delete", options.annotations)
    cleaned = clean(file.name, data, asked)
    if cleaned.went:
        write_new(folder, name, cleaned.data)
    said = _said(file, folder / name, cleaned, options.lang)
    sys.stdout.write("\n".join(said) + "\n")
    return 1 if cleaned.remaining or cleaned.went.left else 0


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise CannotRun(f"找不到文件：{shown(str(file))}", f"no such file: {shown(str(file))}")
    if file.stat().st_size > _LARGEST:
        raise CannotRun(f"文件过大：{shown(str(file))}", f"the file is too large: {shown(str(file))}")
    return file.read_bytes()


def _target(file: Path, given: Path | None) -> tuple[Path, str]:
    """The folder and the name to write. Raises CannotRun where there is something, or where it is of another kind."""
    target = given or file.with_name(f"{file.stem}-清理{file.suffix}")
    folder = target.parent
    if target.suffix.lower() != file.suffix.lower():
        raise CannotRun(
            f"-o 的扩展名应与原文件相同（{file.suffix}）", f"-o has to have the suffix of the file ({file.suffix})"
        )
    if folder.is_symlink() or not folder.is_dir():
        raise CannotRun(f"没有这个文件夹：{shown(str(folder))}", f"no such folder: {shown(str(folder))}")
    if not any(folder.resolve().is_relative_to(one.resolve()) for one in (Path.cwd(), file.parent)):
        raise CannotRun(
            f"不能写到 {shown(str(target))}：请写在当前文件夹或原文件所在的文件夹里",
            f"will not write to {shown(str(target))}: choose a place below this folder or beside the file",
        )
    if target.exists() or target.is_symlink():
        raise CannotRun(
            f"{shown(str(target))} 已经存在，没有改动：请用 -o 另写一个文件名",
            f"{shown(str(target))} is there already and was left alone; name another file with -o",
        )
    return folder, target.name


def _said(file: Path, target: Path, cleaned: Cleaned, lang: str) -> Iterator[str]:
    colon, comma = (": ", ", ") if lang == "en" else ("：", "，")
    if cleaned.went:
        yield f"{_WRITTEN.in_language(lang)}{colon}{shown(str(file))} → {shown(str(target))}"
    else:
        yield f"{_NOTHING.in_language(lang)}{colon}{shown(str(file))}"
    for kind, places in cleaned.went.kinds.items():
        named = _named(places, lang)
        yield f"  {_WENT.in_language(lang)} {kind.in_language(lang)}{colon if named else ''}{named}"
    for kind, option in cleaned.went.left.items():
        named = _named(cleaned.went.left_places.get(kind, ()), lang)
        yield f"  {_LEFT.fill(option=option).in_language(lang)}{colon}{kind.in_language(lang)}{comma if named else ''}{named}"
    options = cleaned.went.left
    for fault, where in cleaned.remaining:
        place = Text(f"（{shown(where)}）", f" ({shown(in_english(where))})").in_language(lang) if where else ""
        yield f"  {_REMAINS.in_language(lang)}{colon}{FAULTS[fault].kind.in_language(lang)}{place}"
        if not options:
            yield f"    → {FAULTS[fault].remedy.in_language(lang)}"
    if cleaned.went:
        yield _COMPARE.in_language(lang)


def _named(places: Collection[str], lang: str) -> str:
    """The first places, and how many there are."""
    first = [shown(in_english(one) if lang == "en" else one) for one in list(places)[:_PLACES]]
    more = Text(f" 等 {len(places)} 处", f" and more, {len(places)} places") if len(places) > _PLACES else Text("", "")
    return (", " if lang == "en" else "、").join(first) + more.in_language(lang)
