"""C07 within the registries: each name and code once, names and successors in order, keys and people told apart."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from gongkai.core.findings import Finding, Severity, Text
from gongkai.documents.registries import Agencies, Appointment, Basis, Officer, Officers, Site, Vocabularies
from gongkai.documents.values import Model
from gongkai.rules.unregistered import some, unknown
from gongkai.signing.context import LONGEST_SUCCESSION, SiteContext
from gongkai.signing.roster import roster
from gongkai.signing.sshsig import material


def duplicates(fields: Model) -> Iterator[Finding]:
    lists: list[tuple[str, list[str]]] = []
    if isinstance(fields, Agencies):
        lists = [("agencies", [a.id for a in fields.agencies]), ("agencies", [a.code for a in fields.agencies])]
    elif isinstance(fields, Officers):
        lists = [("officers", [o.id for o in fields.officers])]
    elif isinstance(fields, Basis):
        lists = [("basis", [n.id for n in fields.basis]), ("checklist", [q.id for q in fields.checklist])]
    elif isinstance(fields, Vocabularies):
        lists = [(name, [word.id for word in getattr(fields, name)]) for name in type(fields).model_fields]
    for name, values in lists:
        last = {value: position for position, value in enumerate(values)}
        for value, count in Counter(values).items():
            if count > 1:
                yield Finding(
                    f"{name}.{last[value]}",
                    Text(f"“{value}”登记了 {count} 次", f"`{value}` is registered {count} times"),
                    Text("每个名称、代码只登记一次", "register each name and code once"),
                )


def site(fields: Site) -> Iterator[Finding]:
    languages = {fields.language.casefold()}
    for position, language in enumerate(fields.languages):
        if language.casefold() in languages:
            yield Finding(
                f"languages.{position}",
                Text(
                    f"语言“{language}”与网站的语言相同或重复",
                    f"`{language}` is the site's own language, or named twice",
                ),
                Text("只列网站语言以外的语言，每种一次", "name each language besides the site's own once"),
            )
        languages.add(language.casefold())
    days = [day.date for day in fields.calendar]
    seen: set[dt.date] = set()
    for position, day in enumerate(days):
        if day in seen:
            yield Finding(
                f"calendar.{position}.date",
                Text(f"{day} 登记了两次", f"{day} is registered twice"),
                Text("每一天只登记一次", "register each day once"),
            )
        seen.add(day)


def public_lines(fields: Agencies) -> Iterator[Finding]:
    """Stars stand for the last digits of a block of numbers, and for no more than half of one: else they would excuse any number."""
    for i, agency in enumerate(fields.agencies):
        for j, line in enumerate(agency.public_lines):
            for one in re.split(r"[、，,；;/ ]+", line):
                bare = one.rstrip("*")
                written = sum(character.isalnum() for character in bare)
                if "*" in bare or len(one) - len(bare) > written:
                    yield Finding(
                        f"agencies.{i}.public_lines.{j}",
                        Text(
                            "公开电话的号段里，星号只能代替末尾的几位，不能超过一半：否则什么号码都算公开电话",
                            "in a block of public numbers stars stand for the last digits, not for more than half of them; else every "
                            "number would pass as public",
                        ),
                        Text(
                            "写明号段的前几位，如 0000-55501**",
                            "write the first digits of the block, such as 0000-55501**",
                        ),
                    )
                    break


def names_and_successors(fields: Agencies, county: SiteContext) -> Iterator[Finding]:
    """Former names follow one another in time, and whoever took over is another agency that is there."""
    successors = {agency.id: agency.successor for agency in fields.agencies}
    for i, agency in enumerate(fields.agencies):
        days = [agency.from_, *(one.until for one in agency.former_names), agency.until or dt.date.max]
        if days != sorted(days):
            yield Finding(
                f"agencies.{i}.former_names",
                Text(
                    f"{agency.name}的曾用名没有按日期先后排列",
                    f"the former names of {agency.id} are not in order of time",
                ),
                Text(
                    "从最早的写起，每个写明使用到哪一天（until），都在设立之后、撤销之前",
                    "the oldest first, each with its last day, between the agency's own first and last",
                ),
            )
        if agency.successor is None:
            continue
        at, heir, seen = f"agencies.{i}.successor", successors.get(agency.id), {agency.id}
        while heir and heir not in seen and len(seen) <= LONGEST_SUCCESSION:
            seen.add(heir)
            heir = successors.get(heir)
        if agency.successor not in successors:
            yield unknown(at, "agency", agency.successor, county)
        elif heir and heir not in seen:
            yield Finding(
                at,
                Text(
                    f"{agency.name}之后的承继超过{LONGEST_SUCCESSION}次",
                    f"over {LONGEST_SUCCESSION} successors follow {agency.id}",
                ),
                Text("直接写现存的承继机构", "name the agency that is there now"),
            )
        elif heir:
            yield Finding(
                at,
                Text(f"{agency.name}的承继机构绕回了自己", f"the successors of {agency.id} lead in a circle"),
                Text("写明现存的承继机构", "name the agency that is there now"),
            )
        if agency.until is None:
            yield Finding(
                at,
                Text(f"{agency.name}写了承继机构，没有写撤销日期", f"{agency.id} has a successor and no last day"),
                Text("写明存续的最后一天（until）；没有撤销的，删去 successor", "add `until`, or delete `successor`"),
            )


def categories(fields: Agencies, county: SiteContext) -> Iterator[Finding]:
    known = county.terms["category"]
    for i, agency in enumerate(fields.agencies):
        for j, category in enumerate(agency.publishes):
            if category not in known:
                yield Finding(
                    f"agencies.{i}.publishes.{j}",
                    Text(f"公开类别“{category}”没有登记", f"category `{category}` is not registered"),
                    Text(f"已登记的有：{some(sorted(known), '、')}", f"registered are: {some(sorted(known), ', ')}"),
                )


def officers(fields: Officers, county: SiteContext) -> Iterator[Finding]:
    yield from _namesakes(fields)
    holders: dict[tuple[str, int], str] = {}
    usable = roster(fields)
    for i, officer in enumerate(fields.officers):
        for j, post in enumerate(officer.appointments):
            if post.agency not in county.terms["agency"]:
                yield unknown(f"officers.{i}.appointments.{j}.agency", "agency", post.agency, county)
        for key in usable.keys[officer.id]:
            other = _holder(holders, material(key.public), officer.id)
            if other != officer.id:
                yield Finding(
                    f"officers.{i}.keys",
                    Text(
                        f"{officer.name}（{officer.id}）与 {county.called(other)} 登记了同一把公钥",
                        f"{officer.id} and {other} have the same key",
                    ),
                    Text("一人一钥：各自生成自己的密钥", "one person, one key: let each make their own"),
                )


def _holder(holders: dict[tuple[str, int], str], key: tuple[str, int], officer: str) -> str:
    """Who has a key already, in whatever form; otherwise ``officer``, who has it from now on."""
    kind, number = key
    if kind == "rsa":
        # Two moduli with a common factor: each tells the private half of the other.
        for (other, modulus), holder in holders.items():
            if other == kind and holder != officer and math.gcd(number, modulus) != 1:
                return holder
    return holders.setdefault(key, officer)


def _namesakes(fields: Officers) -> Iterator[Finding]:
    """People of one name: in a register nobody could tell them from one person who is registered twice and reviews alone."""
    seen: dict[tuple[str, str], list[Officer]] = {}
    for i, officer in enumerate(fields.officers):
        others = seen.setdefault((_folded(officer.name), _folded(officer.distinction or "")), [])
        others.append(officer)
        if others[0] is officer:
            continue
        together = [other for other in others[:-1] if _serve_together(officer, other)]
        other = (together or others)[0]
        yield Finding(
            f"officers.{i}.name",
            Text(
                f"{officer.id} 与 {other.id} 同名（{officer.name}），登记中无法区分",
                f"{officer.id} and {other.id} have the same name and cannot be told apart in the books",
            ),
            Text(
                "确为两人的，各写一项 distinction 加以区分（如“办公室”“1985年生”）；同一人重复登记的，合并为一条",
                "give each a `distinction` (a section, a year of birth); if it is one person, merge the two entries",
            ),
            None if together else Severity.WARNING,
        )


def _serve_together(one: Officer, other: Officer) -> bool:
    return any(
        mine.agency == theirs.agency and _overlap(mine, theirs)
        for mine in one.appointments
        for theirs in other.appointments
    )


def _folded(name: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()


def _overlap(one: Appointment, other: Appointment) -> bool:
    return (other.until is None or one.from_ <= other.until) and (one.until is None or other.from_ <= one.until)
