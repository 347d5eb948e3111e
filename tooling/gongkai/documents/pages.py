"""Reviewed pages that are not catalog items: the guide, policies, site pages and annual reports."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from gongkai.documents.item import Attachment, Revision
from gongkai.documents.values import AgencyRef, Count, Date, DocumentNumber, Language, Line, Model, Title


class Page(Model):
    """A policy (公开制度) or a page of the site (about, accessibility, privacy)."""

    INTERNAL: ClassVar[frozenset[str]] = frozenset()

    title: Title
    summary: Line
    agency: AgencyRef
    produced_on: Date
    issued_on: Date | None = None
    effective_on: Date | None = None
    document_number: DocumentNumber | None = None
    attachments: tuple[Attachment, ...] = ()
    revisions: tuple[Revision, ...] = ()
    language: Language = "zh-CN"


class Step(Model):
    """One step of applying for information; every step states its time limit and fee."""

    title: Title
    text: Line
    time_limit: Line
    fee: Line


class TimeLimit(Model):
    matter: Line
    limit: Line
    clause: Line | None = None


class Remedy(Model):
    title: Title
    text: Line


class Guide(Page):
    """The disclosure guide (公开指南, 五·10); the agencies' contacts come from ``agencies.yaml``."""

    steps: tuple[Step, ...] = ()
    deadlines: tuple[TimeLimit, ...] = ()
    remedies: tuple[Remedy, ...] = ()


class FigureRow(Model):
    """One bar; the longest ``label`` still fits the width of a chart."""

    label: Annotated[Line, StringConstraints(max_length=20)]
    value: Count


class Figure(Model):
    """Figures of a report that are shown as a chart and as a table; ``unit`` is that of all values (条, 件)."""

    title: Title
    unit: Line
    rows: tuple[FigureRow, ...] = Field(min_length=1, max_length=30)


class Report(Page):
    """An annual report (年度报告, 五·14), with the day its figures were taken."""

    year: Line
    as_of: Date
    figures: tuple[Figure, ...] = ()
