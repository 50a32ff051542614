import datetime

from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Counts(_message.Message):
    __slots__ = ("messages", "words", "characters", "held", "blocked", "replies", "reply_seconds_total", "reply_seconds_median", "mentee_messages", "mentor_messages", "first_posted_at", "last_posted_at")
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    CHARACTERS_FIELD_NUMBER: _ClassVar[int]
    HELD_FIELD_NUMBER: _ClassVar[int]
    BLOCKED_FIELD_NUMBER: _ClassVar[int]
    REPLIES_FIELD_NUMBER: _ClassVar[int]
    REPLY_SECONDS_TOTAL_FIELD_NUMBER: _ClassVar[int]
    REPLY_SECONDS_MEDIAN_FIELD_NUMBER: _ClassVar[int]
    MENTEE_MESSAGES_FIELD_NUMBER: _ClassVar[int]
    MENTOR_MESSAGES_FIELD_NUMBER: _ClassVar[int]
    FIRST_POSTED_AT_FIELD_NUMBER: _ClassVar[int]
    LAST_POSTED_AT_FIELD_NUMBER: _ClassVar[int]
    messages: int
    words: int
    characters: int
    held: int
    blocked: int
    replies: int
    reply_seconds_total: float
    reply_seconds_median: float
    mentee_messages: int
    mentor_messages: int
    first_posted_at: _timestamp_pb2.Timestamp
    last_posted_at: _timestamp_pb2.Timestamp
    def __init__(self, messages: _Optional[int] = ..., words: _Optional[int] = ..., characters: _Optional[int] = ..., held: _Optional[int] = ..., blocked: _Optional[int] = ..., replies: _Optional[int] = ..., reply_seconds_total: _Optional[float] = ..., reply_seconds_median: _Optional[float] = ..., mentee_messages: _Optional[int] = ..., mentor_messages: _Optional[int] = ..., first_posted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_posted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class PairMetrics(_message.Message):
    __slots__ = ("pair_id", "counts")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    counts: Counts
    def __init__(self, pair_id: _Optional[str] = ..., counts: _Optional[_Union[Counts, _Mapping]] = ...) -> None: ...

class GetProgrammeRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class GetProgrammeResponse(_message.Message):
    __slots__ = ("counts", "pairs_started", "pairs_active", "pairs_in_contact", "nudges_sent", "messages_per_pair_median")
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    PAIRS_STARTED_FIELD_NUMBER: _ClassVar[int]
    PAIRS_ACTIVE_FIELD_NUMBER: _ClassVar[int]
    PAIRS_IN_CONTACT_FIELD_NUMBER: _ClassVar[int]
    NUDGES_SENT_FIELD_NUMBER: _ClassVar[int]
    MESSAGES_PER_PAIR_MEDIAN_FIELD_NUMBER: _ClassVar[int]
    counts: Counts
    pairs_started: int
    pairs_active: int
    pairs_in_contact: int
    nudges_sent: int
    messages_per_pair_median: float
    def __init__(self, counts: _Optional[_Union[Counts, _Mapping]] = ..., pairs_started: _Optional[int] = ..., pairs_active: _Optional[int] = ..., pairs_in_contact: _Optional[int] = ..., nudges_sent: _Optional[int] = ..., messages_per_pair_median: _Optional[float] = ...) -> None: ...

class GetPairRequest(_message.Message):
    __slots__ = ("programme_id", "pair_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    pair_id: str
    def __init__(self, programme_id: _Optional[str] = ..., pair_id: _Optional[str] = ...) -> None: ...

class GetPairResponse(_message.Message):
    __slots__ = ("pair",)
    PAIR_FIELD_NUMBER: _ClassVar[int]
    pair: PairMetrics
    def __init__(self, pair: _Optional[_Union[PairMetrics, _Mapping]] = ...) -> None: ...

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
    pairs: _containers.RepeatedCompositeFieldContainer[PairMetrics]
    next_page_token: str
    def __init__(self, pairs: _Optional[_Iterable[_Union[PairMetrics, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ServiceCost(_message.Message):
    __slots__ = ("service", "cpu_seconds")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    CPU_SECONDS_FIELD_NUMBER: _ClassVar[int]
    service: str
    cpu_seconds: float
    def __init__(self, service: _Optional[str] = ..., cpu_seconds: _Optional[float] = ...) -> None: ...

class GetCostRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetCostResponse(_message.Message):
    __slots__ = ("messages", "services", "cpu_seconds_per_1000_messages", "since")
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    SERVICES_FIELD_NUMBER: _ClassVar[int]
    CPU_SECONDS_PER_1000_MESSAGES_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    messages: int
    services: _containers.RepeatedCompositeFieldContainer[ServiceCost]
    cpu_seconds_per_1000_messages: float
    since: _timestamp_pb2.Timestamp
    def __init__(self, messages: _Optional[int] = ..., services: _Optional[_Iterable[_Union[ServiceCost, _Mapping]]] = ..., cpu_seconds_per_1000_messages: _Optional[float] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
