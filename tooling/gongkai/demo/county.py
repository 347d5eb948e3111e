"""Writing a demo county: registries, officers, a guide and any number of signed items."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai import starter
from gongkai.core.confined import write_new
from gongkai.core.days import CHINA
from gongkai.demo.keys import new_key
from gongkai.demo.texts import SourceText, pieces
from gongkai.documents.digest import AttachedFile, document_digest
from gongkai.documents.review import Level
from gongkai.gate.sign_off import Intent, signed_off
from gongkai.signing.block import emit, with_review
from gongkai.signing.signer import ProcessSigner

AGENCIES = (
    ("office", "990000201", "示范县人民政府办公室", "府办"),
    ("finance", "990000202", "示范县财政局", "财"),
    ("education", "990000203", "示范县教育局", "教"),
    ("construction", "990000204", "示范县住房和城乡建设局", "建"),
    ("health", "990000205", "示范县卫生健康局", "卫"),
    ("water", "990000206", "示范县水利局", "水"),
)
YEARS = (2021, 2022, 2023, 2024, 2025, 2026)
_CATEGORIES = (
    "organisation", "licensing", "planning", "budget", "appointments", "fees",
    "trading", "procurement", "recruitment", "incidents", "commitments",
)  # fmt: skip
_GENRES = ("notice", "plan", "announcement", "bulletin", "statistics", "service-guide")
_FROM = "2020-06-01"
_FILLED = {  # what a starter leaves to be filled in
    "scope": "除依法不予公开的以外，本县各机关制作和保存的政府信息按十一个类别主动公开。",
    "forms": "通过政府网站公开，也可以到政务公开栏和档案馆查阅。",
    "applying": "写明申请人、所需信息的内容和用途、申请日期，并签名或者盖章。",
}
_LAST_DAY = dt.date(2026, 9, 30)
_SITE_ID = "demo-county"
_ATTACHMENT_EVERY = 20
_BUSINESS_EVERY = 10


@dataclass(slots=True)
class DemoCounty:
    """A county being written into ``root``; ``progress`` is called with (done, total)."""

    root: Path
    seed: int
    progress: Callable[[int, int], None]
    keys: dict[str, ProcessSigner] = field(default_factory=dict)

    def write(self, texts: Iterator[SourceText], count: int, chars: int | None) -> None:
        """Registries first, then ``count`` items whose bodies come from ``texts``."""
        for agency, *_ in AGENCIES:
            for role in ("info", "leader", "head", "section"):
                name = f"{agency}-{role}"
                self.keys[name] = new_key(self.root / ".keys" / name)
        self._registries()
        bodies = _bodies(texts, chars)
        chance = random.Random(self.seed)
        for position in range(count):
            self._item(position, next(bodies), chance)
            if position % 500 == 499 or position + 1 == count:
                self.progress(position + 1, count)

    # -- registries and guide ---------------------------------------------------------------------------------

    def _registries(self) -> None:
        site = {
            "site_id": _SITE_ID, "name": "示范县政府信息公开（试用）", "owner": "office",
            "base_url": "https://demo.example/zfxxgk/", "legal_regime": "source", "signatures": "required",
            "markup": {"profile": "2", "since": _FROM},
        }  # fmt: skip
        agencies = [_agency(*agency) for agency in AGENCIES]
        officers = [self._officer(*name.rsplit("-", 1)) for name in self.keys]
        self._registry("officers", emit({"officers": officers}))
        self._registry("site", emit(site))
        self._registry("agencies", emit({"agencies": agencies}))
        self._registry("vocabularies", starter.text("vocabularies.yaml"))
        self._registry("basis", starter.text("basis.yaml"))
        guide = starter.text(
            "guide.md", agency="office", guide_title="示范县政府信息公开指南", from_day="2021-01-04", **_FILLED
        )
        self._signed("guide:index", "content/guide/index.md", guide, dt.date(2024, 6, 3), "office")

    def _officer(self, agency: str, role: str) -> dict[str, Any]:
        roles = {"info": "info_officer", "leader": "secrecy_leader", "head": "head", "section": "section_head"}
        name = next(full for id_, _, full, _ in AGENCIES if id_ == agency)
        titles = {"info": "信息员甲", "leader": "分管领导乙", "head": "主要领导丙", "section": "科室负责人丁"}
        post = {"agency": agency, "role": roles[role], "post": "A", "from": _FROM}
        key = {"key": self.keys[f"{agency}-{role}"].line, "from": _FROM}
        return {"id": f"{agency}-{role}", "name": name + titles[role], "appointments": [post], "keys": [key]}

    def _registry(self, name: str, text: str) -> None:
        head = name in ("officers", "site")
        path = f"catalog/{name}.yaml"
        self._signed(f"registry:{name}", path, text, dt.date(2024, 6, 3), "office", final="head" if head else "leader")

    # -- items ------------------------------------------------------------------------------------------------

    def _item(self, position: int, text: tuple[str, str], chance: random.Random) -> None:
        title, body = text
        agency, code, _, short = AGENCIES[position % len(AGENCIES)]
        # Years first fill evenly; within agency and year the serial counts up.
        year = YEARS[position // len(AGENCIES) % len(YEARS)]
        serial = position // (len(AGENCIES) * len(YEARS)) + 1
        produced = _day(year, chance)
        nature = "business" if position % _BUSINESS_EVERY == 0 else "general"
        fields: dict[str, Any] = {
            "index_number": f"{code}/{year}-{serial:05d}",
            "title": title,
            "summary": _summary(title, body),
            "agency": agency,
            "produced_on": produced.isoformat(),
            "document_number": f"示{short}发〔{year}〕{serial}号",
            "genre": _GENRES[position % len(_GENRES)],
            "category": _CATEGORIES[chance.randrange(len(_CATEGORIES))],
            "nature": nature,
            "carrier": "electronic",
            "disclosure": "proactive",
            "channels": ["website"],
            "scope_check": {"in_scope": "no"},
            "privacy": {"personal_data": "no"},
        }
        path = f"content/items/{agency}/{year}/{serial:05d}.md"
        attached: list[AttachedFile] = []
        if position % _ATTACHMENT_EVERY == 0:
            attached.append(self._attachment(path, title, body))
            listing = {"path": attached[0].path, "title": f"{title[:80]}（段落表）", "sha256": attached[0].sha256}
            fields["attachments"] = [listing]
        document = f"---\n{emit(fields)}---\n\n{body}"
        self._signed(f"item:{fields['index_number']}", path, document, produced, agency, attached, nature == "business")

    def _attachment(self, path: str, title: str, body: str) -> AttachedFile:
        rows = [f"{number},{len(block)}" for number, block in enumerate(body.split("\n\n"), 1)]
        data = ("\ufeff段落,字数\r\n" + "\r\n".join(rows) + "\r\n").encode()
        write_new(self.root, f"{path.removesuffix('.md')}/段落表.csv", data)
        return AttachedFile("段落表.csv", len(data), hashlib.sha256(data).hexdigest())

    # -- signing ----------------------------------------------------------------------------------------------

    def _signed(
        self,
        name: str,
        path: str,
        text: str,
        day: dt.date,
        agency: str,
        attached: list[AttachedFile] | None = None,
        business: bool = False,
        final: str = "leader",
    ) -> None:
        """Write a document with all its sign-offs. They are valid by construction; the check is the proof."""
        data = text.encode()
        digest = document_digest(name, data, attached or [])
        levels = [(Level.BUSINESS, "section", 9)] if business else []
        review: dict[str, Any] = {}
        for level, role, hour in (*levels, (Level.FIRST, "info", 10), (Level.FINAL, final, 15)):
            officer = f"{agency}-{role}"
            # One by one, as a careful office signs: minutes apart, each with its own number.
            at = dt.datetime(day.year, day.month, day.day, hour, zlib.crc32(name.encode()) % 60, tzinfo=CHINA)
            intent = Intent(level, officer, at, opinion=f"同意公开（{name}）。", basis=("disclosure-regulation",))
            review[level], _ = signed_off(_SITE_ID, name, digest, intent, self.keys[officer], review.get("first"))
        write_new(self.root, path, with_review(data, review))


def _agency(id_: str, code: str, name: str, short: str) -> dict[str, Any]:
    posts = {
        "head": "主要负责人", "secrecy_leader": "分管保密工作负责人", "post_holder": "保密员",
        "info_officer": "信息员", "undertaker": "政务公开承办人", "section_head": "业务科室负责人",
    }  # fmt: skip
    contact = {
        "office": "政务公开办公室", "address": f"示范县政务中心{code[-1]}楼", "postcode": "000000",
        "hours": "工作日 8:30—12:00，14:00—17:30", "phone": f"0000-555{code[-4:]}", "fax": f"0000-556{code[-4:]}",
        "email": f"{id_}@demo.example",
    }  # fmt: skip
    complaints = {"phone": f"0000-557{code[-4:]}", "mailbox": f"jiandu-{id_}@demo.example"}
    return {
        "id": id_, "code": code, "name": name, "short_name": name.removeprefix("示范县"), "kind": "department",
        "from": _FROM, "duties": "负责本机构的政务信息公开工作。", "posts": posts, "contact": contact,
        "complaints": complaints,
    }  # fmt: skip


def _bodies(texts: Iterator[SourceText], chars: int | None) -> Iterator[tuple[str, str]]:
    """Title and body of one item after another; a text that is cut gives several."""
    for text in texts:
        parts = pieces(text, chars)
        for number, part in enumerate(parts, 1):
            yield (f"{text.title}（{number}）" if len(parts) > 1 else text.title), part


def _day(year: int, chance: random.Random) -> dt.date:
    first = dt.date(year, 1, 4)
    last = min(dt.date(year, 12, 30), _LAST_DAY)
    return first + dt.timedelta(days=chance.randrange((last - first).days + 1))


def _summary(title: str, body: str) -> str:
    """The beginning of the first paragraph, as one line."""
    paragraphs = (b for b in body.split("\n\n") if b.strip() and not b.lstrip().startswith(("#", "|", "-", "*")))
    line = " ".join(next(itertools.chain(paragraphs, [body])).split()).lstrip("#").strip()
    cut = line[:60].strip()
    return cut if cut and cut != title else f"{cut or title}（全文）"
