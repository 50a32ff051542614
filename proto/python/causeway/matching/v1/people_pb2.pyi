from causeway.access.v1 import access_pb2 as _access_pb2
from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ImportRosterRequest(_message.Message):
    __slots__ = ("start", "csv")
    class Start(_message.Message):
        __slots__ = ("programme_id", "side", "dry_run")
        PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
        SIDE_FIELD_NUMBER: _ClassVar[int]
        DRY_RUN_FIELD_NUMBER: _ClassVar[int]
        programme_id: str
        side: _access_pb2.Role
        dry_run: bool
        def __init__(self, programme_id: _Optional[str] = ..., side: _Optional[_Union[_access_pb2.Role, str]] = ..., dry_run: _Optional[bool] = ...) -> None: ...
    START_FIELD_NUMBER: _ClassVar[int]
    CSV_FIELD_NUMBER: _ClassVar[int]
    start: ImportRosterRequest.Start
    csv: bytes
    def __init__(self, start: _Optional[_Union[ImportRosterRequest.Start, _Mapping]] = ..., csv: _Optional[bytes] = ...) -> None: ...

class RowProblem(_message.Message):
    __slots__ = ("row", "column", "value", "cure")
    ROW_FIELD_NUMBER: _ClassVar[int]
    COLUMN_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    CURE_FIELD_NUMBER: _ClassVar[int]
    row: int
    column: str
    value: str
    cure: str
    def __init__(self, row: _Optional[int] = ..., column: _Optional[str] = ..., value: _Optional[str] = ..., cure: _Optional[str] = ...) -> None: ...

class ImportRosterResponse(_message.Message):
    __slots__ = ("enrolled", "changed", "unchanged", "left_out", "problems")
    ENROLLED_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    UNCHANGED_FIELD_NUMBER: _ClassVar[int]
    LEFT_OUT_FIELD_NUMBER: _ClassVar[int]
    PROBLEMS_FIELD_NUMBER: _ClassVar[int]
    enrolled: int
    changed: int
    unchanged: int
    left_out: int
    problems: _containers.RepeatedCompositeFieldContainer[RowProblem]
    def __init__(self, enrolled: _Optional[int] = ..., changed: _Optional[int] = ..., unchanged: _Optional[int] = ..., left_out: _Optional[int] = ..., problems: _Optional[_Iterable[_Union[RowProblem, _Mapping]]] = ...) -> None: ...

class AppointRequest(_message.Message):
    __slots__ = ("subject", "role", "programme_id")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    subject: str
    role: _access_pb2.Role
    programme_id: str
    def __init__(self, subject: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., programme_id: _Optional[str] = ...) -> None: ...

class AppointResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Person(_message.Message):
    __slots__ = ("person_id", "roster_id", "role", "minor")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    ROSTER_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    roster_id: str
    role: _access_pb2.Role
    minor: bool
    def __init__(self, person_id: _Optional[str] = ..., roster_id: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., minor: _Optional[bool] = ...) -> None: ...

class ListPeopleRequest(_message.Message):
    __slots__ = ("programme_id", "role", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    role: _access_pb2.Role
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListPeopleResponse(_message.Message):
    __slots__ = ("people", "next_page_token")
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    people: _containers.RepeatedCompositeFieldContainer[Person]
    next_page_token: str
    def __init__(self, people: _Optional[_Iterable[_Union[Person, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetContactsRequest(_message.Message):
    __slots__ = ("person_ids",)
    PERSON_IDS_FIELD_NUMBER: _ClassVar[int]
    person_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, person_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class Contact(_message.Message):
    __slots__ = ("person_id", "name", "email", "time_zone", "programme_name")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    TIME_ZONE_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_NAME_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    name: str
    email: str
    time_zone: str
    programme_name: str
    def __init__(self, person_id: _Optional[str] = ..., name: _Optional[str] = ..., email: _Optional[str] = ..., time_zone: _Optional[str] = ..., programme_name: _Optional[str] = ...) -> None: ...

class GetContactsResponse(_message.Message):
    __slots__ = ("contacts",)
    CONTACTS_FIELD_NUMBER: _ClassVar[int]
    contacts: _containers.RepeatedCompositeFieldContainer[Contact]
    def __init__(self, contacts: _Optional[_Iterable[_Union[Contact, _Mapping]]] = ...) -> None: ...
