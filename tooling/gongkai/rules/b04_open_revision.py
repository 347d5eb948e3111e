"""B04: what was published changes only with a new revision, its note and new sign-offs, and goes only by a withdrawal."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Place, Text
from gongkai.documents.document import Document
from gongkai.documents.item import Revision
from gongkai.rules.change import Change
from gongkai.rules.engine import Corpus, rule
from gongkai.rules.published_state import is_published, restored
from gongkai.signing.context import SiteContext

_WITHDRAWN = "ledger:withdrawals:"


_NEW_REVISION = Text(
    "不能退回旧版本：以新的修订重新初审、复审", "an older version cannot come back: have a new revision reviewed"
)


@rule("B04", zh="已公开的内容只能以新的修订更改，只能经登记撤下", basis="一·二", on=Change)
def open_revision(change: Change, county: SiteContext) -> Iterator[Finding]:
    """What was published changes only with a new revision, its note and new sign-offs, and goes only by a withdrawal."""
    for one in change.revised:
        if not is_published(one.before) or one.before is None:
            continue
        if one.after is None:
            if one.before.name not in change.after.withdrawals:
                yield Finding(
                    Place(one.path),
                    Text("已公开的文档被删除，没有撤下登记", "a published document is gone without a withdrawal"),
                    Text(
                        f"恢复该文件；确需撤下的，由分管领导运行 gongkai record withdrawals document={one.before.name} …",
                        f"restore it; to withdraw it a leader runs gongkai record withdrawals document={one.before.name} …",
                    ),
                )
        elif isinstance(one.after, Document) and not restored(one.before, one.after):
            yield from _newer(one.before, one.after)
            if one.after.digest != one.before.digest:
                yield from _revised(one.before, one.after)
    for path, position in change.lost:
        yield Finding(
            Place(path),
            Text(
                f"登记簿中原有的第 {position} 条被删除或改动",
                f"entry {position} of the ledger was removed or altered",
            ),
            Text("恢复原有登记；情况有变的，另行登记一条", "restore the entry; record what has changed as another one"),
        )


@open_revision.across
def remembered(corpus: Corpus) -> Iterator[Finding]:
    """What the publisher's log has seen of a document is neither taken back to an older version nor simply gone."""
    seen = corpus.county.seen
    if seen is None:
        return
    for approval in corpus.approvals:
        newest = seen.newest.get(approval.document)
        older = newest and approval.statement != newest.statement and approval.signed_at <= newest.signed_at
        if approval.level == "final" and newest and older:
            yield Finding(
                approval.at,
                Text(
                    f"曾公开过更新的版本（复审于 {newest.signed_at.isoformat()}），不能退回",
                    f"a newer version was published (final review {newest.signed_at.isoformat()})",
                ),
                _NEW_REVISION,
            )
    withdrawn = {
        line.document.removeprefix(_WITHDRAWN) for line in seen.lines.values() if line.document.startswith(_WITHDRAWN)
    }
    for name in sorted(withdrawn - set(corpus.county.withdrawals)):
        yield Finding(
            Place("catalog/ledgers/withdrawals"),
            Text(f"{name} 曾登记撤下，登记不见了", f"{name} was withdrawn and the entry is gone"),
            Text("恢复撤下登记", "restore the entry"),
        )
    for name, line in seen.newest.items() if corpus.whole else ():
        if not corpus.has_name(name) and name not in corpus.county.withdrawals:
            yield Finding(
                Place(line.path),
                Text(
                    f"曾公开的文档 {name} 不见了，没有撤下登记",
                    f"{name} was published and is gone without a withdrawal",
                ),
                Text("恢复该文件，或由分管领导登记撤下", "restore it, or let a leader record its withdrawal"),
            )


def _newer(before: Document, after: Document) -> Iterator[Finding]:
    """A final review that was replaced was replaced by a later one."""
    final, earlier = after.review.final, before.review.final
    if final and earlier and final != earlier and final.signed_at <= earlier.signed_at:
        yield Finding(
            after.place("review.final.signed_at"),
            Text("复审不晚于已公开的版本", "the final review is no later than the one that is published"),
            _NEW_REVISION,
        )


def _revised(before: Document, after: Document) -> Iterator[Finding]:
    final = after.review.final
    if after.kind.is_registry:
        return  # a register of rules and people; its sign-offs tell its versions apart
    old, new = _revisions(before), _revisions(after)
    number = old[-1].revision if old else 1
    if new[: len(old)] != old:
        yield Finding(
            after.place("revisions"),
            Text("已有的修订说明被更改", "revision notes that were published have been changed"),
            Text("恢复原有的修订说明，在其后增加一条", "restore them and add another one"),
        )
    elif len(new) == len(old):
        yield Finding(
            after.place("revisions"),
            Text("内容有改动，没有登记修订", "the text has changed and no revision says so"),
            Text(
                f"在 revisions 中增加 revision: {number + 1}、on（日期）和 note（改了什么），再重新初审、复审",
                f"add revision {number + 1} to `revisions` with `on` and `note`, then have it reviewed again",
            ),
        )
    for position, revision in enumerate(new[len(old) :], len(old)):
        number += 1
        earliest = new[position - 1].on if position else revision.on
        if revision.revision != number or revision.on < earliest or (final and revision.on > final.day):
            yield Finding(
                after.place(f"revisions.{position}"),
                Text(
                    f"修订应为第 {number} 版，日期不早于前一版、不晚于复审",
                    f"this must be revision {number}, dated between the one before and the final review",
                ),
                Text("改正修订次数和日期，再重新初审、复审", "mend number and day, then have it reviewed again"),
            )


def _revisions(document: Document) -> tuple[Revision, ...]:
    return getattr(document.fields, "revisions", ())
