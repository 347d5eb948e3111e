"""A small good county, made in process, and the means to sign anything in it, also what the rules refuse.

``copy_to`` gives a test its own copy. ``resign`` and ``record`` judge nothing: they make the signatures that an
office with these keys could make, so that a bad case is bad in one respect only.
"""

from __future__ import annotations

import atexit
import datetime as dt
import functools
import hashlib
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongkai.cli.record import appended, signed_entry
from gongkai.documents.digest import JOINT_UNNAMED, AttachedFile, document_digest
from gongkai.documents.digest import namespace as namespace_of
from gongkai.documents.kinds import kind_of
from gongkai.documents.review import Level
from gongkai.gate.sign_off import Intent, signed_off
from gongkai.signing.block import with_review
from gongkai.signing.ledgers import KINDS
from gongkai.signing.signer import ProcessSigner
from gongkai.signing.sshsig import PublicKey
from gongkai.source.envelope import open_document, open_registry

SITE_ID = "test-county"
TODAY = dt.date(2026, 6, 30)
OWNER = "office"
AGENCIES = {"office": "县政府办", "finance": "县财政局", "town": "青石镇"}
CODES = {"office": "100000101", "finance": "100000102", "town": "100000103"}

ITEM_WITH_ATTACHMENT = "content/items/office/2026/00001.md"
ATTACHMENT = "content/items/office/2026/00001/事项清单.csv"
POLICY_ITEM = "content/items/finance/2026/00001.md"
ON_REQUEST_ITEM = "content/items/finance/2026/00002.md"
DEPUTISED_ITEM = "content/items/town/2026/00001.md"
GUIDE = "content/guide/index.md"
POLICY = "content/policies/review-rules.md"
PAGE = "content/pages/about.md"
ABSENCES = "catalog/ledgers/absences/2026.yaml"
OFFICERS = "catalog/officers.yaml"
SITE = "catalog/site.yaml"


# Keys -------------------------------------------------------------------------------------------------------


@functools.cache
def private_key(name: str) -> Ed25519PrivateKey:
    """The throw-away key of a name; any name has one, also one that no roster knows."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"gongkai test county: {name}".encode()).digest())


@functools.cache
def officer_key(name: str) -> ProcessSigner:
    return ProcessSigner(private_key(name))


def key_line(name: str) -> str:
    """The public key as it stands in ``officers.yaml``."""
    return officer_key(name).line


def key_file(folder: Path, name: str, passphrase: str = "") -> Path:
    """The private key as a file that OpenSSH accepts, its public half beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    encryption: serialization.KeySerializationEncryption = (
        serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else serialization.NoEncryption()
    )
    path.write_bytes(
        private_key(name).private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, encryption)
    )
    path.chmod(0o600)
    path.with_name(f"{name}.pub").write_text(f"{key_line(name)}\n")
    return path


@dataclass(frozen=True, slots=True)
class _ForPurpose:
    """Signs in a namespace of its own, whatever it is asked for."""

    key: ProcessSigner
    purpose: str

    @property
    def public(self) -> PublicKey:
        return self.key.public

    def sign(self, message: bytes, namespace: str) -> str:
        return self.key.sign(message, self.purpose or namespace)


# Signing ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Anything(Intent):
    """An intent whose written fields can be changed or left out before they are signed."""

    written: Mapping[str, Any] = field(default_factory=dict)

    def fields(self, digest: str) -> dict[str, Any]:
        whole = Intent.fields(self, digest) | dict(self.written)
        return {key: value for key, value in whole.items() if value is not None}


