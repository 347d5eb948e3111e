"""The registries under ``catalog/``: the site, its agencies and words, and (internally) its officers and norms."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from gongkai.documents.holidays import missing_holidays
from gongkai.documents.values import AgencyRef, Count, Date, Days, Identifier, Instant, Language, Line, Model, YesNo

_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_SEGMENT = r"(\.{0,2}[A-Za-z0-9_~-][A-Za-z0-9._~-]*|\.{3}[A-Za-z0-9._~-]*)"  # neither "." nor ".."
_PORT = r"(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))"
Url = Annotated[
    str,
    StringConstraints(pattern=rf"^https?://{_LABEL}(\.{_LABEL})*{_PORT}?(/{_SEGMENT})*/$", max_length=200),
]


def ascii_address(url: str) -> str:
    """An address with its host in the form that certificates and servers use (Punycode); as it is where it has no such form."""
    parts = re.fullmatch(r"(https?://)([^/:]+)(.*)", url)
    try:
        return f"{parts[1]}{parts[2].encode('idna').decode()}{parts[3]}" if parts and not parts[2].isascii() else url
    except UnicodeError:
        return url


Names = dict[Language, Line]  # what something is called in languages other than the site's own
Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{9,18}$")]


class Role(StrEnum):
    """Posts with a duty in the review: 主要领导, 分管保密领导, 保密岗位责任人, 信息员, 承办责任人, 业务科室负责人."""

    HEAD = "head"
    SECRECY_LEADER = "secrecy_leader"
    POST_HOLDER = "post_holder"
    INFO_OFFICER = "info_officer"
    UNDERTAKER = "undertaker"
    SECTION_HEAD = "section_head"


class CalendarDay(Model):
    """A day that an office announces to be free, or worked although it is a weekend."""

    date: Date
    working: YesNo
    name: Line


class Markup(Model):
    """The Markdown profile of a site: documents that were approved before ``since`` keep the first one."""

    profile: Literal["2"]
    since: Date


class Site(Model):
    """Who publishes, under which legal regime, and whether signatures are required.

    A guide is due for another review after ``guide_days`` (rule G02), what is not secret any more for release after
    ``release_days`` (S03). ``calendar`` are days that the office enters itself, ``calendar_years`` the years of which it has entered
    every holiday and worked weekend that the State Council announced. ``languages`` are those in which the site can be used
    besides its own; ``names`` its name in them. Without ``markup`` all bodies are of the first Markdown profile.
    """

    site_id: Identifier
    name: Line
    owner: AgencyRef
    base_url: Url
    language: Language = "zh-CN"
    legal_regime: Literal["source", "2007", "2019"] = "source"
    signatures: Literal["required", "optional"] = "required"
    page_size: Count = 20
    guide_days: Days = 365
    release_days: Days = 30
    calendar: tuple[CalendarDay, ...] = ()
    calendar_years: tuple[Count, ...] = ()
    languages: tuple[Language, ...] = ()
    names: Names = Field(default_factory=dict)
    markup: Markup | None = None

    @field_validator("calendar_years")
    @classmethod
    def _whole(cls, years: tuple[int, ...], info: ValidationInfo) -> tuple[int, ...]:
        free = [one.date for one in info.data.get("calendar", ()) if not one.working]
        for year in years:
            if missing := missing_holidays(year, free):
                raise PydanticCustomError("gk_calendar", "holidays are missing", _context(year, missing))
        return years


def _context(year: int, missing: tuple[str, ...]) -> dict[str, str]:
    return {"year": str(year), "missing": ", ".join(missing)}


class Contact(Model):
    office: Line | None = None
    address: Line | None = None
    postcode: Line | None = None
    hours: Line | None = None
    phone: Line | None = None
    fax: Line | None = None
    email: Line | None = None


class Complaints(Model):
    phone: Line | None = None
    mailbox: Line | None = None


class FormerName(Model):
    """What an agency was called up to a day, the last one on which it was."""

    name: Line
    short_name: Line | None = None
    until: Date
    names: Names = Field(default_factory=dict)


class Agency(Model):
    """An organ that publishes (五·2). ``posts`` are public post titles by role; people are in ``officers.yaml``.

    ``former_names`` are those it had before ``name``, the oldest first. One that was closed has ``until``, its last day, and
    the agency that took over its duties as ``successor``, whose officers then sign for it.

    ``public_lines`` are further telephones and mailboxes of its sections, which its documents may name; a block of numbers ends in
    stars, one for each digit (0000-55501**).
    ``publishes`` are the categories of 五·7 in which it has to have something (rule C04).
    """

    id: Identifier
    code: Code
    name: Line
    short_name: Line | None = None
    kind: Literal["government", "department", "town", "dispatched", "enterprise"]
    from_: Date = Field(alias="from")
    until: Date | None = None
    former_names: tuple[FormerName, ...] = ()
    successor: AgencyRef | None = None
    duties: Line | None = None
    posts: dict[Role, Line] = Field(default_factory=dict)
    contact: Contact = Contact()
    complaints: Complaints = Complaints()
    publishes: tuple[Identifier, ...] = ()
    public_lines: tuple[Line, ...] = ()
    names: Names = Field(default_factory=dict)

    def closed(self, day: dt.date) -> bool:
        return self.until is not None and self.until < day


class Agencies(Model):
    agencies: tuple[Agency, ...]


class Word(Model):
    id: Identifier
    name: Line
    definition: Line | None = None
    names: Names = Field(default_factory=dict)
    definitions: Names = Field(default_factory=dict)


class Category(Word):
    """One of the eleven categories of 五·7, and which power it shows at work: 事权, 财权, 人事权 (四·二)."""

    power: Literal["affairs", "finance", "personnel"] | None = None


class Vocabularies(Model):
    categories: tuple[Category, ...]
    exemptions: tuple[Word, ...]
    genres: tuple[Word, ...]
    topics: tuple[Word, ...] = ()
    channels: tuple[Word, ...]
    subjects: tuple[Word, ...] = ()


class Norm(Model):
    """A norm a review can rest on (三·4), with the time it was in force.

    ``regraded_on`` is the day on which levels in a scope or list of secrets were last changed; what was reviewed before is
    due for another look (rule S08).
    """

    id: Identifier
    name: Line
    kind: Literal["law", "scope", "list", "notice"]
    issuer: Line | None = None
    from_: Date = Field(alias="from")
    repealed_on: Date | None = None
    regraded_on: Date | None = None


class Question(Model):
    id: Identifier
    text: Line


class Basis(Model):
    basis: tuple[Norm, ...]
    checklist: tuple[Question, ...] = ()


class Appointment(Model):
    """A person in a post: A holds it, B does the work when A is absent (二·B). ``until`` is the last day."""

    agency: AgencyRef
    role: Role
    post: Literal["A", "B"]
    from_: Date = Field(alias="from")
    until: Date | None = None


KeyLine = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"^\S([^\n]*\S)?$")]


class Key(Model):
    """A public key in OpenSSH form and the days on which it is the officer's."""

    key: KeyLine
    from_: Date = Field(alias="from")
    until: Date | None = None
    compromised_from: Instant | None = None


class Officer(Model):
    """A person. ``distinction`` tells people of one name apart, by a section or a year of birth."""

    id: Identifier
    name: Line
    distinction: Line | None = None
    appointments: tuple[Appointment, ...]
    keys: tuple[Key, ...] = ()


class Officers(Model):
    officers: tuple[Officer, ...]


Registry = Site | Agencies | Vocabularies | Basis | Officers
