"""``gongkai record``: add one signed line to a ledger."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gongkai.cli import common, county_files, names
from gongkai.core.addresses import of_name
from gongkai.core.confined import replace
from gongkai.core.days import CHINA
from gongkai.core.findings import CannotRun, Diagnostic, Severity, Text
from gongkai.documents.digest import ledger_statement, namespace
from gongkai.documents.document import read
from gongkai.documents.kinds import kind_of
from gongkai.documents.ledger_fields import KEYS
from gongkai.documents.values import is_index_number
from gongkai.gate.sign_off import Overlay
from gongkai.reporting import FORMATS, Report
from gongkai.rules import judge_file
from gongkai.signing.block import emit
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import KINDS, LedgerKind, is_ledger, read_ledger
from gongkai.signing.merged_ledger import merged
from gongkai.signing.signer import Signer, signer
from gongkai.source.envelope import open_registry
from gongkai.source.tree import Disk

_IN_WORDS = ("reason", "remedy")  # what else is a number by its nature: of a letter, a file, a meeting


def configure(parser: argparse.ArgumentParser) -> None:
    ledgers = (
        "登记簿：absences 不在岗、withdrawals 撤下、publications 公开、withheld 不予公开、"
        "classification_errors 定密差错、incidents 泄密事件"
    )
    known = sorted(kind.name for kind in KINDS.values() if kind.by_hand)
    parser.add_argument("ledger", choices=known, type=names.ledger, help=ledgers)
    fields = parser.add_argument(
        "field",
        nargs="+",
        default=[],
        metavar="KEY=VALUE",
        help="登记内容，如 officer=finance-info-a from=2026-03-02 until=2026-03-06",
    )
    # Not "*", which takes what stands before the first option and refuses what comes after it.
    fields.required = False
    parser.add_argument("--as", dest="officer", metavar="OFFICER", help="登记的领导：姓名或代号（需要签名的登记簿）")
    parser.add_argument("--key", type=Path, metavar="FILE", help="领导的私钥文件")
    parser.add_argument("--resolve", action="store_true", help="合并冲突之后：把两边的登记合为一份，不必重新签名")
    parser.add_argument("--yes", action="store_true", help="不再询问")


def run(options: argparse.Namespace) -> int:
    root = common.county_root(options)
    now = dt.datetime.now(CHINA).replace(microsecond=0)
    kind = KINDS[options.ledger]
    if options.resolve:
        return _resolve(root, kind)
    if not options.field:
        raise CannotRun("缺少登记内容，应写成 KEY=VALUE", "nothing to record: write KEY=VALUE")
    if kind.subject is not None:
        common.can_confirm(options)
    given = _given(options.field)
    basis = county_files.judged_by(root, now.date())
    entry = dict[str, Any](names.entry({key: _document(root, key, value) for key, value in given.items()}, basis))
    key: Signer | None = None
    leader = ""
    if kind.subject is not None:
        if not options.officer or not options.key:
            raise CannotRun(
                "这一登记簿须由领导签名：请写 --as 和 --key", "this ledger is signed by a leader: give --as and --key"
            )
        key = signer(options.key)
        leader = names.officer(options.officer, basis)
        entry["signed"] = {"by": leader, "signed_at": now.isoformat(timespec="seconds")}
    _document_exists(root, entry, basis)
    if kind.name == "publications":
        _published_after_it_was_made(root, entry, basis)
    path = f"catalog/ledgers/{kind.name}/{now.year}.yaml"
    before = (root / path).read_bytes() if (root / path).exists() else None
    refusals = _refusals(root, path, entry, basis, unsigned=True)
    if not refusals:
        sys.stdout.write(names.shown(entry, basis))
        # Facts that nobody signs may be recorded by a program, too.
        asked = kind.subject is not None or sys.stdin.isatty()
        if asked and not common.confirmed(options, Text("确认登记？", "Record this?")):
            sys.stdout.write("没有登记\n")
            return 1
        basis = county_files.judged_by(root, now.date())  # what decides may have changed meanwhile
        _document_exists(root, entry, basis)
        if key:  # only now may it ask for its passphrase
            entry = signed_entry(kind, entry, leader, now, key, basis.site.site_id)
        refusals = _refusals(root, path, entry, basis)
    if refusals:
        outcome = Text("没有登记", "nothing was recorded")
        sys.stdout.write(FORMATS["text"](Report(refusals, 1, True, "", outcome, options.lang)))
        return 1
    replace(root, path, appended(root / path, entry), before)
    sys.stdout.write(f"已登记：{path}\n")
    return 0


def _given(fields: Sequence[str]) -> dict[str, str]:
    """Return what was written as KEY=VALUE. Raises CannotRun."""
    given = {}
    for field in fields:
        name, found, value = field.replace("＝", "=", 1).partition("=")
        if not found:
            raise CannotRun(f"应写成 KEY=VALUE：{field}", f"must be KEY=VALUE: {field}")
        name = KEYS.get(name, name)
        given[name] = value
        if name in _IN_WORDS:
            common.no_figures(name, value)
    return given


def _refusals(
    root: Path, path: str, entry: dict[str, Any], basis: SiteContext, unsigned: bool = False
) -> tuple[Diagnostic, ...]:
    """Return what stands against an entry at the end of its ledger; that it is not signed yet does not."""
    reading, entries = read_ledger(Overlay(Disk(root), path, appended(root / path, entry)), path)
    found = judge_file(reading, entries[-1:], basis)
    return tuple(d for d in found if d.severity is Severity.ERROR and not (unsigned and d.code == "R12"))


def _resolve(root: Path, kind: LedgerKind) -> int:
    """Put together what two officers recorded in one ledger, where git could not."""
    from gongkai.history.repository import Repository  # noqa: PLC0415 - only this needs git

    repository = Repository.around(root)
    done = []
    for file in sorted((root / "catalog/ledgers" / kind.name).glob("*.yaml")):
        path = file.relative_to(root).as_posix()
        if is_ledger(path) and (sides := repository.sides(path)):
            data, added = merged(*sides, path)
            replace(root, path, data, file.read_bytes())
            sys.stdout.write(f"已合并：{path}（本方登记全部保留，加入对方的 {added} 条）\n")
            done.append(path)
    if not done:
        raise CannotRun(
            f"登记簿 {kind.name} 没有未解决的合并冲突", f"the ledger {kind.name} has no conflict that git knows of"
        )
    sys.stdout.write(f"接着运行：git add {' '.join(done)}，再运行 git commit\n")
    return 0


def _document(root: Path, key: str, given: str) -> str:
    """The name of a document that is given by its file or its index number."""
    if key not in ("document", "into"):
        return given
    if is_index_number(given):
        return f"item:{given}"
    if not given.endswith(".md"):
        return given
    path = county_files.inside(root, given)
    document = read(Disk(root), path).document if kind_of(path) else None
    return document.name if document and document.name else given


def _document_exists(root: Path, entry: dict[str, Any], basis: SiteContext) -> None:
    """A slip in a name would leave the document that was meant on the site; so it has to be there."""
    for key in ("document", "into"):
        if name := entry.get(key):
            url = of_name(name, basis)
            if url is None or not (root / "content" / url).with_suffix(".md").is_file():
                raise CannotRun(
                    f"没有这份文档：{name}（条目名称如 item:990000101/2026-00001）",
                    f"there is no document {name} (such as item:990000101/2026-00001)",
                )


def _published_after_it_was_made(root: Path, entry: dict[str, Any], basis: SiteContext) -> None:
    """A day on which the document was not there yet is a slip; whoever reads the ledger later cannot tell."""
    path = basis.path_of(entry.get("document", ""))
    document = read(Disk(root), path).document if path else None
    produced = getattr(document.fields, "produced_on", None) if document else None
    if produced and entry.get("on", "9") < str(produced):
        raise CannotRun(
            f"公开日期 {entry['on']} 早于文档的产生日期 {produced}，没有登记：请核对日期和文档名称",
            f"published on {entry['on']}, before the document was produced ({produced}); nothing was recorded: check day and name",
        )


def signed_entry(
    kind: LedgerKind, entry: dict[str, Any], officer: str, at: dt.datetime, key: Signer, site_id: str
) -> dict[str, Any]:
    """A ledger entry with its leader's signature."""
    signed: dict[str, str] = {"by": officer, "signed_at": at.isoformat(timespec="seconds")}
    statement = ledger_statement(site_id, kind.name, {**entry, "signed": signed})
    signed["signature"] = key.sign(statement, namespace("ledger"))
    return {**entry, "signed": signed}


def appended(path: Path, entry: dict[str, Any]) -> bytes:
    """The ledger's bytes with one more entry; what was there stays byte for byte."""
    before = path.read_bytes() if path.is_file() else b"entries:\n"
    if b"\n<<<<<<< " in b"\n" + before:
        kind = path.parent.name
        raise CannotRun(
            f"{path.name} 有没有解决的合并冲突：先运行 gongkai record {kind} --resolve，再登记",
            f"{path.name} has a merge conflict that was left: run gongkai record {kind} --resolve first",
        )
    if open_registry(before, reviewed=False).problems and path.is_file():
        raise CannotRun(f"{path.name} 有格式错误，请先改正", f"{path.name} has errors; mend them first")
    if before.strip() == b"entries: []":
        before = b"entries:\n"
    if not before.endswith(b"\n"):
        before += b"\n"
    return before + b"  - " + emit(entry, 4).lstrip().encode()
