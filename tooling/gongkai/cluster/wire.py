"""What travels between this machine and a worker: a job on the way there, its answer on the way back.

An answer is JSON, read strictly as the type that the job's function says it returns; nothing in it is an object of the
worker's making.
"""

from __future__ import annotations

import functools
import pickle
import typing
import zlib
from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter

_LEVEL = 1  # pages and documents repeat themselves, so that little effort already saves nine tenths of a network's time


def packed(function: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    """A job: a function of a module, by its name, and its arguments."""
    return zlib.compress(pickle.dumps((function, arguments)), _LEVEL)


def opened(parcel: bytes) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """A job that came from the machine that leads; workers do what it says, as Dask's always do."""
    function, arguments = pickle.loads(zlib.decompress(parcel))  # noqa: S301 - see above
    return function, arguments


def answer(function: Callable[..., Any], value: Any) -> bytes:
    """Return what a job's function returned, as bytes."""
    return zlib.compress(_type_of(function).dump_json(value), _LEVEL)


def read_answer(function: Callable[..., Any], data: bytes) -> Any:
    """The value again. Raises ValueError for anything but the type that the function returns."""
    try:
        return _type_of(function).validate_json(zlib.decompress(data), strict=True)
    except zlib.error as error:
        raise ValueError(str(error)) from None


@functools.lru_cache
def _type_of(function: Callable[..., Any]) -> TypeAdapter[Any]:
    return TypeAdapter(typing.get_type_hints(function)["return"])