def resign(root: Path, path: str, *, site_id: str = SITE_ID, name: str | None = None, **levels: Any) -> None:
    """Sign the document at ``path`` at all its levels over the bytes that lie there now.

    Each level keeps what its present sign-off says, or takes what is usual for a new document. ``levels`` changes
    that: ``None`` leaves a level out; a mapping may give ``by``, ``acting_for``, ``at``, ``decision``,
    ``opinion``, ``basis``, ``checklist``, ``session``, ``digest``, and beyond what an honest officer does:
    ``key`` (whose key signs), ``namespace`` (a level), ``site_id``, ``document``, ``signature`` (None: unsigned; or
    a text), ``unnamed`` (a joint one of the old form), ``as`` (an agency for which it was made), ``written`` (fields as they
    stand in the file, None leaves one out). ``joint`` maps agencies to such.
    """
    file = root / path
    data = file.read_bytes()
    found = kind_of(path)
    assert found is not None, path
    kind, match = found
    envelope = open_registry(data) if kind.prefix == "registry" else open_document(data)
    document = name or kind.name(match, envelope.values)
    digest = document_digest(document, envelope.reviewed, _listed(file, envelope.values.get("attachments")))
    review: dict[str, Any] = {}
    for level, plan in _plan(path, envelope.values, envelope.review, levels).items():
        if level == "joint":
            review["joint"] = {
                agency: _sign(Level.JOINT, one, site_id, document, digest, None, agency) for agency, one in plan.items()
            }
        else:
            review[level] = _sign(Level(level), plan, site_id, document, digest, review.get("first"))
    file.write_bytes(with_review(data, review))


def _sign(
    level: Level,
    plan: Mapping[str, Any],
    site_id: str,
    document: str,
    digest: str,
    first: Mapping[str, Any] | None,
    agency: str = "",
) -> dict[str, Any]:
    intent = _Anything(
        level=level,
        by=plan["by"],
        signed_at=dt.datetime.fromisoformat(plan["at"]),
        decision=plan.get("decision", "agree"),
        opinion=plan.get("opinion", "经审查，同意公开。"),
        basis=tuple(plan.get("basis", ())),
        acting_for=plan.get("acting_for"),
        session=plan.get("session"),
        checklist=tuple((check["id"], check["result"]) for check in plan.get("checklist", ())),
        written=plan.get("written", {}),
    )
    purpose = namespace_of(plan["namespace"]) if "namespace" in plan else ""
    agency = plan.get("as", agency)
    if "unnamed" in plan:
        agency, purpose = "", JOINT_UNNAMED
    key = _ForPurpose(officer_key(plan.get("key", plan["by"])), purpose)
    about = plan.get("site_id", site_id), plan.get("document", document), plan.get("digest", digest)
    signoff, _ = signed_off(*about, intent, key, first, agency)
    if "signature" in plan:
        del signoff["signature"]
        signoff |= {"signature": plan["signature"]} if plan["signature"] is not None else {}
    return signoff


def _listed(file: Path, entries: Any) -> list[AttachedFile]:
    folder = file.with_suffix("")
    listed = {entry.get("path") for entry in entries or () if isinstance(entry, dict)}
    found = []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if name in listed:
            data = path.read_bytes()
            found.append(AttachedFile(name, len(data), hashlib.sha256(data).hexdigest()))
    return found


