import datetime

from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

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
