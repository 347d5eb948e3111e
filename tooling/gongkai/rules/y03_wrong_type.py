"""Y03: A value of the wrong type, an impossible date, or a public key that is not accepted."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.documents.document import Reading
from gongkai.documents.item import Item
from gongkai.documents.registries import Officers
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext
from gongkai.signing.sshsig import BadKey, public_key


@rule("Y03", zh="著录项类型、日期、公钥须有效", basis="五·10", on=Reading)
def wrong_type(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """A value of the wrong type, an impossible date, or a public key that is not accepted."""
    yield from file.reported("Y03")
    document = file.document
    if document and document.item and not document.damaged & {"expires_on", "effective_on", "issued_on"}:
        yield from _expired_before(document.item)
    officers = document.fields if document else None
    if not isinstance(officers, Officers):
        return
    for i, officer in enumerate(officers.officers):
        for j, entry in enumerate(officer.keys):
            try:
                public_key(entry.key)
            except BadKey as error:
                yield Finding(
                    f"officers.{i}.keys.{j}.key",
                    Text(
                        f"{officer.id} 的公钥不能使用：{error}",
                        f"the public key of {officer.id} cannot be used: {error}",
                    ),
                    Text(
                        "登记 ssh-keygen 生成的 ed25519、ecdsa、sk 公钥，或不短于 3072 位的 RSA 公钥",
                        "register an ed25519, ecdsa or sk key, or RSA of at least 3072 bits",
                    ),
                )


def _expired_before(item: Item) -> Iterator[Finding]:
    """Yield a slip in one of two days: what expired before it was in force never was."""
    for key, zh in (("effective_on", "施行日期"), ("issued_on", "成文日期")):
        day = getattr(item, key)
        if day and item.expires_on and item.expires_on < day:
            yield Finding(
                "expires_on",
                Text(
                    f"有效期至 {item.expires_on}，早于{zh} {day}",
                    f"it expires on {item.expires_on}, before {key} {day}",
                ),
                Text("与原件核对，改正写错的一个日期", "compare them with the original and mend the one that is wrong"),
            )
            return
