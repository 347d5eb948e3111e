"""R12: every sign-off is proved by a signature with a key that was the signer's on that day."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.documents.document import Document
from gongkai.documents.registries import Officers
from gongkai.findings import Finding, Severity, Text
from gongkai.review.acts import Act, Signed
from gongkai.review.county import County
from gongkai.review.roster import OfficerKey, roster
from gongkai.review.sshsig import BadSignature, signer, verify
from gongkai.review.test_keys import SAMPLE_SITE_ID, TEST_KEYS
from gongkai.rules.engine import rule

# What can be voided with a tombstone in its place; without a guide or a registry there is no site.
VOIDABLE = frozenset({"item", "policy", "page", "report"})


@rule("R12", zh="审签须有本人当日有效密钥的签名", basis="三·6", on=Signed)
def proved(signed: Signed, county: County) -> Iterator[Finding]:
    """Every sign-off carries a valid OpenSSH signature by a key that was the signer's on that day."""
    subject = signed.subject
    for act in signed.acts:
        yield from _one(act, county)
        if compromised(act, county):
            voided = isinstance(subject, Document) and subject.kind.prefix in VOIDABLE
            yield Finding(
                f"{act.at}.signature",
                Text(f"{act.by} 签署所用的密钥已失密", f"the key {act.by} signed with is compromised"),
                Text(
                    "该文档停止公开，由有效密钥重新签署后恢复",
                    "the document is voided until it is signed again with a valid key",
                ),
                Severity.WARNING if voided else None,
            )
    if isinstance(subject, Document) and isinstance(subject.fields, Officers):
        yield from _test_keys(subject.fields, county)


def _one(act: Act, county: County) -> Iterator[Finding]:
    at = f"{act.at}.signature"
    sign_again = Text(
        "核对人员、密钥和时间后重新签署（gongkai sign）", "check officer, key and time, then sign again (gongkai sign)"
    )
    if act.signature is None:
        if county.signatures_required:
            yield Finding(act.at, Text("没有签名", "the signature is missing"), sign_again)
        else:
            unproved = Text(f"没有签名：未验证签署人确为 {act.by}", f"not signed: nothing proves that {act.by} signed")
            yield Finding(act.at, unproved, sign_again, Severity.WARNING)
        return
    try:
        key = _key(act, county)
        if key is None:
            yield Finding(
                at,
                Text(
                    f"签名所用的密钥不是 {act.by} 登记的公钥", f"signed with a key that is not registered for {act.by}"
                ),
                sign_again,
            )
            return
        verify(act.signature, act.statement, act.namespace, key.public)
    except BadSignature as error:
        yield Finding(
            at,
            Text("签名无效：签署后内容、意见或人员有改动，或签名已损坏", f"the signature does not hold: {error}"),
            sign_again,
        )
        return
    if not key.valid_on(act.day):
        yield Finding(
            at,
            Text(f"{act.day} 该密钥不在 {act.by} 的有效期内", f"on {act.day} this key was not {act.by}'s"),
            sign_again,
        )


def _key(act: Act, county: County) -> OfficerKey | None:
    """The signer's registered key that a signature names; the one valid on the day if it is registered twice."""
    blob = signer(act.signature or "")
    keys = [key for key in county.roster.keys.get(act.by, ()) if key.public.blob == blob]
    return next((key for key in keys if key.valid_on(act.day)), keys[0] if keys else None)


def compromised(act: Act, county: County) -> bool:
    """Whether an act rests on a key that is marked compromised.

    The date that the signer wrote proves nothing once somebody else may hold the key, so it does not count;
    a log of when each signature was first seen can rescue older ones.
    """
    fallen = [key for key in county.roster.keys.get(act.by, ()) if key.entry.compromised_from is not None]
    if not fallen or act.signature is None:
        return False
    try:
        blob = signer(act.signature)
    except BadSignature:
        return False
    return any(key.public.blob == blob for key in fallen)


def _test_keys(officers: Officers, county: County) -> Iterator[Finding]:
    if county.site.site_id == SAMPLE_SITE_ID:
        return
    for position, officer in enumerate(officers.officers):
        for key in roster(officers).keys[officer.id]:
            if key.public.fingerprint in TEST_KEYS:
                yield Finding(
                    f"officers.{position}.keys",
                    Text(f"{officer.id} 登记的是公开的测试密钥", f"{officer.id} has a public test key"),
                    Text(
                        "测试密钥人人可得：用 ssh-keygen 另行生成",
                        "everybody has the test keys: make a new one with ssh-keygen",
                    ),
                )
