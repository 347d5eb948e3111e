"""R12: every sign-off is proved by a signature with a key that was the signer's on that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from gongkai.core.days import CHINA, china_day
from gongkai.core.findings import Finding, Severity, Text
from gongkai.documents.digest import JOINT_UNNAMED
from gongkai.documents.document import Document
from gongkai.documents.kinds import KINDS
from gongkai.documents.registries import Officers
from gongkai.documents.review import Level
from gongkai.rules.engine import Corpus, Passed, rule
from gongkai.signing.acts import Act, Signed, head_only
from gongkai.signing.approval import key_of
from gongkai.signing.context import SiteContext
from gongkai.signing.roster import roster
from gongkai.signing.sshsig import BadSignature, purpose, signer, verify
from gongkai.signing.test_keys import SAMPLE_SITE_ID, TEST_KEYS

# A signature may travel so long before it is published; after the signer has left, a later one is not believed.
LATEST = dt.timedelta(days=14)


# What can be voided with a tombstone in its place; without a guide or a registry there is no site.


SIGN_AGAIN = Text(
    "核对人员、密钥和时间后重新签署（gongkai sign）", "check officer, key and time, then sign again (gongkai sign)"
)


def not_registered(officer: str, called: str) -> Text:
    """The complaint about a key of somebody else; ``called`` is the officer's name for people."""
    return Text(f"签名所用的密钥不是 {called} 登记的公钥", f"signed with a key that is not registered for {officer}")


@rule("R12", zh="审签须有本人当日有效密钥的签名", basis="三·6", on=Signed)
def proved(signed: Signed, county: SiteContext) -> Iterator[Finding]:
    """Every sign-off carries a valid OpenSSH signature by a key that was the signer's on that day."""
    subject = signed.subject
    # Whoever may leave signatures out must not have decided that without one.
    required = county.signatures_required or (isinstance(subject, Document) and head_only(subject))
    for act in signed.acts:
        yield from _one(act, county, required)
    if isinstance(subject, Document) and isinstance(subject.fields, Officers):
        yield from _test_keys(subject.fields, county)


def _one(act: Act, county: SiteContext, required: bool) -> Iterator[Finding]:
    at = f"{act.at}.signature"
    if act.signature is None:
        if required:
            yield Finding(act.at, Text("没有签名", "the signature is missing"), SIGN_AGAIN)
        else:
            unproved = Text(
                f"没有签名：未验证签署人确为 {county.called(act.by)}",
                f"not signed: nothing proves that {act.by} signed",
            )
            yield Finding(act.at, unproved, SIGN_AGAIN, Severity.WARNING)
        return
    try:
        signer(act.signature)
        key = key_of(act, county)
        if key is None:
            yield Finding(
                at,
                not_registered(act.by, county.called(act.by)),
                SIGN_AGAIN,
            )
            return
        if act.statement:
            verify(act.signature, act.statement, act.namespace, key.public)
    except BadSignature as error:
        if act.level == Level.JOINT and _unnamed(act.signature):
            yield Finding(
                at,
                Text(
                    f"旧式联合审查签名没有写明代表哪个机关，而 {act.by} 分管其中多个",
                    f"a joint signature of the old form does not name its agency, and {act.by} acts for several of them",
                ),
                SIGN_AGAIN,
            )
            return
        yield Finding(
            at,
            Text("签名无效：签署后内容、意见或人员有改动，或签名已损坏", f"the signature does not hold: {error}"),
            SIGN_AGAIN,
        )
        return
    if not key.valid_on(act.day):
        yield Finding(
            at,
            Text(
                f"{act.day} 该密钥不在 {county.called(act.by)} 的有效期内", f"on {act.day} this key was not {act.by}'s"
            ),
            SIGN_AGAIN,
        )


def _unnamed(signature: str) -> bool:
    try:
        return purpose(signature) == JOINT_UNNAMED
    except BadSignature:
        return False


@proved.across
def in_their_time(corpus: Corpus) -> Iterator[Finding]:
    """Signatures by compromised keys; and, where a log is kept, those that came to light too late to be believed."""
    voidable = {d.path for d in corpus.documents if d.kind in KINDS and KINDS[d.kind].voidable}
    county = corpus.county
    for approval in corpus.approvals:
        if approval.fallen(county.seen):
            yield Finding(
                approval.at,
                Text(
                    f"{county.called(approval.by)} 签署所用的密钥已失密",
                    f"the key {approval.by} signed with is compromised",
                ),
                Text(
                    "该文档停止公开，由有效密钥重新签署后恢复",
                    "the document is voided until it is signed again with a valid key",
                ),
                # What stood there is voided and the rest goes out; what is only now put there goes nowhere.
                Severity.WARNING if corpus.whole and approval.path in voidable else None,
            )
        if (log := county.seen) and approval.statement and approval.ends_on and not log.adopted(approval.statement):
            first = china_day(log.at(approval.statement) or _end_of(county.today))
            if first > approval.ends_on + LATEST:
                yield Finding(
                    approval.at,
                    Text(
                        f"签名自称签于 {approval.signed_at.date()}，{first} 才首次出现；"
                        f"{county.called(approval.by)} 的密钥或职务已于 {approval.ends_on} 终止，不能证明当时签署",
                        f"claims {approval.signed_at.date()} but was first seen on {first}, long after {approval.by}'s key or "
                        f"post ended on {approval.ends_on}",
                    ),
                    Text("由现任人员重新签署", "have those in office sign again"),
                )


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23, 59), CHINA)


def _test_keys(officers: Officers, county: SiteContext) -> Iterator[Finding]:
    if county.site.site_id == SAMPLE_SITE_ID:
        return
    usable = roster(officers).keys
    for position, officer in enumerate(officers.officers):
        for key in usable[officer.id]:
            if key.public.fingerprint in TEST_KEYS:
                yield Finding(
                    f"officers.{position}.keys",
                    Text(
                        f"{officer.name}（{officer.id}）登记的是公开的测试密钥", f"{officer.id} has a public test key"
                    ),
                    Text(
                        "测试密钥人人可得：用 ssh-keygen 另行生成",
                        "everybody has the test keys: make a new one with ssh-keygen",
                    ),
                )


@proved.turns
def too_late(passed: Passed) -> Iterator[dt.date]:
    """A signature that no log has seen yet is believed for some days after its signer's key or post ended."""
    log = passed.county.seen
    for approval in passed.approvals:
        if log and approval.statement and approval.ends_on and not log.at(approval.statement):
            yield approval.ends_on + LATEST + dt.timedelta(days=1)
