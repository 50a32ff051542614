import datetime

from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Measure(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MEASURE_UNSPECIFIED: _ClassVar[Measure]
    MEASURE_WARNED: _ClassVar[Measure]
    MEASURE_RESTRICTED: _ClassVar[Measure]
    MEASURE_SUSPENDED: _ClassVar[Measure]
MEASURE_UNSPECIFIED: Measure
MEASURE_WARNED: Measure
MEASURE_RESTRICTED: Measure
MEASURE_SUSPENDED: Measure

class Restriction(_message.Message):
    __slots__ = ("person_id", "programme_id", "measure", "imposed_by", "at", "until")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MEASURE_FIELD_NUMBER: _ClassVar[int]
    IMPOSED_BY_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    programme_id: str
    measure: Measure
    imposed_by: str
    at: _timestamp_pb2.Timestamp
    until: _timestamp_pb2.Timestamp
    def __init__(self, person_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., measure: _Optional[_Union[Measure, str]] = ..., imposed_by: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ImposeRequest(_message.Message):
    __slots__ = ("programme_id", "person_id", "measure", "until", "reason", "case_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    MEASURE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    person_id: str
    measure: Measure
    until: _timestamp_pb2.Timestamp
    reason: str
    case_id: str
    def __init__(self, programme_id: _Optional[str] = ..., person_id: _Optional[str] = ..., measure: _Optional[_Union[Measure, str]] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reason: _Optional[str] = ..., case_id: _Optional[str] = ...) -> None: ...

class ImposeResponse(_message.Message):
    __slots__ = ("restriction",)
    RESTRICTION_FIELD_NUMBER: _ClassVar[int]
    restriction: Restriction
    def __init__(self, restriction: _Optional[_Union[Restriction, _Mapping]] = ...) -> None: ...

class LiftRequest(_message.Message):
    __slots__ = ("programme_id", "person_id", "reason")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    person_id: str
    reason: str
    def __init__(self, programme_id: _Optional[str] = ..., person_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class LiftResponse(_message.Message):
    __slots__ = ("restriction",)
    RESTRICTION_FIELD_NUMBER: _ClassVar[int]
    restriction: Restriction
    def __init__(self, restriction: _Optional[_Union[Restriction, _Mapping]] = ...) -> None: ...

class ListRequest(_message.Message):
    __slots__ = ("programme_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListResponse(_message.Message):
    __slots__ = ("restrictions", "next_page_token")
    RESTRICTIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    restrictions: _containers.RepeatedCompositeFieldContainer[Restriction]
    next_page_token: str
    def __init__(self, restrictions: _Optional[_Iterable[_Union[Restriction, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
