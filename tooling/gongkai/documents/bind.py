"""From an envelope to a typed document; everything that does not fit becomes a problem, nothing is guessed."""

from __future__ import annotations

import functools
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from gongkai.documents import explain
from gongkai.documents.review import Review
from gongkai.documents.values import Model
from gongkai.limits import PROBLEMS, too_many
from gongkai.source.problems import Problem

M = TypeVar("M", bound=Model)


def bind(
    model: type[M], values: dict[str, Any], spans: explain.Spans, top: tuple[str, ...] = ()
) -> tuple[M | None, list[Problem], frozenset[str]]:
    """Type ``values``: the record, the problems, and the top-level keys that were set aside as damaged.

    A damaged key is dropped and the rest is typed without it, so that one misspelt word does not hide what else
    is wrong. With any problem the caller must not publish the record.
    """
    try:
        return model.model_validate(values), [], frozenset()
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    known = _keys(model, top)
    problems = [explain.problem(detail, spans, known, top) for detail in details[:PROBLEMS]]
    if len(details) > PROBLEMS:
        problems.append(too_many(len(details) - PROBLEMS, problems[-1].line))
    damaged = frozenset(str(detail["loc"][0]) for detail in details if detail["loc"])
    rest = {key: value for key, value in values.items() if key not in damaged}
    try:
        return model.model_validate(rest), problems, damaged
    except ValidationError:
        return None, problems, damaged


def bind_review(plain: Any, spans: explain.Spans) -> tuple[Review, list[Problem], frozenset[str]]:
    """Type the review block; a missing block is an empty review, for the rules to judge."""
    if plain is None:
        return Review(), [], frozenset()
    if not isinstance(plain, dict):
        plain = {"review": plain}
    review, problems, damaged = bind(Review, plain, spans, ("review",))
    return review or Review(), problems, damaged


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
