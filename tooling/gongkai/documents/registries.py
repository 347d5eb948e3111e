"""The registries under ``catalog/``: the site, its agencies and words, and (internally) its officers and norms."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from gongkai.documents.values import AgencyRef, Count, Date, Days, Identifier, Instant, Language, Line, Model, YesNo

_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_SEGMENT = r"(\.{0,2}[A-Za-z0-9_~-][A-Za-z0-9._~-]*|\.{3}[A-Za-z0-9._~-]*)"  # neither "." nor ".."
_PORT = r"(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))"
Url = Annotated[
    str,
    StringConstraints(pattern=rf"^https?://{_LABEL}(\.{_LABEL})*{_PORT}?(/{_SEGMENT})*/$", max_length=200),
]
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


class Site(Model):
    """Who publishes, under which legal regime, and whether signatures are required.

    A guide is due for another review after ``guide_days`` (rule G02), what is not secret any more for release after
    ``release_days`` (S03). ``languages`` are those in which the site can be
    used besides its own; ``names`` its name in them.
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
    languages: tuple[Language, ...] = ()
    names: Names = Field(default_factory=dict)


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


class Agency(Model):
    """An organ that publishes (五·2). ``posts`` are public post titles by role; people are in ``officers.yaml``.

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
    duties: Line | None = None
    posts: dict[Role, Line] = Field(default_factory=dict)
    contact: Contact = Contact()
    complaints: Complaints = Complaints()
    publishes: tuple[Identifier, ...] = ()
    public_lines: tuple[Line, ...] = ()
    names: Names = Field(default_factory=dict)


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
