"""B04, X02 and C02 over time: what was published changes only in the open, and nobody makes their own judges."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from gongkai.core.findings import At, Finding, Place, Text
from gongkai.documents.card import Card
from gongkai.documents.document import Document
from gongkai.documents.item import Revision
from gongkai.rules.catalog import index_number
from gongkai.rules.change import Change, Revised
from gongkai.rules.engine import Corpus, rule
from gongkai.rules.review import joint_review
from gongkai.signing.context import SiteContext

# What may change together with content: what it consists of, what words mean, what is said about it. All else decides, or
# runs, or might one day.
_WITH_CONTENT = ("content/", "catalog/ledgers/")
_WITH_CONTENT_FILES = frozenset({"catalog/vocabularies.yaml", "LICENSE"})
# Where people write for each other; what can only be read changes there with content, what a program reads does not.
_NOTES = ("docs/", "drafts/")
_READ_BY_PEOPLE = (
    ".md", ".pdf", ".ofd", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".csv", ".ppt", ".pptx", ".png", ".jpg", ".jpeg",
    ".gif", ".webp",
)  # fmt: skip
# ``requirements.txt`` and its like are programs' business, so a text has to have one of the usual names, or a Chinese one.
_TEXT_FOR_PEOPLE = re.compile(
    r"(?i:readme|notes?|notice|changelog|changes|news|history|license|licence|copying|authors|contributors|todo|faq)\.txt"
    r"|[\u4e00-\u9fff]+\.txt"
)
_OUTSIDE = "../"  # of a county in a folder of a larger repository: there, what is known to decide
# Programs, their settings, what is installed for them, and what runs them.
_OUTSIDE_DECIDING = re.compile(
    r"\.[^/]*(?:/.*)?|(?:.*/)?(?:\.git[^/]*|(?i:(?:gnu)?makefile|dockerfile|containerfile|jenkinsfile|procfile|vagrantfile"
    r"|pipfile|justfile|gemfile|rakefile|requirements[^/]*|constraints[^/]*|pyproject\.toml|poetry\.toml|uv\.toml"
    r"|package[^/]*\.json|tox\.ini|setup\.cfg|[^/]*\.(?:py|pyc|pyi|pth|so|sh|bash|ps1|bat|cmd|js|mjs|ts|toml|cfg|ini|lock|mk"
    r"|tf|nix|service)))|[^/]*\.ya?ml|(?:tooling|theme|ci|scripts|bin|deploy|docker)/.*",
    re.DOTALL,
)
_WITHDRAWN = "ledger:withdrawals:"
_NEW_REVISION = Text(
    "不能退回旧版本：以新的修订重新初审、复审", "an older version cannot come back: have a new revision reviewed"
)


def is_published(document: Document | None) -> bool:
    """Whether a document of the state before was out: it bears a final review that agrees.

    Whether that review still fits is not asked. A text that was broken in between was published before all the same.
    """
    final = document.review.final if document else None
    return final is not None and final.decision == "agree"


def _restored(before: Document, after: Document) -> bool:
    """Whether a document stands under the very approval it had, with the bytes that were approved."""
    final = after.review.final
    return (
        final is not None and after.signed.get("final") == before.signed.get("final") and final.digest == after.digest
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
        elif isinstance(one.after, Document) and not _restored(one.before, one.after):
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
    if after.kind.prefix == "registry":
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


@index_number.between
def number_for_life(change: Change) -> Iterator[Finding]:
    """An index number stays with its document, and is not given to another one after a withdrawal."""
    for one in change.revised:
        if one.before and one.after and one.before.name != one.after.name and is_published(one.before):
            yield Finding(
                At(one.path, "index_number"),
                Text(
                    f"索引号由“{_number(one.before)}”改为“{_number(one.after)}”",
                    f"the index number was changed from `{_number(one.before)}`",
                ),
                Text("索引号终身不变：恢复原索引号", "an index number never changes: restore it"),
            )
        if _reused(one, change):
            assert one.after is not None
            yield Finding(
                At(one.path, "index_number"),
                Text(
                    f"索引号“{_number(one.after)}”已用于撤下的文档", "the index number belonged to a withdrawn document"
                ),
                Text("改用新的流水号", "take a new serial number"),
            )


@joint_review.between
def issued_together(change: Change) -> Iterator[Finding]:
    """What several agencies published together is revised by all of them, so none is dropped but one that is closed for good."""
    for one in change.revised:
        before, after = one.before, one.after
        if before is None or before.item is None or not isinstance(after, Document) or not is_published(before):
            continue
        if after.item is None or _restored(before, after):
            continue
        final = after.review.final
        for agency in before.item.joint_agencies:
            if agency in after.item.joint_agencies or (final and _gone(agency, final.day, change.after)):
                continue
            name = change.after.agencies[agency].name if agency in change.after.agencies else agency
            yield Finding(
                after.place("joint_agencies"),
                Text(
                    f"本文由{name}参与联合发布，修订时去掉了该机关",
                    f"it was published together with {agency}, which this revision leaves out",
                ),
                Text(
                    f"在 joint_agencies 中恢复{name}，由其分管领导联合审查；不再由它负责的，另发一条新的信息代替（supersedes 写明本条索引号）",
                    f"put {agency} back into `joint_agencies` and let its leader review; where it has no part any more, publish "
                    "another item that supersedes this one",
                ),
            )


def _gone(agency: str, day: dt.date, county: SiteContext) -> bool:
    """Whether nobody could sign for an agency on a day any more."""
    acting = county.agencies.get(county.acting_agency(agency, day))
    return acting is None or acting.closed(day)


def _reused(one: Revised, change: Change) -> bool:
    """Also where the number is spelled otherwise (with a month): page and address would be those of the old one."""
    taken = {change.before.path_of(name) for name in change.before.withdrawals}
    return one.before is None and one.after is not None and one.path in taken


def _number(document: Document | Card) -> str:
    return document.name.partition(":")[2]


@rule("X02", zh="决定审查的登记表、程序和主题不得与内容同时更改", basis="三·3", on=Change)
def no_own_judges(change: Change, county: SiteContext) -> Iterator[Finding]:
    """What decides over a publication does not change together with what is published."""
    content = any(path.startswith("content/") for path in change.paths)
    for path in change.paths if content else ():
        if _decides(path):
            yield Finding(
                Place(path),
                Text("与 content/ 的内容在同一次提交中更改", "it changes together with content/"),
                Text(
                    "分两次提交：先单独提交并审定它，再提交内容",
                    "publish it in a commit of its own first, then the content",
                ),
            )
    if change.before.site.site_id != change.after.site.site_id:
        yield Finding(
            Place("catalog/site.yaml"),
            Text("site_id 被更改，原有审签将全部失效", "`site_id` was changed, which voids every sign-off"),
            Text("恢复原来的 site_id", "restore it"),
        )


def _decides(path: str) -> bool:
    if path.startswith(_OUTSIDE):
        inside = path.removeprefix(_OUTSIDE)
        return _OUTSIDE_DECIDING.fullmatch(inside) is not None
    if path.startswith(_WITH_CONTENT) or path in _WITH_CONTENT_FILES:
        return False
    hidden = any(part.startswith(".") for part in path.split("/"))
    note = ("/" not in path and (path.endswith(".md") or _TEXT_FOR_PEOPLE.fullmatch(path))) or (
        path.startswith(_NOTES) and path.endswith(_READ_BY_PEOPLE)
    )
    return hidden or not note
