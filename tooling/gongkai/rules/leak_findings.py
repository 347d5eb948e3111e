"""What the rules about leaks say of a scanned document or ledger entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongkai.core.findings import Finding, Severity, Text
from gongkai.documents.document import Document
from gongkai.secrecy.declared import may_be_declared
from gongkai.secrecy.how_to_waive import or_declare, or_declare_as_above, or_waive
from gongkai.secrecy.leaks import Leak, Scanned
from gongkai.source.limits import PROBLEMS

MEND = {
    "S01": Text(
        "核对原件的密级：未解密的立即移出仓库，并报告保密工作机构；已解密的，填写 marking，删去标志后重新送审",
        "look up the original: if it is still classified take it out of the repository and tell the secrecy office; if "
        "not, fill in `marking`, delete the mark and have it reviewed again",
    ),
    "P01": Text(
        "删去，或遮盖后（如 138****1234）重新送审；附件须从原件重新导出，不能只涂黑",
        "delete or mask it (138****1234), then have it reviewed again; export an attachment anew, do not just black it out",
    ),
    "P02": Text(
        "删去或遮盖后重新送审；是本机关公开电话、信箱的，登记在 agencies.yaml",
        "delete or mask it, then have it reviewed again; list an office's own contact in agencies.yaml",
    ),
    "P03": Text(
        "删去申请人、投诉人的身份，只写事项和处理结果",
        "delete who applied or complained; state the matter and the result only",
    ),
    "P04": Text(
        "征求权利人意见，不同意公开的删去；同意的，填写 origin_consent 后重新送审",
        "ask the owner; delete it, or fill in `origin_consent` if the owner agrees, then have it reviewed again",
    ),
    "W01": Text("删去，改用本站或政府网站的地址", "delete it, or refer to this site or a government site instead"),
}


FILL_IN = Text("填写完整后重新送审", "fill it in, then have it reviewed again")


def findings_of(scanned: Scanned, code: str) -> Iterator[Finding]:
    found: Counter[str] = Counter()
    for leak in scanned.leaks:
        detector = leak.hit.detector
        if detector.code != code or (detector.form and leak.attached):
            continue
        found[detector.name] += 1
        if found[detector.name] > PROBLEMS:
            continue
        kind, where, hint = detector.kind, leak.where, leak.hit.hint
        remedy, paste = remedy_of(leak, scanned)
        place = Text(f"，在{leak.inside.zh}", f", {leak.inside.en}") if leak.inside.zh else leak.inside
        yield Finding(
            leak.at,
            Text(f"{where.zh}中有{kind.zh}（{hint}{place.zh}）", f"{kind.en} in the {where.en} ({hint}{place.en})"),
            remedy,
            Severity.WARNING if only_warns(leak, scanned) else None,
            paste,
        )
    for leak in {
        leak.hit.detector.name: leak for leak in scanned.leaks if found[leak.hit.detector.name] > PROBLEMS
    }.values():
        kind, more = leak.hit.detector.kind, found[leak.hit.detector.name] - PROBLEMS
        yield Finding(
            leak.at,
            Text(f"还有 {more} 处{kind.zh}，未逐一列出", f"{more} more of {kind.en} are not listed"),
            MEND[code],
            Severity.WARNING if only_warns(leak, scanned) else None,
        )


def only_warns(leak: Leak, scanned: Scanned) -> bool:
    """Return whether it is shown and does not block. A registry has no texts that leave something out on purpose."""
    subject, detector = scanned.subject, leak.hit.detector
    if leak.signed_before:
        return True
    if isinstance(subject, Document) and subject.kind.is_registry:
        return False
    return detector.warns


def remedy_of(leak: Leak, scanned: Scanned) -> tuple[Text, tuple[str, ...]]:
    """Return what to do; how to declare or waive it, with the lines to paste, where that can be: in an item."""
    detector = leak.hit.detector
    mend = FILL_IN if detector.blank else MEND[detector.code]
    if detector.hard or detector.warns or getattr(scanned.subject, "item", None) is None:
        return mend, ()
    item = getattr(scanned.subject, "item", None)
    if may_be_declared(leak.hit):
        hits = [one.hit for one in scanned.leaks if may_be_declared(one.hit)]
        if leak.hit is hits[0]:
            return or_declare(mend, hits, item)
        return or_declare_as_above(mend, hits[0].detector.kind, hits[0].hint)
    return or_waive(mend, detector.code, leak.named, item, confirmed=detector.confirmed)
