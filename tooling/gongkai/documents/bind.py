"""From an envelope to a typed document; everything that does not fit becomes a problem, nothing is guessed."""

from __future__ import annotations

import copy
import functools
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError, create_model

from gongkai.documents import explain
from gongkai.documents.review import Review
from gongkai.documents.values import Model
from gongkai.source.limits import PROBLEMS, too_many
from gongkai.source.problems import Problem

M = TypeVar("M", bound=Model)


def bind(
    model: type[M],
    values: dict[str, Any],
    spans: explain.Spans,
    top: tuple[str, ...] = (),
    unread: frozenset[str] = frozenset(),
) -> tuple[M, list[Problem], frozenset[str]]:
    """Type ``values``: the record, the problems, and the top-level keys that are not in it because they are damaged.

    ``unread`` are keys that may stand in the file and could not be read; nothing is said about them again. One misspelt word does
    not hide what else is wrong: the rest is typed without it. With any problem the caller must not publish the record.
    """
    try:
        whole = model.model_validate(values)
        return (_part(model, values, unread), [], unread) if unread else (whole, [], frozenset())
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    known = _keys(model, top)
    misspelt = {meant for detail in details if (meant := explain.meant(detail, known, top))}
    details = [
        detail
        for detail in details
        if detail["type"] != "missing" or not (detail["loc"] in misspelt or detail["loc"][0] in unread)
    ]
    problems = [
        explain.problem(detail, spans, known, top, _given(values, detail["loc"])) for detail in details[:PROBLEMS]
    ]
    if len(details) > PROBLEMS:
        problems.append(too_many(len(details) - PROBLEMS, problems[-1].line))
    damaged = frozenset(str(loc[0]) for loc in (*(detail["loc"] for detail in details), *misspelt) if loc) | unread
    rest = {key: value for key, value in values.items() if key not in damaged} if isinstance(values, dict) else {}
    return _part(model, rest, damaged), problems, damaged


def bind_review(plain: Any, spans: explain.Spans, unread: bool = False) -> tuple[Review, list[Problem], frozenset[str]]:
    """Type the review block; a missing block is an empty review, for the rules to judge.

    A damaged level is as if it were not there, and named in the set; all are where the block is ``unread``.
    """
    if plain is None:
        return Review(), [], frozenset(Review.model_fields) if unread else frozenset()
    if not isinstance(plain, dict):
        plain = {"review": plain}
    _, problems, damaged = bind(Review, plain, spans, ("review",))
    return Review.model_validate({key: plain[key] for key in plain.keys() - damaged}), problems, damaged


def _given(values: Any, location: tuple[int | str, ...]) -> Any:
    """Return what stands at a place of plain values, or None."""
    for part in location:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            return None
    return values


def _part(model: type[M], values: dict[str, Any], damaged: frozenset[str]) -> M:
    """A record of what is whole, without the damaged fields."""
    typed = _lenient(model).model_validate(values)
    record = model.model_construct(**{name: getattr(typed, name) for name in typed.model_fields_set})
    for name, field in model.model_fields.items():
        if name not in typed.model_fields_set and (field.is_required() or {name, field.alias} & damaged):
            record.__dict__.pop(name, None)
    return record


@functools.cache
def _lenient(model: type[M]) -> type[M]:
    """The same model without required fields."""
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if field.is_required():
            optional = copy.copy(field)
            optional.default = None
            fields[name] = (field.annotation, optional)
    return create_model(model.__name__, __base__=model, **fields)


@functools.cache
def _keys(model: type[BaseModel], top: tuple[str, ...]) -> dict[tuple[str | int, ...], list[str]]:
    """The keys that may stand at each path (list positions left out), for "did you mean"."""
    found: dict[tuple[str | int, ...], list[str]] = {
        top: [field.alias or name for name, field in model.model_fields.items()]
    }
    for name, field in model.model_fields.items():
        for inner in _models(field.annotation):
            found.update(_keys(inner, (*top, field.alias or name)))
    return found


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models(argument)]
