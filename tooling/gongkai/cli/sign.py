"""``gongkai sign``: show what is signed, sign it, write the block; or say why not."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import re
import sys
from pathlib import Path
from typing import Any

from gongkai.cli import common, confirmations, county_files, names
from gongkai.cli.record import appended
from gongkai.core.characters import shown
from gongkai.core.confined import replace
from gongkai.core.days import CHINA
from gongkai.core.findings import CannotRun, Diagnostic, Text
from gongkai.documents.document import Document
from gongkai.documents.labels import DISCLOSURE
from gongkai.documents.review import LEVELS, Level
from gongkai.gate.sign_off import AGREED, Intent, Prepared, SignResult, joint_agency, prepare, sign
from gongkai.reporting import FORMATS, Report
from gongkai.reporting.excused import excused_lines
from gongkai.reporting.signoffs import bases, decided, earlier, refused
from gongkai.signing.context import SiteContext
from gongkai.signing.ledgers import Refusal
from gongkai.signing.refusals import refusal_entry, refusals_of
from gongkai.signing.signer import Signer, signer
from gongkai.source.tree import Disk

_REFUSED = Text("没有签署", "nothing was signed")
_FILE, _TITLE, _DISCLOSURE = Text("文件", "file"), Text("标题", "title"), Text("公开属性", "disclosure")
_ATTACHED, _WARNING = Text("附件", "attachment"), Text("提醒", "warning, line")
_REFUSALS = Text("此前不同意公开的意见", "refusals so far")
_BEFORE = Text("此前各级的意见", "earlier levels")
_DIGEST, _BASIS, _SIGNER, _KEY = (
    Text("摘要值", "digest"),
    Text("依据", "basis"),
    Text("签署人", "signer"),
    Text("密钥", "key"),
)
# Words that decide and give no reason; what is left without them, and without signs, is the reason.
_NO_REASON = re.compile(r"[\W_]|经|审查|审核|复审|初审|本人|我|意见|不予?同意|暂?不|予以?|公开|同意|该|信息|文件")
_CONTRARY = re.compile(r"(?:经?(?:审查|审核|初审|复审)[，,：: ]?)?(?:本人|我)?不同意(?!见)")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="+", metavar="PATH", help="要签署的文件，其后可写审查级别，如 初审、复审")
    parser.add_argument(
        "--level",
        metavar="LEVEL",
        help="审查级别：business 业务审查、first 初审、joint 联合审查、final 复审；也可以写在文件之后",
    )
    parser.add_argument(
        "--as", dest="officer", required=True, metavar="OFFICER", help="签署人：姓名，或 officers.yaml 中的代号"
    )
    parser.add_argument(
        "--key", type=Path, required=True, metavar="FILE", help="私钥文件；在 ssh-agent 中的，写 .pub 文件"
    )
    parser.add_argument("--acting-for", metavar="OFFICER", help="B 岗代行职责时，不在岗的 A 岗人员")
    parser.add_argument(
        "--decision", metavar="DECISION", default="agree", help="agree 同意（默认）或 disagree 不同意公开"
    )
    parser.add_argument("--opinion", help=f"审查意见（同意的，默认“{AGREED}”；不同意的，须写明理由）")
    parser.add_argument("--basis", nargs="+", default=None, metavar="ID", help="审查依据（默认为当日有效的法律法规）")
    parser.add_argument(
        "--checklist", nargs="+", default=[], metavar="ID=pass", help="初审清单逐项核对结果（basis.yaml 中的 id）"
    )
    parser.add_argument("--session", help="集中审查的场次")
    parser.add_argument("--agency", metavar="ID", help="联合审查代表哪个机关（分管其中多个的，须写明）")
    parser.add_argument("--yes", action="store_true", help="不再询问（须逐项确认的豁免除外）")
    confirmations.configure(parser)


def run(options: argparse.Namespace) -> int:
    root = common.county_root(options)
    common.can_confirm(options)
    now = dt.datetime.now(CHINA).replace(microsecond=0)
    paths, level = names.paths_and_level(options.path, options.level, root)
    basis = county_files.judged_by(root, now.date())
    key = signer(options.key)
    intent = _intent(options, level, basis, now)
    worst = 0
    for given in paths:
        worst = max(worst, _one(root, county_files.inside(root, given), intent, key, basis, options))
    common.remind_of_hooks(options, root)
    return worst


def _one(root: Path, path: str, intent: Intent, key: Signer, basis: SiteContext, options: argparse.Namespace) -> int:
    """Show what would be signed, ask, and only then have the key used."""
    source, attached = Disk(root), county_files.beside(root, path)
    prepared = prepare(source, path, attached, intent, key.public, basis)
    if prepared.refusals or prepared.document is None:
        return _refused(prepared.refusals, basis, options)
    sys.stdout.write(_shown(prepared, prepared.document, intent, key, basis, options.lang))
    sys.stdout.flush()  # whoever asks for a passphrase writes to the terminal directly
    waivers = confirmations.confirmed(prepared, intent, options)
    if waivers is None:
        return 1
    intent = dataclasses.replace(intent, confirmed=waivers)
    if not common.confirmed(options, Text("确认签署？", "Sign this?")):
        sys.stdout.write(f"{_REFUSED.in_language(options.lang)}\n")
        return 1
    # A colleague may have changed who may sign, or git the whole folder, while somebody read.
    basis, attached = county_files.judged_by(root, intent.signed_at.date()), county_files.beside(root, path)
    result = sign(source, prepared, attached, intent, key, basis)
    if result.refusals:
        return _refused(result.refusals, basis, options)
    kept = _keep_refusals(root, prepared.document, result, intent, basis)
    replace(root, path, result.data, prepared.document.source)
    level = LEVELS[intent.level].in_language(options.lang)
    done = Text(f"已签署：{shown(path)}（{level}，{intent.by}）", f"signed: {path} ({level}, {intent.by})")
    sys.stdout.write(f"{done.in_language(options.lang)}\n")
    if kept:
        also = Text(f"不同意的意见已记入 {kept}，请一并提交", f"the refusal is kept in {kept}; commit it, too")
        sys.stdout.write(f"{also.in_language(options.lang)}\n")
    return 0


def _refused(refusals: tuple[Diagnostic, ...], basis: SiteContext, options: argparse.Namespace) -> int:
    report = Report(refusals, 1, basis.signatures_required, "", _REFUSED, options.lang)
    sys.stdout.write(FORMATS["text"](report))
    return 1


def _keep_refusals(root: Path, document: Document, result: SignResult, intent: Intent, basis: SiteContext) -> str:
    """Enter refusals into their ledger before another review takes their place; returns its path where there are any."""
    there = [entry.fields for entry in basis.entries if isinstance(entry.fields, Refusal)]
    new = [
        refusal_entry(document.name, one.level, one.agency, _plain(document, one))
        for one in refusals_of(document, basis)
        if one not in there
    ]
    if intent.decision == "disagree":
        agency = joint_agency(document, intent, basis) if intent.level is Level.JOINT else None
        new.append(refusal_entry(document.name, intent.level, agency, result.signoff))
    path = f"catalog/ledgers/refusals/{intent.signed_at.year}.yaml"
    for entry in new:
        file = root / path
        before = file.read_bytes() if file.exists() else None
        replace(root, path, appended(file, entry), before)
    return path if new else ""


def _plain(document: Document, one: Refusal) -> dict[str, Any]:
    """The sign-off as it stands in the document."""
    found: dict[str, Any] = document.signed[one.level]
    return found[one.agency] if one.agency else found


def _intent(options: argparse.Namespace, level: Level, basis: SiteContext, now: dt.datetime) -> Intent:
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
    decision = names.decision(options.decision)
    opinion = _opinion(decision, options.opinion)
    for option, text in (("--session", options.session), ("--opinion", opinion)):
        if text:
            common.no_figures(option, text)
    return Intent(
        level=level,
        by=names.officer(options.officer, basis),
        signed_at=now,
        decision=decision,
        opinion=opinion,
        basis=tuple(names.norm(one, basis) for one in options.basis) if options.basis else laws,
        acting_for=names.officer(options.acting_for, basis) if options.acting_for else None,
        session=options.session,
        agency=names.agency(options.agency, basis) if options.agency else None,
        checklist=tuple(_answer(given) for given in options.checklist),
    )


def _answer(given: str) -> tuple[str, str]:
    name, _, result = given.partition("=")
    result = names.word(result)
    if result not in ("pass", "open", "not_applicable"):
        raise CannotRun(
            f"应写成 代号=通过、代号=未定 或 代号=不适用（pass、open、not_applicable）：{given}",
            f"must be ID=pass, open or not_applicable: {given}",
        )
    return name, result


def _opinion(decision: str, given: str | None) -> str:
    """The opinion to sign; CannotRun where it says the contrary of the decision, or a refusal gives no reason."""
    if given is None and decision == "agree":
        return AGREED
    if decision == "disagree" and not _NO_REASON.sub("", given or ""):
        raise CannotRun(
            "不同意公开的，须用 --opinion 写明理由，供信息员据以修改",
            "whoever does not agree gives a reason with --opinion, by which the officer mends the document",
        )
    opinion = given or ""
    if decision == "agree" and _CONTRARY.match(opinion):
        raise CannotRun(
            f"意见“{opinion}”与决定“同意公开”相反：不同意的，加 --decision disagree",
            "the opinion says the contrary of the decision; --decision disagree is for a refusal",
        )
    return opinion


def _shown(prepared: Prepared, document: Document, intent: Intent, key: Signer, basis: SiteContext, lang: str) -> str:
    """Return what is signed: the text itself, its files, what others said of it, then the decision and the digest over all."""

    def line(label: Text, value: str) -> str:
        return f"{label.in_language(lang)}{': ' if lang == 'en' else '：'}{value}"

    lines = [
        "─" * 30 + Text(" 签署的内容 ", " what is signed ").in_language(lang) + "─" * 30,
        document.reviewed.decode().rstrip("\n"),
        "─" * 72,
        line(_FILE, f"{shown(document.path)}（{document.name}）"),
        line(_TITLE, getattr(document.fields, "title", document.name)),
    ]
    if document.item:
        disclosure = document.item.disclosure
        lines.append(line(_DISCLOSURE, disclosure if lang == "en" else DISCLOSURE[disclosure]))
    size = Text("字节", "bytes").in_language(lang)
    lines += [
        line(_ATTACHED, f"{shown(file.path)}（{file.size} {size}，sha256 {file.sha256}）") for file in document.attached
    ]
    lines += [line(_WARNING, f"{d.place.line}: {d.message.in_language(lang)}") for d in prepared.warnings]
    if prepared.scanned:
        lines += excused_lines(prepared.scanned, lang)
    if refusals := list(refused(refusals_of(document, basis), basis, lang)):
        lines += [line(_REFUSALS, ""), *refusals]
    if before := list(earlier(document, intent.level, basis, lang)):
        lines += [line(_BEFORE, ""), *before]
    acting = ""
    if intent.acting_for:
        whom = basis.called(intent.acting_for)
        acting = Text(f"（代 {whom}）", f" (for {whom})").in_language(lang)
    return "\n".join(
        [
            *lines,
            "─" * 72,
            line(_DIGEST, document.digest),
            line(LEVELS[intent.level], f"{decided(intent.decision, lang)}；{intent.opinion}"),
            line(_BASIS, f"{bases(intent.basis, basis, lang)}（{'、'.join(intent.basis)}）"),
            line(_SIGNER, f"{basis.called(intent.by)}{acting}  {intent.signed_at.isoformat()}"),
            line(_KEY, key.public.fingerprint),
            "",
        ]
    )
