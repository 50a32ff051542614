"""Frozen dataclasses as documents and back: enums by their value, tuples as lists, fields that are missing by their default."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from causeway_kit.store import Document

T = TypeVar("T")


def to_document(thing: Any) -> Document:
    """`id`, a field or a property, becomes `_id`."""
    document: Document = _plain(thing)
    document.pop("id", None)
    return {"_id": thing.id, **document}


def from_document(kind: type[T], document: Mapping[str, Any]) -> T:
    """Fields that this build does not know are passed over; those of a later build that are missing get their default."""
    thing: T = _thing(kind, {**document, "id": document["_id"]})
    return thing


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _thing(kind: Any, document: Mapping[str, Any]) -> Any:
    values = {name: _value(hint, document[name]) for name, hint in _hints(kind).items() if name in document}
    return kind(**values)


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind) if field.init}


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _value(next(one for one in get_args(hint) if one is not type(None)), value)
    if origin is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in value)
    if is_dataclass(hint):
        return _thing(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return value
