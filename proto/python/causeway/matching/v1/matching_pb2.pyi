import datetime

from causeway.access.v1 import access_pb2 as _access_pb2
from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
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

class Proposal(_message.Message):
    __slots__ = ("mentee_id", "mentor_id", "score", "reasons")
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    mentee_id: str
    mentor_id: str
    score: float
    reasons: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., score: _Optional[float] = ..., reasons: _Optional[_Iterable[str]] = ...) -> None: ...

class Unmatched(_message.Message):
    __slots__ = ("mentee_id", "ruled_out", "nearest_change")
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    RULED_OUT_FIELD_NUMBER: _ClassVar[int]
    NEAREST_CHANGE_FIELD_NUMBER: _ClassVar[int]
    mentee_id: str
    ruled_out: _containers.RepeatedCompositeFieldContainer[RuledOut]
    nearest_change: str
    def __init__(self, mentee_id: _Optional[str] = ..., ruled_out: _Optional[_Iterable[_Union[RuledOut, _Mapping]]] = ..., nearest_change: _Optional[str] = ...) -> None: ...

class RuledOut(_message.Message):
    __slots__ = ("rule", "mentors")
    RULE_FIELD_NUMBER: _ClassVar[int]
    MENTORS_FIELD_NUMBER: _ClassVar[int]
    rule: str
    mentors: int
    def __init__(self, rule: _Optional[str] = ..., mentors: _Optional[int] = ...) -> None: ...

class MatchingRun(_message.Message):
    __slots__ = ("run_id", "programme_id", "pairs", "unmatched", "total_score", "share_of_bound", "bound_gap", "seconds", "started", "made_at")
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    UNMATCHED_FIELD_NUMBER: _ClassVar[int]
    TOTAL_SCORE_FIELD_NUMBER: _ClassVar[int]
    SHARE_OF_BOUND_FIELD_NUMBER: _ClassVar[int]
    BOUND_GAP_FIELD_NUMBER: _ClassVar[int]
    SECONDS_FIELD_NUMBER: _ClassVar[int]
    STARTED_FIELD_NUMBER: _ClassVar[int]
    MADE_AT_FIELD_NUMBER: _ClassVar[int]
    run_id: str
    programme_id: str
    pairs: int
    unmatched: int
    total_score: float
    share_of_bound: float
    bound_gap: float
    seconds: float
    started: bool
    made_at: _timestamp_pb2.Timestamp
    def __init__(self, run_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., pairs: _Optional[int] = ..., unmatched: _Optional[int] = ..., total_score: _Optional[float] = ..., share_of_bound: _Optional[float] = ..., bound_gap: _Optional[float] = ..., seconds: _Optional[float] = ..., started: _Optional[bool] = ..., made_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class RunRequest(_message.Message):
    __slots__ = ("programme_id", "client_key")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    client_key: str
    def __init__(self, programme_id: _Optional[str] = ..., client_key: _Optional[str] = ...) -> None: ...

class RunResponse(_message.Message):
    __slots__ = ("run",)
    RUN_FIELD_NUMBER: _ClassVar[int]
    run: MatchingRun
    def __init__(self, run: _Optional[_Union[MatchingRun, _Mapping]] = ...) -> None: ...

class GetRunRequest(_message.Message):
    __slots__ = ("programme_id", "run_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    run_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., run_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class GetRunResponse(_message.Message):
    __slots__ = ("run", "proposals", "unmatched", "next_page_token")
    RUN_FIELD_NUMBER: _ClassVar[int]
    PROPOSALS_FIELD_NUMBER: _ClassVar[int]
    UNMATCHED_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    run: MatchingRun
    proposals: _containers.RepeatedCompositeFieldContainer[Proposal]
    unmatched: _containers.RepeatedCompositeFieldContainer[Unmatched]
    next_page_token: str
    def __init__(self, run: _Optional[_Union[MatchingRun, _Mapping]] = ..., proposals: _Optional[_Iterable[_Union[Proposal, _Mapping]]] = ..., unmatched: _Optional[_Iterable[_Union[Unmatched, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class StartRequest(_message.Message):
    __slots__ = ("programme_id", "run_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    run_id: str
    def __init__(self, programme_id: _Optional[str] = ..., run_id: _Optional[str] = ...) -> None: ...

class StartResponse(_message.Message):
    __slots__ = ("pairs_started",)
    PAIRS_STARTED_FIELD_NUMBER: _ClassVar[int]
    pairs_started: int
    def __init__(self, pairs_started: _Optional[int] = ...) -> None: ...

class Pair(_message.Message):
    __slots__ = ("pair_id", "programme_id", "mentee_id", "mentor_id", "active", "score", "reasons", "started_at")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    active: bool
    score: float
    reasons: _containers.RepeatedScalarFieldContainer[str]
    started_at: _timestamp_pb2.Timestamp
    def __init__(self, pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., active: _Optional[bool] = ..., score: _Optional[float] = ..., reasons: _Optional[_Iterable[str]] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListPairsRequest(_message.Message):
    __slots__ = ("programme_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListPairsResponse(_message.Message):
    __slots__ = ("pairs", "next_page_token")
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    pairs: _containers.RepeatedCompositeFieldContainer[Pair]
    next_page_token: str
    def __init__(self, pairs: _Optional[_Iterable[_Union[Pair, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListMineRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListMineResponse(_message.Message):
    __slots__ = ("pairs",)
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    pairs: _containers.RepeatedCompositeFieldContainer[Pair]
    def __init__(self, pairs: _Optional[_Iterable[_Union[Pair, _Mapping]]] = ...) -> None: ...

class EndRequest(_message.Message):
    __slots__ = ("programme_id", "pair_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    pair_id: str
    def __init__(self, programme_id: _Optional[str] = ..., pair_id: _Optional[str] = ...) -> None: ...

class EndResponse(_message.Message):
    __slots__ = ("pair",)
    PAIR_FIELD_NUMBER: _ClassVar[int]
    pair: Pair
    def __init__(self, pair: _Optional[_Union[Pair, _Mapping]] = ...) -> None: ...
