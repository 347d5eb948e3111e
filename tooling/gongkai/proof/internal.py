"""What must not show: every internal text of a county, with its kind and where it comes from."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from gongkai.core.findings import Text
from gongkai.core.pickling import pickled_by_position
from gongkai.documents.document import Document
from gongkai.documents.item import Item
from gongkai.signing.context import SiteContext

SHORTEST = 6  # an opinion of fewer characters (同意公开。) says nothing about anybody


class Kind(StrEnum):
    """What an internal text is. A person is not excused by a theme that prints the name."""

    PERSON = "person"
    KEY = "key"
    SIGNATURE = "signature"
    SOURCE = "source"
    OPINION = "opinion"
    LEDGER = "ledger"
    FIELD = "field"
    GONE = "gone"


WORDS = {
    Kind.PERSON: Text("人员登记表中的姓名或代号", "an officer's name or id"),
    Kind.KEY: Text("人员公钥", "an officer's public key"),
    Kind.SIGNATURE: Text("审签签名", "the signature of a sign-off"),
    Kind.SOURCE: Text("未经处理的源文件", "a raw source file"),
    Kind.OPINION: Text("审签意见或场次", "an opinion or session of a sign-off"),
    Kind.LEDGER: Text("登记簿文字", "a text of a ledger"),
    Kind.FIELD: Text("内部著录项", "an internal field"),
    Kind.GONE: Text("已撤下的信息", "a document that was taken away"),
}


@pickled_by_position
@dataclass(frozen=True, slots=True)
class Internal:
    """One text to look for, and where it comes from: a file and the key there, or the name of a document that is gone.

    A large county has many, so that what many have in common is held once.
    """

    text: str
    kind: Kind
    where: str
    key: str = ""

    @property
    def origin(self) -> str:
        """Where it comes from, as a reader is told."""
        return f"{self.where}: {self.key}" if self.key else self.where

    @property
    def partial(self) -> bool:
        """Return whether it also counts inside a longer word: the beginning of a signature does, an officer's id does not."""
        return self.kind in (Kind.KEY, Kind.SIGNATURE)


# Days, hours and numbers, in figures or in words: they stand on every page, and none tells where it comes from.
_FIGURES = re.compile(r"(?:[\W\d_]|(?<=\d)[TtZz]|[〇零一二三四五六七八九十百千两年月日号时点分秒])*")

# Base64 of SSHSIG, with which every signature begins, and what only sources and keys hold.
_MARKS = (
    ("U1NIU0lH", Kind.SIGNATURE),
    ("BEGIN SSH SIGNATURE", Kind.SIGNATURE),
    ("BEGIN OPENSSH", Kind.KEY),
    ("signed_at:", Kind.SOURCE),
    ("scope_check:", Kind.SOURCE),
    ("acting_for:", Kind.SOURCE),
)
# Names of things in a ledger that are public by themselves, or people, who are looked for as such.
_NAMES = frozenset({"document", "reviewed", "into", "channel", "kind", "officer", "by", "signature", "digest"})


def figures(text: str) -> bool:
    """Return whether a text is nothing but days and numbers."""
    return bool(_FIGURES.fullmatch(text))


def telling(text: str) -> bool:
    """Return whether a text could be known again on a page: it is long enough, and more than a day or a number."""
    return len(text) >= SHORTEST and not figures(text)


def internal_texts(of_documents: Iterable[Internal], county: SiteContext) -> list[Internal]:
    """Every internal text of a county, and of its documents, each once, the first place it stands in as its origin."""
    found: dict[str, Internal] = {}
    for one in (*_people(county), *_ledgers(county), *of_documents):
        found.setdefault(one.text, one)
    for text, kind in _MARKS:
        found.setdefault(text, Internal(text, kind, ""))
    return list(found.values())


def _people(county: SiteContext) -> Iterator[Internal]:
    path = "catalog/officers.yaml"
    for i, officer in enumerate(county.officers.officers):
        if not figures(officer.id):
            yield Internal(officer.id, Kind.PERSON, path, f"officers.{i}.id")
        if len(officer.name) > 1 and not figures(officer.name):
            yield Internal(officer.name, Kind.PERSON, path, f"officers.{i}.name")
        for j, key in enumerate(officer.keys):
            blob = key.key.split()[1] if " " in key.key else key.key
            yield Internal(blob, Kind.KEY, path, f"officers.{i}.keys.{j}")


def _ledgers(county: SiteContext) -> Iterator[Internal]:
    for entry in county.entries:
        for key, text in _strings(entry.fields):
            if key.rpartition(".")[2] not in _NAMES and telling(text):
                yield Internal(text, Kind.LEDGER, entry.path, f"entries.{entry.position}.{key}")


def of_document(document: Document) -> Iterator[Internal]:
    """Yield what a document holds for the office alone: opinions, sessions and its internal fields."""
    for text in _written(document.signed):
        if telling(text):
            yield Internal(text, Kind.OPINION, document.path, "review")
    fields = document.fields
    if isinstance(fields, Item):
        for name in sorted(fields.INTERNAL):
            value = getattr(fields, name)
            for key, text in _any(name, value) if value else ():
                if telling(text):
                    yield Internal(text, Kind.FIELD, document.path, key)


def _written(signed: Mapping[str, Any]) -> Iterator[str]:
    """Opinions and sessions, however deep they stand."""
    for name, value in signed.items():
        if isinstance(value, str):
            if name in ("opinion", "session"):
                yield value
        elif isinstance(value, Mapping):
            yield from _written(value)


def _any(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        for inner, text in _strings(value):
            yield f"{key}.{inner}", text
    elif isinstance(value, tuple):
        for position, one in enumerate(value):
            yield from _any(f"{key}.{position}", one)


def _strings(model: BaseModel) -> Iterator[tuple[str, str]]:
    """The free texts of a record with their keys; closed values and dates are no secret by themselves."""
    for name in _free(type(model)):
        value = getattr(model, name)
        if isinstance(value, str):
            yield name, value
        else:
            yield from _any(name, value)


@functools.cache
def _free(model: type[BaseModel]) -> tuple[str, ...]:
    fields = model.model_fields.items()
    return tuple(name for name, field in fields if not _closed(field.annotation))


def _closed(annotation: Any) -> bool:
    """Return whether a field takes one of a few words of the program, which everybody may know."""
    inner = [one for one in get_args(annotation) if one is not type(None)]
    return get_origin(annotation) is Literal or (len(inner) == 1 and get_origin(inner[0]) is Literal)
