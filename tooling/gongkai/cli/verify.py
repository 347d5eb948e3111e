"""``gongkai verify``: anybody compares a copy of a site with its manifest; no county is needed."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from gongkai.core.findings import CannotRun, Text
from gongkai.site.copies import Compared, Copy, Folder, Server, State, compare

_STATES = {
    State.MISSING: Text("缺少", "missing"),
    State.CHANGED: Text("被改动", "changed"),
    State.EXTRA: Text("多出", "extra"),
}
_UNSEEN = Text(
    "注意：服务器不列出文件；清单以外的，只查了已撤下条目的数据、列表的多余页，以及 --earlier 所给旧清单中的文件。",
    "NOTE: a server does not list its files; files outside the manifest cannot be seen, but for data of withdrawn items, pages "
    "beyond a list's end and files of --earlier manifests, which were looked for.",
)
_OWN = Text(
    "注意：清单取自这份副本本身；请用 --manifest 与另处取得的清单比对。",
    "NOTE: the manifest came with the copy itself; compare with one obtained elsewhere by --manifest.",
)
_INDEX = Text(
    "注意：检索索引每次生成都不同，只与副本自带的 pagefind/manifest.json 比对。",
    "NOTE: the search index differs from build to build and was compared with the copy's own pagefind/manifest.json.",
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("copy", metavar="DIR|URL", help="网站的副本：文件夹，或 http、https 地址")
    parser.add_argument("--manifest", type=Path, default=None, metavar="FILE", help="与另处取得的清单比对")
    parser.add_argument(
        "--earlier",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="此前各次的 manifest.json、pagefind/manifest.json：查其中已不再公开的文件是否还在服务器上",
    )
    parser.add_argument("--format", choices=["json", "text"], default="text", help="输出格式（默认 text）")


def run(options: argparse.Namespace) -> int:
    given: Path | None = options.manifest
    earlier = [path.read_bytes() for path in options.earlier]
    compared = compare(_copy(options.copy), given.read_bytes() if given else None, earlier)
    notes = [note for note, said in _notes(compared, given) if said]
    write = _json if options.format == "json" else _text
    sys.stdout.write(write(compared, notes, options.lang))
    return 1 if compared.differences else 0


def _copy(named: str) -> Copy:
    if "://" in named:
        return Server(named)
    folder = Path(named).absolute()
    if not folder.is_dir():
        raise CannotRun(f"没有这个文件夹：{named}", f"no such folder: {named}")
    return Folder(folder)


def _notes(compared: Compared, given: Path | None) -> list[tuple[Text, bool]]:
    return [(_OWN, given is None), (_INDEX, compared.manifest.search), (_UNSEEN, not compared.complete)]


def _text(compared: Compared, notes: list[Text], lang: str) -> str:
    lines = [f"{_shown(path)}: {_STATES[state].in_language(lang)}" for path, state in compared.differences.items()]
    lines += [note.in_language(lang) for note in notes]
    if as_of := compared.manifest.as_of:
        lines.append(Text(f"网站所标的有效性截至 {as_of}", f"validity is shown as of {as_of}").in_language(lang))
    wrong = len(compared.differences)
    summary = (
        Text(f"比对 {compared.checked} 个文件，{wrong} 处不符", f"{compared.checked} files compared, {wrong} differ")
        if wrong
        else Text(f"比对 {compared.checked} 个文件，全部一致", f"{compared.checked} files compared, all as listed")
    )
    return "\n".join([*lines, summary.in_language(lang)]) + "\n"


def _json(compared: Compared, notes: list[Text], lang: str) -> str:
    whole = {
        "version": 1,
        "name": compared.manifest.name,
        "base_url": compared.manifest.base_url,
        "as_of": compared.manifest.as_of.isoformat() if compared.manifest.as_of else "",
        "checked": compared.checked,
        "extra_files_seen": compared.complete,
        "differences": [{"path": path, "state": state.value} for path, state in compared.differences.items()],
        "notes": [note.in_language(lang) for note in notes],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _shown(path: str) -> str:
    """A name that cannot pass for another line of the report."""
    return path.encode("unicode_escape").decode() if not path.isprintable() else path
