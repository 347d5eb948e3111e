"""The kinds of value a key can have. Everything arrives as text; the schema alone decides what it is."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from gongkai.core.days import NotReadable, day_of, instant_of
from gongkai.source.document_numbers import as_prescribed


class Unread(Exception):
    """Somebody asked for a field that could not be read. Whoever judges by it has nothing to judge."""


class Model(BaseModel):
    """A closed, frozen record: unknown keys are refused (Y02), values cannot be changed after the check.

    A record of a file with problems lacks the fields that could not be read; to ask for one raises Unread.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    if not TYPE_CHECKING:  # a type checker would take any attribute to exist

        def __getattr__(self, name: str) -> Any:
            if name in type(self).model_fields:
                raise Unread(name)
            return super().__getattr__(name)


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text as the name of an entry in a registry; rule C07 (C03 for categories) looks it up."""

    target: Literal["agency", "category", "genre", "topic", "channel", "exemption", "item"]


def _no_time(error: NotReadable, form: Literal["gk_date", "gk_instant"]) -> PydanticCustomError:
    match error.kind:
        case "form":
            return PydanticCustomError(form, "not a day or instant")
        case "offset":
            return PydanticCustomError("gk_offset", "no such offset")
        case "impossible":
            return PydanticCustomError("gk_impossible_date", "no such day or instant")
        case "far":
            return PydanticCustomError("gk_far_date", "outside of the calendar")


def _date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return day_of(value)
    except NotReadable as error:
        raise _no_time(error, "gk_date") from None


def _instant(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return instant_of(value)
    except NotReadable as error:
        raise _no_time(error, "gk_instant") from None


def _yes_no(value: Any) -> Any:
    if value in ("yes", "no"):
        return value == "yes"
    if isinstance(value, str):
        raise PydanticCustomError("gk_yes_no", "yes or no")
    return value


def _count(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[1-9][0-9]{0,8}", value):
            raise PydanticCustomError("gk_count", "not a count")
        return int(value)
    return value


def _document_number(value: str) -> str:
    if as_prescribed(value) != value:
        raise PydanticCustomError("gk_document_number", "the year stands in other brackets")
    return value


@dataclass(frozen=True, slots=True)
class _Most:
    """The greatest count that makes sense where it stands."""

    count: int

    def __call__(self, value: int) -> int:
        if value > self.count:
            raise PydanticCustomError("gk_count_most", "too great a count", {"most": self.count})
        return value


Line = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^\S([^\n]*\S)?$")]
DocumentNumber = Annotated[Line, AfterValidator(_document_number)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=20000, pattern=r"\S")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^\S([^\n]*\S)?$")]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Hex64 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z][A-Za-z]{1,3})?$")]
FILE_NAME = r'^[^./\\:*?"<>|\x00-\x1f][^/\\:*?"<>|\x00-\x1f]*$'
FileName = Annotated[str, StringConstraints(pattern=FILE_NAME, max_length=120)]
_INDEX_NUMBER = r"[0-9A-Z]{9,18}/[0-9]{4}([01][0-9])?-[0-9]{5}"
IndexNumber = Annotated[str, StringConstraints(pattern=f"^{_INDEX_NUMBER}$")]
Date = Annotated[dt.date, BeforeValidator(_date)]
Instant = Annotated[dt.datetime, BeforeValidator(_instant)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Count = Annotated[int, BeforeValidator(_count)]
Days = Annotated[Count, AfterValidator(_Most(36500))]
AgencyRef = Annotated[str, Ref("agency")]
ItemRef = Annotated[str, Ref("item")]


def is_index_number(text: str) -> bool:
    """Return whether a text has the form of an index number (索引号)."""
    return re.fullmatch(_INDEX_NUMBER, text) is not None