def _plan(path: str, values: Mapping[str, Any], review: Any, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What is signed at each level, in the order of the procedure."""
    present = review if isinstance(review, dict) and review else {}
    plan = {level: _present(level, one) for level, one in present.items()} or _usual(path, values)
    for level, change in changes.items():
        if change is None:
            plan.pop(level, None)
        elif level == "joint":
            joint = plan.setdefault("joint", {})
            for agency, one in change.items():
                usual = {"by": f"{agency}-leader", "at": "2026-03-04T15:00:00+08:00", "basis": ["secrecy-law"]}
                joint[agency] = joint.get(agency, usual) | (one or {})
                if one is None:
                    del joint[agency]
        else:
            plan[level] = plan.get(level, _usual(path, values, business=True)[level]) | change
    return {level: plan[level] for level in ("business", "first", "joint", "final") if level in plan}


def _present(level: str, signoff: Mapping[str, Any]) -> dict[str, Any]:
    """A sign-off that stands in the file, as a plan to sign it again."""
    if level == "joint":
        return {agency: _present("", one) for agency, one in signoff.items()}
    kept = {key: value for key, value in signoff.items() if key not in ("signed_at", "digest", "signature")}
    return kept | {"at": signoff["signed_at"]}


def _usual(path: str, values: Mapping[str, Any], business: bool = False) -> dict[str, Any]:
    registry = path.startswith("catalog/")
    agency = path.split("/")[2] if path.startswith(("content/items/", "content/reports/")) else OWNER
    head = path in (OFFICERS, SITE)
    month = "2026-01" if registry else "2026-03"
    law = ["secrecy-law"]

    def level(by: str, day: int, hour: int) -> dict[str, Any]:
        return {"by": by, "at": f"{month}-{day:02}T{hour:02}:00:00+08:00", "basis": law}

    plan: dict[str, Any] = {}
    if business or values.get("nature") in ("policy", "business"):
        plan["business"] = level(f"{agency}-section", 3, 10)
    plan["first"] = level(f"{agency}-info-a", 4, 9) | {"basis": ["secrecy-law", "unit-secret-list"]}
    joint = values.get("joint_agencies")
    if isinstance(joint, list) and joint:
        plan["joint"] = {one: level(f"{one}-leader", 4, 15) for one in joint}
    plan["final"] = level(f"{agency}-{'head' if head else 'leader'}", 5, 16)
    return plan


def record(
    root: Path,
    ledger: str,
    entry: Mapping[str, str],
    *,
    by: str | None = None,
    at: str = "2026-02-27T09:00:00+08:00",
    key: str | None = None,
    site_id: str = SITE_ID,
) -> str:
    """Add an entry to a ledger, signed by ``by`` if given; returns the ledger's path."""
    moment = dt.datetime.fromisoformat(at)
    plain: dict[str, Any] = dict(entry)
    if by is not None:
        plain = signed_entry(KINDS[ledger], plain, by, moment, officer_key(key or by), site_id)
    path = f"catalog/ledgers/{ledger}/{moment.year}.yaml"
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(appended(root / path, plain))
    return path


# The county -------------------------------------------------------------------------------------------------


def build(root: Path, site_id: str = SITE_ID) -> None:
    """Write the good county into ``root``, signed for a site of this name."""
    for path, text in _files(site_id).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    record(
        root,
        "absences",
        {"officer": "town-info-a", "from": "2026-03-02", "until": "2026-03-06", "reason": "外出培训"},
        by="town-leader",
        site_id=site_id,
    )
    for path in _files(site_id):
        if path != ATTACHMENT:
            by = {"by": "town-info-b", "acting_for": "town-info-a"}
            levels: dict[str, Any] = {"first": by} if path == DEPUTISED_ITEM else {}
            resign(root, path, site_id=site_id, **levels)


@functools.cache
def base() -> Path:
    """The good county, built once for a process; copy it, do not change it."""
    root = Path(tempfile.mkdtemp(prefix="gongkai-county-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    build(root)
    return root


def copy_to(root: Path) -> Path:
    """A copy of the good county in ``root``, which may exist and be empty."""
    shutil.copytree(base(), root, dirs_exist_ok=True)
    return root


def write_item(root: Path, path: str, body: str = "正文。\n", lead: Sequence[str] = (), **fields: str) -> None:
    """An unsigned general item at ``path``; ``fields`` replace the usual ones, ``lead`` are further lines."""
    _, _, agency, year, file = path.split("/")
    usual = {
        "index_number": f"{CODES[agency]}/{year}-{file.removesuffix('.md')}",
        "title": "关于调整办公时间的通知",
        "summary": "说明夏季办公时间的调整。",
        "agency": agency,
        "produced_on": "2026-03-02",
    }
    lines = [f"{key}: {value}" for key, value in (usual | fields).items()]
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("---\n" + "\n".join([*lines, *lead]) + f"\n{_GENERAL}---\n\n{body}", encoding="utf-8")


_GENERAL = """\
genre: notice
category: organisation
nature: general
carrier: electronic
disclosure: proactive
channels:
  - website
scope_check:
  in_scope: no
privacy:
  personal_data: no
"""


def _files(site_id: str) -> dict[str, str]:
    attached = "序号,事项\n1,办理营业执照\n2,缴纳水费\n"
    sha256 = hashlib.sha256(attached.encode()).hexdigest()
    return {
        "catalog/site.yaml": _SITE.replace("SITE_ID", site_id),
        "catalog/agencies.yaml": _agencies(),
        "catalog/vocabularies.yaml": _vocabularies(),
        "catalog/officers.yaml": _officers(),
        "catalog/basis.yaml": _BASIS,
        GUIDE: _GUIDE,
        POLICY: _POLICY,
        PAGE: _PAGE,
        ATTACHMENT: attached,
        ITEM_WITH_ATTACHMENT: _WITH_ATTACHMENT.replace("SHA256", sha256),
        POLICY_ITEM: _POLICY_ITEM,
        ON_REQUEST_ITEM: _ON_REQUEST,
        DEPUTISED_ITEM: _DEPUTISED,
    }


_SITE = """\
site_id: SITE_ID
name: 测试县政府信息公开
owner: office
base_url: https://www.ceshi.example/
signatures: required
markup:
  profile: "2"
  since: 2020-01-01
"""


def _agencies() -> str:
    lines = ["agencies:"]
    for position, (agency, name) in enumerate(AGENCIES.items(), 1):
        kind = {"office": "government", "town": "town"}.get(agency, "department")
        lines += [
            f"  - id: {agency}",
            f'    code: "{CODES[agency]}"',
            f"    name: {name}",
            f"    kind: {kind}",
            "    from: 2019-03-01",
            "    posts:",
            f"      head: {name}主要领导",
            f"      secrecy_leader: {name}分管保密领导",
            f"      post_holder: {name}保密岗位责任人",
            f"      info_officer: {name}信息员",
            f"      undertaker: {name}承办责任人",
            "    contact:",
            f"      office: {name}政务公开股",
            f"      address: 测试县人民路{position}号",
            "      hours: 工作日8:30—17:30",
            f"      phone: 0000-666010{position}",
            f"      fax: 0000-666020{position}",
            f"      email: {agency}@ceshi.example",
            "    complaints:",
            f"      phone: 0000-666090{position}",
            f"      mailbox: jiandu-{agency}@ceshi.example",
        ]
    return "\n".join(lines) + "\n"


_CATEGORIES = (
    "organisation", "licensing", "planning", "budget", "appointments", "fees", "trading", "procurement",
    "recruitment", "incidents", "commitments",
)  # fmt: skip


def _vocabularies() -> str:
    words = {
        "categories": _CATEGORIES,
        "exemptions": ("state-secret", "trade-secret", "privacy", "in-process", "enforcement-safety", "other-law"),
        "genres": ("notice", "normative-document", "statistics"),
        "topics": ("public-finance", "government-affairs"),
        "channels": ("website", "gazette"),
        "subjects": ("other",),
    }
    lines = []
    for name, ids in words.items():
        lines.append(f"{name}:")
        for position, one in enumerate(ids, 1):
            lines += [f"  - id: {one}", f"    name: 词语{position}"]
    return "\n".join(lines) + "\n"


# Who is who: (officer, posts as (role, A or B, from, until)). The town's head is deputy information officer too.
def _people() -> list[tuple[str, str, list[tuple[str, str, str, str]]]]:
    start = "2024-01-01"
    people = []
    for agency in AGENCIES:
        head = [("head", "A", start, "")]
        if agency == "town":
            head.append(("info_officer", "B", start, ""))
        people += [
            (f"{agency}-info-a", agency, [("info_officer", "A", start, "")]),
            (f"{agency}-info-b", agency, [("info_officer", "B", start, "")]),
            (f"{agency}-section", agency, [("section_head", "A", start, "")]),
            (f"{agency}-leader", agency, [("secrecy_leader", "A", start, "")]),
            (f"{agency}-leader-b", agency, [("secrecy_leader", "B", start, "")]),
            (f"{agency}-head", agency, head),
        ]
    people.append(("finance-former", "finance", [("secrecy_leader", "A", start, "2026-03-05")]))
    return people


def _officers() -> str:
    lines = ["officers:"]
    for officer, agency, posts in _people():
        lines += [f"  - id: {officer}", f"    name: 人员{officer}", "    appointments:"]
        for role, post, start, end in posts:
            lines += [f"      - agency: {agency}", f"        role: {role}", f"        post: {post}"]
            lines += [f"        from: {start}", *([f"        until: {end}"] if end else [])]
        lines += ["    keys:", f"      - key: {key_line(officer)}", "        from: 2024-01-01"]
    return "\n".join(lines) + "\n"


_BASIS = """\
basis:
  - id: secrecy-law
    name: 保守国家秘密法
    kind: law
    from: 2024-05-01
  - id: secrecy-law-2010
    name: 保守国家秘密法（2010年）
    kind: law
    from: 2010-10-01
    repealed_on: 2024-05-01
  - id: bureau-notice
    name: 保密管理通知
    kind: notice
    from: 2019-09-02
    repealed_on: 2026-03-05
  - id: unit-secret-list
    name: 本单位国家秘密事项一览表
    kind: list
    from: 2023-06-01
checklist:
  - id: marked
    text: 是否标有密级？
  - id: scope
    text: 是否逐项核对？
"""

_GUIDE = """\
---
title: 测试县政府信息公开指南
summary: 说明公开范围、查询和申请办法。
agency: office
produced_on: 2026-01-08
steps:
  - title: 查询
    text: 先在目录中查找。
    time_limit: 即时
    fee: 免费
deadlines:
  - matter: 答复申请
    limit: 5个工作日
remedies:
  - title: 投诉
    text: 拨打投诉电话。
---

本指南说明怎样取得测试县的政府信息，制度见[审查制度](../policies/review-rules.md)。
"""

_POLICY = """\
---
title: 测试县信息公开保密审查制度
summary: 规定两级审查的程序和责任。
agency: office
produced_on: 2026-01-08
---

拟公开的信息先审查、后公开。
"""

_PAGE = """\
---
title: 关于本站
summary: 本站由县政府办公室主办。
agency: office
produced_on: 2026-01-08
---

本站公布测试县的政府信息。
"""

_WITH_ATTACHMENT = f"""\
---
index_number: 100000101/2026-00001
title: 测试县便民服务事项清单
summary: 列出全县便民服务事项。
agency: office
produced_on: 2026-03-02
attachments:
  - path: 事项清单.csv
    title: 便民服务事项清单
    sha256: SHA256
{_GENERAL}---

便民服务事项见[清单](00001/事项清单.csv)。
"""

_POLICY_ITEM = """\
---
index_number: 100000102/2026-00001
title: 测试县财政资金管理办法
summary: 规定财政资金的申报、拨付和监督。
agency: finance
joint_agencies:
  - town
produced_on: 2026-03-02
document_number: 测财发〔2026〕1号
genre: normative-document
category: budget
topics:
  - public-finance
nature: policy
carrier: paper
disclosure: proactive
validity: in_force
channels:
  - website
  - gazette
scope_check:
  in_scope: no
privacy:
  personal_data: no
---

第一条　为了管好用好财政资金，制定本办法。

第二条　本办法自公布之日起施行。
"""

_ON_REQUEST = """\
---
index_number: 100000102/2026-00002
title: 测试县项目评审专家名单
summary: 参加项目评审的专家名单。
agency: finance
produced_on: 2026-03-02
genre: notice
category: budget
nature: general
carrier: paper
disclosure: on_request
channels:
  - website
scope_check:
  in_scope: no
privacy:
  personal_data: yes
  treatment: 只登记目录
reason: 含有个人信息，依申请公开
---
"""

_DEPUTISED = f"""\
---
index_number: 100000103/2026-00001
title: 青石镇救助资金发放情况
summary: 公布一季度救助资金的发放户数和金额。
agency: town
produced_on: 2026-03-02
{_GENERAL}---

一季度发放救助资金十二万元。
"""
