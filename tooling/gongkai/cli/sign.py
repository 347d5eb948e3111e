"""``gongkai sign``: show what is signed, sign it, write the block; or say why not."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from gongkai.cli import common, county_files
from gongkai.confined import replace
from gongkai.days import CHINA
from gongkai.documents.review import Level
from gongkai.findings import CannotRun, Text
from gongkai.publish.labels import DISCLOSURE
from gongkai.reporting import FORMATS, Report
from gongkai.review.county import County
from gongkai.review.signer import Signer, signer
from gongkai.review.signing import Intent, SignResult, sign
from gongkai.source.hygiene import shown
from gongkai.source.tree import Disk

_LEVELS = {"business": "业务审查", "first": "初审", "joint": "联合审查", "final": "复审"}
_REFUSED = Text("没有签署", "nothing was signed")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="+", metavar="PATH", help="要签署的文件")
    parser.add_argument(
        "--level", choices=list(_LEVELS), required=True, help="审查级别：业务审查、初审、联合审查、复审"
    )
    parser.add_argument(
        "--as", dest="officer", required=True, metavar="OFFICER", help="签署人（officers.yaml 中的 id）"
    )
    parser.add_argument(
        "--key", type=Path, required=True, metavar="FILE", help="私钥文件；在 ssh-agent 中的，写 .pub 文件"
    )
    parser.add_argument("--acting-for", metavar="OFFICER", help="B 岗代行职责时，不在岗的 A 岗人员")
    parser.add_argument(
        "--decision", choices=["agree", "disagree"], default="agree", help="同意或不同意公开（默认同意）"
    )
    parser.add_argument("--opinion", default="经审查，同意公开。", help="审查意见")
    parser.add_argument("--basis", nargs="+", default=None, metavar="ID", help="审查依据（默认为当日有效的法律法规）")
    parser.add_argument(
        "--checklist", nargs="+", default=[], metavar="ID=pass", help="初审清单逐项核对结果（basis.yaml 中的 id）"
    )
    parser.add_argument("--session", help="集中审查的场次")
    parser.add_argument("--yes", action="store_true", help="不再询问")


def run(options: argparse.Namespace) -> int:
    root = common.county_root(options)
    now = dt.datetime.now(CHINA).replace(microsecond=0)
    basis = county_files.judged_by(root, now.date())
    key = signer(options.key)
    intent = _intent(options, basis, now)
    worst = 0
    for given in options.path:
        worst = max(worst, _one(root, county_files.inside(root, given), intent, key, basis, options))
    return worst


def _one(root: Path, path: str, intent: Intent, key: Signer, basis: County, options: argparse.Namespace) -> int:
    result = sign(Disk(root), path, county_files.beside(root, path), intent, key, basis)
    if result.refusals or result.document is None:
        report = Report(result.refusals, 1, basis.signatures_required, "", _REFUSED, options.lang)
        sys.stdout.write(FORMATS["text"](report))
        return 1
    sys.stdout.write(_shown(result, intent, key))
    if not options.yes and sys.stdin.isatty() and input("确认签署？[y/N] ").strip().lower() != "y":
        sys.stdout.write("没有签署\n")
        return 1
    replace(root, path, result.data)
    sys.stdout.write(f"已签署：{shown(path)}（{_LEVELS[intent.level]}，{intent.by}）\n")
    return 0


def _intent(options: argparse.Namespace, basis: County, now: dt.datetime) -> Intent:
    day = now.date()
    laws = tuple(
        norm.id
        for norm in basis.norms.values()
        if norm.kind == "law" and norm.from_ <= day and (norm.repealed_on is None or day < norm.repealed_on)
    )
    if options.basis is None and not laws:
        raise CannotRun(
            "basis.yaml 中没有当日有效的法律法规，请用 --basis 写明依据",
            "no law in force in basis.yaml; name a --basis",
        )
    return Intent(
        level=Level(options.level),
        by=options.officer,
        signed_at=now,
        decision=options.decision,
        opinion=options.opinion,
        basis=tuple(options.basis) if options.basis else laws,
        acting_for=options.acting_for,
        session=options.session,
        checklist=tuple(_answer(given) for given in options.checklist),
    )


def _answer(given: str) -> tuple[str, str]:
    name, _, result = given.partition("=")
    if result not in ("pass", "open", "not_applicable"):
        raise CannotRun(
            f"应写成 ID=pass、ID=open 或 ID=not_applicable：{given}",
            f"must be ID=pass, open or not_applicable: {given}",
        )
    return name, result


def _shown(result: SignResult, intent: Intent, key: Signer) -> str:
    """What is signed: the text itself, then in the officer's words its files, the decision, and the digest over all."""
    document = result.document
    assert document is not None
    lines = [
        "─" * 30 + " 签署的内容 " + "─" * 30,
        document.reviewed.decode().rstrip("\n"),
        "─" * 72,
        f"文件：{shown(document.path)}（{document.name}）",
        f"标题：{getattr(document.fields, 'title', document.name)}",
    ]
    if document.item:
        lines.append(f"公开属性：{DISCLOSURE[document.item.disclosure]}")
    lines += [f"附件：{shown(file.path)}（{file.size} 字节，sha256 {file.sha256}）" for file in document.attached]
    lines += [
        f"摘要值：{document.digest}",
        f"{_LEVELS[intent.level]}：{'同意公开' if intent.decision == 'agree' else '不同意公开'}；{intent.opinion}",
        f"依据：{'、'.join(intent.basis)}",
        f"签署人：{intent.by}{f'（代 {intent.acting_for}）' if intent.acting_for else ''}  {intent.signed_at.isoformat()}",
        f"密钥：{key.public.fingerprint}",
    ]
    return "\n".join(lines) + "\n"
