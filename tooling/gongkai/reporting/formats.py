"""The report formats; each is a function from a report to text. This one is for people, on a terminal."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.core.findings import Diagnostic, Severity, Text
from gongkai.reporting import machines
from gongkai.reporting.report import Report

_SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("提醒", "warning"),
    Severity.AUDIT: Text("台账", "audit"),
}
UNSIGNED = Text(
    "注意：本站设为 signatures: optional，未签名的审签只核对了内容，没有验证签署人身份。",
    "NOTE: this site is set to `signatures: optional`; unsigned sign-offs were compared with the text only, "
    "nothing proves who made them.",
)

_EARLIER = Text(
    "注意：带提交号的问题在较早的提交中，只改最新的文件还不够。两次签署之间的提交应留在自己的分支上，审签完成后用 git merge --no-ff 并入。",
    "NOTE: what is marked with a commit lies in an earlier one; mending the newest file is not enough. Keep commits between the "
    "two sign-offs on a branch of your own and merge it with git merge --no-ff.",
)


def as_text(report: Report) -> str:
    """One finding in two lines: place, code and what is wrong; then what to do, and the clause; then what is to be pasted."""
    lines = []
    for d in report.diagnostics:
        if d.severity is Severity.AUDIT and not report.books:
            continue
        mark = "" if d.severity is Severity.ERROR else f"{_SEVERITIES[d.severity].in_language(report.lang)} "
        place = f"{_path(d)}:{d.place.line}:{d.place.column}"
        lines.append(f"{place}: {d.code} {mark}{d.message.in_language(report.lang)}")
        clause = Text(f"依据 {d.clause}", f"basis {d.clause}").in_language(report.lang)
        basis = "" if d.clause == "design" else f"    {clause}"
        lines.append(f"    → {d.remedy.in_language(report.lang)}{basis}    gongkai explain {d.code}")
        lines += d.paste
    if any(d.commit for d in report.diagnostics):
        lines.append(_EARLIER.in_language(report.lang))
    if not report.signatures_required:
        lines.append(UNSIGNED.in_language(report.lang))
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    summary = Text(
        f"{report.checked} 份文件，{errors} 个错误，{warnings} 个提醒；{report.outcome.zh}",
        f"{report.checked} files, {errors} errors, {warnings} warnings; {report.outcome.en}",
    )
    if report.books:
        summary = Text(
            f"登记 {report.checked} 条；{report.outcome.zh}", f"{report.checked} entries; {report.outcome.en}"
        )
    lines.append(summary.in_language(report.lang))
    if report.roster_digest:
        roster = Text(f"人员登记表 sha256 {report.roster_digest}", f"roster sha256 {report.roster_digest}")
        lines.append(roster.in_language(report.lang))
    return "\n".join(lines) + "\n"


def _path(d: Diagnostic) -> str:
    """The path; in another commit than the one being checked, as git names it."""
    return f"{d.commit[:12]}:{d.place.path}" if d.commit else d.place.path


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": machines.as_json,
    "github": machines.as_github,
    "sarif": machines.as_sarif,
}
