from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Policies(_message.Message):
    __slots__ = ("aim", "norms", "safeguarding_contact", "cadence_days", "closure_rule")
    AIM_FIELD_NUMBER: _ClassVar[int]
    NORMS_FIELD_NUMBER: _ClassVar[int]
    SAFEGUARDING_CONTACT_FIELD_NUMBER: _ClassVar[int]
    CADENCE_DAYS_FIELD_NUMBER: _ClassVar[int]
    CLOSURE_RULE_FIELD_NUMBER: _ClassVar[int]
    aim: str
    norms: str
    safeguarding_contact: str
    cadence_days: int
    closure_rule: str
    def __init__(self, aim: _Optional[str] = ..., norms: _Optional[str] = ..., safeguarding_contact: _Optional[str] = ..., cadence_days: _Optional[int] = ..., closure_rule: _Optional[str] = ...) -> None: ...

class Programme(_message.Message):
    __slots__ = ("programme_id", "name", "policies", "open", "missing")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    POLICIES_FIELD_NUMBER: _ClassVar[int]
    OPEN_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    name: str
    policies: Policies
    open: bool
    missing: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, programme_id: _Optional[str] = ..., name: _Optional[str] = ..., policies: _Optional[_Union[Policies, _Mapping]] = ..., open: _Optional[bool] = ..., missing: _Optional[_Iterable[str]] = ...) -> None: ...

class CreateRequest(_message.Message):
    __slots__ = ("client_key", "name", "policies")
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    POLICIES_FIELD_NUMBER: _ClassVar[int]
    client_key: str
    name: str
    policies: Policies
    def __init__(self, client_key: _Optional[str] = ..., name: _Optional[str] = ..., policies: _Optional[_Union[Policies, _Mapping]] = ...) -> None: ...

class CreateResponse(_message.Message):
    __slots__ = ("programme",)
    PROGRAMME_FIELD_NUMBER: _ClassVar[int]
    programme: Programme
    def __init__(self, programme: _Optional[_Union[Programme, _Mapping]] = ...) -> None: ...

class OpenRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class OpenResponse(_message.Message):
    __slots__ = ("programme",)
    PROGRAMME_FIELD_NUMBER: _ClassVar[int]
    programme: Programme
    def __init__(self, programme: _Optional[_Union[Programme, _Mapping]] = ...) -> None: ...

class GetRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class GetResponse(_message.Message):
    __slots__ = ("programme",)
    PROGRAMME_FIELD_NUMBER: _ClassVar[int]
    programme: Programme
    def __init__(self, programme: _Optional[_Union[Programme, _Mapping]] = ...) -> None: ...
